"""The rows of the forms ผด.01, ผด.02 and ผด.02/1: grouped and numbered as the layout says."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from projects.models import Change
from projects.schedule import spelled
from projects.totals import Totals, totals_of

from .figures import share_of

NO_STRATEGY, NO_PROGRAM, NO_CATEGORY = "ยังไม่ระบุยุทธศาสตร์", "ยังไม่ระบุแผนงาน", "ยังไม่ระบุประเภทครุภัณฑ์"
NO_GUIDELINE = "ยังไม่ระบุแนวทางการพัฒนา"
CANCELLED = "รายการที่ตัดออกจากแผน"
EQUIPMENT_IN_SUMMARY = "ครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น"
EQUIPMENT_OUTSIDE = "ครุภัณฑ์ตามแบบ {mark} ไม่รวมในยอดข้างต้น"
LAST = 10**6  # the place of what is not sorted yet


@dataclass(frozen=True)
class Row:
    """One item as the forms print it; names and details as they were typed."""

    number: int
    code: str
    name: str
    detail: str
    budget: Decimal | None
    place: str
    owner: str
    months: int  # the mask of projects.schedule
    months_text: str
    source: str
    is_others: bool = False  # money of another agency, counted apart


@dataclass(frozen=True)
class Sum:
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Group:
    """One table: a strategy's program, or a category's; `heading` begins a guideline."""

    anchor: str
    number: str  # 1.2
    title: str
    rows: list[Row]
    sum: Sum
    heading: str = ""


@dataclass(frozen=True)
class Chapter:
    """A strategy of ผด.02, or an equipment category of ผด.02/1."""

    anchor: str
    title: str
    groups: list[Group] = field(default_factory=list)


@dataclass(frozen=True)
class SummaryRow:
    """One row of ผด.01; `kind` is heading, guideline, program, sum, total or part."""

    kind: str
    title: str
    count: int = 0
    count_share: Decimal | None = None
    amount: Decimal = Decimal(0)
    amount_share: Decimal | None = None
    units: str = ""


def forms_of(items, figures, totals, year, layout):
    """Return the three forms and the list of what a revision takes out, as PlanBook names them."""
    kept = [item for item in items if item.change != Change.CANCEL]
    projects = [item for item in kept if not item.is_equipment]
    equipment = [item for item in kept if item.is_equipment]
    gone = [item for item in items if item.change == Change.CANCEL]
    return {
        "layout": layout,
        "summary": _summary(projects, equipment, totals, figures, layout),
        "chapters": _chapters(
            projects, _strategy, "s", figures, year, layout.numbering, layout.by_guideline
        ),
        "equipment": _chapters(equipment, _category, "e", figures, year, layout.numbering),
        "cancelled": [_row(number, item, year) for number, item in enumerate(gone, start=1)],
        "totals": totals,
    }


def _strategy(item):
    """Return (place in the plan, number in print, name) of an item's strategy."""
    if not item.strategy_id:
        return (LAST, 0, NO_STRATEGY)
    name = item.strategy.name
    heads = ("ยุทธศาสตร์", "ประเด็น")
    name = name if name.startswith(heads) else f"ยุทธศาสตร์{name}"
    return (item.strategy.number, item.strategy.number, name)


def _category(item):
    if not item.category_id:
        return (LAST, 0, NO_CATEGORY)
    return (item.category.order, 0, f"ประเภท{item.category.name}")


def _guideline(item):
    """Return (place in the strategy, number in print, name) of an item's guideline."""
    if not item.guideline_id:
        return (LAST, 0, NO_GUIDELINE)
    name = item.guideline.name
    name = name if name.startswith("แนวทาง") else f"แนวทาง{name}"
    return (item.guideline.number, item.guideline.number, name)


def _program(item):
    return (item.program.order, item.program.name) if item.program_id else (LAST, NO_PROGRAM)


def _by(items, key):
    """Return [(key, items)] sorted by key; within a group the items keep their order."""
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda pair: pair[0])


def _numbered(items, key):
    """Yield (number, name, items): a strategy or guideline keeps the number it has in the plan.

    What has none comes last, after the highest of the others.
    """
    last = 0
    for (_, own_number, name), members in _by(items, key):
        last = own_number or last + 1
        yield last, name, members


def _tables(number, items, by_guideline):
    """Yield (number, guideline's title if one begins here, program key, items) of a chapter."""
    if not by_guideline:
        for place, (program, members) in enumerate(_by(items, _program), start=1):
            yield f"{number}.{place}", "", program, members
        return
    for own_number, name, within in _numbered(items, _guideline):
        heading = f"{number}.{own_number}"
        for place, (program, members) in enumerate(_by(within, _program), start=1):
            title = f"{heading} {name}" if place == 1 else ""
            yield f"{heading}.{place}", title, program, members


def _chapters(items, key, letter, figures, year, numbering, by_guideline=False):
    in_form, chapters = count(1), []
    for number, title, members in _numbered(items, key):
        in_chapter, groups = count(1), []
        tables = _tables(number, members, by_guideline)
        for place, (mark, heading, (_, program), within) in enumerate(tables, start=1):
            numbers = {"form": in_form, "chapter": in_chapter}.get(numbering) or count(1)
            groups.append(
                Group(
                    anchor=f"{letter}{number}-{place}",
                    number=mark,
                    title=f"{figures.table(mark)} {program}",
                    rows=[_row(next(numbers), item, year) for item in within],
                    sum=_sum(within),
                    heading=_in_print(heading, figures),
                )
            )
        chapters.append(Chapter(f"{letter}{number}", _headed(number, title, figures), groups))
    return chapters


def _headed(number, title, figures):
    return f"{figures.table(f'{number}.')} {title}"


def _in_print(heading, figures):
    """Write the number of a heading in the digits of tables; the name stays as it was typed."""
    number, _, name = heading.partition(" ")
    return f"{figures.table(number)} {name}" if heading else ""


def _sum(items):
    totals = totals_of(items)
    return Sum(totals.count, totals.all)


def _row(number, item, year):
    return Row(
        number=number,
        code=item.line.code,
        name=item.name,
        detail=item.detail,
        budget=item.budget,
        place=item.place,
        owner=_owners(item),
        months=item.months,
        months_text=spelled(item.months, year),
        source=str(item.source or ""),
        is_others=item.is_others_money,
    )


def _owners(item):
    owners = [item.owner, *(str(unit) for unit in item.further_units.all())]
    return " / ".join(dict.fromkeys(owner for owner in owners if owner))


def _summary(projects, equipment, totals, figures, layout):
    """Return the rows of ผด.01; every percentage is of the grand total."""
    is_inside = layout.equipment_in_summary == "inside"
    whole, rows = totals if is_inside else totals_of(projects), []
    for number, title, chapter in _numbered(projects, _strategy):
        rows.append(SummaryRow("heading", _headed(number, title, figures)))
        for mark, heading, (_, program), members in _tables(number, chapter, layout.by_guideline):
            if heading:
                rows.append(SummaryRow("guideline", _in_print(heading, figures)))
            rows.append(_program_row(f"{figures.table(mark)} {program}", members, whole))
        rows.append(_summary_row("sum", "รวม", totals_of(chapter), whole))
    if equipment and is_inside:
        rows.append(SummaryRow("heading", EQUIPMENT_IN_SUMMARY))
        for place, ((_, program), members) in enumerate(_by(equipment, _program), start=1):
            rows.append(_program_row(f"{figures.table(f'({place})')} {program}", members, whole))
        rows.append(_summary_row("sum", "รวม", totals_of(equipment), whole))
    rows.append(_summary_row("total", "รวมทั้งสิ้น", whole, whole))
    own = Totals(count=whole.own_count, own=whole.own)
    other = Totals(count=whole.other_count, other=whole.other)
    rows.append(_summary_row("part", "ในจำนวนนี้ งบของหน่วยงานเอง", own, whole))
    rows.append(_summary_row("part", "ในจำนวนนี้ งบของหน่วยงานภายนอก", other, whole))
    if equipment and not is_inside:
        outside = totals_of(equipment)
        mark = figures.table(layout.equipment.short_mark)
        title = EQUIPMENT_OUTSIDE.format(mark=mark)
        rows.append(SummaryRow("part", title, count=outside.count, amount=outside.all))
    return rows


def _program_row(title, items, whole):
    owners = dict.fromkeys(_owners(item) for item in items)
    return _summary_row(
        "program",
        title,
        totals_of(items),
        whole,
        units=", ".join(owner for owner in owners if owner),
    )


def _summary_row(kind, title, sums, whole, units=""):
    return SummaryRow(
        kind=kind,
        title=title,
        count=sums.count,
        count_share=share_of(sums.count, whole.count),
        amount=sums.all,
        amount_share=share_of(sums.all, whole.all),
        units=units,
    )
