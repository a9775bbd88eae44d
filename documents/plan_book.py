"""The content of the plan book as plain data, composed once; the printers only print it.

Sentences and titles are final, digits included. Rows keep numbers as numbers: a printer writes
them through `book.figures`, a spreadsheet keeps them. Everything is computed from the items.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from decimal import Decimal

from projects.amending import consolidated, items_of
from projects.models import Change
from projects.schedule import spelled
from projects.totals import Totals, grouped, totals_of
from thai.calendar import long_date

from .figures import Figures, share_of
from .notice import FlowStep, Notice, NoticeFacts, compose_notice, flow_of, values_for
from .texts import PART_ONE, PREFACE, WORDINGS, Block, Texts, blocks_of, fill

LAYOUT = 3  # raise it when a printer draws the same content differently

NO_STRATEGY, NO_PROGRAM, NO_CATEGORY = "ยังไม่ระบุยุทธศาสตร์", "ยังไม่ระบุแผนงาน", "ยังไม่ระบุประเภทครุภัณฑ์"
FORM_01 = "บัญชีสรุปจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ"
FORM_02 = "บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ"
FORM_02_1 = "บัญชีจำนวนครุภัณฑ์สำหรับที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น"
CANCELLED = "รายการที่ตัดออกจากแผน"
EQUIPMENT_IN_SUMMARY = "ครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น"


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: list[Block]


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


@dataclass(frozen=True)
class Sum:
    count: int
    amount: Decimal


@dataclass(frozen=True)
class Group:
    """One table: a strategy's program, or a category's."""

    anchor: str
    number: str  # 1.2
    title: str
    rows: list[Row]
    sum: Sum


@dataclass(frozen=True)
class Chapter:
    """A strategy of ผด.02, or an equipment category of ผด.02/1."""

    anchor: str
    title: str
    groups: list[Group]


@dataclass(frozen=True)
class SummaryRow:
    """One row of ผด.01; `kind` is heading, program, sum, total or part."""

    kind: str
    title: str
    count: int = 0
    count_share: Decimal | None = None
    amount: Decimal = Decimal(0)
    amount_share: Decimal | None = None
    units: str = ""


@dataclass(frozen=True)
class PlanBook:
    organization: str
    area: str
    seal: str  # the name of the stored file
    plan_word: str
    fiscal_year: int
    revision: str
    state: str  # on the cover: a draft says so, an announced plan since when
    is_draft: bool
    prepared_by: str
    figures: Figures
    notice: Notice | None
    merged: list[Block]  # of a consolidated plan: which versions it holds
    preface: Section
    part_one: list[Section]
    flow: list[FlowStep]
    summary: list[SummaryRow]
    chapters: list[Chapter]
    equipment: list[Chapter]
    cancelled: list[Row] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)

    @property
    def title(self):
        """แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ เพิ่มเติม ครั้งที่ ๑"""
        return self.figures.prose(
            f"{self.plan_word} ประจำปีงบประมาณ พ.ศ. {self.fiscal_year}{self.revision}"
        )

    @property
    def rows(self):
        """Return every item of the forms in print order, what is cancelled not among them."""
        chapters = self.chapters + self.equipment
        return [row for chapter in chapters for group in chapter.groups for row in group.rows]

    @property
    def content_hash(self):
        """Return the SHA-256 of everything that is printed, texts and settings too."""
        content = {"layout": LAYOUT, **asdict(self)}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def compose(version, *, items=None, facts: NoticeFacts | None = None):
    """Return the book of one version; raise TextFault when an own text cannot be printed."""
    items = items_of(version) if items is None else items
    texts = texts_of(version)
    announced_on = version.announced_on or (facts and facts.announced_on)
    state = f"ประกาศใช้เมื่อวันที่ {long_date(announced_on)}" if announced_on else "ร่าง ยังไม่ประกาศใช้"
    totals = totals_of(items)
    values = values_for(version, items, totals, facts)
    figures = figures_for(version.organization, items)
    return PlanBook(
        revision=values["revision"],
        state=figures.prose(state),
        is_draft=not announced_on,
        notice=compose_notice(version, values, texts, figures, facts),
        merged=[],
        **_frame(version, values, texts, figures),
        **_forms(items, figures, totals, version.fiscal_year),
    )


def compose_consolidated(plan, on):
    """Return the book of everything in force on a day; raise TextFault or LookupError.

    It takes the words of the latest version announced by then. It is no version itself: where a
    notice would stand it tells which announced versions it holds.
    """
    versions = list(
        plan.versions.announced_by(on).with_plan().order_by("announced_on", "opened_at")
    )
    if not versions:
        raise LookupError(f"ยังไม่มีแผนปี {plan.fiscal_year} ที่ประกาศใช้ถึงวันที่ {long_date(on)}")
    version = versions[-1]
    items = consolidated(plan, on)
    texts = texts_of(version)
    totals = totals_of(items)
    values = {**values_for(version, items, totals), "revision": " แผนฉบับรวม"}
    figures = figures_for(version.organization, items)
    merged = [
        Block(f"{each.label} ประกาศใช้เมื่อวันที่ {long_date(each.announced_on)}", f"{number}.")
        for number, each in enumerate(versions, start=1)
    ]
    return PlanBook(
        revision=values["revision"],
        state=figures.prose(f"รวมทุกฉบับที่ประกาศใช้ถึงวันที่ {long_date(on)}"),
        is_draft=False,
        notice=None,
        merged=[block.written(figures.prose) for block in merged],
        **_frame(version, values, texts, figures),
        **_forms(items, figures, totals, plan.fiscal_year),
    )


def texts_of(version):
    """Return the Texts of a version: those it was printed with, else the organization's of now."""
    kept = getattr(version, "printed_texts", None) if version.is_announced else None
    if kept:
        return Texts(**kept.content)
    organization = version.organization
    order = getattr(organization, "part_one", None)
    return Texts(
        own=dict(organization.section_texts.values_list("key", "body")),
        **({"sources_in": order.sources_in} if order else {}),
    )


def figures_for(organization, items):
    has_satang = any(item.budget is not None and item.budget % 1 for item in items)
    return Figures(organization.digit_style, shows_satang=has_satang)


def _frame(version, values, texts, figures):
    """Return what stands around the forms: cover, preface, part one."""
    organization = version.organization
    return {
        "organization": organization.full_name,
        "area": organization.area,
        "seal": organization.seal.name if organization.seal else "",
        "plan_word": organization.plan_word,
        "fiscal_year": version.fiscal_year,
        "prepared_by": organization.full_name,
        "figures": figures,
        "preface": _section(PREFACE, values, texts, figures),
        "part_one": [_section(key, values, texts, figures) for key in PART_ONE],
        "flow": flow_of(version),
    }


def _section(key, values, texts, figures):
    title = fill(WORDINGS[key].heading, values)
    parts = {each: fill(WORDINGS[each].heading, values) for each in texts.keys_of(key)}
    blocks = [
        block.written(figures.prose)
        for each, name in parts.items()
        for block in blocks_of(fill(texts.body(each), values, name))
    ]
    return Section(
        key=key,
        title=figures.prose(title),
        blocks=blocks,
    )


def _forms(items, figures, totals, year):
    """Return the three forms and the list of what a revision takes out."""
    kept = [item for item in items if item.change != Change.CANCEL]
    projects = [item for item in kept if not item.is_equipment]
    equipment = [item for item in kept if item.is_equipment]
    gone = [item for item in items if item.change == Change.CANCEL]
    return {
        "summary": _summary(projects, equipment, totals, figures),
        "chapters": _chapters(projects, _strategy, "s", figures, year),
        "equipment": _chapters(equipment, _category, "e", figures, year),
        "cancelled": [_row(number, item, year) for number, item in enumerate(gone, start=1)],
        "totals": totals,
    }


def _strategy(item):
    """Return (place in the plan, number in print, name) of an item's strategy."""
    if not item.strategy_id:
        return (10**6, 0, NO_STRATEGY)
    name = item.strategy.name
    heads = ("ยุทธศาสตร์", "ประเด็น")
    name = name if name.startswith(heads) else f"ยุทธศาสตร์{name}"
    return (item.strategy.number, item.strategy.number, name)


def _category(item):
    if not item.category_id:
        return (10**6, 0, NO_CATEGORY)
    return (item.category.order, 0, f"ประเภท{item.category.name}")


def _program(item):
    return (item.program.order, item.program.name) if item.program_id else (10**6, NO_PROGRAM)


def _by(items, key):
    """Return [(key, items)] sorted by key; within a group the items keep their order."""
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return sorted(groups.items(), key=lambda pair: pair[0])


def _numbered(items, key, figures):
    """Yield (number, title, items) of chapters: a strategy keeps the number it has in the plan."""
    for place, ((_, own_number, name), members) in enumerate(_by(items, key), start=1):
        number = own_number or place
        yield number, f"{figures.table(f'{number}.')} {name}", members


def _chapters(items, key, letter, figures, year):
    return [
        Chapter(
            anchor=f"{letter}{number}",
            title=title,
            groups=[
                Group(
                    anchor=f"{letter}{number}-{place}",
                    number=f"{number}.{place}",
                    title=f"{figures.table(f'{number}.{place}')} {program}",
                    rows=[_row(row, item, year) for row, item in enumerate(members, start=1)],
                    sum=_sum(members),
                )
                for place, ((_, program), members) in enumerate(_by(chapter, _program), start=1)
            ],
        )
        for number, title, chapter in _numbered(items, key, figures)
    ]


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
    )


def _owners(item):
    owners = [item.owner, *(str(unit) for unit in item.further_units.all())]
    return " / ".join(dict.fromkeys(owner for owner in owners if owner))


def _summary(projects, equipment, totals, figures):
    """Return the rows of ผด.01; every percentage is of the grand total."""
    rows = []
    for number, title, chapter in _numbered(projects, _strategy, figures):
        rows.append(SummaryRow("heading", title))
        rows += _program_rows(chapter, totals, lambda place, n=number: f"{n}.{place}", figures)
        rows.append(_summary_row("sum", "รวม", totals_of(chapter), totals))
    if equipment:
        rows.append(SummaryRow("heading", EQUIPMENT_IN_SUMMARY))
        rows += _program_rows(equipment, totals, lambda place: f"({place})", figures)
        rows.append(_summary_row("sum", "รวม", totals_of(equipment), totals))
    rows.append(_summary_row("total", "รวมทั้งสิ้น", totals, totals))
    own = Totals(count=totals.own_count, own=totals.own)
    other = Totals(count=totals.other_count, other=totals.other)
    rows.append(_summary_row("part", "ในจำนวนนี้ งบของหน่วยงานเอง", own, totals))
    rows.append(_summary_row("part", "ในจำนวนนี้ งบของหน่วยงานภายนอก", other, totals))
    return rows


def _program_rows(items, whole, number, figures):
    sums = grouped(items, _program)
    owners = {key: dict.fromkeys(map(_owners, members)) for key, members in _by(items, _program)}
    return [
        _summary_row(
            "program",
            f"{figures.table(number(place))} {key[1]}",
            sums[key],
            whole,
            units=", ".join(owner for owner in owners[key] if owner),
        )
        for place, key in enumerate(sorted(sums), start=1)
    ]


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
