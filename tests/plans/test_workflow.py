import datetime

import pytest

from organizations.models import LogEntry
from organizations.roles import Body
from plans.models import Plan, PlanVersion, Procedure
from plans.workflow import Kind, Stage, StepRefused, Trigger, next_stages, stages_on

FULL = [Body.SUPPORT_COMMITTEE, Body.COMMITTEE, Body.EXECUTIVE]
OLDER = [Body.SUPPORT_COMMITTEE, Body.EXECUTIVE]


def test_the_road_of_the_current_regulation():
    assert stages_on(FULL) == [
        Stage.COLLECTING,
        Stage.DRAFTED,
        Stage.IN_REVIEW,
        Stage.APPROVED,
        Stage.ANNOUNCED,
    ]


def test_the_older_road_has_no_development_committee():
    assert stages_on(OLDER) == [Stage.COLLECTING, Stage.DRAFTED, Stage.ANNOUNCED]


@pytest.mark.parametrize(
    ("stage", "route", "expected"),
    [
        (Stage.COLLECTING, FULL, {Stage.DRAFTED}),
        (Stage.DRAFTED, FULL, {Stage.IN_REVIEW, Stage.COLLECTING}),
        (Stage.DRAFTED, OLDER, {Stage.ANNOUNCED, Stage.COLLECTING}),
        (Stage.APPROVED, FULL, {Stage.ANNOUNCED, Stage.COLLECTING}),
        (Stage.COLLECTING, [Body.EXECUTIVE], {Stage.ANNOUNCED}),
        (Stage.ANNOUNCED, FULL, set()),
    ],
)
def test_next_stages(stage, route, expected):
    assert next_stages(stage, route) == expected


def test_move_records_who_and_when(version, planner):
    version.move_to(Stage.DRAFTED, by=planner)

    change = version.stage_changes.get()
    assert (change.from_stage, change.to_stage, change.by) == ("collecting", "drafted", planner)
    entry = LogEntry.objects.filter(action="move").get()
    assert entry.changes == {"ขั้น": ["กำลังรวบรวม", "ร่างครบถ้วน"]}


def test_move_refuses_a_stage_that_is_not_next(version, planner):
    with pytest.raises(StepRefused) as refused:
        version.move_to(Stage.APPROVED, by=planner)

    assert refused.value.reasons == ("แผนอยู่ในขั้น “กำลังรวบรวม”",)


def test_only_one_of_two_clicks_wins(version, planner):
    stale = PlanVersion.objects.get(pk=version.pk)
    version.move_to(Stage.DRAFTED, by=planner)

    with pytest.raises(StepRefused) as refused:
        stale.move_to(Stage.DRAFTED, by=planner)

    assert refused.value.reasons == ("มีผู้ดำเนินการกับแผนฉบับนี้ไปก่อนแล้ว",)
    assert version.stage_changes.count() == 1


def test_open_takes_the_procedure_in_force_and_keeps_it(version):
    newest = Procedure.objects.order_by("-in_force_on").first()
    assert version.procedure == newest

    Procedure.objects.create(
        name="ฉบับใหม่", citation="ใหม่", in_force_on=datetime.date(2026, 1, 1), routes={}
    )
    version.refresh_from_db()
    assert version.procedure == newest


def test_open_refuses_a_second_original_and_says_every_reason(version, maesai, planner):
    with pytest.raises(StepRefused) as refused:
        Plan.open(
            maesai,
            2568,
            kind=Kind.ORIGINAL,
            trigger=Trigger.ANNUAL_BUDGET,
            trigger_on=datetime.date(2999, 1, 1),
            by=planner,
        )

    assert refused.value.reasons == (
        "วันที่เกิดเหตุต้องไม่เป็นวันในอนาคต",
        "แผนปี 2568 มีฉบับแรกอยู่แล้ว",
    )


def test_a_revision_waits_for_the_announced_original(version, maesai, planner):
    with pytest.raises(StepRefused) as refused:
        Plan.open(
            maesai,
            2568,
            kind=Kind.ADDITION,
            trigger=Trigger.AGENCY_NOTICE,
            trigger_on=datetime.date(2025, 1, 6),
            by=planner,
        )

    assert refused.value.reasons == ("ต้องประกาศใช้แผนปี 2568 ฉบับแรกก่อน จึงเปิดฉบับเพิ่มเติมได้",)


def test_revisions_are_numbered_per_kind(at_stage, maesai, planner):
    at_stage(Stage.ANNOUNCED)
    opened = [
        Plan.open(
            maesai,
            2568,
            kind=kind,
            trigger=Trigger.AGENCY_NOTICE,
            trigger_on=datetime.date(2025, 1, 6),
            by=planner,
        )
        for kind in (Kind.ADDITION, Kind.ADDITION, Kind.CORRECTION)
    ]

    assert [v.slug for v in opened] == ["addition-1", "addition-2", "correction-1"]
    assert opened[2].stages == [Stage.COLLECTING, Stage.ANNOUNCED]


def test_finish_by_counts_from_the_trigger(version):
    deadline = version.finish_by()

    assert deadline.strict == datetime.date(2024, 10, 16)
    assert deadline.is_holiday is False
