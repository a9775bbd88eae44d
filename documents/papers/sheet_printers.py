"""Who prints a sheet in which format."""

from . import sheet_docx, sheet_pdf

SHEET_PRINTERS = {"pdf": sheet_pdf.render, "docx": sheet_docx.render}
