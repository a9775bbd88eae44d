"""One sheet of the workbook, written from the top down: cells, formulas, how it prints."""

from ..form_layouts import widths
from . import styles
from .measure import LINE, PADDING, height_of, lines_of

PAPERS = {"A4": 9, "A3": 8}  # as the file format counts them
CHARACTER = 2.0  # mm of a figure of the font: columns are as wide as on paper
MONTH_WIDTH = 3.8  # figures; "เม.ย." in the head
MARGIN, HEADER = 0.4, 0.25  # inches
TITLE_HEIGHT = 30  # points
SIGNS_OF_FORMULAS = ("=", "+", "-", "@")
MAX_HEADER = 110  # letters; a header of more than 255 signs, fonts and all, is refused
PAGES = "หน้า &P จาก &N"


class Sheet:
    """A sheet and the values of its formulas; `sizes` are the widths of its columns, in order."""

    def __init__(self, workbook, name, book, sizes):
        self.sheet, self.book, self.row = workbook.create_sheet(name), book, 1
        self.sizes = sizes
        self.values = {}  # of the formulas, by cell
        for column, size in enumerate(sizes, start=1):
            self.sheet.column_dimensions[self.letter(column)].width = round(size, 2)
        self._page()

    def _page(self):
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = PAPERS[self.book.layout.paper]
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = MARGIN
        margins.top = margins.bottom = MARGIN + HEADER
        margins.header = margins.footer = HEADER
        sheet.sheet_view.showGridLines = False

    def running(self, mark):
        """Write what stands on every page: the plan and the form above, the pages below.

        The first page of a sheet has its title, so nothing above it.
        """
        book, parts = self.book, self.sheet.HeaderFooter
        parts.differentFirst = True
        texts = [(parts.oddHeader.left, book.title), (parts.oddHeader.right, mark)]
        for footer in (parts.oddFooter, parts.firstFooter):
            texts += [(footer.left, book.organization), (footer.center, book.state)]
            texts.append((footer.right, PAGES))
        for part, text in texts:
            part.text = text if text == PAGES else text[:MAX_HEADER].replace("&", "&&")
            part.font, part.size = f"{styles.FONT},Regular", styles.SIZE - 2

    def put(self, column, value, style):
        cell = self.sheet.cell(self.row, column)
        cell.style = style
        if value == "":
            return cell  # a text without letters is no cell that Excel knows
        cell.value = value
        if isinstance(value, str):
            # A name may begin with "="; it stays text, also when somebody edits it.
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(SIGNS_OF_FORMULAS)
        return cell

    def formula(self, column, formula, value, style):
        """Write a formula and the value that we computed for it; return the cell's address."""
        cell = self.sheet.cell(self.row, column, f"={formula}")
        cell.style = style
        self.values[cell.coordinate] = value
        return cell.coordinate

    def frame(self, style, last):
        """Give a row's cells that hold nothing their style."""
        for column in range(1, last + 1):
            cell = self.sheet.cell(self.row, column)
            if not cell.has_style:
                cell.style = style

    def end_row(self, height=LINE + PADDING):
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1

    def titles(self, form, title, columns):
        """Write the lines above a form, over all its columns; the mark stands at the right."""
        mark = self.book.figures.prose(form.mark)
        self.line(mark, styles.TITLE, columns).alignment = self._right()
        for text in (title, self.book.title, self.book.organization):
            self.line(text, styles.TITLE, columns)
        self.running(mark)

    def _right(self):
        from openpyxl.styles import Alignment  # slow to import

        return Alignment(horizontal="right", vertical="center")

    def line(self, text, style, columns):
        """Write a text over all columns, as high as its lines; a merged cell never fits itself."""
        cell = self.put(1, text, style)
        self.merge(self.row, self.row, 1, columns)
        lines = lines_of(text, sum(self.sizes[:columns]))
        self.end_row(TITLE_HEIGHT * lines if style == styles.TITLE else LINE * lines + PADDING)
        return cell

    def head(self, texts):
        """Write a row of column heads, as high as the longest needs."""
        for column, text in enumerate(texts, start=1):
            self.put(column, text, styles.HEAD)
        sizes = self.sizes[: len(texts)]
        self.end_row(height_of((t, s) for t, s in zip(texts, sizes, strict=True) if t))

    def merge(self, top, bottom, left, right):
        if (top, left) != (bottom, right):
            self.sheet.merge_cells(
                start_row=top, end_row=bottom, start_column=left, end_column=right
            )

    def letter(self, column):
        from openpyxl.utils import get_column_letter  # slow to import

        return get_column_letter(column)

    def reference(self, address):
        """Return how another sheet names a cell or a range of this one."""
        return f"'{self.sheet.title}'!{address}"


def characters(layout, name, *, shows_satang):
    """Return {column: figures wide} of a form as it is on paper; a month has one of its own."""
    sizes = widths(layout, name, shows_satang=shows_satang)
    figures = {key: millimetres / CHARACTER for key, millimetres in sizes.items()}
    return figures | ({"months": MONTH_WIDTH} if "months" in figures else {})
