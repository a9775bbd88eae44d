"""The plan book as a Word file: the same content, to be worked on by hand."""

from xml.sax.saxutils import escape

from projects.schedule import FISCAL_ORDER, runs_of
from thai.calendar import SHORT_MONTHS

from .archive import settled
from .book_pages import summary_texts
from .form_layouts import EQUIPMENT, MONTH, MONTHS, PAPER_WIDTHS, PROJECTS, SUMMARY, widths
from .form_tables import CANCELLED
from .paper import Paper

FONT, OTHER_FONT = "TH Sarabun New", "TH SarabunPSK"  # the second where the first is missing
PROSE, TABLE = 16, 12  # points
MM = 1440 / 25.4  # twentieths of a point
HEIGHTS = {"A4": 210, "A3": 297}  # of a page that lies across
ALIGNS = {
    "number": "center", "budget": "right", "place": "center", "owner": "center",
    "source": "center", "count": "center", "count_share": "center", "amount": "right",
    "amount_share": "center",
}  # fmt: skip
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def render(book):
    """Return the Paper of a book as .docx; the same bytes for the same content."""
    import docx  # slow to import

    document = docx.Document()
    _set_up(document, book)
    writer = _Writer(document, book)
    writer.cover()
    writer.front()
    writer.part_one()
    writer.forms()
    return Paper(settled(document.save), made_with={"python-docx": docx.__version__})


def _set_up(document, book):
    """Name the fonts (Thai is a complex script to Word), the title and the author."""
    from docx.oxml import parse_xml  # slow to import

    properties = document.core_properties
    properties.title = f"{book.title} {book.organization}"
    properties.author = properties.last_modified_by = book.organization
    properties.language, properties.comments = "th-TH", ""
    style = document.styles["Normal"]
    style.element.get_or_add_rPr().clear()
    style.element.get_or_add_rPr().extend(parse_xml(_font(PROSE)))
    style.paragraph_format.space_after = 0
    for part in document.part.package.parts:
        if part.partname == "/word/fontTable.xml":
            name = f'<w:font w:name="{FONT}"><w:altName w:val="{OTHER_FONT}"/></w:font>'
            part._blob = part.blob.replace(b"</w:fonts>", f"{name}</w:fonts>".encode())


def _font(points, is_bold=False):
    names = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    bold = "<w:b/><w:bCs/>" if is_bold else ""
    half = points * 2
    return (
        f"<w:rPr {W}><w:rFonts {names}/>"
        f'{bold}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/><w:lang w:bidi="th-TH"/></w:rPr>'
    )


def _run(text, points, is_bold):
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{_font(points, is_bold)}{'<w:br/>'.join(lines)}</w:r>"


def _cell(text, width, *, align="left", is_bold=False, span=1, merge="", fill=""):
    """Return one cell as XML; python-docx's own cells cost a second per hundred rows."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{round(width * MM)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + {"": "", "start": '<w:vMerge w:val="restart"/>', "go on": "<w:vMerge/>"}[merge]
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else "")
        + f'</w:tcPr><w:p><w:pPr><w:spacing w:after="0"/><w:jc w:val="{align}"/></w:pPr>'
        + f"{_run(text, TABLE, is_bold) if text else ''}</w:p></w:tc>"
    )


def _row(cells, *, is_header=False):
    header = "<w:tblHeader/>" if is_header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"


class _Writer:
    """Writes the parts of one book into one document."""

    def __init__(self, document, book):
        self.document, self.book, self.figures = document, book, book.figures

    def line(self, text, *, points=PROSE, is_bold=False, align="left", style=None, indent=0):
        from docx.oxml import parse_xml  # slow to import
        from docx.shared import Mm

        paragraph = self.document.add_paragraph(style=style)
        run = _run(text, points, is_bold).replace("<w:r>", f"<w:r {W}>", 1)
        paragraph._p.append(parse_xml(run))
        paragraph.alignment = {"left": 0, "center": 1, "right": 2}[align]
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(indent)
        return paragraph

    def heading(self, text, level=1):
        from docx.oxml import parse_xml  # slow to import

        paragraph = self.line(text, is_bold=True, align="center" if level == 1 else "left")
        outline = f'<w:outlineLvl {W} w:val="{level - 1}"/>'
        paragraph.paragraph_format.keep_with_next = True
        paragraph._p.get_or_add_pPr().append(parse_xml(outline))

    def blocks(self, blocks):
        for block in blocks:
            if block.is_heading:
                self.heading(block.text, 3)
            elif block.mark:
                self.line(f"{block.mark} {block.text}", indent=15)
            else:
                self.line(block.text, indent=15)

    def new_page(self, *, is_landscape):
        from docx.enum.section import WD_ORIENT, WD_SECTION  # slow to import
        from docx.shared import Mm

        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.paper(section, is_landscape)
        section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
        margin = Mm(12 if is_landscape else 20)
        section.left_margin = section.right_margin = margin

    def paper(self, section, is_landscape):
        from docx.shared import Mm  # slow to import

        paper = self.book.layout.paper
        across = (Mm(PAPER_WIDTHS[paper]), Mm(HEIGHTS[paper]))
        size = across if is_landscape else (Mm(210), Mm(297))
        section.page_width, section.page_height = size
        section.top_margin = section.bottom_margin = Mm(15 if is_landscape else 25)

    def page_numbers(self):
        """Number the pages at the foot, in the digits of prose; later sections follow the first."""
        from docx.oxml import parse_xml  # slow to import

        form = "ThaiArabic" if self.figures.is_thai_in_prose else "Arabic"
        footer = self.document.sections[0].footer.paragraphs[0]
        footer.alignment = 2
        draft = f"{self.book.state}    " if self.book.is_draft else ""
        for xml in (
            _run(f"{draft}หน้า ", TABLE, False).replace("<w:r>", f"<w:r {W}>", 1),
            f'<w:fldSimple {W} w:instr=" PAGE \\* {form} ">{_run("1", TABLE, False)}</w:fldSimple>',
        ):
            footer._p.append(parse_xml(xml))

    def cover(self):
        book = self.book
        self.paper(self.document.sections[0], False)
        self.page_numbers()
        for _ in range(6):
            self.line("")
        self.line(book.plan_word, points=34, is_bold=True, align="center")
        year = self.figures.prose(f"ประจำปีงบประมาณ พ.ศ. {book.fiscal_year}{book.revision}")
        self.line(year, points=26, is_bold=True, align="center")
        self.line("")
        self.line(book.state, points=20, align="center")
        for _ in range(8):
            self.line("")
        self.line(book.organization, points=26, is_bold=True, align="center")
        self.line(book.area, points=20, align="center")

    def front(self):
        book = self.book
        if book.notice:
            self.new_page(is_landscape=False)
            self.notice(book.notice)
        if book.merged:
            self.new_page(is_landscape=False)
            self.heading("ฉบับที่รวมอยู่ในเล่มนี้")
            self.blocks(book.merged)
        self.new_page(is_landscape=False)
        self.heading(book.preface.title)
        self.blocks(book.preface.blocks)
        self.line(book.prepared_by, align="right")

    def notice(self, notice):
        self.heading(notice.heading)
        for text in filter(None, (notice.number, notice.subject)):
            self.line(text, is_bold=True, align="center")
        self.line("")
        self.blocks(notice.blocks)
        self.line("")
        self.line(notice.dated, indent=30)
        self.line("\n")
        for text in filter(None, (f"({notice.signer})", notice.title, notice.acting_for)):
            self.line(text, align="center")

    def part_one(self):
        self.new_page(is_landscape=False)
        self.heading(self.figures.prose("ส่วนที่ 1 บทนำ"))
        for section in self.book.part_one:
            self.heading(section.title, 2)
            self.blocks(section.blocks)
            if section.key == "steps":
                self.table((60, 110), [], [(step.who, step.what) for step in self.book.flow])

    def forms(self):
        book, figures, layout = self.book, self.figures, self.book.layout
        self.new_page(is_landscape=True)
        self.heading(figures.prose(layout.part_title))
        self.titles(layout.summary.mark, layout.summary.title)
        self.summary()
        for name, chapters in ((PROJECTS, book.chapters), (EQUIPMENT, book.equipment)):
            form = layout.form(name)
            for chapter in chapters:
                self.new_page(is_landscape=True)
                self.titles(form.mark, form.title)
                self.heading(chapter.title, 2)
                for group in chapter.groups:
                    if group.heading:
                        self.heading(group.heading, 3)
                    self.heading(group.title, 4 if layout.by_guideline else 3)
                    self.items(group.rows, name, group.sum.amount)
        if book.cancelled:
            self.new_page(is_landscape=True)
            self.titles(layout.projects.mark, CANCELLED)
            self.items(book.cancelled, PROJECTS, None)

    def titles(self, mark, title):
        self.line(self.figures.prose(mark), is_bold=True, align="right")
        for text in (title, self.book.title, self.book.organization):
            self.line(text, is_bold=True, align="center")

    def summary(self):
        figures, form = self.figures, self.book.layout.summary
        sizes = widths(self.book.layout, SUMMARY)
        rows = []
        for row in self.book.summary:
            is_bold = row.kind != "program" and row.kind != "part"
            if row.kind in {"heading", "guideline"}:
                cell = _cell(row.title, sum(sizes.values()), is_bold=True, span=form.width)
                rows.append(_row([cell]))
                continue
            texts = summary_texts(row, figures)
            cells = [
                _cell(texts[key], width, align=ALIGNS.get(key, "left"), is_bold=is_bold)
                for key, width in sizes.items()
            ]
            rows.append(_row(cells))
        heads = [_cell(each.text, sizes[each.key], **HEADER) for each in form.columns]
        self.table(sizes.values(), [_row(heads, is_header=True)], rows)

    def items(self, rows, name, amount):
        form, sizes = self.book.layout.form(name), widths(self.book.layout, name)
        grid = []
        for key, width in sizes.items():
            grid += [MONTH] * MONTHS if key == "months" else [width]
        headers = [_row(self.heads(form, sizes, is_upper), is_header=True) for is_upper in (1, 0)]
        body = [self.item(row, sizes) for row in rows]
        if amount is not None:
            total = f"รวม {self.figures.table(f'{len(rows):,}')} รายการ"
            money, place = self.figures.money(amount), form.cells_before("budget")
            before, after = grid[:place], grid[place + 1 :]
            cells = [
                _cell(total, sum(before), align="center", is_bold=True, span=place),
                _cell(money, grid[place], align="right", is_bold=True),
            ]
            cells += [_cell("", sum(after), span=len(after))] if after else []
            body.append(_row(cells))
        self.table(grid, headers, body)

    def heads(self, form, sizes, is_upper):
        """Return the cells of one of the two rows of a head: years over months."""
        figures, year, cells = self.figures, self.book.fiscal_year, []
        for column in form.columns:
            if column.key != "months":
                merge, text = ("start", column.text) if is_upper else ("go on", "")
                cells.append(_cell(text, sizes[column.key], **HEADER, merge=merge))
            elif is_upper:
                for number, months in ((year - 1, 3), (year, 9)):
                    words = figures.table(f"พ.ศ. {number}")
                    cells.append(_cell(words, months * MONTH, **HEADER, span=months))
            else:
                cells += [_cell(SHORT_MONTHS[month], MONTH, **HEADER) for month in FISCAL_ORDER]
        return cells

    def item(self, row, sizes):
        figures = self.figures
        texts = {
            "number": figures.table(row.number),
            "name": row.name,
            "detail": figures.table(row.detail),
            "budget": figures.money(row.budget),
            "place": figures.table(row.place) or "-",
            "owner": row.owner or "-",
            "source": row.source or "-",
        }
        cells = []
        for key, width in sizes.items():
            if key == "months":
                cells += _month_cells(row.months)
            else:
                cells.append(_cell(texts[key], width, align=ALIGNS.get(key, "left")))
        return _row(cells)

    def table(self, sizes, headers, rows):
        """Append a table; plain pairs of text become its rows."""
        from docx.oxml import parse_xml  # slow to import

        rows = [
            row
            if isinstance(row, str)
            else _row([_cell(text, width) for text, width in zip(row, sizes, strict=True)])
            for row in rows
        ]
        edges = "".join(
            f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        columns = "".join(f'<w:gridCol w:w="{round(width * MM)}"/>' for width in sizes)
        xml = (
            f'<w:tbl {W}><w:tblPr><w:tblW w:w="{round(sum(sizes) * MM)}" w:type="dxa"/>'
            f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
            f"</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(headers + rows)}</w:tbl>"
        )
        self.document.element.body.insert(-1, parse_xml(xml))
        self.line("", points=6)


HEADER = {"align": "center", "is_bold": True, "fill": "EEEEEE"}


def _month_cells(mask):
    """Return the cells of the twelve months: each unbroken run is one cell with a double arrow."""
    cells, place = [], 0
    for first, last in runs_of(mask):
        cells += [_cell("", MONTH) for _ in range(place, first)]
        length = last - first + 1
        arrow = "↔" if length == 1 else f"←{'—' * (length - 1)}→"
        cells.append(_cell(arrow, length * MONTH, align="center", span=length))
        place = last + 1
    return cells + [_cell("", MONTH) for _ in range(place, 12)]
