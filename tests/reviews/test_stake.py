"""A stake in an item: who declares it, and that the verdict does not count."""

import pytest

from plans.workflow import StepRefused
from reviews.models import Interest, Resolution, Verdict
from reviews.reading import doubts_of, finished_members, reading_of
from tests.reviews.test_pages import told


@pytest.fixture
def stake(committee_round, line, committee_member):
    return Interest.declare(
        committee_round, line=line, member=committee_member, reason="เจ้าของที่ดิน",
        by=committee_member,
    )  # fmt: skip


def refuse(step):
    with pytest.raises(StepRefused) as refused:
        step()
    return refused.value.reasons


def row_of(round, member, line):
    return next(row for row in reading_of(round, member).rows if row.item.code == line.code)


def test_a_verdict_given_before_counts_no_more(
    committee_round, line, committee_member, executive, monitor
):
    for member in (committee_member, executive):
        Verdict.give(committee_round, by=member, choice="disagree", reason="ไม่ควร", line=line)

    Interest.declare(
        committee_round, line=line, member=committee_member, reason="ญาติผู้รับจ้าง",
        by=committee_member,
    )  # fmt: skip

    assert row_of(committee_round, monitor, line).tally == "ไม่เห็นชอบ 1"
    assert [doubt.member for doubt in doubts_of(committee_round)] == [executive]


def test_who_has_a_stake_is_done_without_it(stake, committee_round, line, committee_member):
    assert row_of(committee_round, committee_member, line).is_due is False
    Verdict.give_rest(committee_round, by=committee_member)

    assert not Verdict.objects.filter(line=line).exists()
    assert finished_members(committee_round) == 1
    assert reading_of(committee_round, committee_member).left == 0
    reasons = refuse(
        lambda: Verdict.give(committee_round, by=committee_member, choice="agree", line=line)
    )
    assert reasons == (f"ท่านมีส่วนได้เสียในรายการ {line.code} จึงไม่ให้ผลพิจารณา",)


def test_a_stake_is_declared_once_with_a_reason_by_who_sits(
    stake, committee_round, line, committee_member, planner, executive, clerk
):
    def declare(member, by, reason="ญาติ"):
        return lambda: Interest.declare(
            committee_round, line=line, member=member, reason=reason, by=by
        )

    assert refuse(declare(committee_member, planner, " ")) == (
        "กรอกส่วนได้เสีย",
        f"แจ้งส่วนได้เสียของ {committee_member} ในรายการ {line.code} แล้ว",
    )
    assert refuse(declare(clerk, clerk)) == (
        f"{clerk} ไม่ได้เป็นกรรมการใน{committee_round.body_name}",
    )
    assert refuse(declare(executive, committee_member)) == (
        "ผู้บันทึกแทนกรรมการได้คือเจ้าหน้าที่วิเคราะห์นโยบายและแผน",
    )
    assert declare(executive, planner)().is_own_word is False


def test_a_stake_rests_once_a_resolution_is_drafted(
    stake, meeting, committee_round, planner, committee_member
):
    drafted = Resolution.draft(committee_round, meeting=meeting, outcome="adopt", by=planner)
    fault = ("ร่างมติแล้ว แจ้งหรือถอนส่วนได้เสียไม่ได้",)
    assert refuse(lambda: stake.withdraw(by=committee_member)) == fault

    drafted.withdraw(by=planner)
    stake.round.refresh_from_db()
    assert refuse(lambda: stake.withdraw(by=planner)) == (f"ผู้ถอนได้คือผู้แจ้ง: {committee_member}",)
    stake.withdraw(by=committee_member)

    assert not Interest.objects.exists()
    words = meeting.organization.log_entries.filter(object_type="interest")
    assert [entry.action for entry in words] == ["withdraw", "declare"]


def test_a_member_declares_and_withdraws_on_the_items_page(
    send, look, committee_round, line, committee_member, executive
):
    item = f"review/items/{line.code}/"
    page = send(committee_member, f"{item}stake/", member=committee_member.pk, reason="ญาติ")
    assert told(page) == [f"บันทึกส่วนได้เสียของ {committee_member} แล้ว ผลพิจารณารายการนี้ไม่นับ"]
    assert page.context["has_stake"] is True
    assert page.content.count(b'value="disagree"') == 0

    path = f"review/stakes/{Interest.objects.get().pk}/"
    assert send(executive, path).status_code == 404
    assert len(told(send(committee_member, path))) == 1
    assert not Interest.objects.exists()


def test_a_member_declares_for_nobody_else(
    send, committee_round, line, committee_member, executive
):
    page = send(
        committee_member, f"review/items/{line.code}/stake/", member=executive.pk, reason="ญาติ"
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["member"]


def test_who_may_declare(look, committee_round, line, monitor, outsider, planner):
    path = f"review/items/{line.code}/stake/"

    assert look(planner, path).status_code == 200
    assert look(monitor, path).status_code == 403
    assert look(outsider, path).status_code == 404
    assert look(planner, "review/items/9999/stake/").status_code == 404
