"""The second and third step of an import: what is seen of sheets and columns to choose from."""

from dataclasses import dataclass, field

from .choosing import FIELDS, NEEDED, guessed_at, known_headers, mapping_key
from .headers import header_key
from .options import told_of
from .table_columns import Layout, column_letter, read_tables, spread, text_of

LINES = 12  # of a sheet to find the header in
WIDTH = 8  # cells of such a line
LONGEST = 60  # letters of such a cell
SAMPLES = 3
LOOKED_AT = 60  # rows in which samples are looked for


def shortened(text):
    plain = text.replace("\n", " ")
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}…"


@dataclass
class SheetSeen:
    """One sheet with its first lines, and the row where its header begins."""

    sheet: object
    header: int = 0  # 0 where none was found
    count: int = 0  # items below it
    is_left_out: bool = False

    @property
    def name(self):
        return self.sheet.name

    @property
    def lines(self):
        """Return [(row, cells)] of the first lines with anything in them, the header among them."""
        filled = [
            (number, row) for number, row in enumerate(self.sheet.rows, start=1)
            if any(cell is not None for cell in row)
        ]  # fmt: skip
        first = filled[:LINES] + [line for line in filled[LINES:] if line[0] == self.header]
        width = min(WIDTH, max(len(row) for _, row in first))
        return [(number, _cells(row, width)) for number, row in first]


def _cells(row, width):
    texts = [shortened(text_of(cell)) for cell in row[:width]]
    return texts + [""] * (width - len(texts))


def sheets_seen(organization, sheets, options):
    """Return a SheetSeen for each sheet that holds anything."""
    chosen, _ = known_headers(organization, sheets, options.chosen)
    tables = {table.sheet: table for table in read_tables(sheets, chosen)}
    seen = []
    for sheet in sheets:
        if any(sheet.rows):
            table = tables.get(sheet.name)
            first = table.layouts[0].row if table else 0
            count = len(table.rows) if table else 0
            seen.append(SheetSeen(sheet, first, count, sheet.name in options.left_out))
    return seen


def headers_for(seen, wanted, options):
    """Return {sheet: header told} where a person wants it: kept where the row stays, else guessed.

    `wanted` is {sheet: row}.
    """
    found = {}
    for one in seen:
        row = wanted.get(one.name)
        if row and row == one.header:
            found |= {name: told for name, told in options.headers.items() if name == one.name}
        elif row:
            found[one.name] = told_of(guessed_at(spread(one.sheet), row))
    return found


@dataclass
class HeaderSeen:
    """One kind of header with the sheets that have it; what its columns are can be chosen."""

    layout: Layout
    key: str  # its own among those of the file
    header: str  # what its mapping is kept under
    sheets: list = field(default_factory=list)
    rows: list = field(default_factory=list)  # of its first sheet, with merged cells filled
    numbers: list = field(default_factory=list)  # of its items
    mapping: object = None  # of an earlier file, where that was used
    is_chosen: bool = False  # for this file

    @property
    def columns(self):
        """Return {column: (letter, label, samples)} of all columns with anything in them."""
        used = [*self.layout.fields.values(), *self.layout.months.values()]
        width = max((len(self.rows[number - 1]) for number in self.numbers), default=0)
        found = {}
        for column in range(max([width, *(one + 1 for one in [*self.layout.labels, *used])])):
            label, samples = self.layout.labels.get(column, ""), self._samples(column)
            if label or samples:
                found[column] = (column_letter(column), shortened(label), samples)
        return found

    def _samples(self, column):
        cells = (
            shortened(text_of(row[column]))
            for number in self.numbers[:LOOKED_AT]
            if column < len(row := self.rows[number - 1])
        )
        return list(dict.fromkeys(filter(None, cells)))[:SAMPLES]

    @property
    def missing(self):
        return [FIELDS[name] for name in NEEDED if name not in self.layout.fields]

    def told(self, fields, months):
        return {"row": self.layout.row, "fields": fields, "height": self.layout.height,
                "months": {str(month): column for month, column in months.items()}}  # fmt: skip


def headers_seen(sheets, options, tables, mappings):
    """Return a HeaderSeen for each kind of header among the tables."""
    by_name = {sheet.name: sheet for sheet in sheets}
    seen = {}
    for table in tables:
        layout = table.layouts[0]
        header = mapping_key(header_key(layout))
        key = mapping_key(header + str(told_of(layout) | {"row": 0}))[:12]
        if key not in seen:
            rows, numbers = spread(by_name[table.sheet]), [row.number for row in table.rows]
            mapping = mappings.get(table.sheet)
            guess = told_of(guessed_at(rows, layout.row))
            is_chosen = options.headers.get(table.sheet, guess) != guess
            seen[key] = HeaderSeen(layout, key, header, [], rows, numbers, mapping, is_chosen)
        seen[key].sheets.append((table.sheet, layout.row))
    return list(seen.values())
