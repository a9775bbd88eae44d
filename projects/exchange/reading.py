"""What a workbook that came back would do to its version; nothing is written."""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cached_property

from thai.text import search_key

from ..conflict import MINE
from ..findings import Level
from ..imports.matching import Names
from ..imports.rows import Fault
from ..imports.saving import sheets_of
from ..imports.unit_names import NOT_ADDED
from ..models import Project
from .authors import authors_of
from .cells import is_blank, is_total, read_code
from .columns import CODE, EQUIPMENT, PROJECTS
from .content import content_of, items_to_edit
from .header import find_sheets
from .merge import Fate, Outcome, fates, missing
from .rows import Line, Row

ADD_NAMES = "names"  # the choice to add what the organization does not have
NO_SHEET = f"ไม่พบแผ่นงานที่มีหัวตาราง “รหัสรายการ” และ “ชื่อโครงการ/กิจกรรม” ใช้แผ่น “{PROJECTS}” ตามที่ส่งออก"
TWICE = "คอลัมน์ “{label}” มีสองคอลัมน์ ลบคอลัมน์ที่ไม่ใช้"
COPY = "แผ่น “{sheet}” มีหัวตารางเดียวกับอีกแผ่น ลบแผ่นที่ไม่ใช้ออกจากไฟล์"
A_TOTAL = "แถวนี้เป็นยอดรวม จึงไม่อ่านเป็นรายการ"
NOT_THERE = "ไม่มีคอลัมน์ {labels} ในแผ่น “{sheet}” จึงไม่เปลี่ยนค่าเหล่านั้น"
SAME_NAME = "ชื่อเดียวกับรายการ {code} ที่มีอยู่แล้ว"


class Returned:
    """The rows of the file against what went out and what stands in the version now."""

    def __init__(self, attempt):
        self.attempt, self.version = attempt, attempt.version
        self.year = self.version.fiscal_year
        self.base = attempt.export.content
        self.items = {item.code: item for item in items_to_edit(self.version)}
        self.here = content_of(self.items.values())
        self.adds_names = bool(attempt.decisions.get(ADD_NAMES))
        self.names = Names(self.version.organization, create_missing=self.adds_names)
        sheets = sheets_of(attempt)
        found = find_sheets(sheets)
        self.sheets = [s for s in found if s is next(o for o in found if o.kind == s.kind)]
        self.faults = self._of_sheets(found, sheets[0].name)
        self.totals = []  # lines of the user's own, passed over
        self.rows = self._rows()
        self._read()

    def _of_sheets(self, found, first):
        """Return what is wrong with the file as a whole."""
        if not found:
            return [Fault("หัวตาราง", NO_SHEET, Level.MUST, sheet=first)]
        copies = [sheet.name for sheet in found if sheet not in self.sheets]
        told = [Fault("แผ่นงาน", COPY.format(sheet=name), Level.MUST, sheet=name) for name in copies]
        return told + [
            Fault("หัวตาราง", TWICE.format(label=label), Level.MUST, sheet=sheet.name)
            for sheet in self.sheets
            for label in sheet.repeated
        ]

    def _rows(self):
        """Return the rows that say anything, each with what it is about."""
        found = [
            Row(sheet, number, values, read_code(sheet.value(values, CODE)))
            for sheet in self.sheets
            for number, values in sheet.numbered()
            if not is_blank(values, sheet) and not self._is_total(sheet, number, values)
        ]
        about = fates([row.code for row in found], self.base, self.items)
        for row, fate in zip(found, about, strict=True):
            row.fate = fate
            row.base = self.base.get(row.code, {})
            if fate == Fate.KNOWN:
                row.item, row.theirs = self.items[row.code], self.here[row.code]
        return found

    def _is_total(self, sheet, number, values):
        if is_total(values, sheet):
            self.totals.append((number, sheet.name, A_TOTAL))
            return True
        return False

    def _read(self):
        places, twins, names = defaultdict(list), self._twins(), self._names_here()
        for row in self.rows:
            places[row.code].append(row.number)
        for row in self.rows:
            row.check_code(places[row.code], self.year)
            if row.fate in (Fate.UNKNOWN, Fate.REPEATED) or row.faults:
                continue
            row.read_with(self.names, self.year)
            row.pick_with(self.attempt.decisions)
            row.check_guideline(self.year)
            if row.fate in (Fate.NEW, Fate.GONE):
                row.twin = twins.get(self._saying(row.words, row.sheet), "")
            if row.fate == Fate.NEW:
                known = names.get((row.is_equipment, search_key(row.name)))
                if known and not row.twin:
                    row.notes.append(SAME_NAME.format(code=known))

    def _names_here(self):
        return {
            (item.is_equipment, item.search.split("\n")[0]): code
            for code, item in self.items.items()
        }

    def _twins(self):
        """Return {what it says: code} of items that did not go out: an upload made them before."""
        later = self.here.keys() - self.base.keys()
        return {
            self._saying(self.here[code], sheet): code
            for code in later
            for sheet in self.sheets
            if (sheet.kind == EQUIPMENT) == self.items[code].is_equipment
        }

    def _saying(self, words, sheet):
        said = {name: words.get(name, "") for name in sheet.columns}
        if sheet.kind == PROJECTS:
            said["kind"] = said.get("kind") or Project.ItemKind.PROJECT.label
        return sheet.kind, *(said[name] for name in sorted(said.keys() - {CODE}))

    # What the pages show

    def lines(self, *outcomes):
        return [
            Line(row, cell, self.year)
            for row in self.rows
            if row.fate == Fate.KNOWN
            for cell in row.cells
            if cell.outcome in outcomes
        ]

    @cached_property
    def changes(self):
        return self.lines(Outcome.FILE)

    @cached_property
    def conflicts(self):
        """Return the cells changed on both sides, those still to be decided first."""
        lines = sorted(self.lines(Outcome.CONFLICT), key=lambda line: not line.cell.is_open)
        authors = authors_of(lines, self.version, self.attempt.export.at)
        paired = zip(lines, authors, strict=True)
        return [replace(line, author=author) for line, author in paired]

    @property
    def groups(self):
        """Return {name of a group: what it shows}."""
        return {
            "conflicts": self.conflicts, "errors": self.must, "changes": self.changes,
            "gone": self.returning, "added": self.added, "missing": self.missing,
        }  # fmt: skip

    @cached_property
    def must(self):
        """Every fault, those of the whole file first."""
        rows = [fault for row in self.rows if row.is_left_out for fault in row.faults]
        return self.faults + rows

    @cached_property
    def left_out(self):
        return [row for row in self.rows if row.is_left_out]

    @cached_property
    def saved(self):
        return [row for row in self.rows if row.is_saved]

    @cached_property
    def added(self):
        return [row for row in self.rows if row.is_added]

    @cached_property
    def twins(self):
        return [row for row in self.rows if row.twin]

    @cached_property
    def gone(self):
        """Return the rows whose item was deleted here."""
        return [row for row in self.rows if row.fate == Fate.GONE]

    @cached_property
    def missing(self):
        """Return the items that went out and have no row in the file any more."""
        codes = {row.code for row in self.rows}
        return [self.items[code] for code in missing(codes, self.base, self.items)]

    @cached_property
    def notes(self):
        """Return [(row, place, message)] of what should be looked at."""
        lacking = [
            (0, "", NOT_THERE.format(labels=" · ".join(sheet.lacking), sheet=sheet.name))
            for sheet in self.sheets
            if sheet.lacking
        ]
        return (
            lacking
            + self.totals
            + [
                (row.number, row.sheet.name, note)
                for row in self.rows
                if not row.is_left_out and not row.twin
                for note in dict.fromkeys(row.notes)
            ]
        )

    @property
    def open(self):
        """Return how many choices are still to be made."""
        cells = [line for line in self.conflicts if line.cell.is_open and not line.row.faults]
        return len(cells) + sum(row.is_open for row in self.gone)

    @property
    def cells_to_save(self):
        return sum(cell.takes_mine for row in self.saved for cell in row.cells)

    @property
    def same(self):
        """Return how many rows bring nothing."""
        told = {Outcome.FILE, Outcome.CONFLICT}
        return sum(
            row.fate == Fate.KNOWN and not row.faults
            and not told & {cell.outcome for cell in row.cells}
            for row in self.rows
        )  # fmt: skip

    @cached_property
    def created(self):
        """Return {noun: records} of what the rows to be saved need and the organization lacks."""
        used = {}
        for row in [*self.saved, *self.added]:
            taken = [row.after(name) for name in ("strategy", "guideline", "unit")]
            if any(cell.name == "further_units" and cell.takes_mine for cell in row.cells) or (
                row.is_added
            ):
                taken += row.values.get("further_units", [])
            used |= {id(one): one for one in taken if one and not one.pk}
            parent = row.after("guideline") and row.after("guideline").strategy
            used |= {id(parent): parent} if parent and not parent.pk else {}
        return {
            noun: [record for record in records if id(record) in used]
            for noun, records in self.names.created.items()
        }

    @property
    def created_names(self):
        return [str(one) for records in self.created.values() for one in records]

    @property
    def has_new_names(self):
        """Say whether names that could be added are among the faults."""
        return any(NOT_ADDED.split(" ")[0] in fault.message for fault in self.must)

    @property
    def returning(self):
        """Return the rows about which somebody says whether the item comes back."""
        return [row for row in self.gone if row.is_edited and not row.twin]

    @property
    def quietly_gone(self):
        return [row for row in self.gone if not row.is_edited and not row.twin]

    @property
    def counts(self):
        return {
            "changed": len(self.saved),
            "cells": self.cells_to_save,
            "new": len(self.added),
            "same": self.same,
            "left_out": len(self.left_out),
            "missing": len(self.missing),
            "chosen": dict(Counter(line.cell.pick for line in self.conflicts if line.cell.pick)),
            "again": sum(row.pick == MINE for row in self.gone),
        }

    @property
    def fingerprint(self):
        """Return a hash of what was shown: a confirmation is about exactly this."""
        told = [
            [row.number, row.code, row.words, row.pick, row.twin, row.item and row.item.revision,
             [[cell.name, cell.theirs, cell.result] for cell in row.cells],
             [fault.message for fault in row.faults]]
            for row in self.rows
        ]  # fmt: skip
        made = {noun: [str(one) for one in records] for noun, records in self.created.items()}
        text = json.dumps([told, made], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def reasons(self, *, leaving_out=False):
        """Return why nothing of this file can be saved now, in words."""
        reasons = [fault.message for fault in self.faults]
        if self.open:
            reasons.append(f"ยังไม่ได้เลือก {self.open:,} ข้อที่แก้ทั้งในไฟล์และในระบบ")
        if self.left_out and not leaving_out:
            reasons.append(f"มี {len(self.left_out):,} แถวที่ต้องแก้ แก้ในไฟล์ หรือยืนยันว่าไม่นำเข้า")
        if not self.saved and not self.added:
            reasons.append("ไม่มีอะไรให้บันทึก ทุกช่องในไฟล์เหมือนที่มีในแผนแล้ว")
        return reasons
