"""Two people on one item: the second is shown what changed and by whom, and loses nothing."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.roles import Role
from projects.conflict import MINE, THEIRS, is_settled, rows_of
from projects.forms import form_for
from projects.models import Project
from projects.schedule import mask_of
from tests.conftest import person

words = st.fixed_dictionaries({name: st.sampled_from("กขค") for name in ("a", "b", "c")})
LABELS = {"a": "ก", "b": "ข", "c": "ค"}


@given(words, words, words)
def test_only_what_the_other_changed_is_shown(base, theirs, mine):
    rows = rows_of(base, theirs, mine, LABELS, {})

    assert {row.name for row in rows} == {n for n in LABELS if theirs[n] != base[n]}
    for row in rows:
        if row.is_collision:
            assert len({row.base, row.theirs, row.mine}) > 1
            assert row.mine not in (row.base, row.theirs)
        else:
            assert row.takes_theirs == (row.mine == row.base)
    assert is_settled(rows) == (not any(row.is_collision for row in rows))


@given(words, words, words, st.sampled_from([MINE, THEIRS]))
def test_a_choice_settles_every_collision(base, theirs, mine, pick):
    rows = rows_of(base, theirs, mine, LABELS, dict.fromkeys(LABELS, pick))

    assert is_settled(rows)
    for row in rows:
        kept = row.theirs if row.takes_theirs else row.mine
        if row.is_collision:
            assert kept == (theirs if pick == THEIRS else mine)[row.name]
        else:
            assert kept == row.theirs  # only they changed it, or both to the same


@pytest.fixture
def colleague(maesai):
    return person(maesai, "colleague", Role.PLANNER)


@pytest.fixture
def opened(planner, version, sent):
    """A function that returns the item's form as opened now, ready to be sent later."""

    def data(item, **changes):
        item = Project.objects.with_labels().get(pk=item.pk)
        item.version = version
        return sent(form_for(item, planner), **changes)

    return data


@pytest.fixture
def meanwhile(sign_in, colleague, opened, at):
    """A function by which a colleague saves the item first."""

    def save(item, **changes):
        data = opened(item, **changes)
        assert sign_in(colleague).post(at("edit", code=item.code), data).status_code == 302

    return save


def test_the_second_to_save_sees_both_readings(
    sign_in, planner, at, add_project, opened, meanwhile
):
    item = add_project()
    mine = opened(item, budget="700,000", place="หมู่ที่ 9")
    meanwhile(item, budget="600,000", detail="ผิวจราจรกว้าง 5 เมตร")
    response = sign_in(planner).post(at("edit", code=item.code), mine)
    rows = {row.name: row for row in response.context["rows"]}

    assert response.status_code == 409
    assert sorted(rows) == ["budget", "detail"]
    collision = rows["budget"]
    assert (collision.base, collision.theirs, collision.mine) == (
        "498,000.00", "600,000.00", "700,000.00"
    )  # fmt: skip
    assert (collision.is_collision, rows["detail"].is_collision) == (True, False)
    text = response.content.decode()
    assert "นายcolleague" in text
    assert "หมู่ที่ 9" in text
    item.refresh_from_db()
    assert item.budget == Decimal("600000.00")


@pytest.mark.parametrize(("pick", "budget"), [("mine", "700000.00"), ("theirs", "600000.00")])
def test_the_choice_is_saved_with_what_only_one_side_touched(
    sign_in, planner, at, add_project, opened, meanwhile, pick, budget
):
    item = add_project()
    mine = opened(item, budget="700,000", place="หมู่ที่ 9")
    meanwhile(item, budget="600,000", months=["10", "11"])
    client = sign_in(planner)
    page = client.post(at("edit", code=item.code), mine)
    hidden = {}
    for name, value in page.context["hidden"]:
        hidden.setdefault(name, []).append(value)
    choice = {**hidden, "seen": page.context["seen"], "pick-budget": pick}
    response = client.post(at("edit", code=item.code), choice)
    item.refresh_from_db()

    assert response.status_code == 302
    assert item.budget == Decimal(budget)
    assert (item.place, item.months, item.revision) == ("หมู่ที่ 9", mask_of([10, 11]), 3)


def test_an_undecided_field_is_asked_again(sign_in, planner, at, add_project, opened, meanwhile):
    item = add_project()
    mine = opened(item, budget="700,000")
    meanwhile(item, budget="600,000")
    response = sign_in(planner).post(at("edit", code=item.code), {**mine, "seen": "2"})

    assert response.status_code == 409
    assert response.context["is_unsettled"]


def test_a_third_save_is_shown_as_well(sign_in, planner, at, add_project, opened, meanwhile):
    item = add_project()
    mine = opened(item, budget="700,000")
    meanwhile(item, budget="600,000")
    meanwhile(item, budget="650,000")
    choice = {**mine, "seen": "2", "pick-budget": "mine"}
    response = sign_in(planner).post(at("edit", code=item.code), choice)

    assert response.status_code == 409
    assert [(row.theirs, row.pick) for row in response.context["rows"]] == [("650,000.00", "")]


def test_nothing_is_asked_when_nobody_saved_in_between(sign_in, planner, at, add_project, opened):
    item = add_project()
    data = opened(item, budget="700,000")

    assert sign_in(planner).post(at("edit", code=item.code), data).status_code == 302


def test_a_forged_base_only_shows_more(sign_in, planner, at, add_project, opened, meanwhile):
    item = add_project()
    mine = opened(item, budget="700,000", base="forged")
    meanwhile(item, budget="600,000")
    response = sign_in(planner).post(at("edit", code=item.code), mine)

    assert response.status_code == 409
    assert next(row.base for row in response.context["rows"]) == ""
