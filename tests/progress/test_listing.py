"""Which rows an address asks for, and which item comes next."""

from datetime import date

from progress.listing import Filter, next_waiting, waiting_first
from progress.rounds import round_on
from progress.statuses import Status

ASKED = round_on(2568, date(2025, 2, 1))
DAY = date(2025, 1, 15)


def codes(rows):
    return [row.code for row in rows]


def test_a_filter_keeps_what_matches_every_word(row):
    rows = [
        row("0001", unit="3", status=Status.COMPLETED, as_of=DAY, has_opinion=True),
        row("0002", unit="3"),
        row("0003", unit="4", status=Status.COMPLETED, as_of=DAY, is_others_money=True),
    ]

    def kept(**words):
        return codes(Filter.of(words).kept(rows, ASKED))

    assert kept() == ["0001", "0002", "0003"]
    assert kept(unit="3") == ["0001", "0002"]
    assert kept(unit="3", status="completed") == ["0001"]
    assert kept(status="none") == ["0002"]
    assert kept(status="reported") == ["0001", "0003"]
    assert kept(status="no_opinion") == ["0003"]
    assert kept(status="waiting") == ["0002"]
    assert kept(money="other") == ["0003"]
    assert kept(money="own") == ["0001", "0002"]
    assert kept(unit="nonsense") == []


def test_a_member_of_one_unit_sees_it_first_but_may_ask_for_all():
    assert Filter.of({}, own_unit="3").unit == "3"
    assert Filter.of({"unit": "all"}, own_unit="3").unit == ""
    assert Filter.of({"status": "completed"}, own_unit="3").unit == ""


def test_what_was_never_reported_comes_first(row):
    rows = [row("0001", status=Status.COMPLETED, as_of=DAY), row("0002"), row("0003")]

    assert codes(waiting_first(rows, ASKED)) == ["0002", "0003", "0001"]


def test_the_next_item_is_the_next_that_waits_and_begins_anew(row):
    rows = [row("0001"), row("0002", status=Status.COMPLETED, as_of=DAY), row("0003")]

    assert next_waiting(rows, ASKED, "0001").code == "0003"
    assert next_waiting(rows, ASKED, "0003").code == "0001"
    assert next_waiting(rows[:2], ASKED, "0001") is None
    assert next_waiting([], ASKED, "0001") is None
