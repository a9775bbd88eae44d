"""The tags every page draws with."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError

from organizations.templatetags import ui
from thai import periods
from thai.holidays import calendar_from_rows

CHULALONGKORN_DAY = datetime.date(2025, 10, 23)


def draw(text, **context):
    return Template(text).render(Context(context)).strip()


def test_an_icon_beside_words_is_hidden_from_screen_readers():
    drawn = draw('{% icon "circle" %}')

    assert drawn.startswith('<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path')


def test_an_icon_with_a_label_is_named():
    drawn = draw('{% icon "circle" label %}', label='<"ปิด">')

    assert drawn.startswith(
        '<svg class="icon" viewBox="0 0 16 16" role="img" aria-label="&lt;&quot;ปิด&quot;&gt;">'
    )


def test_an_icon_name_is_no_path():
    with pytest.raises(TemplateSyntaxError):
        draw('{% icon "../../package" %}')


@pytest.mark.parametrize(
    ("state", "days", "words"),
    [
        ("not_started", None, "ยังไม่เริ่มนับ"),
        ("far", 12, "เหลือ 12 วัน"),
        ("near", 3, "เหลือ 3 วัน"),
        ("today", 0, "ครบกำหนดวันนี้"),
        ("late", -2, "เกินกำหนด 2 วัน"),
        ("kept", 4, "ทันกำหนด"),
        ("kept_late", -2, "ทำแล้ว แต่เกินกำหนด 2 วัน"),
    ],
)
def test_a_clock_says_its_state_in_words(state, days, words):
    clock = SimpleNamespace(state=state, days=days)

    assert ui.clock_tag(clock)["text"] == words


def test_a_month_bar_starts_in_october():
    chosen = ['class="on"' in cell for cell in ui.month_cells({10, 3}).split("<rect")[1:]]

    assert chosen == [True] + [False] * 4 + [True] + [False] * 6


def test_the_weeks_of_a_deadline_show_every_counted_day():
    calendar = calendar_from_rows([(CHULALONGKORN_DAY, "วันปิยมหาราช")], years={2025})
    weeks = ui.deadline_weeks(periods.explain(datetime.date(2025, 10, 8), 15, calendar))
    days = [day for week in weeks for day in week]

    assert [len(week) for week in weeks] == [7, 7, 7]
    assert days[0]["date"] == datetime.date(2025, 10, 5)
    assert [day["word"] for day in days if day["word"]] == ["เริ่ม"] + [
        f"({number})" for number in range(1, 16)
    ]
    assert [day["date"].day for day in days if day["look"] == "counted off"] == [11, 12, 18, 19]
    plain = {"counted", "counted off"}
    assert {day["look"]: day["date"].day for day in days if day["look"] not in plain} == {
        "": 25,
        "start": 8,
        "safe": 22,
        "last": 23,
    }


def test_page_numbers_keep_both_ends():
    pages = Paginator(range(318), 20)

    assert list(ui.page_numbers(pages.page(8))) == [1, "…", 7, 8, 9, "…", 16]
