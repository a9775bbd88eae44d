"""What a screen reader is given: one tree that owns every mark, tables with heads, headings."""

from collections import Counter
from itertools import pairwise

import pytest

from documents import pdf
from documents.plan_book import compose
from organizations.models import Unit
from plans.models import Program
from projects.models import EquipmentCategory
from projects.schedule import mask_of
from tests import factories

from .tagged import HEADINGS, TaggedPdf

ALLOWED = {
    "Document": {"Sect"},
    "Table": {"THead", "TBody", "TFoot", "Caption", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "Link": {"Span", "NonStruct"},
}
PARENTS = {"TR": {"THead", "TBody", "Table"}, "TH": {"TR"}, "TD": {"TR"}}
KINDS = {
    "Document", "Sect", "Div", "P", "Span", "NonStruct", "Link", "Figure", "Table", "THead",
    "TBody", "TR", "TH", "TD", *HEADINGS,
}  # fmt: skip


@pytest.fixture
def book(version, add_project, maesai, program, source):
    """A book with every kind of table: two programs, equipment, a cancelled item."""
    for number in range(30):
        add_project(f"ถนนสาย {number}", detail="ปรับปรุงผิวจราจร " * 8)
    add_project("อบรมผู้สูงอายุ", program=Program.objects.get(name="แผนงานการศึกษา"), months=0)
    helped = add_project("น้ำประปา", months=mask_of([10, 12, 1, 5]))
    helped.further_units.add(Unit.objects.get(organization=maesai, name="สำนักปลัด"))
    factories.EquipmentFactory(
        version=version, name="รถบรรทุกน้ำ", program=program, source=source, budget=2_500_000,
        category=EquipmentCategory.objects.get(key="vehicle"), months=mask_of([4]),
    )  # fmt: skip
    gone = add_project("ถนนเดิม")
    gone.replaces, gone.change = gone, "cancel"
    gone.save()
    return compose(version)


@pytest.fixture
def read(book):
    return TaggedPdf(pdf.render(book).data)


def test_the_tags(read, book):
    every_mark_has_one_owner(read)
    elements_stand_where_they_may(read)
    tables_are_regular(read)
    headings_leave_no_level_out(read)
    links_say_where_they_lead(read)
    months_are_heard_with_their_years(read, book)
    margins_are_not_read(read, book)
    the_steps_are_read_in_their_order(read, book)


def every_mark_has_one_owner(read):
    owners = Counter(read.document.marks())
    painted = {(page, mark) for page, each in enumerate(read.marked) for mark in each.texts}

    assert [mark for mark, count in owners.items() if count > 1] == []
    assert set(owners) == painted
    assert [(page, each.outside) for page, each in enumerate(read.marked) if each.outside] == []

    root = read.file.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    keys = [int(key) for key in numbers[::2]]
    assert keys == sorted(set(keys))
    assert int(root.ParentTreeNextKey) > keys[-1]
    of_marks, of_notes = {}, {}
    parents = dict(zip(keys, numbers[1::2], strict=True))
    for element in read.document.walk():
        for page, mark in (each for each in element.contents if isinstance(each, tuple)):
            of_marks[page, mark] = element.source.objgen
        for note in element.notes:
            of_notes[int(note.StructParent)] = element.source.objgen
    told = {
        (number, mark): element.objgen
        for number, page in enumerate(read.pages)
        for mark, element in enumerate(parents.pop(int(page.obj.StructParents)))
        if element is not None
    }
    assert told == of_marks
    assert {key: element.objgen for key, element in parents.items()} == of_notes


def elements_stand_where_they_may(read):
    for element in read.document.walk():
        assert element.kind in KINDS
        found = {child.kind for child in element.children}
        assert found - ALLOWED.get(element.kind, found) == set(), element.kind
        for child in element.children:
            assert element.kind in PARENTS.get(child.kind, {element.kind}), child.kind
        if element.kind == "Figure":
            assert str(element.source.Alt)


def tables_are_regular(read):
    """Each row has as many cells as the table is wide, counting what spans rows and columns."""
    tables = read.tables()
    assert len(tables) >= 5
    for rows in tables:
        assert [row for row in rows if not row] == []
        widths, hanging = [], Counter()  # rows from above that reach into a row, by how far down
        for place, row in enumerate(rows):
            widths.append(sum(cell.columns for cell in row) + hanging[place])
            for cell in row:
                for below in range(place + 1, place + cell.rows):
                    hanging[below] += cell.columns
        assert set(widths) == {widths[0]}
        assert max(hanging, default=0) < len(rows)
        heads = [cell for row in rows for cell in row if cell.kind == "TH"]
        assert heads != []
        assert {cell.scope for cell in heads} == {"/Column"}
        assert [cell for cell in heads if not cell.text] == []


def headings_leave_no_level_out(read):
    levels = [int(each.kind[1]) for each in read.document.walk() if each.kind in HEADINGS]

    assert levels[0] == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def links_say_where_they_lead(read):
    notes = [note for page in read.pages for note in page.obj.get("/Annots", [])]
    tagged = [note for each in read.document.walk() for note in each.notes]

    assert len(notes) == len(tagged) > 20
    assert {each.kind for each in read.document.walk() if each.notes} == {"Link"}
    for note in notes:
        assert str(note.Contents) == f"ไปหน้า {read.numbers[note.Dest[0].objgen] + 1}"
        assert int(note.F) & 4, "it is printed"
    assert {str(page.obj.Tabs) for page in read.pages if "/Annots" in page.obj} == {"/S"}


def months_are_heard_with_their_years(read, book):
    heard = [cell.text for rows in read.tables() for row in rows for cell in row]

    assert heard.count("ต.ค. ๒๕๖๗, ธ.ค. ๒๕๖๗ – ม.ค. ๒๕๖๘, พ.ค. ๒๕๖๘") == 1
    assert heard.count("เม.ย. ๒๕๖๘") == 1


def margins_are_not_read(read, book):
    texts = [read.text(section) for section in read.document.children]

    assert [text for text in texts if "หน้า ๒ จาก" in text] == []
    assert read.pages[-1].obj.StructParents != read.pages[0].obj.StructParents
    assert all(each.artifacts for each in read.marked)
    contents = next(text for text in texts if text.startswith("สารบัญ"))
    assert "...." not in contents


def the_steps_are_read_in_their_order(read, book):
    text, at = read.text(read.document).replace(" ", ""), 0
    for step in book.flow:
        at = text.index(step.what.replace(" ", ""), at)
