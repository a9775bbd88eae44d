"""The fourth step of an import: rows as they will be saved, bad ones first, by tab or by column."""

from collections import Counter

from django.core.paginator import Paginator
from django.db.models import TextChoices

from .choosing import FIELDS
from .rows import Status

ROWS = 50  # on a page
ORDER = {Status.ERROR: 0, Status.DUPLICATE: 1, Status.SAME: 3}
TOLD = (  # beside name, unit, money and months, which have columns of their own
    "strategy", "guideline", "program", "category", "source", "detail", "place", "agency",
    "target", "devplan_edition", "devplan_page", "devplan_item",
)  # fmt: skip


class Show(TextChoices):
    """The tabs over the rows."""

    ALL = "all", "ทั้งหมด"
    ERROR = "error", "ต้องแก้"
    DOUBTFUL = "doubtful", "ควรตรวจ"
    NEW = "new", "ใหม่"
    CHANGED = "changed", "เปลี่ยน"
    SAME = "same", "เหมือนเดิม"
    DUPLICATE = "duplicate", "อาจซ้ำ"

    def fits(self, row):
        if self == Show.DOUBTFUL:
            return bool(row.should) and row.status != Status.ERROR
        return self == Show.ALL or row.status == self.value


class SeenRow:
    """A row beside what the file has."""

    def __init__(self, row):
        self.row = row
        self.source = row.source

    @property
    def unit_typed(self):
        return self._typed("unit")

    @property
    def cells(self):
        """Return [(label, as it will be saved, as the file has it or "")] of the other fields."""
        found = [(FIELDS[name], self._saved(name), self._typed(name)) for name in TOLD]
        note = self.row.values.get("note", "")
        found.append((FIELDS["note"], note, ""))
        return [cell for cell in found if cell[1] or cell[2]]

    def _saved(self, name):
        return str(self.row.values.get(name) or "")

    def _typed(self, name):
        """Return the cell as the file has it, where it is read otherwise."""
        typed = self.source.text(name)
        return "" if typed == self._saved(name) else typed


class Preview:
    """The rows of a reading that one address asks for."""

    def __init__(self, reading, query):
        self.reading = reading
        asked = query.get("show", "")
        self.show = Show(asked) if asked in Show.values else Show.ALL
        self.column = query.get("column", "")
        rows = [row for row in reading.rows if self.show.fits(row) and self._has_fault(row)]
        rows.sort(key=lambda row: ORDER.get(row.status, 2))
        self.page = Paginator(rows, ROWS).get_page(query.get("page"))
        self.rows = [SeenRow(row) for row in self.page]

    def _has_fault(self, row):
        return not self.column or any(fault.column == self.column for fault in row.must)

    @property
    def tabs(self):
        """Return [(tab, rows under it)], only those with rows."""
        counts = Counter(show for row in self.reading.rows for show in Show if show.fits(row))
        return [(show, counts[show]) for show in Show if counts[show] or show == Show.ALL]

    @property
    def columns(self):
        """Return [(column, faults)] to filter by, the worst first."""
        return self.reading.must_by_column
