"""The result table as CSV: plain for machines, harmless in a spreadsheet."""

import csv
import io
from datetime import date

from progress.result_csv import HEADS, text_of
from progress.result_report import Result
from progress.statuses import Status


def read(result):
    text = text_of(result)
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_dates_are_iso_and_numbers_plain(row):
    rows = [
        row("0001", planned="498000.00", transferred="-8000.00", disbursed="490000.00",
            status=Status.COMPLETED, as_of=date(2025, 3, 31)),
        row("0002"),
    ]  # fmt: skip
    done, nothing = read(Result(rows, date(2025, 3, 31)))

    assert tuple(done) == HEADS
    assert done["งบที่ใช้บังคับ (บาท)"] == "490000.00"
    assert done["เบิกจ่าย (ร้อยละของงบที่ใช้บังคับ)"] == "100.00"
    assert (done["สถานะ"], done["ข้อมูลถึงวันที่"]) == ("ดำเนินการแล้วเสร็จ", "2025-03-31")
    assert (nothing["สถานะ"], nothing["ข้อมูลถึงวันที่"]) == ("ยังไม่รายงาน", "")
    assert nothing["เบิกจ่าย (ร้อยละของงบที่ใช้บังคับ)"] == ""


def test_a_cell_like_a_formula_is_only_text(row):
    [kept] = read(Result([row(result="=1+1", problem="-ไม่มี")], date(2025, 3, 31)))

    assert (kept["ผลการดำเนินงาน"], kept["ปัญหาและอุปสรรค"]) == ("'=1+1", "'-ไม่มี")
