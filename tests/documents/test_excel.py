"""The workbook that officials go on with: every item, real styles, ready to print and to fold."""

import io
import subprocess
import zipfile
from decimal import Decimal

import pytest

from documents import excel
from documents.excel.measure import LINE, TALLEST, amount_width, lines_of, rows_over
from documents.excel.styles import FONT
from documents.form_layouts import PROJECTS
from documents.plan_book import compose
from organizations.models import DigitStyle
from projects.models import Change
from projects.schedule import mask_of

from .spreadsheets import needed_heights, opened, printed
from .test_form_layouts import ADJUSTED

FIRST = 9  # the row of the first item: titles, two rows of head, strategy, program


@pytest.fixture
def real_book(real_list):
    real_list.organization.digit_style = DigitStyle.ARABIC
    return compose(real_list)


def sheet_of(book, name="ผด.02"):
    return opened(excel.render(book).data)[name]


def test_the_workbook_holds_every_item(real_book):
    rows = [r for r in sheet_of(real_book).iter_rows(values_only=True) if isinstance(r[0], int)]

    assert [(row[0], row[1], Decimal(str(row[3])), row[18]) for row in rows] == [
        (row.number, row.name, row.budget, row.code) for row in real_book.rows
    ]


def test_what_does_not_calculate_shows_the_totals_too(real_book):
    sheet = opened(excel.render(real_book).data, with_values=True)["ผด.02"]
    sums = [row for row in sheet.iter_rows(values_only=True) if row[0] == "รวม"]

    assert sums[-1][:5] == ("รวม", 289, None, float(real_book.totals.all), "รวมทั้งสิ้น")
    groups = [group.sum for chapter in real_book.chapters for group in chapter.groups]
    found = [(row[1], row[3]) for row in sums if row[4] is None]
    assert found == [(each.count, float(each.amount)) for each in groups]


def test_months_stand_under_their_years_and_are_marked(version, add_project):
    add_project(months=mask_of([10, 3]))
    sheet = sheet_of(compose(version))

    years = {str(cells) for cells in sheet.merged_cells.ranges if cells.min_row == 5}
    assert {"G5:I5", "J5:R5", "A5:A6", "F5:F6"} <= years
    assert (sheet["G5"].value, sheet["J5"].value) == ("พ.ศ. ๒๕๖๗", "พ.ศ. ๒๕๖๘")
    assert [cell.value for cell in sheet[6]][6:18] == [
        "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.",
        "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.",
    ]  # fmt: skip
    marks = [cell.value for cell in sheet[FIRST]][6:18]
    assert [place for place, mark in enumerate(marks) if mark] == [0, 5]
    (shaded,) = sheet.conditional_formatting
    assert str(shaded.sqref) == "G7:R12"


def test_a_name_that_looks_like_a_formula_stays_text(version, add_project):
    name = '=HYPERLINK("http://example.org","ถนน")'
    add_project(name, detail="=1+1", place="+SUM(A1)")
    row = sheet_of(compose(version))[FIRST]

    assert [(cell.data_type, cell.value, cell.quotePrefix) for cell in row[1:3]] == [
        ("s", name, True), ("s", "=1+1", True),
    ]  # fmt: skip


def test_what_is_empty_has_no_text(version, add_project):
    add_project(place="", detail="", budget=None)
    with zipfile.ZipFile(io.BytesIO(excel.render(compose(version)).data)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()

    assert 't="inlineStr"></c>' not in sheet
    assert [cell.value for cell in sheet_of(compose(version))[FIRST]][2:5] == [None, None, None]


def test_whose_money_it_is_can_only_be_one_of_two(version, add_project):
    add_project()
    sheet = sheet_of(compose(version))

    (choices,) = sheet.data_validations.dataValidation
    assert (str(choices.sqref), choices.showErrorMessage) == ("U7:U12", True)
    assert choices.formula1 == '"หน่วยงานเอง,หน่วยงานภายนอก"'
    assert sheet[f"U{FIRST}"].value == "หน่วยงานเอง"


def test_numbers_stay_numbers_and_are_shown_in_the_digits_of_tables(version, add_project):
    add_project(budget=Decimal("1234.50"))
    row = sheet_of(compose(version))[FIRST]

    assert [row[0].value, row[3].value] == [1, 1234.5]
    thai = "[$-D00041E]#,##0.00"
    assert row[3].number_format == f'{thai};-{thai};"-"'
    version.organization.digit_style = DigitStyle.ARABIC
    assert sheet_of(compose(version))[FIRST][3].number_format == '#,##0.00;-#,##0.00;"-"'


def test_cells_wear_named_styles_in_the_official_font(version, add_project):
    add_project()
    workbook = opened(excel.render(compose(version)).data)
    sheet = workbook["ผด.02"]

    styles = {sheet[cell].style for cell in ("A2", "A5", "A7", "A8", "A9", "B9", "D9", "D10")}
    assert styles == {
        "แผน ชื่อแบบ", "แผน หัวตาราง", "แผน ยุทธศาสตร์", "แผน แผนงาน", "แผน ลำดับที่", "แผน ข้อความ",
        "แผน จำนวนเงิน", "แผน รวม เงิน",
    }  # fmt: skip
    fonts = {cell.font.name for each in workbook for row in each.iter_rows() for cell in row}
    assert fonts == {FONT}


@pytest.mark.parametrize(("layout", "size"), [(None, 9), (ADJUSTED, 8)])
def test_it_prints_on_its_side_with_its_head_on_every_page(version, add_project, layout, size):
    add_project()
    layout = layout and layout.in_digits(DigitStyle.ARABIC)
    book = compose(version, layout=layout)
    workbook = opened(excel.render(book).data)
    sheet = workbook[excel.sheet_names(book.layout)[PROJECTS]]

    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == (
        "landscape",
        size and int(size),
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$6", "C7")
    assert sheet.oddFooter.right.text == "หน้า &P จาก &N"
    assert sheet.oddFooter.left.text == book.organization


def test_strategies_and_programs_fold(version, add_project):
    add_project()
    sheet = sheet_of(compose(version))

    levels = [sheet.row_dimensions[row].outlineLevel for row in range(7, 13)]
    assert levels == [0, 1, 2, 1, 0, 0]  # strategy, program, item, sum, sum of the strategy, of all


def test_what_is_cancelled_has_a_sheet_of_its_own(version, add_project):
    add_project()
    gone = add_project("งานที่ตัดออก")
    gone.replaces, gone.change = gone, Change.CANCEL
    gone.save()
    workbook = opened(excel.render(compose(version)).data)

    assert workbook.sheetnames == ["ผด.01", "ผด.02", "ผด.02-1", "รายการที่ตัดออกจากแผน", "ตรวจยอด"]
    assert workbook["รายการที่ตัดออกจากแผน"]["B7"].value == "งานที่ตัดออก"
    assert [row[1].value for row in workbook["ผด.02"].iter_rows(min_row=9, max_row=10)] == [
        "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", "=COUNT(A9:A9)",
    ]  # fmt: skip


def test_the_properties_say_what_it_is(version):
    book = compose(version)
    properties = opened(excel.render(book).data).properties

    assert properties.title == f"{book.title} {book.organization}"
    assert (properties.language, properties.identifier) == ("th-TH", book.content_hash)


def test_a_text_too_long_for_one_row_is_laid_over_several(version, add_project):
    add_project(detail="ก่อสร้างท่อระบายน้ำพร้อมบ่อพัก\n" * 60)
    add_project("ต่อมา")
    sheet = sheet_of(compose(version))

    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) <= TALLEST
    numbers = [cell.value for cell in sheet["A"] if isinstance(cell.value, int)]
    assert numbers == [1, 2]
    (tall,) = [r for r in sheet.merged_cells.ranges if r.min_row == FIRST and r.min_col == 3]
    parts = [sheet.row_dimensions[row].height for row in range(tall.min_row, tall.max_row + 1)]
    assert sum(parts) >= 60 * LINE
    assert [round(part / LINE, 9) for part in parts[:-1]] == [17] * (len(parts) - 1)


def test_no_row_is_lower_than_libreoffice_wants_it(real_book, tmp_path):
    data = excel.render(real_book).data
    ours = opened(data)["ผด.02"].row_dimensions

    needed = needed_heights(data, tmp_path, "ผด.02")
    clipped = {row: (ours[row].height, high) for row, high in needed.items()
               if ours[row].height < high - 1}  # fmt: skip
    assert clipped == {}


def test_the_largest_amounts_are_printed_in_full(version, add_project, tmp_path):
    for place in range(3):
        add_project(f"งาน {place}", budget=Decimal("999999999999.99"))
    path = printed(excel.render(compose(version)).data, tmp_path)

    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    assert "###" not in text
    assert text.count("๒,๙๙๙,๙๙๙,๙๙๙,๙๙๙.๙๗") >= 4


def test_a_tall_text_is_parted_between_lines():
    assert list(rows_over(400)) == [400]
    assert [round(part / LINE, 9) for part in rows_over(40 * LINE)] == [17, 17, 6]


def test_thai_figures_and_marks_are_measured():
    assert lines_of("ก", 10) == 1
    assert lines_of("น้ำ\nปี่", 10) == 2
    assert lines_of("ก" * 30, 10) == lines_of("กี่" * 30, 10)
    assert amount_width(Decimal("999999999999.99")) > 20
