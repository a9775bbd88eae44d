"""The result report as files for machines and desks: JSON and Excel of the same figures."""

import json
from decimal import Decimal
from io import BytesIO

from .result_csv import HEADS, cells

NO_PROBLEM = "ไม่มีปัญหา อุปสรรค และข้อเสนอแนะ"
MONEY_HEADS = ("งบที่ใช้บังคับ (บาท)", "ทำสัญญาหรือเบิกจ่ายแล้ว (บาท)", "เบิกจ่ายแล้ว (บาท)", "ร้อยละ")


def data_of(plan, result):
    """Return the report as plain data: money and percents are decimal strings, dates ISO.

    Where nobody told of a problem the report says so in words, as the assessment asks.
    """
    told = [row for row in result.rows if row.problem or row.suggestion]
    return {
        "organization": plan.organization.full_name,
        "organization_code": plan.organization.code,
        "fiscal_year": plan.fiscal_year,
        "until": result.until.isoformat(),
        "plan_as_of": result.plan_on.isoformat(),
        "base": result.base,
        "totals": tally_data(result.total),
        "groups": {
            grouping.name: [
                {"name": group.label.text, **tally_data(group.tally)} for group in grouping.groups
            ]
            for grouping in result.groupings("all")
        },
        "problems": [
            {"code": row.code, "problem": row.problem, "suggestion": row.suggestion} for row in told
        ],
        "problems_statement": "" if told else NO_PROBLEM,
        "items": [item_data(row) for row in result.rows],
    }


def tally_data(tally):
    return {
        "items": tally.count,
        "share": shown(tally.share),
        "statuses": {
            share.key: {"items": share.count, "share": shown(share.percent)}
            for share in tally.statuses
        },
        "own": money_data(tally.own),
        "other": money_data(tally.other),
    }


def money_data(money):
    return {
        "planned": shown(money.planned),
        "in_force": shown(money.in_force),
        "committed": shown(money.committed),
        "disbursed": shown(money.disbursed),
        "disbursed_percent": shown(money.percent),
        "committed_percent": shown(money.committed_percent),
    }


def item_data(row):
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "strategy": row.strategy.text,
        "program": row.program.text,
        "unit": row.unit.text,
        "source": row.source.text,
        "is_others_money": row.is_others_money,
        "planned": shown(row.planned),
        "in_force": shown(row.in_force),
        "contracted": shown(row.contracted),
        "disbursed": shown(row.disbursed),
        "disbursed_percent": shown(row.percent),
        "status": row.status_key,
        "as_of": row.as_of.isoformat() if row.as_of else None,
        "result": row.result,
        "problem": row.problem,
        "suggestion": row.suggestion,
        "reason": row.reason,
    }


def shown(number):
    return None if number is None else f"{number:.2f}"


def json_of(plan, result):
    text = json.dumps(data_of(plan, result), ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def xlsx_of(plan, result):
    """Return a workbook: a sheet of sums per grouping, then one row per item."""
    from openpyxl import Workbook  # slow to import

    book = Workbook(write_only=True)
    for grouping in result.groupings("all"):
        sheet = book.create_sheet(f"ตาม{grouping.head}")
        sheet.append(written(sheet, [title_of(plan, result)]))
        sheet.append(written(sheet, sum_heads(grouping.head, result)))
        for group in grouping.groups:
            sheet.append(written(sheet, sum_cells(group.label.text, group.tally)))
        sheet.append(written(sheet, sum_cells("รวม", result.total)))
    sheet = book.create_sheet("รายการ")
    sheet.freeze_panes = "C2"
    sheet.append(written(sheet, HEADS))
    for row in result.rows:
        sheet.append(written(sheet, cells(row)))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def title_of(plan, result):
    return (
        f"ผลการดำเนินงาน {plan.organization.full_name} ปีงบประมาณ พ.ศ. {plan.fiscal_year}"
        f" ข้อมูลถึงวันที่ {result.until.isoformat()}"
        f" ฐานร้อยละของรายการคือทั้งหมด {result.base} รายการ"
    )


def sum_heads(head, result):
    statuses = [share.label for share in result.total.statuses]
    own = [f"งบของหน่วยงานเอง: {word}" for word in MONEY_HEADS]
    other = [f"งบของหน่วยงานภายนอก: {word}" for word in MONEY_HEADS]
    return [head, "รายการ", "ร้อยละ", *statuses, *own, *other]


def sum_cells(name, tally):
    sums = [
        [money.in_force, money.committed, money.disbursed, money.percent]
        for money in (tally.own, tally.other)
    ]
    return [name, tally.count, tally.share, *tally.counts.values(), *sums[0], *sums[1]]


def written(sheet, values):
    """Return cells of a row: amounts with two places, text never a formula, "-" for no base."""
    from openpyxl.cell import WriteOnlyCell  # slow to import

    row = []
    for value in values:
        cell = WriteOnlyCell(sheet, value="-" if value is None else value)
        if isinstance(value, Decimal):
            cell.number_format = "#,##0.00"
        elif isinstance(value, str):
            cell.data_type = "s"
        row.append(cell)
    return row
