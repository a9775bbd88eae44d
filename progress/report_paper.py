"""The result report as paper: sums by status, strategy and unit, then every item of the plan."""

from documents.figures import Figures
from documents.models import Rendering
from documents.papers.registry import PaperKind, add_paper
from documents.papers.sheet import (
    ACROSS_MARGINS,
    Align,
    Column,
    Head,
    Note,
    PageBreak,
    Prose,
    Row,
    RowKind,
    Sheet,
    Table,
    Title,
    hash_of,
)
from documents.papers.sheet_printers import SHEET_PRINTERS
from thai.calendar import long_date

from .ledger import result_of
from .result_files import NO_PROBLEM
from .result_report import GROUPINGS
from .statuses import status_label

RESULTS = "results"
OWN, OTHER = "งบของหน่วยงานเอง (บาท)", "งบของหน่วยงานภายนอก (บาท)"
WIDTH, SHARE, COUNT = 273.0, 15.0, 16.0  # millimetres
MONEY = {1: 33.0, 2: 26.0}  # of an amount, by how many kinds of money stand side by side
BY_STATUS = ("strategy", "unit")  # whose works are counted by status as well
TOLD = "ปัญหา อุปสรรค และข้อเสนอแนะ"
NO_REPORT = "ยังไม่มีหน่วยงานรายงานผล จึงยังไม่ทราบปัญหา อุปสรรค และข้อเสนอแนะ"


def compose(plan, result):
    """Return the Sheet of a plan's Result."""
    organization = plan.organization
    figures = figures_of(organization, result)
    title = figures.prose(f"รายงานผลการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {plan.fiscal_year}")
    until = figures.prose(f"ข้อมูลถึงวันที่ {long_date(result.until)}")
    blocks = [Note(figures.prose(basis(result))), *sums(result, figures)]
    if not any(row.problem or row.suggestion for row in result.rows):
        blocks += [Title(TOLD), Prose(NO_PROBLEM if result.total.reported else NO_REPORT)]
    for group in result.by("strategy"):
        rows = [row for row in result.rows if row.strategy == group.label]
        title_of_group = Title(figures.prose(f"ทุกรายการ {group.label}"))
        blocks += [PageBreak(), title_of_group, items_table(rows, group.tally, figures)]
    return Sheet(
        title=f"{title} {organization.full_name} {until}",
        author=organization.full_name,
        head=Head(lines=(title, organization.full_name, until)),
        blocks=tuple(blocks),
        has_thai_digits=figures.is_thai_in_prose,
        is_across=True,
        margins=ACROSS_MARGINS,
        is_long=True,
    )


def figures_of(organization, result):
    """Return how the report writes numbers: satang as soon as one amount has them."""
    amounts = [amount for row in result.rows for amount in (row.in_force, row.committed)]
    has_satang = any(amount % 1 for amount in [*amounts, *(r.disbursed for r in result.rows)])
    return Figures(organization.digit_style, shows_satang=has_satang)


def basis(result):
    """Say what the shares are shares of, and which revision of the plan it is."""
    return (
        f"ร้อยละของรายการคิดจากทั้งหมด {result.base:,} รายการ ตามแผนฉบับรวมที่ประกาศใช้ถึงวันที่"
        f" {long_date(result.plan_on)}  ร้อยละของเงินคิดจากงบที่ใช้บังคับหลังการโอน"
    )


def sums(result, figures):
    """Yield the tables of sums: by status, then by each grouping."""
    yield Title("ตามสถานะ")
    yield statuses_table(result, figures)
    for grouping in result.groupings("all"):
        yield Title(f"ตาม{grouping.head}")
        yield money_table(grouping, result, figures)
        if grouping.name in BY_STATUS:
            yield Title(f"จำนวนรายการตามสถานะของแต่ละ{GROUPINGS[grouping.name]}")
            yield counts_table(grouping, result, figures)


def statuses_table(result, figures):
    columns = (
        Column("สถานะ", 70.0),
        Column("รายการ", 30.0, Align.CENTER),
        Column("ร้อยละ", 30.0, Align.CENTER),
    )
    rows = [
        Row((share.label, figures.count(share.count), figures.share(share.percent)))
        for share in result.total.statuses
    ]
    whole = Row(
        ("รวม", figures.count(result.base), figures.share(result.total.share)), RowKind.TOTAL
    )
    return Table(columns, (*rows, whole))


def money_table(grouping, result, figures):
    kinds = [OWN, OTHER] if result.has_other else [OWN]
    amount = MONEY[len(kinds)]
    money = [
        Column(head, width, align, over=kind)
        for kind in kinds
        for head, width, align in (
            ("ที่ใช้บังคับ", amount, Align.RIGHT),
            ("ทำสัญญาหรือเบิกจ่าย", amount, Align.RIGHT),
            ("เบิกจ่ายแล้ว", amount, Align.RIGHT),
            ("ร้อยละ", SHARE, Align.CENTER),
        )
    ]
    first = WIDTH - COUNT - SHARE - sum(column.width for column in money)
    columns = (
        Column(grouping.head, first),
        Column("รายการ", COUNT, Align.CENTER),
        Column("ร้อยละ", SHARE, Align.CENTER),
        *money,
    )
    rows = [Row(_sums(g.label.text, g.tally, len(kinds), figures)) for g in grouping.groups]
    total = Row(_sums("รวม", result.total, len(kinds), figures), RowKind.TOTAL)
    return Table(columns, (*rows, total))


def _sums(name, tally, kinds, figures):
    cells = [figures.prose(name), figures.count(tally.count), figures.share(tally.share)]
    for money in (tally.own, tally.other)[:kinds]:
        cells += [figures.money(money.in_force), figures.money(money.committed)]
        cells += [figures.money(money.disbursed), figures.share(money.percent)]
    return tuple(cells)


def counts_table(grouping, result, figures):
    keys = list(result.total.counts)
    width = (WIDTH - 90.0) / (len(keys) + 1)
    columns = (
        Column(grouping.head, 90.0),
        *(Column(status_label(key), width, Align.CENTER) for key in keys),
        Column("รวม", width, Align.CENTER),
    )

    def cells(name, tally):
        counts = [figures.count(tally.counts[key]) for key in keys]
        return (figures.prose(name), *counts, figures.count(tally.count))

    rows = [Row(cells(group.label.text, group.tally)) for group in grouping.groups]
    return Table(columns, (*rows, Row(cells("รวม", result.total), RowKind.TOTAL)))


ITEM_COLUMNS = (
    Column("รหัส", 13.0, Align.CENTER),
    Column("รายการ", 66.0),
    Column("หน่วยงาน", 28.0),
    Column("สถานะ", 25.0),
    Column("งบที่ใช้บังคับ (บาท)", 26.0, Align.RIGHT),
    Column("เบิกจ่ายแล้ว (บาท)", 26.0, Align.RIGHT),
    Column("ร้อยละ", SHARE, Align.CENTER),
    Column("ผลการดำเนินงาน", 37.0),
    Column(TOLD, 37.0),
)


def items_table(rows, tally, figures):
    """Return the items of a strategy, with the sums of own and of others' money below them."""
    found = [Row(_item(row, figures)) for row in rows]
    sums = [("รวม งบของหน่วยงานเอง", tally.own)]
    if any(row.is_others_money for row in rows):
        sums.append(("รวม งบของหน่วยงานภายนอก", tally.other))
    for name, money in sums:
        amounts = (figures.money(money.in_force), figures.money(money.disbursed))
        share = figures.share(money.percent)
        found.append(Row(("", name, "", "", *amounts, share, "", ""), RowKind.SUM))
    return Table(ITEM_COLUMNS, tuple(found))


def _item(row, figures):
    owner = f"{row.unit}\n(งบภายนอก)" if row.is_others_money else row.unit.text
    said = [text for text in (row.result, row.reason and f"เหตุผล {row.reason}") if text]
    told = [text for text in (row.problem, row.suggestion) if text]
    return (
        figures.table(row.code),
        row.name,
        owner,
        row.status_label,
        figures.money(row.in_force),
        figures.money(row.disbursed),
        figures.share(row.percent),
        "\n".join(said),
        "\n".join(told),
    )


def printer_of(format):
    """Return a function that gives the bytes of a plan's Result as paper, as json_of does."""

    def bytes_of(plan, result):
        return SHEET_PRINTERS[format](compose(plan, result)).data

    return bytes_of


def report_on(plan, on):
    """Return the Sheet of what came of a plan by a day."""
    return compose(plan, result_of(plan, on))


def files_of(plan, on):
    """Return the newest finished report of a day in each format, the PDF first."""
    finished = Rendering.objects.finished().filter(plan=plan, paper=RESULTS, as_of=on)
    found = finished.select_related("plan__organization").order_by("finished_at")
    newest = {each.format: each for each in found}
    return [newest[format] for format in SHEET_PRINTERS if format in newest]


add_paper(
    PaperKind(RESULTS, "รายงานผลการดำเนินงาน", None, SHEET_PRINTERS, hash_of, compose_on=report_on)
)
