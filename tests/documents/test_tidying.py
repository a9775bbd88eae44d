from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from documents.models import Rendering
from documents.notice import NoticeFacts
from documents.tidying import tidy
from plans.workflow import Stage
from projects.models import Project

XLSX = Rendering.Format.XLSX
State = Rendering.State
FACTS = NoticeFacts(date(2024, 10, 8), "นายสมชาย ใจดี", "นายกองค์การบริหารส่วนตำบลแม่ใส", 3)


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def make(ready_version, planner):
    """A function that prints a version as it was so many days ago, each time another content."""

    def make(days, name="ก", **options):
        Project.objects.filter(version=ready_version).update(name=name)
        rendering = Rendering.ask(ready_version, XLSX, by=planner, **options)
        rendering.make()
        return aged(rendering, days)

    return make


def aged(rendering, days, **fields):
    at = timezone.now() - timedelta(days=days)
    Rendering.objects.filter(pk=rendering.pk).update(finished_at=at, **fields)
    rendering.refresh_from_db()
    return rendering


def test_an_old_file_with_a_newer_one_goes_and_its_hash_stays(make):
    old, newer = make(100, "ก"), make(95, "ข")
    name = old.file.name

    assert tidy().files == 1

    old.refresh_from_db()
    newer.refresh_from_db()
    assert old.is_tidied
    assert len(old.sha256) == 64
    assert not default_storage.exists(name)
    assert newer.is_ready


def test_a_young_file_stays(make):
    old, _ = make(89, "ก"), make(0, "ข")

    assert tidy().files == 0
    old.refresh_from_db()
    assert old.is_ready


def test_the_age_is_a_setting(make, settings):
    settings.DOCUMENTS_KEPT_DAYS = 10
    make(11, "ก")
    make(0, "ข")

    assert tidy().files == 1


def test_an_announced_file_stays_for_ever(make, at_stage):
    at_stage(Stage.ANNOUNCED)
    announced = make(4000, "ก", facts=FACTS)
    make(0, "ข")

    assert tidy().files == 0
    announced.refresh_from_db()
    assert announced.is_ready


def test_the_consolidated_book_that_citizens_get_stays(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)
    days = [date(2024, 10, 7) + timedelta(days=number) for number in (1, 2, 3)]
    first, second, third = [
        Rendering.objects.create(
            plan=version.plan, as_of=day, format="pdf", state=State.DONE, sha256="a" * 64,
            content_hash=str(day), finished_at=timezone.now() - timedelta(days=200 - day.day),
            file=default_storage.save(f"books/{day}.pdf", ContentFile(b"%PDF")),
        )
        for day in days
    ]  # fmt: skip

    assert tidy().files == 1

    for each in (first, second, third):
        each.refresh_from_db()
    assert (first.is_ready, second.is_tidied, third.is_ready) == (True, True, True)


def test_of_a_paper_about_a_day_the_newest_of_each_day_stays(version):
    at = timezone.now() - timedelta(days=200)
    of_march, again, of_april = [
        Rendering.objects.create(
            plan=version.plan, as_of=day, paper="results", format="pdf", state=State.DONE,
            sha256="a" * 64, content_hash=str(number), finished_at=at + timedelta(hours=number),
            file=default_storage.save(f"books/{number}.pdf", ContentFile(b"%PDF")),
        )
        for number, day in enumerate([date(2025, 3, 31), date(2025, 3, 31), date(2025, 4, 30)])
    ]  # fmt: skip

    assert tidy().files == 1

    for each in (of_march, again, of_april):
        each.refresh_from_db()
    assert (of_march.is_tidied, again.is_ready, of_april.is_ready) == (True, True, True)


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_came_to_nothing_is_forgotten_later(ready_version, planner, state):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    aged(rendering, 89, state=state)
    assert tidy().rows == 0
    aged(rendering, 91)

    assert tidy().rows == 1
    assert Rendering.objects.count() == 0


def test_a_file_without_a_row_goes_after_a_day(make):
    kept = make(0)
    default_storage.save("books/2024/10/lost.pdf", ContentFile(b"%PDF"))

    assert tidy().unnamed == 0
    assert tidy(now=timezone.now() + timedelta(days=2)).unnamed == 1
    assert not default_storage.exists("books/2024/10/lost.pdf")
    assert default_storage.exists(kept.file.name)


def test_the_command_can_only_count(make):
    old, _ = make(100, "ก"), make(95, "ข")
    told = StringIO()

    call_command("tidy_documents", "--dry-run", stdout=told)

    old.refresh_from_db()
    assert old.is_ready
    assert told.getvalue() == (
        "would go: 1 old files (their rows stay), 0 rows that came to nothing, 0 files without"
        " a row, 0 printed parts\n"
    )


def test_a_tidied_file_is_told_and_made_again(make, planner, sign_in):
    old, _ = make(100, "ก"), make(95, "ข")
    tidy()
    client = sign_in(planner)

    page = client.get(old.get_absolute_url()).content.decode()
    assert page.count("ไฟล์ถูกลบตามกำหนด") == 1
    assert page.count(old.sha256) == 1
    download = reverse("documents:download", args=["maesai", old.pk])
    assert client.get(download).status_code == 404
    Project.objects.update(name="ก")
    again = client.post(reverse("documents:retry", args=["maesai", old.pk]))

    new = Rendering.objects.waiting().get()
    assert again.url == new.get_absolute_url()
    assert new.content_hash == old.content_hash


@pytest.mark.django_db(transaction=True)
def test_the_worker_tidies_once_a_day(ready_version, planner):
    for format in (XLSX, Rendering.Format.DOCX):
        Rendering.ask(ready_version, format, by=planner)

    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    assert DBTaskResult.objects.filter(task_path="documents.tasks.tidy").count() == 1
    assert DBTaskResult.objects.failed().count() == 0
