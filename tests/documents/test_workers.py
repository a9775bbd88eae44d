"""Real workers, killed and cancelled in the middle, and many who ask at the same instant."""

import os
import signal
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from documents import press, pulse
from documents.book_parts import Cutter
from documents.models import SILENT_AFTER, Rendering
from documents.part_store import PartStore
from documents.plan_book import compose
from documents.rendering import INTERRUPTED

from .workers import wait_for, work_off, worker

pytestmark = pytest.mark.django_db(transaction=True)
PDF = Rendering.Format.PDF
State = Rendering.State


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Parts that earlier tests printed would make the worker too quick to be met at work."""
    settings.MEDIA_ROOT = tmp_path


def is_under_way(rendering):
    return rendering.is_running and rendering.parts_done > 0


def parts_kept():
    return len(list(PartStore().folder.glob("*.json")))


def fall_silent(rendering):
    Rendering.objects.filter(pk=rendering.pk).update(beat_at=timezone.now() - 2 * SILENT_AFTER)
    rendering.refresh_from_db()


@pytest.fixture
def killed(real_list, planner):
    """A rendering whose worker was killed while it printed."""
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker() as process:
        wait_for(rendering, is_under_way)
        os.kill(process.pid, signal.SIGKILL)
    return rendering


def test_progress_is_told_part_by_part(real_list, planner):
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker("--batch") as process:
        wait_for(rendering, is_under_way)
        assert 0 < rendering.parts_done <= rendering.parts
        assert rendering.pages > 0
        assert rendering.progress.startswith("จัดหน้าแล้ว ")
        assert process.wait(60) == 0

    rendering.refresh_from_db()
    assert rendering.state == State.DONE
    assert rendering.progress == ""
    assert rendering.attempts == 1


def test_a_killed_worker_leaves_a_clear_state_and_a_retry(killed, planner, sign_in):
    killed.refresh_from_db()
    assert killed.is_running
    assert not killed.is_lost
    kept = parts_kept()
    assert kept > 0
    fall_silent(killed)

    page = sign_in(planner).get(killed.get_absolute_url()).content.decode()
    assert page.count("หยุดกลางคัน") == 1
    assert page.count(reverse("documents:retry", args=["maesai", killed.pk])) == 1
    again = killed.retry(by=planner)

    killed.refresh_from_db()
    assert (killed.state, killed.error) == (State.FAILED, INTERRUPTED)
    assert again != killed
    work_off()
    again.refresh_from_db()
    assert again.state == State.DONE
    assert again.pages > 20


def test_a_killed_worker_leaves_no_process_behind(real_list, planner):
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker() as process:
        wait_for(rendering, is_under_way)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        until = time.monotonic() + 20
        while is_any_left(process.pid):
            assert time.monotonic() < until
            time.sleep(0.2)


def children_of(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_one_of_the_pool_that_is_ended_is_made_good(real_list, planner, sent):
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker("--batch") as process:
        wait_for(rendering, lambda rendering: len(children_of(process.pid)) == 2)
        os.kill(children_of(process.pid)[0], sent)
        assert process.wait(60) == 0

    rendering.refresh_from_db()
    assert rendering.state == State.DONE
    assert rendering.attempts == 2


def test_a_worker_told_twice_to_stop_leaves_its_work_to_the_next(real_list, planner):
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker() as process:
        wait_for(rendering, is_under_way)
        process.terminate()
        time.sleep(0.1)
        process.terminate()
        process.wait(60)
    rendering.refresh_from_db()
    assert rendering.state == State.QUEUED

    work_off(failed=1)

    rendering.refresh_from_db()
    assert rendering.state == State.DONE


def is_any_left(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_next_worker_takes_up_once_what_one_left(killed):
    fall_silent(killed)
    DBTaskResult.objects.update(run_after=timezone.now())

    work_off()

    killed.refresh_from_db()
    assert killed.state == State.DONE
    assert killed.attempts == 2


def test_what_killed_two_workers_is_given_up(killed):
    Rendering.objects.filter(pk=killed.pk).update(attempts=2)
    fall_silent(killed)
    DBTaskResult.objects.update(run_after=timezone.now())

    work_off()

    killed.refresh_from_db()
    assert (killed.state, killed.error) == (State.FAILED, INTERRUPTED)


def test_a_cancelled_printing_stops_and_keeps_its_parts(real_list, planner):
    rendering = Rendering.ask(real_list, PDF, by=planner)
    with worker("--batch") as process:
        wait_for(rendering, is_under_way)
        rendering.cancel(by=planner)
        assert process.wait(60) == 0

    rendering.refresh_from_db()
    assert rendering.state == State.CANCELLED
    assert not rendering.file
    assert parts_kept() > 0
    again = Rendering.ask(real_list, PDF, by=planner)
    assert again != rendering
    work_off()
    again.refresh_from_db()
    assert again.state == State.DONE


def test_what_is_cancelled_in_the_queue_never_begins(ready_version, planner):
    rendering = Rendering.ask(ready_version, PDF, by=planner)
    rendering.cancel(by=planner)

    work_off()

    rendering.refresh_from_db()
    assert rendering.state == State.CANCELLED
    assert rendering.started_at is None


@pytest.mark.parametrize("is_one_lost", [False, True])
def test_all_who_ask_at_the_same_instant_get_one_rendering(ready_version, planner, is_one_lost):
    if is_one_lost:
        lost = Rendering.ask(ready_version, PDF, by=planner)
        Rendering.objects.filter(pk=lost.pk).update(state=State.RUNNING)
        fall_silent(lost)
        DBTaskResult.objects.all().delete()
    at_once, got, faults = threading.Barrier(6), [], []

    def ask():
        try:
            at_once.wait(10)
            got.append(Rendering.ask(ready_version, PDF, by=planner).pk)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(got) == 6
    assert set(got) == {Rendering.objects.waiting().get().pk}
    assert DBTaskResult.objects.count() == 1


def test_a_long_part_gives_signs_of_life(real_list, monkeypatch):
    monkeypatch.setattr(press, "LOOK_EVERY", 0.02)  # seconds; every part takes longer here
    monkeypatch.setattr(press, "has_no_threads", lambda: True)  # as in a worker; here some rest
    parts = sorted(Cutter(compose(real_list)).parts(), key=lambda part: part.weight)[-3:]
    told = []

    press.print_parts(parts, tell=lambda *state: told.append(state))

    assert len(told) > len(set(told))


class BusyOnce:
    """Rows of a database that is busy at the first sign of life."""

    def __init__(self):
        self.asked, self.is_told = 0, threading.Event()

    def update(self, **fields):
        self.asked += 1
        if self.asked == 1:
            raise OperationalError("database is locked")
        self.is_told.set()


def test_signs_of_life_go_on_after_one_that_a_busy_database_missed(monkeypatch):
    monkeypatch.setattr(pulse, "BEAT_EVERY", 0.01)
    rows = BusyOnce()

    with pulse.beating(rows):
        assert rows.is_told.wait(30)


def test_a_worker_that_comes_back_too_late_changes_nothing(ready_version, planner):
    rendering = Rendering.ask(ready_version, Rendering.Format.XLSX, by=planner)
    now = timezone.now()
    Rendering.objects.filter(pk=rendering.pk).update(
        state=State.RUNNING, attempts=2, beat_at=now, started_at=now
    )
    late = Rendering.objects.get(pk=rendering.pk)
    late.attempts = 1

    late._fail("สายไป")

    rendering.refresh_from_db()
    assert (rendering.state, rendering.error) == (State.RUNNING, "")


def test_one_that_is_alive_is_looked_at_again_later(ready_version, planner):
    rendering = Rendering.ask(ready_version, PDF, by=planner)
    Rendering.objects.filter(pk=rendering.pk).update(state=State.RUNNING, beat_at=timezone.now())
    DBTaskResult.objects.all().delete()
    rendering.refresh_from_db()

    rendering.rescue()

    rendering.refresh_from_db()
    assert rendering.is_running
    task = DBTaskResult.objects.get()
    assert task.task_path == "documents.tasks.rescue"
    assert task.run_after > timezone.now() + SILENT_AFTER - timedelta(seconds=5)
