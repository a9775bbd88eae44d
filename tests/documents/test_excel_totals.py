"""Every total of the workbook is a formula, and LibreOffice calculates what we computed."""

from decimal import Decimal

import pytest

from documents import excel
from documents.form_layouts import SUMMARY
from documents.plan_book import compose
from organizations.models import DigitStyle

from .spreadsheets import opened, recalculated
from .test_form_layouts import LAYOUTS

TWO_PLACES = Decimal("0.01")


def formulas_of(data):
    """Return {(sheet, cell): the value written beside its formula}."""
    values = opened(data, with_values=True)
    return {
        (sheet.title, cell.coordinate): values[sheet.title][cell.coordinate].value
        for sheet in opened(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def to_the_satang(value):
    return value if isinstance(value, str) else Decimal(repr(value)).quantize(TWO_PLACES)


def check(book, folder):
    """Prove that LibreOffice calculates the value of every formula; return how many there are."""
    data = excel.render(book).data
    ours, theirs = formulas_of(data), recalculated(data, folder)
    found = {place: theirs[place[0]][place[1]].value for place in ours}
    wrong = {
        place: (value, found[place])
        for place, value in ours.items()
        if found[place] is None or to_the_satang(found[place]) != to_the_satang(value)
    }
    assert wrong == {}
    return len(ours)


@pytest.mark.parametrize("name", LAYOUTS)
def test_libreoffice_calculates_what_we_computed(mixed, name, tmp_path):
    book = compose(mixed, layout=LAYOUTS[name].in_digits(DigitStyle.ARABIC))

    assert check(book, tmp_path) > 40


def test_the_sums_of_the_real_list_are_calculated_to_the_satang(real_list, tmp_path):
    book = compose(real_list)
    groups = sum(len(chapter.groups) for chapter in book.chapters)

    assert check(book, tmp_path) > 6 * groups


def test_an_empty_plan_has_totals_of_nothing(version, tmp_path):
    assert check(compose(version), tmp_path) > 20


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_summary_shows_what_the_book_says(mixed, name):
    book = compose(mixed, layout=LAYOUTS[name].in_digits(DigitStyle.ARABIC))
    name = excel.sheet_names(book.layout)[SUMMARY]
    sheet = opened(excel.render(book).data, with_values=True)[name]
    keys = [column.key for column in book.layout.summary.columns]
    rows = list(sheet.iter_rows(min_row=6, max_row=5 + len(book.summary), values_only=True))

    assert [row[0] for row in rows] == [row.title for row in book.summary]
    for row, ours in zip(rows, book.summary, strict=True):
        if ours.kind not in {"heading", "guideline"}:
            shown = {key: value for key, value in zip(keys, row, strict=True) if key != "units"}
            assert {key: shown[key] or 0 for key in ("count", "amount")} == {
                "count": ours.count, "amount": float(ours.amount),
            }  # fmt: skip
            shares = {key: shown[key] for key in ("count_share", "amount_share")}
            assert {k: None if v in {"-", None} else v for k, v in shares.items()} == {
                key: None if getattr(ours, key) is None else float(getattr(ours, key))
                for key in shares
            }


def test_each_kind_of_sum_is_a_formula_over_the_items(mixed):
    sheets = opened(excel.render(compose(mixed)).data)
    projects = [cell.value for cell in sheets["ผด.02"]["D"] if cell.data_type == "f"]
    summary = [cell.value for cell in sheets["ผด.01"]["D"] if cell.data_type == "f"]

    assert projects == ["=SUM(D9:D9)", "=SUM(D12:D16)", "=D10+D17", "=D18"]
    assert summary == [
        "='ผด.02'!D10", "='ผด.02'!D17", "=SUM(D7:D8)",
        "='ผด.02-1'!D20", "='ผด.02-1'!D10+'ผด.02-1'!D15", "=SUM(D11:D12)", "=D9+D13",
        *[f"=SUMIFS('ผด.02'!$D$7:$D$19,'ผด.02'!$U$7:$U$19,\"{whose}\")"
          f"+SUMIFS('ผด.02-1'!$D$7:$D$22,'ผด.02-1'!$U$7:$U$22,\"{whose}\")"
          for whose in ("หน่วยงานเอง", "หน่วยงานภายนอก")],
    ]  # fmt: skip


def test_totals_have_names_that_other_files_can_ask_for(mixed):
    data = excel.render(compose(mixed)).data
    values = opened(data, with_values=True)

    found = {}
    for name, defined in opened(data).defined_names.items():
        ((sheet, cell),) = defined.destinations
        found[name] = values[sheet][cell.replace("$", "")].value
    assert found == {
        "plan_items": 9, "plan_amount": 1000000028005.18,
        "plan_own_items": 8, "plan_own_amount": 1000000028001.85,
        "plan_others_items": 1, "plan_others_amount": 3.33,
        "projects_items": 6, "projects_amount": 1000000001003.68,
        "equipment_items": 3, "equipment_amount": 27001.5,
    }  # fmt: skip


def test_the_check_finds_an_amount_that_somebody_changed(mixed, tmp_path):
    workbook = opened(excel.render(compose(mixed)).data)
    workbook["ผด.02"]["D9"] = 2000
    workbook.save(tmp_path / "changed.xlsx")
    changed = recalculated((tmp_path / "changed.xlsx").read_bytes(), tmp_path)

    verdicts = {row[0]: row[3] for row in changed["ตรวจยอด"].iter_rows(values_only=True)}
    assert verdicts["งบประมาณ (บาท) ทุกตาราง"] == "ไม่ตรงกัน"
    assert verdicts["จำนวนรายการ ทุกตาราง"] == "ตรงกัน"
