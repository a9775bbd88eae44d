"""How the forms of the book are laid out: names, marks, columns, digits, paper, grouping. Pure.

A layout is kept and edited flat, {place: text} such as {"projects.mark": "แบบ ผด.02"}: what an
organization changes is the few places that differ from the template it took.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

SUMMARY, PROJECTS, EQUIPMENT = "summary", "projects", "equipment"
FORMS = {SUMMARY: "แบบสรุป", PROJECTS: "แบบโครงการ", EQUIPMENT: "แบบครุภัณฑ์"}

# Every column a form can have, as the editor calls it.
SUMMARY_COLUMNS = {
    "title": "ยุทธศาสตร์และแผนงาน",
    "count": "จำนวน",
    "count_share": "ร้อยละของจำนวน",
    "amount": "งบประมาณ",
    "amount_share": "ร้อยละของงบประมาณ",
    "units": "หน่วยงาน",
}
ITEM_COLUMNS = {
    "number": "ลำดับที่",
    "name": "ชื่อ",
    "detail": "รายละเอียด",
    "budget": "งบประมาณ",
    "place": "สถานที่",
    "owner": "หน่วยงาน",
    "source": "แหล่งเงิน",
    "months": "เดือนที่ดำเนินการ",
}
COLUMNS = {SUMMARY: SUMMARY_COLUMNS, PROJECTS: ITEM_COLUMNS, EQUIPMENT: ITEM_COLUMNS}
OPTIONAL = "source"  # the other columns belong to every form
FIRST = {SUMMARY: "title", PROJECTS: "number", EQUIPMENT: "number"}
BREAK = "|"  # in a label: here a new line of the column's head begins
MONTHS = 12

CHOICES = {
    "digits": {
        "": "ตามที่ตั้งไว้ในข้อมูลองค์กร",
        "thai": "เลขไทยทั้งเล่ม",
        "arabic": "เลขอารบิกทั้งเล่ม",
        "mixed": "เลขไทยในความ เลขอารบิกในตาราง",
    },
    "paper": {"A4": "A4 แนวนอน", "A3": "A3 แนวนอน"},
    "grouping": {
        "program": "ยุทธศาสตร์ → แผนงาน",
        "guideline": "ยุทธศาสตร์ → แนวทางการพัฒนา → แผนงาน",
    },
    "numbering": {
        "table": "เริ่มใหม่ทุกตาราง",
        "chapter": "ต่อเนื่องในยุทธศาสตร์หรือประเภทเดียวกัน",
        "form": "ต่อเนื่องทั้งแบบ",
    },
    "equipment_in_summary": {"inside": "รวมอยู่ในแบบสรุป เป็นกลุ่มของตนเอง", "outside": "ไม่รวมในแบบสรุป"},
}
LABELS = {
    "part_title": "ชื่อส่วนของบัญชี",
    "digits": "ตัวเลข",
    "paper": "กระดาษ",
    "grouping": "การจัดกลุ่มโครงการ",
    "numbering": "ลำดับที่",
    "equipment_in_summary": "ครุภัณฑ์ในแบบสรุป",
}


@dataclass(frozen=True)
class Column:
    key: str
    label: str

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.label.split(BREAK)]

    @property
    def text(self) -> str:
        """The label on one line."""
        return self.label.replace(BREAK, "")

    @property
    def span(self) -> int:
        return MONTHS if self.key == "months" else 1


@dataclass(frozen=True)
class Form:
    mark: str
    title: str
    columns: tuple[Column, ...]

    @property
    def short_mark(self) -> str:
        """The mark as a reference names it: ผด.02."""
        return self.mark.removeprefix("แบบ").strip()

    @property
    def width(self) -> int:
        """Cells in a row of the table, every month one."""
        return sum(column.span for column in self.columns)

    def cells_before(self, key: str) -> int:
        keys = [column.key for column in self.columns]
        return sum(column.span for column in self.columns[: keys.index(key)])


@dataclass(frozen=True)
class FormLayout:
    part_title: str
    summary: Form
    projects: Form
    equipment: Form
    digits: str = ""
    paper: str = "A4"
    grouping: str = "program"
    numbering: str = "table"
    equipment_in_summary: str = "inside"

    def form(self, name: str) -> Form:
        forms = {SUMMARY: self.summary, PROJECTS: self.projects, EQUIPMENT: self.equipment}
        return forms[name]

    @property
    def by_guideline(self) -> bool:
        return self.grouping == "guideline"

    def to_flat(self) -> dict[str, str]:
        """Return every place of the layout; a column that is not printed has no place."""
        flat = {name: str(getattr(self, name)) for name in LABELS}
        for name in FORMS:
            form = self.form(name)
            flat |= {f"{name}.mark": form.mark, f"{name}.heading": form.title}
            flat[f"{name}.columns"] = " ".join(column.key for column in form.columns)
            flat |= {f"{name}.{column.key}": column.label for column in form.columns}
        return flat

    @classmethod
    def from_flat(cls, flat: Mapping[str, str]) -> "FormLayout":
        forms = {name: _form(name, flat) for name in FORMS}
        return cls(**{name: flat[name] for name in LABELS}, **forms)  # type: ignore[arg-type]

    def adjusted(self, overrides: Mapping[str, str]) -> "FormLayout":
        return FormLayout.from_flat({**self.to_flat(), **overrides})

    def in_digits(self, digits: str) -> "FormLayout":
        """Write in the given digits where the layout itself has no say."""
        return self if self.digits else replace(self, digits=digits)


def _form(name: str, flat: Mapping[str, str]) -> Form:
    return Form(
        flat[f"{name}.mark"],
        flat[f"{name}.heading"],
        tuple(
            Column(key, flat.get(f"{name}.{key}", COLUMNS[name][key]))
            for key in flat[f"{name}.columns"].split()
        ),
    )


def name_of(place: str) -> str:
    """Return what people call a place of the flat layout: "แบบสรุป ชื่อแบบ"."""
    form, _, part = place.partition(".")
    if not part:
        return LABELS[place]
    words = {"mark": "เครื่องหมายแบบ", "heading": "ชื่อแบบ", "columns": "ลำดับคอลัมน์"}
    return f"{FORMS[form]} {words.get(part) or f'หัวคอลัมน์{COLUMNS[form][part]}'}"


def in_words(place: str, value: str) -> str:
    """Return a value of the flat layout as people read it."""
    form, _, part = place.partition(".")
    if part == "columns":
        return ", ".join(COLUMNS[form][key] for key in value.split())
    return CHOICES.get(place, {}).get(value, value)


def differences(flat: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return the places of `flat` that are not as in `base`."""
    return {place: value for place, value in flat.items() if base.get(place) != value}


def _columns(kinds: dict[str, str], **labels: str) -> tuple[Column, ...]:
    return tuple(Column(key, labels[key]) for key in kinds if key in labels)


_ITEMS = {
    "number": "ลำดับ|ที่",
    "budget": "งบประมาณ| (บาท)",
    "place": "สถานที่|ดำเนินการ",
    "owner": "หน่วยงาน|รับผิดชอบหลัก",
    "months": "เดือนที่ดำเนินการ",
}
STANDARD = FormLayout(
    part_title="ส่วนที่ 2 บัญชีโครงการ กิจกรรม และงบประมาณ",
    summary=Form(
        "แบบ ผด.01",
        "บัญชีสรุปจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
        _columns(
            SUMMARY_COLUMNS,
            title="ยุทธศาสตร์/แผนงาน",
            count="จำนวนโครงการที่ดำเนินการ",
            count_share="คิดเป็นร้อยละของโครงการทั้งหมด",
            amount="จำนวนงบประมาณ (บาท)",
            amount_share="คิดเป็นร้อยละของงบประมาณทั้งหมด",
            units="หน่วยงานรับผิดชอบหลัก",
        ),
    ),
    projects=Form(
        "แบบ ผด.02",
        "บัญชีจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
        _columns(
            ITEM_COLUMNS, name="โครงการ", detail="รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ", **_ITEMS
        ),
    ),
    equipment=Form(
        "แบบ ผด.02/1",
        "บัญชีจำนวนครุภัณฑ์สำหรับที่ไม่ได้ดำเนินการตามโครงการพัฒนาท้องถิ่น",
        _columns(ITEM_COLUMNS, name="ครุภัณฑ์", detail="รายละเอียดของครุภัณฑ์", **_ITEMS),
    ),
)
OLDER = STANDARD.adjusted(
    {
        "part_title": "ส่วนที่ 2 บัญชีโครงการ/กิจกรรม/งบประมาณ",
        "summary.heading": "บัญชีสรุปโครงการและงบประมาณ",
        "summary.units": "หน่วยงานดำเนินการ",
        "projects.heading": "บัญชีโครงการ/กิจกรรม/งบประมาณ",
        "projects.name": "โครงการ/กิจกรรม",
        "projects.detail": "รายละเอียดของโครงการ/กิจกรรม",
        "projects.owner": "หน่วยงาน|ดำเนินการ",
        "equipment.heading": "บัญชีครุภัณฑ์",
        "equipment.owner": "หน่วยงาน|ดำเนินการ",
    }
)


# Widths in millimetres; they add up to the printable width of A4, and leave room for the months.
PAPER_WIDTHS = {"A4": 297.0, "A3": 420.0}
MARGIN = 12.0
MONTH = 6.0
_WIDTHS = {
    "number": 10.0, "name": 52.0, "detail": 61.0, "budget": 24.0, "place": 21.0, "owner": 33.0,
    "source": 22.0, "months": MONTHS * MONTH,
}  # fmt: skip
_SUMMARY_WIDTHS = {
    "title": 92.0, "count": 27.0, "count_share": 28.0, "amount": 35.0, "amount_share": 28.0,
    "units": 63.0,
}  # fmt: skip
_FOR_SOURCE = {"name": -8.0, "detail": -14.0}  # what makes room for the column of sources
_FOR_SATANG = {"detail": -3.0, "budget": 3.0}
_GROWING = {"name": 0.35, "detail": 0.4, "place": 0.125, "owner": 0.125}  # on wider paper
_SUMMARY_GROWING = {"title": 0.5, "units": 0.5}


def table_width(layout: FormLayout) -> float:
    return PAPER_WIDTHS[layout.paper] - 2 * MARGIN


def widths(layout: FormLayout, name: str, *, shows_satang: bool = False) -> dict[str, float]:
    """Return {column: millimetres} of a form, in the order it prints them."""
    is_summary = name == SUMMARY
    sizes = dict(_SUMMARY_WIDTHS if is_summary else _WIDTHS)
    keys = [column.key for column in layout.form(name).columns]
    more = [] if is_summary else [(_FOR_SATANG, 1.0)] if shows_satang else []
    if OPTIONAL in keys:
        more.append((_FOR_SOURCE, 1.0))
    growth = PAPER_WIDTHS[layout.paper] - PAPER_WIDTHS["A4"]
    more.append((_SUMMARY_GROWING if is_summary else _GROWING, growth))
    for changes, times in more:
        for key, change in changes.items():
            sizes[key] += change * times
    return {key: round(sizes[key], 2) for key in keys}
