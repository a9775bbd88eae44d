"""A draft adopted with listed changes: made by the planner, checked against the list."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from organizations.models import LogEntry
from plans.models import PlanVersion, Strategy
from plans.workflow import Stage, StepRefused
from projects.amending import find_item
from projects.canonical import hash_of
from projects.models import remove_items
from reviews.agreement import short_code
from reviews.models import Resolution, Verdict
from reviews.overview_parts import drafts_to_correct

WITH_CHANGES = Resolution.Outcome.WITH_CHANGES
BUDGET = ("0001", "budget", "150000.00")


def refusal(step, *args, **kwargs):
    with pytest.raises(StepRefused) as refused:
        step(*args, **kwargs)
    return refused.value.reasons


@pytest.fixture
def draft(committee_round, meeting, planner):
    def write(*changes):
        return Resolution.draft(
            committee_round, meeting=meeting, outcome=WITH_CHANGES, by=planner, changes=changes
        )

    return write


@pytest.fixture
def adopted(draft, executive):
    """A function that confirms a resolution with some changes."""

    def confirm(*changes):
        resolution = draft(*changes)
        resolution.confirm(by=executive)
        return resolution

    return confirm


def change(version, code, **values):
    """Change an item as its form would, past the form."""
    item = find_item(version, code)
    type(item).objects.filter(pk=item.pk).update(**values)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ([], "ระบุสิ่งที่ให้ปรับปรุงอย่างน้อย 1 ข้อ"),
        ([("9999", "name", "")], "ไม่มีรายการ 9999 ในร่างที่พิจารณา"),
        ([("0001", "budget", "ลดลง")], "งบประมาณของ 0001 ต้องเป็นจำนวนเงิน"),
        ([BUDGET, BUDGET], "ระบุ 0001 งบประมาณ ซ้ำ"),
        ([BUDGET, ("0001", "remove", "")], "ตัดรายการ 0001 ออกแล้ว แก้ช่องอื่นของรายการนี้ไม่ได้"),
    ],
)
def test_a_list_that_cannot_be_followed_is_refused(draft, changes, reason):
    assert refusal(draft, *changes) == (reason,)


def test_a_plain_adoption_has_no_list(committee_round, meeting, planner):
    reasons = refusal(
        Resolution.draft, committee_round, meeting=meeting, by=planner,
        outcome=Resolution.Outcome.ADOPT, changes=[BUDGET],
    )  # fmt: skip
    assert reasons == ("มตินี้ไม่มีรายการที่ต้องปรับปรุง",)


def test_confirming_opens_the_items_for_the_planner_alone(
    adopted, reload, planner, unit_staff, committee_round
):
    version = committee_round.version
    item = find_item(version, "0001")
    assert not type(item).objects.editable_by(planner).filter(pk=item.pk).exists()

    adopted(BUDGET)

    version = reload(version)
    assert (version.stage, version.is_correcting) == (Stage.IN_REVIEW, True)
    assert type(item).objects.editable_by(planner).filter(pk=item.pk).exists()
    assert not type(item).objects.editable_by(unit_staff).filter(pk=item.pk).exists()
    (task,) = drafts_to_correct(planner, None)
    assert (task.title, task.since) == ("แก้ตามมติแล้วยืนยันว่าครบ", timezone.localdate())


def test_changed_as_listed_it_goes_on_without_a_meeting(adopted, reload, planner, committee_round):
    resolution, version = adopted(BUDGET), committee_round.version
    assert refusal(resolution.fulfil, by=planner) == ("ยังไม่แก้ 0001 งบประมาณ",)

    change(version, "0001", budget=Decimal(150000))
    resolution.fulfil(by=planner)

    version = reload(version)
    assert (version.stage, version.is_correcting) == (Stage.APPROVED, False)
    assert resolution.adopted == hash_of(version)
    assert resolution.adopted != resolution.content_hash
    logged = LogEntry.objects.get(action="fulfil")
    assert logged.changes == {"0001 งบประมาณ": ["498,000.00 บาท", "150,000.00 บาท"]}
    assert refusal(resolution.fulfil, by=planner) == ("แก้ตามมติเสร็จไปแล้ว",)


def test_what_was_adopted_stays_shown_when_the_draft_goes_on(adopted, planner, committee_round):
    resolution, version = adopted(BUDGET), committee_round.version
    change(version, "0001", budget=Decimal(150000))
    resolution.fulfil(by=planner)

    change(version, "0001", budget=Decimal(1), place="ที่อื่น")

    assert resolution.fulfilment().reasons == []


def test_another_sum_is_not_what_was_resolved(adopted, planner, committee_round):
    resolution = adopted(BUDGET)
    change(committee_round.version, "0001", budget=Decimal("150000.01"))

    assert refusal(resolution.fulfil, by=planner) == ("ยังไม่แก้ 0001 งบประมาณ",)


def test_what_the_list_does_not_name_stops_it(adopted, planner, committee_round):
    version, resolution = committee_round.version, adopted(BUDGET)
    name = find_item(version, "0001").name
    change(version, "0001", budget=Decimal(150000), place="ที่อื่น")

    assert refusal(resolution.fulfil, by=planner) == (
        f"แก้นอกเหนือจากมติ: 0001 {name} · สถานที่ดำเนินการ",
    )


def test_words_may_differ_from_the_list_but_it_shows(adopted, planner, committee_round):
    resolution = adopted(("0001", "place", "หมู่ที่ 4"))
    change(committee_round.version, "0001", place="หมู่ที่ 4 บ้านดง")

    (kept,) = resolution.fulfilment().kept
    assert (kept.is_done, kept.is_literal) == (True, False)
    resolution.fulfil(by=planner)


def test_an_item_is_taken_out(adopted, planner, committee_round, reload):
    code = committee_round.table.codes[-1]
    resolution = adopted((code, "remove", ""))
    assert refusal(resolution.fulfil, by=planner) == (f"ยังไม่แก้ {code} ตัดรายการออก",)

    version = reload(committee_round.version)
    remove_items(version, [find_item(version, code)], by=planner)

    assert resolution.fulfilment().reasons == []


def test_an_item_that_moves_as_listed_is_no_other_change(
    adopted, planner, committee_round, strategy
):
    version = committee_round.version
    last = Strategy.objects.create(organization=strategy.organization, number=9, name="ด้านอื่น")
    resolution = adopted(("0001", "strategy", str(last)))

    change(version, "0001", strategy=last)

    assert resolution.fulfilment().reasons == []


def test_what_cannot_be_followed_goes_back(adopted, planner, committee_round, reload):
    resolution = adopted(BUDGET)
    assert refusal(resolution.give_up, reason=" ", by=planner) == ("กรอกเหตุผลที่แก้ตามมติไม่ได้",)

    resolution.give_up(reason="งบไม่พอ", by=planner)

    version = reload(committee_round.version)
    assert (version.stage, version.is_correcting) == (Stage.COLLECTING, False)
    assert refusal(resolution.give_up, reason="อีกครั้ง", by=planner) == ("แก้ตามมติเสร็จไปแล้ว",)


# Pages


def at(name, version):
    return reverse(f"reviews:{name}", args=version.address)


def test_a_draft_that_went_back_is_not_measured_by_the_list(
    adopted, planner, committee_round, sign_in
):
    version, told = committee_round.version, "แก้นอกเหนือจากมติ"
    resolution, client = adopted(BUDGET), sign_in(planner)
    change(version, "0001", place="ที่อื่น")
    assert client.get(at("corrections", version)).content.decode().count(f"{told} 1 แห่ง") == 1

    resolution.give_up(reason="งบไม่พอ", by=planner)

    assert client.get(at("corrections", version)).content.decode().count(told) == 0


def sent(meeting, *rows, **more):
    data = {"meeting": meeting.pk, "outcome": WITH_CHANGES, "reasons": ""}
    data |= {"changes-TOTAL_FORMS": str(len(rows) + 1), "changes-INITIAL_FORMS": "0"}
    for number, (code, field, after) in enumerate(rows):
        data |= {
            f"changes-{number}-code": code,
            f"changes-{number}-field": field,
            f"changes-{number}-after": after,
        }
    return data | more


def test_the_list_begins_with_what_members_asked_for(
    committee_round, meeting, line, committee_member, planner, sign_in
):
    Verdict.give(
        committee_round, by=committee_member, choice=Verdict.Choice.AGREE_WITH_CHANGES,
        reason="ลดงบ", line=line,
    )  # fmt: skip
    page = sign_in(planner).get(at("draft_resolution", committee_round.version))

    first, *others = page.context["draft"].changes
    assert (first["code"].value(), first["after"].value()) == (line.code, "ลดงบ")
    assert [form["code"].value() for form in others] == [None] * 3


def test_the_planner_drafts_makes_and_ends_it(
    committee_round, meeting, planner, executive, sign_in, reload
):
    version, client = committee_round.version, sign_in(planner)
    answer = client.post(at("draft_resolution", version), sent(meeting, ("๑", "budget", "๑๕๐,๐๐๐")))
    assert answer.url == at("resolution", version)
    resolution = Resolution.objects.get()
    assert str(resolution.changes.get()) == "0001 งบประมาณ → 150,000.00 บาท"

    resolution.confirm(by=executive)
    shown = client.get(at("corrections", version)).content.decode()
    assert shown.count("ยืนยันว่าแก้ครบตามมติ</button>") == 0
    assert client.post(at("fulfil", version)).status_code == 302
    assert reload(version).stage == Stage.IN_REVIEW

    change(version, "0001", budget=Decimal(150000))
    shown = client.get(at("corrections", version)).content.decode()
    assert shown.count("ยืนยันว่าแก้ครบตามมติ</button>") == 1
    client.post(at("fulfil", version))
    assert reload(version).stage == Stage.APPROVED
    shown = client.get(at("corrections", version)).content.decode()
    adopted_code = short_code(hash_of(reload(version)))
    assert (shown.count(adopted_code), adopted_code != resolution.short_code) == (1, True)


def test_faults_of_a_list_keep_what_was_typed(committee_round, meeting, planner, sign_in):
    rows = [("0001", "budget", "ลด"), ("", "name", "ชื่อใหม่")]
    answer = sign_in(planner).post(
        at("draft_resolution", committee_round.version), sent(meeting, *rows)
    )

    assert answer.status_code == 422
    draft = answer.context["draft"]
    assert [sorted(form.errors) for form in draft.changes] == [["after"], ["code"], []]
    assert draft.changes.forms[1]["after"].value() == "ชื่อใหม่"
    assert Resolution.objects.count() == 0


def test_an_unknown_code_stands_above_the_form(committee_round, meeting, planner, sign_in):
    answer = sign_in(planner).post(
        at("draft_resolution", committee_round.version), sent(meeting, ("77", "name", "ใหม่"))
    )

    assert answer.context["form"].non_field_errors() == ["ไม่มีรายการ 0077 ในร่างที่พิจารณา"]


def test_more_lines_keep_what_was_typed(committee_round, meeting, planner, sign_in):
    data = sent(meeting, ("0001", "name", "ใหม่"), more="1")
    answer = sign_in(planner).post(at("draft_resolution", committee_round.version), data)

    draft = answer.context["draft"]
    assert (answer.status_code, len(draft.changes.forms)) == (200, 7)
    assert draft.changes.forms[0]["after"].value() == "ใหม่"
    assert draft.form["outcome"].value() == WITH_CHANGES


def test_others_read_the_corrections(adopted, committee_round, committee_member, outsider, sign_in):
    adopted(BUDGET)
    version = committee_round.version
    client = sign_in(committee_member)

    assert client.get(at("corrections", version)).context["form"] is None
    assert client.post(at("fulfil", version)).status_code == 403
    assert client.post(at("give_up", version)).status_code == 403
    assert sign_in(outsider).get(at("corrections", version)).status_code == 404


def test_without_a_list_there_is_no_such_page(drafted, planner, sign_in):
    version = PlanVersion.objects.get(pk=drafted.round.version_id)

    assert sign_in(planner).get(at("corrections", version)).status_code == 404
