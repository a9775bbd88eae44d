"""The look of the finished book, read from where its letters and lines stand."""

import re
from decimal import Decimal

import pytest

from documents import pdf
from documents.form_layouts import PROJECTS, STANDARD, widths
from documents.plan_book import compose
from projects.schedule import mask_of
from thai.numerals import to_arabic_digits

from .positions import leaves_of, struck

MILLIMETRE = 72 / 25.4
LEFT = 12 * MILLIMETRE
NUMBERS_END = LEFT + widths(STANDARD, PROJECTS)["number"] * MILLIMETRE
STACKED = "ปี่ ป้า น้ำ ฎุ ก๊ำ ปั๊มน้ำ ญี่ปุ่น กตัญญู ฐานที่มั่น ใฝ่รู้ ฬู่ เปี๊ยะ ซื้อ ผู้สูงอายุ"
_PRINTED = {}


@pytest.fixture
def real(request):
    """The real list of 289 items: its book and the pages it was printed on, printed once."""
    if not _PRINTED:
        book = compose(request.getfixturevalue("real_list"))
        _PRINTED["real"] = book, leaves_of(pdf.render(book).data)
    return _PRINTED["real"]


@pytest.fixture
def forms(real):
    """The pages with rows of ผด.02."""
    return [leaf for leaf in real[1] if leaf.is_across and month_rows(leaf)]


def month_rows(leaf):
    """Return the lines that stand in the lower row of a table's head: ต.ค. of each."""
    return [line for line in leaf.body if line.is_bold and line.text.startswith("ต.ค.")]


def numbers(leaf):
    """Return the lines of the column of numbers that are numbers."""
    return [
        line
        for line in leaf.body
        if line.right <= NUMBERS_END and re.fullmatch("[0-9๐-๙]+", line.text)
    ]


def test_no_border_runs_through_a_letter(real):
    assert {leaf.number: found for leaf in real[1] if (found := struck(leaf))} == {}


def test_no_page_ends_with_a_heading_or_the_head_of_a_table(real, forms):
    book, _ = real
    chapters = [*book.chapters, *book.equipment]
    titles = {chapter.title for chapter in chapters}
    titles |= {group.title for chapter in chapters for group in chapter.groups}

    last = {leaf.number: leaf.body[-1] for leaf in forms}
    assert {number: line.text for number, line in last.items() if line.text in titles} == {}
    assert [leaf.number for leaf in forms if month_rows(leaf)[-1].top > numbers(leaf)[-1].top] == []


def test_every_page_of_a_form_begins_with_a_heading_or_the_head_of_its_table(forms):
    assert len(forms) > 30
    for leaf in forms:
        assert leaf.body[0].is_bold
        assert month_rows(leaf)[0].top < numbers(leaf)[0].top
        assert {"พ.ศ. ๒๕๖๗", "พ.ศ. ๒๕๖๘"} <= {line.text for line in leaf.body if line.is_bold}


def test_a_sum_stands_with_two_items(forms):
    alone = []
    for leaf in forms:
        heads = [line.top for line in month_rows(leaf)]
        for line in leaf.body:
            found = re.fullmatch("รวม ([0-9๐-๙]+) โครงการ/กิจกรรม", line.text)
            if found and int(to_arabic_digits(found[1])) > 1:
                head = max(top for top in heads if top < line.top)
                rows = [each for each in numbers(leaf) if head < each.top < line.top]
                alone += [] if len(rows) > 1 else [(leaf.number, line.text)]
    assert alone == []


def test_every_page_tells_its_number_and_its_book(real):
    book, leaves = real
    count = book.figures.prose(len(leaves))
    for leaf in leaves[1:]:
        texts = [line.text for line in leaf.lines]
        assert f"หน้า {book.figures.prose(leaf.number + 1)} จาก {count}" in texts
        if leaf.is_across:
            assert f"{book.title} {book.organization}" in texts


def test_the_sizes_are_the_official_ones_in_this_face(real, forms):
    _, leaves = real
    prose = {line.size for leaf in leaves[1:3] for line in leaf.body if not line.is_bold}
    cells = {line.size for line in forms[1].body if NUMBERS_END < line.left < 140 * MILLIMETRE}

    assert prose == {10.9}  # 16 points of TH Sarabun
    assert cells == {9.0}  # 13 points


@pytest.fixture
def hard(version, add_project):
    """A book with everything that does not fit, printed."""
    address = "https://example.go.th/" + "แผน/plan/0123456789" * 6
    add_project(
        (STACKED + " ก่อสร้างถนนคอนกรีตเสริมเหล็ก ") * 4 + "ก" * 119,
        detail=f"{STACKED}\n{address}\n{'9' * 60}\n" + f"{STACKED} " * 30,
        budget=Decimal("999999999999.99"),
        months=mask_of([10, 12, 1, 5]),
    )
    for number in range(3):
        add_project(f"{STACKED} {number}", place="ก๊ำ " * 30, months=mask_of([9]))
    book = compose(version)
    return book, leaves_of(pdf.render(book).data)


def test_what_is_long_stays_in_its_cell(hard):
    _, leaves = hard

    assert {leaf.number: found for leaf in leaves if (found := struck(leaf))} == {}


def test_a_row_that_goes_on_is_closed_and_says_its_number_again(hard):
    _, leaves = hard
    forms = [leaf for leaf in leaves if leaf.is_across and month_rows(leaf)]
    first, *others = forms

    assert [line.text for line in numbers(first)] == ["๑"]
    begun = [leaf for leaf in others if numbers(leaf)[0].text == "๑"]
    assert len(begun) >= 1
    for leaf in begun:
        again = [line.text for line in leaf.body if line.right <= NUMBERS_END][2:]
        assert again[:2] == ["๑", "(ต่อ)"]
    for leaf in [first, *begun]:
        ends = max(line.bottom for line in leaf.body)
        lowest = max(y for y, _, _ in leaf.level)
        assert lowest > ends - 4
        widest = [(start, end) for y, start, end in leaf.level if abs(y - lowest) < 0.5]
        assert round(min(start for start, _ in widest) - LEFT) == 0
        assert round(max(end for _, end in widest) - (leaf.width - LEFT)) == 0


def test_a_parted_row_reads_as_its_whole_text(hard):
    book, leaves = hard
    detail = book.chapters[0].groups[0].rows[0].detail
    sizes, start = widths(STANDARD, PROJECTS), LEFT
    for key in ("number", "name"):
        start += sizes[key] * MILLIMETRE
    end = start + sizes["detail"] * MILLIMETRE
    read = "".join(
        line.text
        for leaf in leaves
        if leaf.is_across and month_rows(leaf)
        for line in leaf.body
        if start <= line.left and line.right <= end and not line.is_bold
    )
    written = book.figures.table(re.sub(r"\s", "", detail))

    assert re.sub(r"\s", "", read).find(written) == 0


def test_rows_too_tall_to_stand_with_their_sum_keep_the_head_of_the_table(version, add_project):
    tall = "\n".join(f"กิจกรรมที่ {number}" for number in range(1, 18))
    for number in range(1, 7):
        add_project(name=f"โครงการที่ {number}", detail=tall, budget=Decimal(100))
    leaves = leaves_of(pdf.render(compose(version)).data)

    found = [leaf for leaf in leaves if leaf.is_across and numbers(leaf) and month_rows(leaf)]
    rows = [leaf for leaf in leaves if any(line.text.startswith("กิจกรรมที่") for line in leaf.body)]
    assert len(rows) >= 3
    assert [leaf.number for leaf in rows if leaf not in found] == []
    (end,) = [
        leaf for leaf in leaves if any(line.text == "รวม ๖ โครงการ/กิจกรรม" for line in leaf.body)
    ]
    assert end in rows
