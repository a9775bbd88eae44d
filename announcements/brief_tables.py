"""The tables of the executive brief: sums with own and others' money apart, what changed."""

from documents.papers.sheet import Align, Column, Row, RowKind, Table

OWN, OTHER = "งบของหน่วยงานเอง", "งบของหน่วยงานภายนอก"  # in baht, as the titles say
NONE = "ไม่ระบุ"
WIDTH, AMOUNT, COUNT = 175.0, 35.0, 16.0  # millimetres


def sums_table(head, groups, totals, figures):
    """Return {what: Totals} as a table that ends in the totals of all."""
    columns = (
        Column(head, WIDTH - COUNT - 2 * AMOUNT),
        Column("รายการ", COUNT, Align.CENTER),
        Column(OWN, AMOUNT, Align.RIGHT),
        Column(OTHER, AMOUNT, Align.RIGHT),
    )
    rows = [Row(_sums(str(key or NONE), sums, figures)) for key, sums in groups.items()]
    return Table(columns, (*rows, Row(_sums("รวม", totals, figures), RowKind.TOTAL)))


def _sums(name, totals, figures):
    money = (figures.money(totals.own), figures.money(totals.other))
    return (figures.prose(name), figures.count(totals.count), *money)


def step_table(step, heads, figures):
    """Return what a plan came to before and what it comes to now."""
    columns = (
        Column("ยอดของแผน", WIDTH - 3 * AMOUNT),
        *(Column(head, AMOUNT, Align.RIGHT) for head in (*heads, "เพิ่มขึ้น/ลดลง")),
    )
    before, after = step.before, step.after
    rows = (
        _change("รายการ", before.count, after.count, figures.count, figures),
        _change(f"{OWN} (บาท)", before.own, after.own, figures.money, figures),
        _change(f"{OTHER} (บาท)", before.other, after.other, figures.money, figures),
    )
    return Table(columns, rows)


def _change(name, before, after, write, figures):
    more = after - before
    sign = "+" if more > 0 else "−" if more < 0 else ""
    return Row((name, write(before), write(after), f"{sign}{write(abs(more))}"))


def largest_table(items, figures):
    columns = (
        Column("รหัส", 14.0, Align.CENTER),
        Column("รายการ", WIDTH - 14.0 - 22.0 - 32.0),
        Column("เงินของ", 22.0, Align.CENTER),
        Column("งบประมาณ (บาท)", 32.0, Align.RIGHT),
    )
    rows = [
        Row(
            (
                figures.table(item.line.code),
                item.name,
                "ภายนอก" if item.is_others_money else "หน่วยงานเอง",
                figures.money(item.budget),
            )
        )
        for item in items
    ]
    return Table(columns, tuple(rows))
