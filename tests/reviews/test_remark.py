import pytest

from plans.workflow import StepRefused
from projects.models import Line
from reviews.models import Remark


def test_make_anchors_to_an_item_and_its_field(committee_round, committee_member, line):
    remark = Remark.make(
        committee_round, by=committee_member, body="ราคาสูง", line=line, field="budget"
    )

    assert remark.about == f"{line.code} งบประมาณ"
    assert [r.pk for r in committee_round.unanswered()] == [remark.pk]


def test_make_on_the_whole(committee_round, executive):
    assert Remark.make(committee_round, by=executive, body="ดีมาก").about == "ทั้งร่าง"


def test_make_refuses_with_every_reason(committee_round, supporter):
    committee_round.end()

    with pytest.raises(StepRefused) as refused:
        Remark.make(committee_round, by=supporter, body=" ", field="colour")

    assert refused.value.reasons[1:] == (
        f"รอบนี้เป็นของ{committee_round.body_name}",
        "กรอกความเห็น",
        "ความเห็นต่อช่องต้องระบุรายการและช่องที่มีอยู่",
    )
    assert not Remark.objects.exists()


def test_reply_answers_once(committee_round, committee_member, planner):
    remark = Remark.make(committee_round, by=committee_member, body="ขอที่มาของราคา")
    remark.reply("ราคากลางกรมบัญชีกลาง", by=planner)

    assert (remark.is_answered, remark.answered_by) == (True, planner)
    with pytest.raises(StepRefused) as refused:
        remark.reply("อีกครั้ง", by=planner)
    assert refused.value.reasons == ("ความเห็นข้อนี้มีคำตอบแล้ว",)
    with pytest.raises(StepRefused) as refused:
        remark.reply(" ", by=planner)
    assert refused.value.reasons == ("ความเห็นข้อนี้มีคำตอบแล้ว", "กรอกคำตอบ")


def test_a_remark_is_about_what_lies_on_the_table(committee_round, committee_member):
    elsewhere = Line.objects.create(plan=committee_round.version.plan, code="0099")

    with pytest.raises(StepRefused) as refused:
        Remark.make(committee_round, by=committee_member, body="ราคาสูง", line=elsewhere)

    assert refused.value.reasons == ("ไม่มีรายการ 0099 ในร่างที่พิจารณา",)
