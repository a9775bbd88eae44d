"""Names of units as files write them: with a section behind, doubled, shortened, misspelt."""

import re
from collections import Counter
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from organizations.models import Unit
from thai.text import repair, search_key

HEAD = re.compile(r"(สำนัก|กอง|หน่วยตรวจสอบ|ส่วน(?=การ|โยธา|สวัสดิการ|ส่งเสริม|สาธารณสุข)|สถาน)")
SECTION = re.compile(r"(งาน|ฝ่าย|กลุ่มงาน|กลุ่ม|ส่วน|ศูนย์|โรงเรียน|สถานศึกษา|\()")
APART = re.compile(r"\s*[/,;\n]\s*|\s+และ(?=สำนัก|กอง)")
SHORT = 10  # in a shorter name one wrong letter may make another name
NOT_ADDED = "ไม่มีในองค์กร แก้ให้ตรงกับที่มี หรือเลือกให้เพิ่ม{thing}ที่ยังไม่มี"


class Unknown(ValueError):
    """A name that stands for nothing we know; its text is a Thai sentence."""


@dataclass
class Match:
    """What a name stands for, and what the reader should look at."""

    found: object = None
    notes: list = field(default_factory=list)
    kept: str = ""  # words of the file that no field holds
    further: list = field(default_factory=list)
    is_chosen: bool = False  # by a person, for this file or an earlier one


class UnitNames:
    def __init__(self, organization, create_missing, created):
        self.organization = organization
        self.create_missing = create_missing
        self.created = created  # the list that takes what is to be added
        self.units = list(Unit.objects.filter(organization=organization))
        self.keys = {}
        for unit in self.units:
            for alias in filter(None, unit.aliases.split("|")):
                self.keys[search_key(alias)] = unit
        self.keys |= {unit.search: unit for unit in self.units}

    def find(self, text):
        """Return the Match of a cell: main unit, further units, and what was read otherwise."""
        text = repair(text)
        if unit := self.keys.get(search_key(text)):
            return Match(unit, _otherwise(text, unit))
        found, notes, sections = [], [], []
        for head, section in parts_of(text):
            unit, note, rest = self._unit(head)
            behind = [words for words in (rest, section) if words]
            sections += behind
            if not behind or note != _otherwise(head, unit):
                notes += note  # with a section, the sentence about it names the unit too
            if unit not in found:
                found.append(unit)
        if not found:
            raise Unknown(f"อ่านหน่วยงานจาก “{text}” ไม่ได้ พิมพ์ชื่อหน่วยงานใหม่")
        told = " / ".join(str(unit) for unit in found)
        if len(found) > 1:
            notes.append(f"“{text}” มีหลายหน่วยงาน ใช้ “{found[0]}” เป็นหน่วยงานหลัก")
        if sections:
            notes.append(f"หน่วยงาน “{text}” อ่านเป็น “{told}” และเก็บส่วนงานไว้ในหมายเหตุ")
        elif not notes and search_key(told) != search_key(text):
            notes.append(f"หน่วยงาน “{text}” อ่านเป็น “{told}”")
        kept = f"ส่วนงานตามไฟล์: {text}" if sections else ""
        return Match(found[0], list(dict.fromkeys(notes)), kept=kept, further=found[1:])

    def _unit(self, head):
        """Return (unit, notes, words behind its name), or raise Unknown."""
        key = search_key(head)
        if unit := self.keys.get(key):
            return unit, _otherwise(head, unit), ""
        if head.endswith("ฯ") and (unit := self._only(lambda known: known.startswith(key[:-1]))):
            return unit, _otherwise(head, unit), ""
        for known in sorted(self.keys, key=len, reverse=True):
            if key.startswith(known) and SECTION.match(rest := _behind(head, known)):
                return self.keys[known], [], rest
        if unit := self._only(lambda known: _is_misspelt(key, known)):
            return unit, [f"หน่วยงาน “{head}” อาจพิมพ์ผิด อ่านเป็น “{unit}”"], ""
        if not self.create_missing:
            raise Unknown(f"หน่วยงาน “{head}” {NOT_ADDED.format(thing='หน่วยงาน')}")
        order = max((unit.order for unit in self.units), default=0) + 10
        unit = Unit(organization=self.organization, name=head, order=order)
        self.units.append(unit)
        self.created.append(unit)
        self.keys[key] = unit
        return unit, [], ""

    def _only(self, fits):
        """Return the one unit whose name or alias fits, None for none or several."""
        units = {id(unit): unit for known, unit in self.keys.items() if fits(known)}
        return next(iter(units.values())) if len(units) == 1 else None


def unit_chosen(unit, text):
    """Return the Match of a cell somebody said means this unit; further words go to the note."""
    parts = parts_of(repair(text))
    has_more = len(parts) > 1 or any(section for _, section in parts)
    return Match(unit, kept=f"ส่วนงานตามไฟล์: {text}" if has_more else "", is_chosen=True)


def parts_of(text):
    """Return [(unit, section behind it), …]: a word that names a unit begins the next one.

    >>> parts_of("สำนักช่าง สำนักการศึกษา งานแผน")
    [('สำนักช่าง', ''), ('สำนักการศึกษา', 'งานแผน')]
    """
    parts = []
    for piece in APART.split(text):
        is_first = True
        for word in piece.split():
            if parts and SECTION.match(word):
                parts[-1][1].append(word)
            elif not parts or is_first or HEAD.match(word):
                parts.append(([word], []))
            else:
                parts[-1][1 if parts[-1][1] else 0].append(word)
            is_first = False
    return [(" ".join(head), " ".join(section)) for head, section in parts]


def _otherwise(text, unit):
    same = search_key(text) == search_key(unit.name)
    return [] if same else [f"หน่วยงาน “{text}” อ่านเป็น “{unit}”"]


def _behind(head, known):
    """Return what stands in a text after a name, given the name's key."""
    for end in range(len(head) + 1):
        if search_key(head[:end]) == known:
            return head[end:].strip()
    return ""


def _is_misspelt(key, known):
    """Say whether two names differ by a letter or two, and in no number."""
    figures, known_figures = re.findall("[0-9]", key), re.findall("[0-9]", known)
    if len(key) < SHORT or Counter(figures) != Counter(known_figures):
        return False
    return OSA.distance(key, known) <= max(1, len(key) // 15)
