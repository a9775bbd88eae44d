"""What the page of overlaps shows: pairs with the other's item, as far as the reader may see it."""

from dataclasses import dataclass

from django.db.models import Q

from plans.models import PlanVersion
from plans.workflow import Stage

from ..models import Change, Equipment, Project
from .keeping import kept_beyond, overlaps_beyond, overlaps_in_year

SHOWN = 200  # pairs of a group on one page


@dataclass(frozen=True)
class Shown:
    """An item of the version, the other one, and why they may be the same work."""

    item: object
    other: object
    overlap: object

    @property
    def is_ours(self):
        """Say whether the other is this town's; of another town only the public page is linked."""
        return self.other.version.organization == self.item.version.organization

    @property
    def is_here(self):
        return self.other.version_id == self.item.version_id

    @property
    def where(self):
        """Say where the other stands; that it was done before is no reproach."""
        version = self.other.version
        if self.is_here:
            return "ในแผนนี้"
        if not self.is_ours:
            return f"ในแผนปี {version.fiscal_year} ของ{version.organization} ซึ่งประกาศใช้แล้ว"
        if version.fiscal_year == self.item.version.fiscal_year:
            return f"ใน{version.label}ของปีนี้"
        return f"มีในแผนปี {version.fiscal_year}"


@dataclass
class Group:
    """Overlaps under one heading."""

    key: str
    heading: str
    hint: str
    rows: list
    count: int


def groups_of(version, items, member, today, code=""):
    """Return the overlaps of a version's items, or of one of them, in groups."""
    items = [item for item in items if item.change != Change.CANCEL]
    year = [o for found in overlaps_in_year(version, items).values() for o in found]
    years, towns = overlaps_beyond(version, items, today)
    shown = _Shelf(version, member, items, [*year, *years, *towns], today)
    told = [
        ("year", "ในแผนปีนี้", "รายการที่อาจเป็นงานเดียวกันสองครั้ง ทั้งข้ามหน่วยงานและข้ามฉบับ", year),
        ("years", "กับปีก่อน", "งานที่เคยมีในแผนปีก่อน งานประจำปีมีซ้ำได้ ตรวจเฉพาะงานที่ทำแล้วเสร็จ", years),
        ("towns", "กับองค์กรอื่นในจังหวัด", "เฉพาะรายการในแผนที่ประกาศใช้แล้วและระบุสถานที่เดียวกัน", towns),
    ]
    return [_group(shown, code, *parts) for parts in told]


def kept_rows(item, member, today):
    """Return what is kept of an item with earlier years and other towns, newest first."""
    years, towns = kept_beyond(item.version, [item])
    found = [*years, *towns]
    shown = _Shelf(item.version, member, [item], found, today) if found else None
    rows = [row for row in map(shown.row, found) if row] if shown else []
    return sorted(rows, key=lambda row: -row.other.version.fiscal_year)


def kept_counts(version, items, member):
    """Return how many items are like one of an earlier year, and like one of another town.

    Counts what was kept when somebody last looked, and of that only what the member may see.
    """
    years, towns = kept_beyond(version, items)
    at = PlanVersion.objects.visible_to(member).filter(pk__in={o.version for o in years})
    seen = set(at.values_list("pk", flat=True)) if years else set()
    return {
        "years": len({overlap.line for overlap in years if overlap.version in seen}),
        "towns": len({overlap.line for overlap in towns}),
    }


def _group(shown, code, key, heading, hint, found):
    found = sorted(found, key=lambda overlap: -overlap.score)
    rows = [row for row in map(shown.row, found) if row]
    rows = [row for row in rows if not code or code == row.item.code or _is_the_other(row, code)]
    if key == "years" and not code:
        rows = _newest_of_each(rows)
    return Group(key, heading, hint, rows[:SHOWN], len(rows))


def _newest_of_each(rows):
    """Keep the newest year of each item; its own page has the others."""
    newest = {}
    for row in sorted(rows, key=lambda row: row.other.version.fiscal_year):
        newest[row.item.pk, row.item.is_equipment] = row
    return sorted(newest.values(), key=lambda row: -row.overlap.score)


def _is_the_other(row, code):
    """Say whether an item's code is that of the pair's other end in the same version."""
    return row.is_here and row.other.code == code


class _Shelf:
    """The other items of some overlaps, loaded at once; drafts of another town never."""

    def __init__(self, version, member, items, found, today):
        self.version = version
        self.items = {item.line_id: item for item in items}
        lines = {overlap.other for overlap in found} - set(self.items)
        at = {overlap.version for overlap in found}
        mine = PlanVersion.objects.visible_to(member).filter(pk__in=at)
        public = PlanVersion.objects.filter(
            pk__in=at, stage=Stage.ANNOUNCED, announced_on__lte=today
        )
        seen = {v.pk: v for v in [*mine.with_plan(), *public.with_plan()]}
        self.others = {}
        for model in (Project, Equipment):
            rows = model.objects.filter(version__in=seen, line__in=lines).with_labels()
            for row in rows:
                row.version = seen[row.version_id]
                self.others[row.version_id, row.line_id] = row

    def row(self, overlap):
        """Return an overlap with both items, or None where the reader may not see the other."""
        item = self.items.get(overlap.line)
        other = (
            self.items.get(overlap.other)
            if overlap.version == self.version.pk
            else self.others.get((overlap.version, overlap.other))
        )
        if item is None or other is None:
            return None
        return Shown(item, other, overlap)


def told_apart(version, items, member, today):
    """Return [(Distinction, [names])] of those about a version's items, newest first.

    A pair is left out where the reader may not see one of the two, or it is in no plan any more.
    """
    lines = [item.line_id for item in items]
    town = version.organization
    about = town.distinctions.filter(Q(one__in=lines) | Q(other__in=lines))
    rows = list(about.select_related("one", "other", "by__user"))
    names = {}
    for model in (Project, Equipment):
        wanted = {line for row in rows for line in (row.one_id, row.other_id)}
        found = model.objects.filter(_is_open_to(member, today), line__in=wanted).order_by("pk")
        for item in found.values("line_id", "line__code", "name"):
            names[item["line_id"]] = f"{item['line__code']} {item['name']}"
    named = [(row, [names.get(line) for line in (row.one_id, row.other_id)]) for row in rows]
    return [(row, both) for row, both in named if all(both)]


def other_item(member, line, today):
    """Return the item of a line the member may compare with, or None."""
    for model in (Project, Equipment):
        rows = model.objects.filter(_is_open_to(member, today), line=line).with_labels()
        if found := rows.select_related("version__plan__organization__type").last():
            return found
    return None


def _is_open_to(member, today):
    """Keep items of the member's own town, as far as the role sees them, and announced ones."""
    ours = Q(version__in=PlanVersion.objects.visible_to(member))
    return ours | Q(version__stage=Stage.ANNOUNCED, version__announced_on__lte=today)
