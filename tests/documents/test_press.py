"""The book in parts: what is printed again, what is bound, whatever order it was printed in."""

import dataclasses
import io
import json
import logging
import os
import subprocess
import sys
import threading
from decimal import Decimal

import pikepdf
import pytest
from django.conf import settings

from documents import pdf, press
from documents.book_parts import FULL, Cutter, runs_of
from documents.part_store import KEPT_FOR, PartStore


@pytest.fixture
def printed(short_book):
    """The book as a file, and what was told while it was printed."""
    told = []
    paper = pdf.render(short_book, tell=lambda *state: told.append(state))
    return paper, told, pikepdf.open(io.BytesIO(paper.data))


@pytest.fixture
def store(tmp_path):
    return PartStore(tmp_path)


def changed(book, code, **fields):
    """Return the book with one row changed."""

    def group(one):
        rows = [dataclasses.replace(r, **fields) if r.code == code else r for r in one.rows]
        return dataclasses.replace(one, rows=rows)

    chapters = [
        dataclasses.replace(chapter, groups=[group(one) for one in chapter.groups])
        for chapter in book.chapters
    ]
    return dataclasses.replace(book, chapters=chapters)


def test_a_changed_item_changes_its_part_alone(short_book):
    before = {part.key: part.sha256 for part in Cutter(short_book).parts()}
    code = short_book.chapters[3].groups[0].rows[0].code
    again = changed(short_book, code, budget=Decimal("1.00"))
    after = {part.key: part.sha256 for part in Cutter(again).parts()}

    assert len(before) > 6
    assert len([key for key in before if before[key] != after[key]]) == 1


def test_another_seal_changes_the_parts_that_show_it(short_book):
    one, other = (
        {
            part.key: part.sha256
            for part in Cutter(dataclasses.replace(short_book, seal=seal)).parts()
        }
        for seal in ("seals/1.png", "seals/2.png")
    )

    assert [key for key in one if one[key] != other[key]] == ["front"]


def test_the_store_leaves_no_trace(short_book, store):
    assert pdf.render(short_book, store).sha256 == pdf.render(short_book, store).sha256


PRINT_AND_TELL = """
import json, sys, django
django.setup()
from documents import press
from documents.book_parts import Part
press.PROCESSES = int(sys.argv[1])
press.WORTH_FORKING = 0
parts = [Part(**told) for told in json.load(sys.stdin)]
done = press.print_parts(parts)
print(json.dumps([done[part.key].data.hex() for part in parts]))
"""


def test_processes_side_by_side_leave_no_trace(short_book):
    """In processes of their own: this one has threads, and so would never fork."""
    parts = json.dumps([dataclasses.asdict(part) for part in Cutter(short_book).parts()[:5]])
    one, two = (
        subprocess.run(
            [sys.executable, "-c", PRINT_AND_TELL, processes], input=parts, text=True,
            capture_output=True, check=True, cwd=settings.BASE_DIR,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        ).stdout
        for processes in ("1", "2")
    )  # fmt: skip

    assert one == two
    assert len(json.loads(one)) == 5


def test_a_part_half_written_is_printed_again(short_book, store):
    part = Cutter(short_book).parts()[0]
    printed = press.print_part(part)
    store.put(part, printed)
    assert store.get(part) == printed

    for name in os.listdir(store.folder):
        if name.endswith(".pdf"):
            (store.folder / name).write_bytes(printed.data[:-10])
    assert store.get(part) is None


def test_parts_nobody_asks_for_are_swept_away(short_book, store):
    part = Cutter(short_book).parts()[0]
    store.put(part, press.print_part(part))
    now = max(path.stat().st_mtime for path in store.folder.iterdir())

    assert store.sweep(now + KEPT_FOR - 60) == 0
    assert store.sweep(now + KEPT_FOR + 60) == 1
    assert os.listdir(store.folder) == []


def test_one_book_bound_from_its_parts(short_book, printed):
    paper, told, file = printed

    parts = len(Cutter(short_book).parts())
    # Beside a part that takes long the same is told again.
    assert list(dict.fromkeys(done for done, _, _ in told if done)) == list(range(1, parts + 1))
    assert told[-1] == (parts, parts, paper.pages - 1)  # the contents come last, one page
    every_link_leads_somewhere(file)
    one_tree_owns_every_mark(file)


def every_link_leads_somewhere(file):
    pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
    contents = next(
        number for number, page in enumerate(file.pages) if len(page.obj.get("/Annots", [])) > 20
    )
    led_to = [pages[note.Dest[0].objgen] for note in file.pages[contents].Annots]

    assert led_to == sorted(led_to)
    assert led_to[0] < contents < led_to[-1]
    loose = [n for page in file.pages for n in page.obj.get("/Annots", []) if "/Dest" not in n]
    assert loose == []


def one_tree_owns_every_mark(file):
    """What a screen reader is given: each marked content belongs to an element of the tree."""
    root = file.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    owned, names, to_visit = set(), [], [(root.K[0], root)]
    while to_visit:
        element, parent = to_visit.pop()
        assert element.P.objgen == parent.objgen
        owned.add(element.objgen)
        names += [bytes(element.ID)] if "/ID" in element else []
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        to_visit += [
            (child, element)
            for child in children
            if isinstance(child, pikepdf.Dictionary) and "/S" in child
        ]

    assert len(names) == len(set(names))
    assert len(parents) == len(numbers) // 2
    for page in file.pages:
        elements = parents[int(page.obj.StructParents)]
        assert [mark for mark in marks_of(page) if elements[mark].objgen not in owned] == []


def marks_of(page):
    """Yield the number of every marked content of a page; fail on paint outside of any."""
    stack = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            told = operands[1] if name == "BDC" else {}
            mark = told.get("/MCID") if isinstance(told, pikepdf.Dictionary) else None
            stack.append(mark)
            if mark is not None:
                yield int(mark)
        elif name == "EMC":
            stack.pop()
        elif name in {"TJ", "Tj", "S", "f", "f*", "B", "Do"}:
            assert stack, name


@pytest.mark.parametrize(
    ("sizes", "starts_page", "found"),
    [
        ([[3, 4], [5]], True, [[3, 4], [5]]),
        ([[3, 4], [5]], False, [[3, 4, 5]]),
        ([[FULL, 4], [5]], True, [[FULL], [4], [5]]),
        ([[20, 10, 7], [5]], False, [[20, 10], [7, 5]]),
        ([[20, 70], [5, 70]], False, [[20], [70], [5, 70]]),
        ([], True, []),
    ],
)
def test_programs_follow_one_another_until_a_part_is_full(sizes, starts_page, found):
    chapters = [
        {"groups": [{"rows": [number] * size} for number, size in enumerate(chapter)]}
        for chapter in sizes
    ]

    stretches = runs_of(chapters, starts_page)
    counts = [[len(g["rows"]) for _, groups in runs for g in groups] for runs in stretches]
    assert counts == found


def test_a_letter_that_another_thread_misses_is_no_fault_of_this_paper():
    def other():
        logging.getLogger("weasyprint").warning(".notdef glyph rendered for Unicode string: x")

    with press._missing_letters_are_faults():
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
