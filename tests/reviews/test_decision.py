"""What a meeting decides item by item, and that the resolution on the whole agrees with it."""

from types import SimpleNamespace

import pytest

from plans.workflow import StepRefused
from reviews.decided import contradictions
from reviews.meeting_course import course_of
from reviews.models import Attendance, ItemDecision, Remark, Resolution, Verdict
from reviews.resolution_forms import ChangesFormSet
from tests.reviews.test_pages import told

CHANGE, REFUSE = ("agree_with_changes", "ลดงบเหลือ 10,000 บาท"), ("disagree", "ซ้ำกับ อบจ.")


@pytest.mark.parametrize(
    ("decided", "outcome", "changes", "faults"),
    [
        ({}, "adopt", [], []),
        ({"0001": "agree", "": "agree"}, "adopt", [], []),
        (
            {"0001": "agree_with_changes", "0002": "disagree"},
            "adopt",
            [],
            [
                "ที่ประชุมให้ปรับปรุง 0001 จึงเห็นชอบทั้งร่างไม่ได้",
                "ที่ประชุมไม่เห็นชอบ 0002 จึงเห็นชอบทั้งร่างไม่ได้",
            ],
        ),
        (
            {"0001": "agree_with_changes", "0002": "disagree"},
            "with_list",
            [("0001", "budget", "1"), ("0002", "remove", "")],
            [],
        ),
        (
            {"0001": "agree_with_changes", "0002": "disagree", "": "agree"},
            "with_list",
            [("0002", "name", "ใหม่"), ("0003", "name", "ใหม่")],
            [
                "ที่ประชุมให้ปรับปรุง 0001 แต่ไม่มีในสิ่งที่ให้ปรับปรุง",
                "ที่ประชุมไม่เห็นชอบ 0002 ต้องระบุให้ตัดรายการออก",
                "ที่ประชุมเห็นชอบ 0003 ตามเสนอ แต่มีในสิ่งที่ให้ปรับปรุง",
            ],
        ),
        ({"": "agree"}, "send_back", [], ["ที่ประชุมเห็นชอบทุกรายการตามเสนอ จึงส่งกลับให้แก้ไม่ได้"]),
        ({"0001": "disagree", "": "agree"}, "send_back", [], []),
    ],
)
def test_what_contradicts(decided, outcome, changes, faults):
    decisions = [SimpleNamespace(code=code, choice=choice) for code, choice in decided.items()]

    assert contradictions(decisions, outcome, changes, is_unchanged=True) == faults


def test_a_changed_draft_may_be_sent_back_whatever_was_decided():
    rest = SimpleNamespace(code="", choice="agree")

    assert contradictions([rest], "send_back", [], is_unchanged=False) == []


def refuse(step):
    with pytest.raises(StepRefused) as refused:
        step()
    return refused.value.reasons


def test_keep_and_mend_what_was_decided(meeting, committee_round, codes, planner):
    ItemDecision.keep(meeting, committee_round, {codes[0]: CHANGE}, rest=True, by=planner)
    ItemDecision.keep(meeting, committee_round, {codes[0]: ("agree", "")}, rest=True, by=planner)

    kept = [(each.code, each.label) for each in committee_round.decisions.all()]
    assert kept == [(codes[0], "เห็นชอบตามเสนอ"), ("", "เห็นชอบตามเสนอ")]
    entries = meeting.organization.log_entries.filter(action="decide")
    assert next(entry.changes for entry in entries) == {
        f"มติ {codes[0]}": [f"เห็นชอบโดยให้ปรับปรุง {CHANGE[1]}", "เห็นชอบตามเสนอ"]
    }


def test_no_quorum_no_decision(meeting, committee_round, codes, planner, executive):
    members = committee_round.members()
    meeting.take_attendance(dict.fromkeys(members, Attendance.Way.ABSENT), {}, by=planner)

    reasons = refuse(
        lambda: ItemDecision.keep(
            meeting, committee_round, {codes[0]: ("disagree", ""), "9999": CHANGE}, rest=False,
            by=planner,
        )
    )  # fmt: skip

    assert reasons == (
        "มา 0 จาก 2 ต้องมี 1 ยังไม่ครบองค์ประชุม จึงลงมติไม่ได้",
        "ไม่มีรายการ 9999 ในร่างที่พิจารณา",
        f"กรอกข้อความในมติของรายการ {codes[0]}",
    )


def test_a_drafted_resolution_rests_on_what_was_decided(drafted, meeting, planner):
    round = drafted.round

    reasons = refuse(lambda: ItemDecision.keep(meeting, round, {}, rest=True, by=planner))

    assert reasons == ("ร่างมติแล้ว ถอนร่างมติก่อนจึงแก้มติรายรายการได้",)


def test_the_resolution_must_say_the_same(meeting, committee_round, codes, planner):
    ItemDecision.keep(meeting, committee_round, {codes[0]: REFUSE}, rest=True, by=planner)

    reasons = refuse(
        lambda: Resolution.draft(committee_round, meeting=meeting, outcome="adopt", by=planner)
    )
    assert reasons == (f"ที่ประชุมไม่เห็นชอบ {codes[0]} จึงเห็นชอบทั้งร่างไม่ได้",)

    drafted = Resolution.draft(
        committee_round, meeting=meeting, outcome="with_list", by=planner,
        changes=[(codes[0], "remove", "")],
    )  # fmt: skip
    assert [str(change) for change in drafted.changes.all()] == [f"{codes[0]} ตัดรายการออก"]


def test_what_was_decided_stands_in_the_list_to_begin_with(
    meeting, committee_round, codes, planner, line, executive
):
    Verdict.give(committee_round, by=executive, choice=CHANGE[0], reason="อย่างอื่น", line=line)
    decided = {codes[0]: CHANGE, codes[1]: REFUSE}
    ItemDecision.keep(meeting, committee_round, decided, rest=True, by=planner)

    assert ChangesFormSet.of(committee_round).initial == [
        {"code": codes[0], "after": CHANGE[1]},
        {"code": codes[1], "field": "remove"},
    ]


def page_of(meeting, round):
    return f"/maesai/meetings/{meeting.pk}/decide/{round.pk}/"


def test_doubted_items_are_offered_and_decided_through_the_page(
    meeting, committee_round, line, codes, planner, executive, send, look
):
    remark = Remark.make(committee_round, by=executive, body="ขอดูแบบ", line=line)
    remark.reply("แนบแล้ว", by=planner)
    path = page_of(meeting, committee_round)
    rows = look(planner, path).context["form"].rows
    assert [(item.code, said) for item, said, *_ in rows] == [
        (line.code, [f"ความเห็น ขอดูแบบ ({executive})"])
    ]
    other = next(code for code in codes if code != line.code)
    data = {f"item_{line.code}_choice": "agree", "rest": "on", "more_1_code": str(int(other))}
    data |= {"more_1_choice": "disagree", "more_1_words": "ซ้ำ"}

    assert told(send(planner, path, **data)) == ["บันทึกมติรายรายการแล้ว 3 ข้อ"]
    meeting.refresh_from_db()
    assert course_of(meeting, planner).now.label == "มติทั้งร่าง"
    data = {"meeting": meeting.pk, "outcome": "adopt", "changes-TOTAL_FORMS": "0"}
    response = send(planner, "resolution/draft/", **data, **{"changes-INITIAL_FORMS": "0"})
    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        f"ที่ประชุมไม่เห็นชอบ {other} จึงเห็นชอบทั้งร่างไม่ได้"
    ]


def test_the_faults_of_decisions_all_at_once(
    meeting, committee_round, line, planner, executive, send
):
    Verdict.give(committee_round, by=executive, choice="disagree", reason="ซ้ำ", line=line)
    data = {"rest": "on", "more_1_code": "9999", "more_1_choice": "disagree", "more_1_words": ""}
    data |= {"more_2_choice": "agree"}

    response = send(planner, page_of(meeting, committee_round), **data)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        f"item_{line.code}_choice": [f"เลือกมติของรายการ {line.code}"],
        "more_1_code": ["ไม่มีรายการ 9999 ในร่างที่พิจารณา"],
        "more_1_words": ["กรอกข้อความในมติของรายการ 9999"],
        "more_2_code": ["กรอกรหัสรายการ"],
    }


def test_only_the_planner_decides_of_rounds_of_the_meeting(
    meeting, committee_round, look, committee_member, planner
):
    path = page_of(meeting, committee_round)

    assert look(committee_member, path).status_code == 403
    meeting.rounds.clear()
    assert look(planner, path).status_code == 404
