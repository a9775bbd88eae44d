"""Who prints a sheet in which format."""

from . import sheet_pdf

SHEET_PRINTERS = {"pdf": sheet_pdf.render}
