from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

DAY = date(2025, 10, 15)
LATE_EVENING_IN_UTC = datetime(2025, 10, 14, 17, 20, tzinfo=UTC)  # 00.20 of the 15th in Bangkok


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("thai_date", DAY, "15 ตุลาคม 2568"),
        ("thai_date", LATE_EVENING_IN_UTC, "15 ตุลาคม 2568"),
        ("thai_date", None, ""),
        ("thai_date", "", ""),
        ("short_thai_date", DAY, "15 ต.ค. 2568"),
        ("full_thai_date", DAY, "วันพุธที่ 15 ตุลาคม พ.ศ. 2568"),
        ("weekday_date", DAY, "พุธ 15 ตุลาคม 2568"),
        ("short_weekday_date", DAY, "พุธ 15 ต.ค. 2568"),
        ("month_label", DAY, "ต.ค. 2568"),
        ("thai_datetime", LATE_EVENING_IN_UTC, "15 ตุลาคม 2568 00.20 น."),
        ("thai_datetime", datetime(2025, 10, 15, 14, 20), "15 ตุลาคม 2568 14.20 น."),
        ("thai_datetime", DAY, "15 ตุลาคม 2568"),
        ("thai_datetime", None, ""),
        ("thai_time", LATE_EVENING_IN_UTC, "00.20 น."),
        ("thai_time", None, ""),
        ("be_year", DAY, "2568"),
        ("be_year", datetime(2024, 12, 31, 17, 0, tzinfo=UTC), "2568"),
        ("be_year", 2025, "2568"),
        ("be_year", None, ""),
        ("thai_digits", "หมู่ที่ 3", "หมู่ที่ ๓"),
        ("thai_digits", 2568, "๒๕๖๘"),
        ("thai_digits", None, ""),
        ("baht", Decimal("162450000"), "162,450,000.00"),
        ("baht", 0, "0.00"),
        ("baht", None, "-"),
        ("baht", "", "-"),
        ("baht_plain", Decimal("162450000.00"), "162,450,000"),
        ("baht_plain", Decimal("0.50"), "0.50"),
        ("baht_short", Decimal("162450000"), "162.45 ล้าน"),
        ("baht_short", Decimal("498000"), "498,000"),
        ("baht_words", Decimal("498000"), "สี่แสนเก้าหมื่นแปดพันบาทถ้วน"),
        ("baht_words", None, "-"),
        ("int_comma", 1234567, "1,234,567"),
        ("int_comma", 0, "0"),
        ("int_comma", None, ""),
    ],
)
def test_filter(name, value, shown):
    template = Template("{% load thai %}{{ value|" + name + " }}")

    assert template.render(Context({"value": value})) == shown


def test_filters_chain_into_thai_digits():
    template = Template("{% load thai %}{{ day|thai_date|thai_digits }} {{ missing|baht }}")

    assert template.render(Context({"day": DAY})) == "๑๕ ตุลาคม ๒๕๖๘ -"
