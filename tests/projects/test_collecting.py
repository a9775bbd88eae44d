"""How far each unit is: its word, what lapses it, reminders; the pages of it."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from organizations.desk import desk_of
from organizations.models import LogEntry, Unit
from organizations.roles import Role
from plans.workflow import Stage, StepRefused
from projects.collecting.reminding import remind
from projects.collecting.standing import standing_of
from projects.models import Project, UnitDone, UnitReminder
from tests.conftest import person
from tests.factories import ProjectFactory


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


@pytest.fixture
def unit(unit_staff):
    return unit_staff.unit


def standing(version, unit):
    return next(each for each in standing_of(version) if each.unit == unit)


def test_a_units_items_lacks_and_word(ready_version, unit, unit_staff):
    ProjectFactory(version=ready_version, unit=unit, strategy=None, name="ยังไม่ครบ")
    before = standing(ready_version, unit)
    assert (before.lacking, before.is_done) == (1, False)

    UnitDone.say(ready_version, unit, by=unit_staff)

    after = standing(ready_version, unit)
    assert (after.is_done, after.done.by) == (True, unit_staff)
    assert after.totals.count == ready_version.project_items.filter(unit=unit).count()


def test_a_later_change_lapses_the_word(ready_version, unit, unit_staff):
    UnitDone.say(ready_version, unit, by=unit_staff)
    later = timezone.now() + datetime.timedelta(minutes=1)
    Project.objects.filter(version=ready_version, unit=unit).update(changed_at=later)

    found = standing(ready_version, unit)
    assert (found.is_changed_since, found.is_done) == (True, False)


def test_said_again_it_holds_again(ready_version, unit, unit_staff, planner):
    UnitDone.say(ready_version, unit, by=unit_staff)
    UnitDone.say(ready_version, unit, by=planner)

    assert ready_version.units_done.get().by == planner
    assert LogEntry.objects.filter(action="say_done").count() == 2


def test_who_may_speak_for_a_unit(ready_version, unit, planner, clerk, maesai):
    other = person(maesai, "คลัง", Role.UNIT_STAFF, unit=Unit.objects.exclude(pk=unit.pk).first())

    words = (f"ผู้แจ้งได้คือเจ้าหน้าที่ของ{unit}และ{Role.PLANNER.label}",)
    assert refusal(UnitDone.say, ready_version, unit, by=other) == words
    assert refusal(UnitDone.say, ready_version, unit, by=clerk) == words
    UnitDone.say(ready_version, unit, by=planner)


def test_only_while_it_collects(at_stage, unit, planner):
    version = at_stage(Stage.DRAFTED)

    reasons = refusal(UnitDone.say, version, unit, by=planner)
    assert reasons == ("แผนอยู่ในขั้น “ร่างครบถ้วน” ไม่ได้รวบรวมรายการแล้ว",)


def test_taken_back_once(ready_version, unit, unit_staff):
    UnitDone.say(ready_version, unit, by=unit_staff)
    UnitDone.take_back(ready_version, unit, by=unit_staff)

    assert refusal(UnitDone.take_back, ready_version, unit, by=unit_staff) == (
        f"{unit}ยังไม่ได้แจ้งว่าครบ",
    )


def test_reminders_go_to_staff_once_a_day(ready_version, unit, unit_staff, planner):
    remind(ready_version, [unit], by=planner, link="https://plan.example/collecting/")

    (letter,) = mail.outbox
    assert letter.to == [unit_staff.user.email]
    assert letter.body.count("https://plan.example/collecting/") == 1
    again = refusal(remind, ready_version, [unit], by=planner, link="")
    assert len(again) == 1
    assert len(mail.outbox) == 1
    assert UnitReminder.objects.get().sent_to == 1


def test_a_unit_without_staff_is_told_by_name(ready_version, planner, unit):
    empty = Unit.objects.create(organization=ready_version.organization, name="กองใหม่")

    reasons = refusal(remind, ready_version, [unit, empty], by=planner, link="")

    assert reasons == ("กองใหม่ไม่มีเจ้าหน้าที่ที่มีอีเมล",)
    assert mail.outbox == []


def test_nobody_chosen(ready_version, planner):
    assert refusal(remind, ready_version, [], by=planner, link="") == (
        "เลือกหน่วยงานที่จะเตือนอย่างน้อย 1 หน่วยงาน",
    )


# Pages


def at(name, version, *more):
    return reverse(f"projects:{name}", args=[*version.address, *more])


def test_staff_say_it_with_one_button(ready_version, unit, unit_staff, sign_in):
    client, page = sign_in(unit_staff), at("collecting", ready_version)
    titles = [task.title for task in desk_of(unit_staff, timezone.localdate()).to_do]
    assert titles.count(f"แจ้งว่ารายการของ{unit}ครบแล้ว") == 1
    assert client.get(page).content.decode().count("แจ้งว่าครบแล้ว</button>") == 1

    client.post(at("say_done", ready_version, unit.pk))

    assert client.get(page).content.decode().count("ถอนการแจ้ง</button>") == 1
    titles = [task.title for task in desk_of(unit_staff, timezone.localdate()).to_do]
    assert titles.count(f"แจ้งว่ารายการของ{unit}ครบแล้ว") == 0


def test_staff_of_a_unit_out_of_use_are_asked_for_nothing(version, unit, unit_staff, sign_in):
    Unit.objects.filter(pk=unit.pk).update(is_active=False)

    page = sign_in(unit_staff).get(reverse("organizations:home", args=["maesai"]))

    assert [task.title for task in page.context["to_do"]] == []


def test_the_planner_reminds_the_chosen(ready_version, unit, unit_staff, planner, sign_in):
    client = sign_in(planner)
    client.post(at("remind_units", ready_version), {"unit": [unit.pk, "9" * 30, "x"]})

    assert len(mail.outbox) == 1
    assert client.get(ready_version.get_absolute_url()).content.decode().count("การรวบรวม") >= 1


def test_costs_the_same_for_one_item_and_many(
    ready_version, unit, planner, sign_in, django_assert_max_num_queries
):
    client, page = sign_in(planner), at("collecting", ready_version)
    client.get(page)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(60) as queries:
            client.get(page)
        counts.append(len(queries))
        ProjectFactory.create_batch(3, version=ready_version, unit=unit, name="อื่น")
        client.get(page)
    assert counts[0] == counts[1]


def test_walls(ready_version, unit, clerk, outsider, client, sign_in):
    assert client.get(at("collecting", ready_version)).status_code == 302
    staff = sign_in(clerk)
    assert staff.get(at("collecting", ready_version)).status_code == 200
    assert staff.post(at("say_done", ready_version, unit.pk)).status_code == 403
    assert staff.post(at("remind_units", ready_version)).status_code == 403
    assert sign_in(outsider).get(at("collecting", ready_version)).status_code == 404
