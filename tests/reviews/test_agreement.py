import pytest

from organizations.roles import Body, Role
from plans.workflow import Stage, StepRefused
from projects.canonical import hash_of
from reviews.models import Remark, Resolution, ReviewRound, Verdict

ADOPT, SEND_BACK = Resolution.Outcome.ADOPT, Resolution.Outcome.SEND_BACK


def test_an_answer_names_the_content(support_round, supporter, agree):
    verdict = agree(support_round, supporter)

    assert verdict.content_hash == hash_of(support_round.version)
    assert support_round.agreement().of(supporter).is_agreeing


def test_answering_twice_keeps_the_last(support_round, supporter, agree):
    agree(support_round, supporter)
    Verdict.give(
        support_round, by=supporter, choice=Verdict.Choice.DISAGREE, reason="ขาดโครงการหมู่ 5"
    )

    assert [v.choice for v in support_round.verdicts.all()] == [Verdict.Choice.DISAGREE]


def test_an_answer_lapses_when_one_satang_changes(support_round, supporter, clerk, agree):
    agree(support_round, supporter)
    support_round.version.project_items.filter(budget=30000).update(budget="30000.01")

    agreement = support_round.agreement()
    assert agreement.of(supporter).is_lapsed
    assert (agreement.agreeing, agreement.lapsed, agreement.is_enough) == (0, 1, False)
    changes = support_round.changes_since(supporter)
    assert [(c.before, c.after) for c in changes] == [("30,000.00 บาท", "30,000.01 บาท")]
    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(support_round, outcome=ADOPT, by=clerk)
    assert refused.value.reasons == (
        "เห็นว่าเนื้อหานี้ครบถ้วนแล้ว 0 คน ต้องมีอย่างน้อย 1 คน",
        "คำตอบ 1 ข้อสิ้นผลเพราะเนื้อหาเปลี่ยน ต้องตอบใหม่",
    )


def test_an_answer_to_a_page_of_yesterday_is_refused(support_round, supporter):
    with pytest.raises(StepRefused) as refused:
        Verdict.give(support_round, by=supporter, choice="agree", seen="0" * 64)

    assert refused.value.reasons == ("เนื้อหาเปลี่ยนไปหลังท่านเปิดหน้านี้ อ่านอีกครั้งแล้วจึงตอบ",)


def test_doubt_needs_a_reason_and_a_seat(support_round, committee_member):
    with pytest.raises(StepRefused) as refused:
        Verdict.give(support_round, by=committee_member, choice=Verdict.Choice.DISAGREE)

    assert refused.value.reasons == (f"รอบนี้เป็นของ{support_round.body_name}", "กรอกเหตุผล")


def test_the_chair_finds_the_draft_complete(support_round, clerk, supporter, agree, reload):
    agree(support_round, supporter)

    resolution = Resolution.conclude(support_round, outcome=ADOPT, by=clerk)

    assert reload(support_round.version).stage == Stage.DRAFTED
    assert resolution.content_hash == hash_of(support_round.version)
    assert (resolution.drafted_by, resolution.confirmed_by) == (support_round.started_by, clerk)
    support_round.refresh_from_db()
    assert not support_round.is_running


def test_concluding_twice_is_refused(support_round, clerk, agree):
    agree(support_round, clerk)
    Resolution.conclude(support_round, outcome=ADOPT, by=clerk)

    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(support_round, outcome=ADOPT, by=clerk)

    assert refused.value.reasons == (f"{support_round} สิ้นสุดแล้ว",)


def test_the_chair_sends_back_with_reasons(support_round, clerk, reload):
    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(support_round, outcome=SEND_BACK, by=clerk)
    assert refused.value.reasons == ("กรอกเหตุผลที่ส่งกลับ",)

    Resolution.conclude(support_round, outcome=SEND_BACK, by=clerk, reasons="ขาดงานของกองช่าง")

    assert reload(support_round.version).stage == Stage.COLLECTING
    support_round.refresh_from_db()
    assert not support_round.is_running


def test_only_the_chair_concludes(support_round, supporter, clerk, agree):
    agree(support_round, supporter)

    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(support_round, outcome=ADOPT, by=supporter)

    assert refused.value.reasons == (f"ผู้ยืนยันได้คือประธาน{support_round.body_name}: {clerk}",)


def test_who_sent_the_draft_does_not_conclude(ready_version, clerk, agree):
    clerk.role_rows.create(role=Role.PLANNER)
    round = ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=clerk)
    agree(round, clerk)

    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(round, outcome=ADOPT, by=clerk)

    assert refused.value.reasons == ("ผู้ส่งร่างยืนยันมติไม่ได้ ผู้ยืนยันได้คือ ยังไม่มี",)


@pytest.mark.parametrize(("seats_in_all", "agreeing", "is_enough"), [(4, 1, False), (4, 2, True)])
def test_half_of_the_members_are_enough(
    support_round, seats, agree, seats_in_all, agreeing, is_enough
):
    extra = seats(seats_in_all, Role.SUPPORT_COMMITTEE)
    for member in extra[:agreeing]:
        agree(support_round, member)

    assert support_round.agreement().is_enough is is_enough


def test_an_unanswered_remark_holds_the_conclusion_up(
    support_round, clerk, supporter, planner, agree
):
    agree(support_round, clerk)
    remark = Remark.make(support_round, by=supporter, body="ขอหน้าแผนพัฒนาฯ")

    assert Resolution.missing_for_agreement(support_round) == ["ยังไม่ตอบความเห็น 1 ข้อ"]
    remark.reply("เพิ่มแล้ว", by=planner)
    assert Resolution.missing_for_agreement(support_round) == []


def test_nothing_to_mend_goes_along(support_round, clerk, agree):
    """A month is taken out while support reads; the drafted version could not be mended."""
    support_round.version.project_items.filter(budget=30000).update(months=0)
    agree(support_round, clerk)

    with pytest.raises(StepRefused) as refused:
        Resolution.conclude(support_round, outcome=ADOPT, by=clerk)

    assert refused.value.reasons == ("ต้องแก้ 1 ข้อในรายการก่อน",)
