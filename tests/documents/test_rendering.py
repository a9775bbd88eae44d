from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from documents.models import SILENT_AFTER, Rendering, SectionText
from documents.notice import NoticeFacts
from documents.rendering import INTERRUPTED, LATE_AFTER
from organizations.log_words import sentence
from organizations.models import LogEntry
from plans.workflow import Stage, StepRefused
from projects.models import Project

FACTS = NoticeFacts(
    announced_on=date(2024, 10, 8),
    signer="นายสมชาย ใจดี",
    title="นายกองค์การบริหารส่วนตำบลแม่ใส",
    number=3,
)
XLSX = Rendering.Format.XLSX


def test_a_second_asking_of_the_same_content_gets_the_same_rendering(ready_version, planner, clerk):
    first = Rendering.ask(ready_version, XLSX, by=planner)
    first.make()

    assert Rendering.ask(ready_version, XLSX, by=clerk) == first
    assert Rendering.ask(ready_version, Rendering.Format.DOCX, by=clerk) != first
    assert Rendering.objects.count() == 2


def test_changed_content_gets_a_new_rendering(ready_version, planner):
    first = Rendering.ask(ready_version, XLSX, by=planner)
    Project.objects.filter(version=ready_version).update(budget=Decimal("1.00"))

    assert Rendering.ask(ready_version, XLSX, by=planner) != first


def test_a_changed_text_or_setting_gets_a_new_rendering(ready_version, planner):
    hashes = {Rendering.ask(ready_version, XLSX, by=planner).content_hash}
    SectionText.objects.create(
        organization=ready_version.organization, key="preface", body="คำนำของเรา"
    )
    hashes.add(Rendering.ask(ready_version, XLSX, by=planner).content_hash)
    ready_version.organization.digit_style = "arabic"
    ready_version.organization.save()
    hashes.add(Rendering.ask(ready_version, XLSX, by=planner).content_hash)

    assert len(hashes) == 3


def test_an_unprintable_text_refuses_with_its_faults(ready_version, planner):
    SectionText.objects.create(
        organization=ready_version.organization, key="benefits", body="ปี {year} และ {name}"
    )

    with pytest.raises(StepRefused) as refused:
        Rendering.ask(ready_version, XLSX, by=planner)

    assert refused.value.reasons == (
        "ข้อความ “1.4 ประโยชน์ของแผนการดำเนินงาน”: ไม่รู้จักช่อง {year} เลือกจากรายชื่อช่องที่ให้ไว้",
        "ข้อความ “1.4 ประโยชน์ของแผนการดำเนินงาน”: ไม่รู้จักช่อง {name} เลือกจากรายชื่อช่องที่ให้ไว้",
    )
    assert Rendering.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_what_was_asked_for(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    assert rendering.is_waiting

    call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    rendering.refresh_from_db()
    assert rendering.state == Rendering.State.DONE
    assert rendering.file.size == rendering.size
    assert rendering.file_name == "maesai-2568-original.xlsx"
    assert rendering.finished_at >= rendering.started_at >= rendering.asked_at
    assert rendering.made_with.keys() == {"openpyxl"}


def test_nothing_is_put_in_the_queue_when_the_step_is_rolled_back(ready_version, planner, request):
    from django.db import transaction

    capture = request.getfixturevalue("django_capture_on_commit_callbacks")
    with capture() as callbacks, transaction.atomic():
        Rendering.ask(ready_version, XLSX, by=planner)
        transaction.set_rollback(True)

    assert callbacks == []


def test_a_fault_is_kept_in_words(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    SectionText.objects.create(
        organization=ready_version.organization, key="preface", body="{nothing}"
    )

    rendering.make()

    assert rendering.state == Rendering.State.FAILED
    assert rendering.error == "ข้อความ “คำนำ”: ไม่รู้จักช่อง {nothing} เลือกจากรายชื่อช่องที่ให้ไว้"


def test_an_unexpected_fault_is_logged_with_its_reference(ready_version, planner, settings, caplog):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    settings.MEDIA_ROOT = "/proc/no-such-place"

    rendering.make()

    assert rendering.state == Rendering.State.FAILED
    reference = rendering.error.split()[-1]
    assert caplog.messages == [f"Rendering {rendering.pk} failed, reference {reference}"]


def test_a_rendering_is_made_once(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    rendering.make()
    made_at = rendering.finished_at

    Rendering.objects.get(pk=rendering.pk).make()

    rendering.refresh_from_db()
    assert rendering.finished_at == made_at


def test_a_lost_rendering_is_given_up_and_asked_for_again(ready_version, planner):
    lost = Rendering.ask(ready_version, XLSX, by=planner)
    long_ago = timezone.now() - 2 * SILENT_AFTER
    Rendering.objects.filter(pk=lost.pk).update(state="running", beat_at=long_ago)
    lost.refresh_from_db()
    assert lost.is_lost

    again = Rendering.ask(ready_version, XLSX, by=planner)

    lost.refresh_from_db()
    assert again != lost
    assert lost.state == Rendering.State.FAILED
    assert lost.error == INTERRUPTED


def test_only_books_with_the_signed_notice_are_public(at_stage, planner):
    draft = Rendering.ask(at_stage(Stage.APPROVED), XLSX, by=planner)
    draft.make()
    announced = at_stage(Stage.ANNOUNCED)
    signed = Rendering.ask(announced, XLSX, by=planner, facts=FACTS)
    signed.make()

    assert list(Rendering.objects.announced()) == [signed]


def test_later_askers_get_the_notice_as_it_was_announced(at_stage, planner, clerk):
    announced = at_stage(Stage.ANNOUNCED)
    signed = Rendering.ask(announced, XLSX, by=planner, facts=FACTS)

    assert Rendering.facts_of(announced) == FACTS
    assert Rendering.ask(announced, XLSX, by=clerk) == signed


def test_the_consolidated_plan_of_a_day(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)

    rendering = Rendering.ask_consolidated(version.plan, date(2024, 12, 1), XLSX, by=planner)
    rendering.make()

    assert rendering.is_ready
    assert rendering.file_name == "maesai-2568-consolidated-2024-12-01.xlsx"
    with pytest.raises(StepRefused) as refused:
        Rendering.ask_consolidated(
            version.plan, version.announced_on - timedelta(days=1), XLSX, by=planner
        )
    assert refused.value.reasons == ("ยังไม่มีแผนปี 2568 ที่ประกาศใช้ถึงวันที่ 7 ตุลาคม 2567",)


def test_who_asked_cancels_and_the_log_has_it(ready_version, clerk):
    rendering = Rendering.ask(ready_version, XLSX, by=clerk)

    rendering.cancel(by=clerk)

    assert rendering.state == Rendering.State.CANCELLED
    entry = LogEntry.objects.first()
    assert entry.member == clerk
    assert sentence(entry) == "ยกเลิกการจัดทำเอกสาร “แผนปี 2568 ฉบับแรก Excel”"
    assert Rendering.ask(ready_version, XLSX, by=clerk) != rendering


def test_the_planner_cancels_what_another_asked_for(ready_version, clerk, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=clerk)

    rendering.cancel(by=planner)

    assert rendering.state == Rendering.State.CANCELLED


def refusal(step, **options):
    with pytest.raises(StepRefused) as refused:
        step(**options)
    return refused.value.reasons


def test_others_who_wait_for_it_too_cannot_cancel(ready_version, clerk, supporter):
    rendering = Rendering.ask(ready_version, XLSX, by=clerk)
    Rendering.ask(ready_version, XLSX, by=supporter)

    assert refusal(rendering.cancel, by=supporter) == (
        "ผู้ยกเลิกได้คือผู้ขอ (นายclerk) หรือเจ้าหน้าที่วิเคราะห์นโยบายและแผน",
    )
    assert Rendering.objects.waiting().get() == rendering


def test_what_an_announcement_publishes_is_not_cancelled(at_stage, planner):
    announced = at_stage(Stage.ANNOUNCED)
    book = Rendering.ask(announced, Rendering.Format.PDF, by=planner, facts=FACTS)

    assert refusal(book.cancel, by=planner) == ("เอกสารนี้เผยแพร่พร้อมประกาศ ยกเลิกการจัดทำไม่ได้",)


def test_what_is_over_is_not_cancelled_and_not_twice(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    rendering.make()
    assert refusal(rendering.cancel, by=planner) == ("ยกเลิกไม่ได้ เพราะเอกสารนี้จัดทำแล้ว",)

    other = Rendering.ask(ready_version, Rendering.Format.DOCX, by=planner)
    clicked_first = Rendering.objects.get(pk=other.pk)
    clicked_first.cancel(by=planner)
    assert refusal(other.cancel, by=planner) == ("ยกเลิกไม่ได้ เพราะเอกสารนี้ยกเลิกแล้ว",)


def test_what_goes_on_or_is_there_is_not_made_again(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    assert refusal(rendering.retry, by=planner) == ("ไม่ต้องจัดทำอีก เพราะเอกสารนี้รอจัดทำ",)
    rendering.make()

    assert refusal(rendering.retry, by=planner) == ("ไม่ต้องจัดทำอีก เพราะเอกสารนี้จัดทำแล้ว",)


def test_a_retry_prints_what_the_version_holds_now(ready_version, planner):
    failed = Rendering.ask(ready_version, XLSX, by=planner)
    Rendering.objects.filter(pk=failed.pk).update(state="failed")
    failed.refresh_from_db()
    Project.objects.update(name="ชื่อใหม่")

    again = failed.retry(by=planner)

    assert again.content_hash != failed.content_hash
    assert failed.retry(by=planner) == again


def test_the_place_in_the_queue(ready_version, planner):
    first, second, third = [
        Rendering.ask(ready_version, format, by=planner) for format in ("pdf", "docx", "xlsx")
    ]
    Rendering.objects.filter(pk=first.pk).update(state="running", beat_at=timezone.now())

    assert (second.jobs_before, third.jobs_before) == (1, 2)


def test_one_waits_unusually_long_only_while_nothing_is_printed(ready_version, planner):
    first = Rendering.ask(ready_version, Rendering.Format.PDF, by=planner)
    waiting = Rendering.ask(ready_version, XLSX, by=planner)
    assert not waiting.is_late
    Rendering.objects.update(asked_at=timezone.now() - 2 * LATE_AFTER)
    assert Rendering.objects.get(pk=waiting.pk).is_late

    Rendering.objects.filter(pk=first.pk).update(state="running", beat_at=timezone.now())

    assert not Rendering.objects.get(pk=waiting.pk).is_late


def test_what_waits_too_long_is_put_in_the_queue_again(ready_version, planner):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    DBTaskResult.objects.all().delete()
    Rendering.objects.update(asked_at=timezone.now() - 2 * LATE_AFTER)
    rendering.refresh_from_db()

    assert rendering.retry(by=planner) == rendering
    assert DBTaskResult.objects.get().args_kwargs["args"] == [rendering.pk]


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_the_other_papers_are_asked_for_alike(ready_version, planner, format):
    rendering = Rendering.ask(ready_version, format, "notice", by=planner)
    rendering.make()

    assert rendering.is_ready, rendering.error
    assert rendering.file_name == f"maesai-2568-original-notice.{format}"
    assert Rendering.ask(ready_version, format, "notice", by=planner) == rendering
    assert Rendering.ask(ready_version, format, by=planner) != rendering
