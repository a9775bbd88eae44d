"""One cell on three sides: nothing is lost silently, whoever changed it."""

from hypothesis import given
from hypothesis import strategies as st

from projects.conflict import MINE, THEIRS
from projects.exchange.merge import Cell, Fate, Outcome, fates, merge, missing

TEXT = st.sampled_from(["", "ก", "ข", "ค"])
CELLS = st.builds(Cell, st.just("name"), TEXT, TEXT, TEXT)
PICKED = st.builds(
    Cell, st.just("name"), TEXT, TEXT, TEXT, st.just(""), st.sampled_from(["", MINE, THEIRS])
)
CODES = st.lists(st.sampled_from(["", "0001", "0002", "0003", "0004"]), max_size=8)
KNOWN = st.sets(st.sampled_from(["0001", "0002", "0003"]))


def outcome(base, theirs, mine, fault=""):
    return Cell("name", base, theirs, mine, fault).outcome


def test_each_outcome():
    assert outcome("ก", "ก", "ก") == Outcome.SAME
    assert outcome("ก", "ข", "ก") == Outcome.SYSTEM
    assert outcome("ก", "ข", "ข") == Outcome.AGREED
    assert outcome("ก", "ก", "ข") == Outcome.FILE
    assert outcome("ก", "ข", "ค") == Outcome.CONFLICT
    assert outcome("ก", "ก", "?", "อ่านไม่ได้") == Outcome.ERROR


def test_an_emptied_cell_is_a_change_and_a_column_not_in_the_file_says_nothing():
    cells = merge({"place": "ก", "note": "ข"}, {"place": "ก", "note": "ข"}, {"place": ""}, {})

    assert cells == [Cell("place", "ก", "ก", "")]
    assert cells[0].outcome == Outcome.FILE
    assert cells[0].result == ""


def test_a_fault_keeps_what_stands():
    cells = merge({"budget": "1.00"}, {"budget": "2.00"}, {}, {"budget": "อ่านไม่ได้"})

    assert [(cell.outcome, cell.result) for cell in cells] == [(Outcome.ERROR, "2.00")]


@given(CELLS)
def test_sides_may_be_swapped_where_they_do_not_conflict(cell):
    swapped = Cell(cell.name, cell.base, theirs=cell.mine, mine=cell.theirs)

    assert (cell.outcome == Outcome.CONFLICT) == (swapped.outcome == Outcome.CONFLICT)
    if cell.outcome != Outcome.CONFLICT:
        assert cell.result == swapped.result


@given(PICKED)
def test_no_side_is_lost_unless_somebody_chose(cell):
    changed = {side for side in (cell.theirs, cell.mine) if side != cell.base}
    if len(changed) < 2:
        assert cell.result == (changed.pop() if changed else cell.base)
        assert not cell.is_open
    else:
        assert cell.is_open == (cell.pick == "")
        assert cell.result == (cell.mine if cell.pick == MINE else cell.theirs)


@given(CELLS)
def test_merging_twice_changes_nothing(cell):
    again = Cell(cell.name, cell.base, theirs=cell.result, mine=cell.mine)

    assert again.result == cell.result


@given(CODES, KNOWN, KNOWN)
def test_every_row_has_a_fate_and_no_item_is_in_two_places(codes, base, here):
    found = dict(zip(codes, fates(codes, base, here), strict=True))
    about = {code for code, fate in found.items() if fate == Fate.KNOWN}

    assert about == {code for code in base & here if codes.count(code) == 1}
    assert {code for code, fate in found.items() if fate == Fate.NEW} == {""} & set(codes)
    assert set(missing(codes, base, here)) == (base & here) - set(codes)


def test_fates():
    codes = ["0001", "", "0002", "0009", "0003", "0003"]

    assert fates(codes, {"0001", "0002", "0003"}, {"0001", "0003"}) == [
        Fate.KNOWN, Fate.NEW, Fate.GONE, Fate.UNKNOWN, Fate.REPEATED, Fate.REPEATED,
    ]  # fmt: skip
