"""The content of the plan book as plain data, composed once; the printers only print it.

Sentences and titles are final, digits included. Rows keep numbers as numbers: a printer writes
them through `book.figures`, a spreadsheet keeps them. Everything is computed from the items.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field

from projects.amending import consolidated, items_of
from projects.totals import Totals, totals_of
from thai.calendar import long_date

from .canonical_text import text_of_consolidated, text_of_version
from .figures import Figures
from .form_layouts import FormLayout
from .form_models import layout_of
from .form_tables import Chapter, Row, SummaryRow, forms_of
from .makers import made_with
from .notice import FlowStep, Notice, NoticeFacts, compose_notice, flow_of, values_for
from .texts import PART_ONE, PREFACE, WORDINGS, Block, Texts, blocks_of, fill

LAYOUT = 13  # raise it when a printer draws the same content differently


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    blocks: list[Block]


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
    layout: FormLayout  # of the forms: names, columns, grouping, paper
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
    canonical: str = ""  # the canonical text of what it was composed of, for machines

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
        """Return the SHA-256 of everything that decides about the bytes, what prints them too."""
        content = {"printed_with": printed_with(), **asdict(self)}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def printed_with():
    """Return what decides about the bytes of a book beside its content."""
    return {"drawing": LAYOUT, **made_with()}


def compose(version, *, items=None, facts: NoticeFacts | None = None, layout=None):
    """Return the book of one version; raise TextFault when an own text cannot be printed.

    `layout` is tried out in place of the one the version has.
    """
    items = items_of(version) if items is None else items
    layout = layout or layout_of(version)
    texts = texts_of(version)
    announced_on = version.announced_on or (facts and facts.announced_on)
    state = f"ประกาศใช้เมื่อวันที่ {long_date(announced_on)}" if announced_on else "ร่าง ยังไม่ประกาศใช้"
    totals = totals_of(items)
    values = values_for(version, items, totals, facts)
    figures = figures_for(version.organization, items, layout)
    return PlanBook(
        revision=values["revision"],
        state=figures.prose(state),
        is_draft=not announced_on,
        notice=compose_notice(version, values, texts, figures, facts),
        merged=[],
        canonical=text_of_version(version, items),
        **_frame(version, values, texts, figures),
        **forms_of(items, figures, totals, version.fiscal_year, layout),
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
    layout = layout_of(version)
    items = consolidated(plan, on)
    texts = texts_of(version)
    totals = totals_of(items)
    values = {**values_for(version, items, totals), "revision": " แผนฉบับรวม"}
    figures = figures_for(version.organization, items, layout)
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
        canonical=text_of_consolidated(plan, on, items),
        **_frame(version, values, texts, figures),
        **forms_of(items, figures, totals, plan.fiscal_year, layout),
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


def figures_for(organization, items, layout=None):
    """Return how the book writes numbers: as its layout says, else as the organization does."""
    has_satang = any(item.budget is not None and item.budget % 1 for item in items)
    style = layout.digits if layout else organization.digit_style
    return Figures(style, shows_satang=has_satang)


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
