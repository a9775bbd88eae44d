from decimal import Decimal

from announcements.charts import bars, busiest, month_columns
from projects.schedule import mask_of
from projects.totals import Totals


def test_each_item_counts_in_every_month_of_its_own():
    columns = month_columns([mask_of([10, 11]), mask_of([11, 9]), 0], 2568, current_month=9)

    assert [column.month for column in columns] == [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert [column.count for column in columns] == [1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [column.year for column in columns[:4]] == [2567, 2567, 2567, 2568]
    assert [column.month for column in columns if column.is_current] == [9]


def test_the_tallest_column_fills_the_height_and_all_stand_on_one_line():
    columns = month_columns([mask_of([10, 11]), mask_of([11])], 2568)

    assert [column.height for column in columns[:3]] == [100, 200, 0]
    assert {column.y + column.height for column in columns} == {230}
    assert busiest(columns).month == 11


def test_a_plan_without_items_has_flat_columns():
    columns = month_columns([], 2568)

    assert {column.height for column in columns} == {0}
    assert busiest(columns) is None


def test_bars_share_one_scale():
    first = Totals(count=2, own=Decimal(50), other=Decimal(200))
    second = Totals(count=1, own=Decimal(100), other=Decimal(0))

    rows = bars([("ก", first, ""), ("ข", second, "?strategy=2")])

    assert [(row.own_percent, row.other_percent) for row in rows] == [(25, 100), (50, 0)]
    assert bars([]) == []
