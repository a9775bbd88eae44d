"""Remark sheets on paper, and keying in what came back on them."""

import io

import pikepdf
import pypdf
import pytest

from organizations.models import LogEntry
from organizations.roles import Role
from plans.workflow import StepRefused
from reviews.models import Interest, Remark, Verdict
from reviews.on_paper import key_in
from reviews.remark_sheet_paper import compose
from tests.conftest import person

Choice = Verdict.Choice
PAPER = "/maesai/plans/2568/original/review/paper/"


@pytest.fixture
def group(committee_round):
    return committee_round.table.groups()[0]


@pytest.fixture
def code(committee_round):
    return str(committee_round.snapshot)


@pytest.fixture
def keyed(committee_round, committee_member, group, code, planner):
    """A function that keys in a sheet of the headman."""

    def keep(marks, member=committee_member, by=planner, typed=code, **more):
        return key_in(committee_round, member, group, marks, by=by, typed=typed, **more)

    return keep


def test_what_is_keyed_in_is_the_members_and_says_who_typed_it(
    keyed, codes, committee_member, planner
):
    assert keyed({codes[0]: (Choice.DISAGREE, "ราคาสูง")}, words="ขอดูแบบแปลน") == 1

    verdict, remark = Verdict.objects.get(), Remark.objects.get()
    assert (verdict.member, verdict.recorded_by) == (committee_member, planner)
    assert (remark.by, remark.recorded_by) == (committee_member, planner)
    entries = list(LogEntry.objects.filter(action="key_in"))
    assert {entry.member for entry in entries} == {planner}
    assert [entry.changes["จากเอกสารของ"][1] for entry in entries] == ["นายheadman"] * 2


def test_a_whole_strategy_is_agreed_to_with_one_mark(keyed, codes):
    assert keyed({codes[0]: (Choice.AGREE, "")}, rest=True) == 2

    together = {verdict.line.code: verdict.is_given_together for verdict in Verdict.objects.all()}
    assert together == {codes[0]: False, codes[1]: True}
    assert {verdict.recorded_by.user.name for verdict in Verdict.objects.all()} == {"planner"}


def test_keying_in_again_corrects_what_was_keyed_in(keyed, codes):
    keyed({codes[0]: (Choice.AGREE, "")})
    keyed({codes[0]: (Choice.DISAGREE, "ราคาสูง")})

    assert Verdict.objects.get().choice == Choice.DISAGREE


def test_a_members_own_word_replaces_paper_and_the_log_shows_it(
    keyed, codes, committee_round, committee_member, line, agree
):
    keyed({line.code: (Choice.DISAGREE, "ราคาสูง")})
    agree(committee_round, committee_member, line)

    assert Verdict.objects.get().recorded_by is None
    assert LogEntry.objects.get(action="give_verdict").changes == {
        "ผลพิจารณา": ["ไม่เห็นชอบ ราคาสูง (บันทึกจากเอกสารโดย นายplanner)", "เห็นชอบ"]
    }


def test_every_fault_at_once(keyed, codes, committee_round, committee_member, line, agree, planner):
    agree(committee_round, committee_member, line)
    other = next(code for code in codes if code != line.code)

    with pytest.raises(StepRefused) as refused:
        keyed({line.code: (Choice.AGREE, ""), other: (Choice.DISAGREE, " "), "9999": ("agree", "")},
              typed="0000 0000")  # fmt: skip

    assert refused.value.reasons == (
        f"นายheadman ให้ผลรายการ {line.code} ในระบบด้วยตนเองแล้ว เอกสารแทนไม่ได้",
        f"กรอกเหตุผลของรายการ {other}",
        "ไม่มีรายการ 9999 ในยุทธศาสตร์นี้",
        f"รหัสยืนยันเนื้อหาบนเอกสารไม่ตรงกับรอบนี้ ({committee_round.snapshot})",
    )
    assert Verdict.objects.filter(recorded_by__isnull=False).count() == 0


def test_nothing_for_who_has_no_seat_in_a_closed_round_or_is_oneself(
    keyed, codes, committee_round, supporter, planner
):
    marks = {codes[0]: (Choice.AGREE, "")}
    with pytest.raises(StepRefused) as refused:
        keyed(marks, member=supporter)
    assert refused.value.reasons == (f"รอบนี้เป็นของ{committee_round.body_name}",)

    planner.role_rows.create(role=Role.COMMITTEE)
    with pytest.raises(StepRefused) as refused:
        keyed(marks, member=planner)
    assert refused.value.reasons == ("ความเห็นของท่านเองให้ในระบบโดยตรง",)

    committee_round.end()
    with pytest.raises(StepRefused) as refused:
        keyed(marks)
    assert len(refused.value.reasons) == 1


def test_a_stake_is_not_judged_on_paper_either(
    keyed, codes, committee_round, committee_member, line, planner
):
    Interest.objects.create(
        round=committee_round, line=line, member=committee_member, declared_by=planner, reason="ญาติ"
    )

    with pytest.raises(StepRefused) as refused:
        keyed({line.code: (Choice.AGREE, "")})

    assert refused.value.reasons == (f"นายheadman มีส่วนได้เสียในรายการ {line.code} จึงไม่ให้ผลพิจารณา",)


# Pages


def test_the_form_keeps_what_was_typed_and_shows_every_fault(
    send, committee_member, codes, planner
):
    page = f"{PAPER}{committee_member.pk}/1/"
    typed = {f"choice-{codes[0]}": "disagree", "content_code": "x", "words": "ขอดูแบบแปลน"}

    answer = send(planner, page, **typed)

    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == ["content_code", f"reason-{codes[0]}"]
    assert "ขอดูแบบแปลน" in answer.content.decode()
    assert not Verdict.objects.exists()


def test_a_sheet_is_keyed_in_and_shown_as_such(send, look, committee_member, codes, code, planner):
    page = f"{PAPER}{committee_member.pk}/1/"
    typed = {f"choice-{codes[0]}": "disagree", f"reason-{codes[0]}": "ราคาสูง", "rest": "on"}

    answer = send(planner, page, content_code=code.upper().replace(" ", ""), **typed)

    assert answer.redirect_chain == [(f"{PAPER}{committee_member.pk}/", 302)]
    assert Verdict.objects.count() == 2
    own = look(committee_member, f"review/items/{codes[0]}/").content.decode()
    assert own.count("บันทึกจากเอกสารโดย นายplanner") == 1


def test_a_round_that_closed_meanwhile_loses_nothing_typed(
    send, committee_member, codes, code, committee_round, planner
):
    committee_round.end()

    answer = send(
        planner, f"{PAPER}{committee_member.pk}/1/", content_code=code,
        words="ขอดูแบบแปลน", **{f"choice-{codes[0]}": "agree"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert "ขอดูแบบแปลน" in answer.content.decode()


def test_who_may_key_in(look, committee_member, supporter, outsider, planner, committee_round):
    for page in (f"{PAPER}{committee_member.pk}/", f"{PAPER}{committee_member.pk}/1/"):
        assert look(planner, page).status_code == 200
        assert look(committee_member, page).status_code == 403
        assert look(outsider, page).status_code == 404
    assert look(planner, f"{PAPER}{supporter.pk}/").status_code == 404
    assert look(planner, f"{PAPER}{committee_member.pk}/9/").status_code == 404
    assert look(planner, PAPER).status_code == 200


def test_the_page_costs_the_same_for_two_and_five(
    look, planner, committee_round, seats, django_assert_max_num_queries
):
    look(planner, PAPER)
    with django_assert_max_num_queries(60) as few:
        look(planner, PAPER)
    seats(5)
    with django_assert_max_num_queries(60) as many:
        look(planner, PAPER)

    assert len(many) == len(few)


# The sheet


def test_the_sheet_has_every_item_with_its_address(committee_round, group, settings):
    rows = compose(committee_round, group).blocks[2].rows[1:]

    assert [row.cells[3] for row in rows] == [item.name for item in group.items]
    assert [str(row.cells[0]) for row in rows] == [
        f"คิวอาร์เปิดรายการ {item.code}" for item in group.items
    ]


def is_figure(thing):
    return isinstance(thing, pikepdf.Dictionary) and str(thing.get("/S")) == "/Figure"


def test_the_sheet_is_printed(look, planner, committee_member, committee_round, group, outsider):
    page = f"{PAPER}sheets/1.pdf"

    answer = look(committee_member, page)

    assert answer["Content-Type"] == "application/pdf"
    file = io.BytesIO(answer.content)
    text = "".join(each.extract_text() for each in pypdf.PdfReader(file).pages)
    assert str(committee_round.snapshot) in text
    with pikepdf.open(file) as pdf:
        drawn = [str(each.Alt) for each in pdf.objects if is_figure(each)]
    assert drawn == [f"คิวอาร์เปิดรายการ {item.code}" for item in group.items]
    assert look(outsider, page).status_code == 404
    assert look(planner, f"{PAPER}sheets/9.pdf").status_code == 404
    assert look(person(committee_round.organization, "root", Role.ADMIN), page).status_code == 403
