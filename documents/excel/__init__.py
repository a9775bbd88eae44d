"""The plan book as a workbook: a sheet per form, every total a formula with its value beside it.

styles, measure, sheet
            the looks of cells, how wide and high they are, Sheet: rows from the top down
item_sheet, summary_sheet, check_sheet
            ผด.02 and ผด.02/1, ผด.01, and what the file adds up to beside what the plan holds
finishing   what openpyxl cannot write
book        the sheets put together
"""

from .book import render, sheet_names

__all__ = ["render", "sheet_names"]
