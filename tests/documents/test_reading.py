"""Every cell of every form, read back from the finished PDF and compared with the database.

The PDF is read by its structure tree (tagged.py); what it must say is written down here from the
rows of the database, not by the code that composes the book.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

import pytest

from documents import pdf
from documents.plan_book import compose
from organizations.models import DigitStyle
from plans.models import PlanVersion
from projects.schedule import runs_of
from thai.numerals import to_arabic_digits

from .tagged import TaggedPdf

MONTHS = [
    "ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.",
]  # fmt: skip
HEADS = [
    "ลำดับที่", "รายการ", "รายละเอียด", "งบประมาณ (บาท)", "สถานที่ดำเนินการ", "หน่วยงานรับผิดชอบหลัก",
    "พ.ศ. 2567", "พ.ศ. 2568", *MONTHS,
]  # fmt: skip
GOES_ON = "(ต่อ)"  # after the number of a row that was parted
TOTAL, PARTS = "รวมทั้งสิ้น", ["ในจำนวนนี้ งบของหน่วยงานเอง", "ในจำนวนนี้ งบของหน่วยงานภายนอก"]


@pytest.fixture
def read():
    """A function that prints a version and reads the file: (forms, rows of the summary)."""

    def go(version):
        version.organization.digit_style = DigitStyle.ARABIC
        version.organization.save()
        version = PlanVersion.objects.with_plan().get(pk=version.pk)
        return Forms(TaggedPdf(pdf.render(compose(version)).data))

    return go


def test_the_list_of_289(real_list, read):
    everything_is_there(real_list, read(real_list), projects=289, equipment=0)


def test_the_development_plan_of_548(development_list, read):
    everything_is_there(development_list, read(development_list), projects=548, equipment=75)


@pytest.mark.parametrize("column", ["name", "detail", "place"])
def test_a_row_longer_than_a_page_says_its_number_on_each(version, add_project, read, column):
    text = "การพัฒนาศักยภาพกลุ่มสตรีและผู้สูงอายุ " * 60
    add_project()
    add_project(**{column: text})

    forms = read(version)

    ((_, rows),) = forms.tables
    assert len(rows) == 3
    assert squeezed(text) in rows[1]
    firsts = [squeezed(row[0].text) for table in forms.pdf.tables() for row in table]
    assert firsts.count(f"2{GOES_ON}") >= 1
    assert "" not in firsts


def everything_is_there(version, forms, *, projects, equipment):
    items = sorted(version.project_items.with_labels(), key=place_of_project)
    things = sorted(version.equipment_items.with_labels(), key=place_of_equipment)
    assert (len(items), len(things)) == (projects, equipment)

    wanted = [*tables_of(items, key_of_project), *tables_of(things, key_of_equipment)]
    assert [title for title, _ in forms.tables] == [title for title, _ in wanted]
    for (_, found), (_, rows) in zip(forms.tables, wanted, strict=True):
        numbers = [row[0] for row in rows]
        assert [row[0] for row in found] == numbers
        assert [pair for pair in zip(found, rows, strict=True) if pair[0] != pair[1]] == []
    assert sum(len(rows) - 1 for _, rows in forms.tables) == projects + equipment
    assert forms.summary == summary_of(items, things)


# --- What the database says ---


def place_of_project(item):
    guideline = item.guideline.number if item.guideline_id else 10**6
    return (item.strategy.number, item.program.order, guideline, item.order, item.line.code)


def place_of_equipment(item):
    order = item.program.order if item.program_id else 10**6
    return (item.category.order, order, item.order, item.line.code)


def key_of_project(item):
    return (item.strategy, item.program)


def key_of_equipment(item):
    return (item.category, item.program)


def grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def tables_of(items, key):
    """Return [(title of the table, rows of texts)] as the forms must show them."""
    tables, chapters = [], {}
    for (chapter, program), members in grouped(items, key).items():
        place = chapters.setdefault(chapter, [])
        place.append(program)
        number = getattr(chapter, "number", None) or len(chapters)
        title = squeezed(f"{number}.{len(place)} {program or 'ยังไม่ระบุแผนงาน'}")
        rows = [cells_of(number, item) for number, item in enumerate(members, start=1)]
        unit = "โครงการ/กิจกรรม" if hasattr(chapter, "number") else "รายการ"
        whole = sum(item.budget or 0 for item in members)
        rows.append([squeezed(f"รวม {len(members)} {unit}"), money(whole), ""])
        tables.append((title, rows))
    return tables


def cells_of(number, item):
    texts = (
        str(number), item.name, to_arabic_digits(item.detail), money(item.budget),
        to_arabic_digits(item.place) or "-", str(item.unit or "") or "-", months(item.months),
    )  # fmt: skip
    return [squeezed(text) for text in texts]


def months(mask):
    def named(place):
        return f"{MONTHS[place]} {2567 if place < 3 else 2568}"

    def run(first, last):
        if first == last:
            return named(first)
        is_one_year = (first < 3) == (last < 3)
        return f"{MONTHS[first] if is_one_year else named(first)} – {named(last)}"

    return ", ".join(run(*each) for each in runs_of(mask)) or "-"


def money(amount):
    return f"{amount:,.0f}" if amount else "-"


def share(part, whole):
    if not part or not whole:
        return "-"
    return str((Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP))


def summary_of(items, things):
    """Return the rows of ผด.01 as texts."""
    count, whole = len(items) + len(things), sum(each.budget or 0 for each in [*items, *things])

    def row(title, members, units=""):
        amount = sum(item.budget or 0 for item in members)
        texts = (
            title, f"{len(members):,}" if members else "-", share(len(members), count),
            money(amount), share(amount, whole), units,
        )  # fmt: skip
        return [squeezed(text) for text in texts]

    def units_of(members):
        return ", ".join(dict.fromkeys(str(item.unit) for item in members if item.unit))

    rows = []
    for strategy, members in grouped(items, lambda item: item.strategy).items():
        name = strategy.name
        name = name if name.startswith(("ยุทธศาสตร์", "ประเด็น")) else f"ยุทธศาสตร์{name}"
        rows.append([squeezed(f"{strategy.number}. {name}")])
        for place, (program, own) in enumerate(
            grouped(members, lambda item: item.program).items(), start=1
        ):
            rows.append(row(f"{strategy.number}.{place} {program}", own, units_of(own)))
        rows.append(row("รวม", members))
    if things:
        rows.append([squeezed("ครุภัณฑ์ที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น")])
        by_program = sorted(
            grouped(things, lambda item: item.program).items(),
            key=lambda pair: pair[0].order if pair[0] else 10**6,
        )
        for place, (program, own) in enumerate(by_program, start=1):
            rows.append(row(f"({place}) {program or 'ยังไม่ระบุแผนงาน'}", own, units_of(own)))
        rows.append(row("รวม", things))
    rows.append(row(TOTAL, [*items, *things]))
    rows += [row(PARTS[0], [*items, *things]), row(PARTS[1], [])]
    return rows


def squeezed(text):
    """Leave spaces out: where a line ends at one, nothing stands in its place."""
    return re.sub(r"\s", "", text)


# --- What the file says ---


class Forms:
    """The forms of a finished PDF: [(title, rows of texts)], and the rows of the summary."""

    def __init__(self, pdf):
        self.pdf, self.tables, self.summary = pdf, [], []
        title, is_open = "", False
        for element in pdf.document.walk():
            if element.kind == "H3":
                title = squeezed(pdf.text(element))
            elif element.kind == "Table":
                rows = [row for row in element.walk() if row.kind == "TR"]
                heads = self._texts([row for row in rows if row.children[0].kind == "TH"])
                body = self._texts([row for row in rows if row.children[0].kind != "TH"])
                if len(heads) == 1:
                    self.summary += body
                    continue
                assert len(heads[0] + heads[1]) == len(HEADS)
                assert (heads[0] + heads[1])[6:] == [squeezed(head) for head in HEADS[6:]]
                self._take(title, body, is_open)
                is_open = not body[-1][0].startswith("รวม")

    def _texts(self, rows):
        return [[squeezed(self.pdf.text(cell)) for cell in row.children] for row in rows]

    def _take(self, title, body, is_open):
        """Add a table; one that goes on from the page before joins it, its parted row too."""
        if not is_open:
            self.tables.append((title, body))
            return
        rows = self.tables[-1][1]
        assert self.tables[-1][0] == title
        (number, *rest), *others = body
        if number.removesuffix("(ต่อ)") == rows[-1][0]:
            rows[-1][1:] = [a + b for a, b in zip(rows[-1][1:], rest, strict=True)]
            rows += others
        else:
            rows += body
