"""The result table as CSV: one row per item, Thai heads, ISO dates, plain numbers."""

import csv
import io

from django.http import HttpResponse

from organizations.spreadsheets import harmless

HEADS = (
    "รหัสรายการ", "ชื่อ", "ประเภท", "ยุทธศาสตร์", "แผนงาน", "หน่วยงาน", "แหล่งเงิน",
    "งบของหน่วยงานภายนอก", "งบตามแผน (บาท)", "งบที่ใช้บังคับ (บาท)", "ทำสัญญาแล้ว (บาท)",
    "เบิกจ่ายแล้ว (บาท)", "เบิกจ่าย (ร้อยละของงบที่ใช้บังคับ)", "สถานะ", "ข้อมูลถึงวันที่",
    "ผลการดำเนินงาน", "ปัญหาและอุปสรรค", "ข้อเสนอแนะ", "เหตุผล",
)  # fmt: skip


def cells(row):
    """Return one row of the table as plain values."""
    return [
        row.code, row.name, row.kind, row.strategy.text, row.program.text, row.unit.text,
        row.source.text, "ใช่" if row.is_others_money else "ไม่ใช่", row.planned, row.in_force,
        row.contracted, row.disbursed, row.percent, row.status_label,
        row.as_of.isoformat() if row.as_of else "", row.result, row.problem, row.suggestion,
        row.reason,
    ]  # fmt: skip


def text_of(result):
    """Return the table as text, with the mark that makes Excel read it as UTF-8."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file)
    writer.writerow(HEADS)
    for row in result.rows:
        writer.writerow([harmless(cell) for cell in cells(row)])
    return file.getvalue()


def csv_response(plan, result):
    """Return the table as a file named after the organization, the year and the cut-off."""
    name = f"results-{plan.organization.slug}-{plan.fiscal_year}-{result.until.isoformat()}.csv"
    response = HttpResponse(text_of(result), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
