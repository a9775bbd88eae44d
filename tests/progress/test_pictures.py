"""Charts: every piece in its place, on one scale from 0."""

from datetime import date

from progress.pictures import money_bars, status_bar
from progress.result_report import Result
from progress.statuses import Status

UNTIL = date(2025, 3, 31)


def test_pieces_of_the_status_bar_fill_it_without_overlap(row):
    rows = [
        row("0001", status=Status.COMPLETED),
        row("0002", status=Status.COMPLETED),
        row("0003", status=Status.NOT_STARTED),
        row("0004"),
    ]
    bar = status_bar(Result(rows, UNTIL).total)

    assert [(piece.share.key, piece.x, piece.width) for piece in bar] == [
        ("not_started", "0.000", "25.000"),
        ("completed", "25.000", "50.000"),
        ("none", "75.000", "25.000"),
    ]


def test_an_empty_plan_has_an_empty_bar():
    assert status_bar(Result([], UNTIL).total) == []


def test_money_bars_share_one_scale(row):
    rows = [
        row("0001", unit="ก", planned=100, disbursed=25, contracted=50),
        row("0002", unit="ข", planned=200, disbursed=250),
        row("0003", unit="ค", planned=900, is_others_money=True),
        row("0004", unit="ง"),
    ]
    bars = money_bars(Result(rows, UNTIL).by("unit"))

    assert [(bar.key, bar.outline, bar.committed, bar.disbursed, bar.is_over) for bar in bars] == [
        ("ก", "40.000", "20.000", "10.000", False),
        ("ข", "80.000", "100.000", "100.000", True),
    ]
