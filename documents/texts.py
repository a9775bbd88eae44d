"""The wording of the book: our own default for each section, and how {fields} are filled in.

A text is plain: an empty line parts paragraphs, a line that begins with "# " is a heading, one
that begins with "- " or "1. " an entry of a list. {fields} are names from FIELDS; anything else in
braces is a fault, never printed.
"""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from django.db.models import TextChoices

from thai.numerals import to_arabic_digits

FIELDS = {  # name: what the editor says about it
    "organization": "ชื่อเต็มขององค์กร",
    "district": "อำเภอ",
    "province": "จังหวัด",
    "area": "ที่ตั้ง ตามแบบของประเภทองค์กร",
    "plan_word": "ชื่อเรียกแผน",
    "fiscal_year": "ปีงบประมาณของแผน",
    "previous_year": "ปีก่อนปีงบประมาณของแผน",
    "next_year": "ปีถัดจากปีงบประมาณของแผน",
    "revision": "ประเภทและครั้งที่ ว่างเมื่อเป็นฉบับแรก",
    "starts": "วันแรกของปีงบประมาณ",
    "ends": "วันสุดท้ายของปีงบประมาณ",
    "citation": "ระเบียบที่อ้าง",
    "clauses": "ข้อที่อ้าง",
    "executive_title": "ตำแหน่งผู้บริหาร",
    "clerk_title": "ตำแหน่งปลัด",
    "council": "ชื่อสภา",
    "budget_act": "ชื่อกฎหมายงบประมาณ",
    "development_committee": "ชื่อคณะกรรมการพัฒนา",
    "support_committee": "ชื่อคณะกรรมการสนับสนุน",
    "development_plan": "แผนพัฒนาท้องถิ่นที่ใช้",
    "finish_days": "จำนวนวันที่ต้องจัดทำให้แล้วเสร็จ เป็นตัวหนังสือ",
    "post_days": "จำนวนวันที่ต้องปิดประกาศ เป็นตัวหนังสือ",
    "display_days": "จำนวนวันที่ต้องปิดประกาศไว้ เป็นตัวหนังสือ",
    "items": "จำนวนรายการทั้งหมด",
    "total": "งบประมาณรวม",
    "own_total": "งบของหน่วยงานเอง",
    "other_total": "งบของหน่วยงานภายนอก",
    "sources": "ที่มาของโครงการ 5 ประเภท พร้อมจำนวนและงบประมาณในแผนฉบับนี้ เป็นรายการ",
    "steps": "ขั้นตอนตามระเบียบ เป็นรายการ",
    "recital": "เหตุที่ต้องจัดทำ พร้อมวันที่",
    "consideration": "การพิจารณาของคณะกรรมการ พร้อมวันที่",
}

NOTICE, PREFACE = "notice", "preface"


class SourcesIn(TextChoices):
    """The two orders that plans use: where part one tells what the items come from."""

    INTRODUCTION = "introduction", "บทนำ (รวมที่มาของโครงการ) วัตถุประสงค์ ขั้นตอน ประโยชน์"
    OBJECTIVES = "objectives", "บทนำ วัตถุประสงค์ (รวมที่มาของโครงการ) ขั้นตอน ประโยชน์"


@dataclass(frozen=True)
class Wording:
    """A section of the book that has a text: its number and title in print."""

    key: str
    number: str
    title: str

    @property
    def heading(self) -> str:
        """Number and title, with the field of the title not yet filled in."""
        return f"{self.number} {self.title}".strip()

    @property
    def body(self) -> str:
        """The default text, from the file of the section's name."""
        return (Path(__file__).parent / "wording" / f"{self.key}.txt").read_text("utf-8").strip()


WORDINGS = {
    wording.key: wording
    for wording in (
        Wording(NOTICE, "", "ประกาศ"),
        Wording(PREFACE, "", "คำนำ"),
        Wording("introduction", "1.1", "บทนำ"),
        Wording("objectives", "1.2", "วัตถุประสงค์ของ{plan_word}"),
        Wording("sources", "", "ที่มาของโครงการและกิจกรรม"),
        Wording("steps", "1.3", "ขั้นตอนการจัดทำ{plan_word}"),
        Wording("benefits", "1.4", "ประโยชน์ของ{plan_word}"),
    )
}
PART_ONE = ("introduction", "objectives", "steps", "benefits")
SOURCES = "sources"  # printed at the end of one of these, as SourcesIn says

_FIELD = re.compile(r"\{([^{}]*)\}")
_YEAR = re.compile(r"(?<![0-9])2[456][0-9]{2}(?![0-9])")
_ENTRY = re.compile(r"(-|[0-9๐-๙]{1,2}\.) +(?P<text>.+)", re.DOTALL)


class TextFault(Exception):
    """A text that cannot be printed; the arguments are Thai sentences, one per fault."""

    def __init__(self, title: str, *faults: str) -> None:
        super().__init__(*(f"ข้อความ “{title}”: {fault}" for fault in faults))


@dataclass(frozen=True)
class Block:
    """A paragraph, an entry of a list with its mark ("•" or "1."), or a heading."""

    text: str
    mark: str = ""
    is_heading: bool = False

    def written(self, write: Callable[[str], str]) -> Self:
        """Return it with the digits of a book."""
        return replace(self, text=write(self.text), mark=write(self.mark))


@dataclass(frozen=True)
class Texts:
    """All the texts of one book: those an organization worded itself, and the order it chose."""

    own: dict[str, str] = field(default_factory=dict)
    sources_in: str = SourcesIn.INTRODUCTION.value

    def body(self, key: str) -> str:
        """Return the organization's own text of a section, else the default."""
        return self.own.get(key) or WORDINGS[key].body

    def keys_of(self, section: str) -> tuple[str, ...]:
        """Return which texts a section of part one is made of."""
        return (section, SOURCES) if section == self.sources_in else (section,)

    def settled(self) -> dict[str, Any]:
        """Return it as JSON with every body written out: a new default changes nothing printed."""
        return asdict(replace(self, own={key: self.body(key) for key in WORDINGS}))


def faults_of(body: str) -> list[str]:
    """Return a sentence for everything in braces that is no field, and for a lone brace."""
    faults = [
        f"ไม่รู้จักช่อง {{{name}}} เลือกจากรายชื่อช่องที่ให้ไว้"
        for name in dict.fromkeys(_FIELD.findall(body))
        if name not in FIELDS
    ]
    if set("{}") & set(_FIELD.sub("", body)):
        faults.append("มีเครื่องหมายปีกกาที่ไม่ครบคู่")
    return faults


def without_fields(body: str) -> str:
    """Return what of a text was typed by hand; a space stands where a field was."""
    return _FIELD.sub(" ", body)


def hints_of(body: str) -> list[str]:
    """Return a sentence for every year typed by hand: next year's book would be wrong."""
    years = dict.fromkeys(_YEAR.findall(to_arabic_digits(without_fields(body))))
    return [
        f"มีปี {year} ที่พิมพ์ไว้เอง ถ้าเป็นปีของแผนให้ใช้ {{fiscal_year}} ปีจึงไม่ค้างจากเล่มก่อน" for year in years
    ]


def fill(body: str, values: dict[str, str], title: str = "") -> str:
    """Return the text with its fields filled in; raise TextFault when one is unknown."""
    if faults := faults_of(body):
        raise TextFault(title, *faults)
    return _FIELD.sub(lambda found: values[found[1]], body)


def blocks_of(text: str) -> list[Block]:
    """Return the paragraphs and list entries of a filled-in text."""
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", text.strip()):
        lines: list[str] = []
        for line in part.split("\n"):
            entry = _ENTRY.fullmatch(line.strip())
            if line.startswith("# "):
                _close(blocks, lines)
                blocks.append(Block(line.removeprefix("# ").strip(), is_heading=True))
            elif entry:
                _close(blocks, lines)
                blocks.append(Block(entry["text"], "•" if entry[1] == "-" else entry[1]))
            elif line.strip():
                lines.append(line.strip())
        _close(blocks, lines)
    return blocks


def _close(blocks: list[Block], lines: list[str]) -> None:
    if lines:
        blocks.append(Block("\n".join(lines)))
        lines.clear()
