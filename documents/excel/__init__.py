"""The plan book as a workbook: a sheet per form, every total a formula with its value beside it."""
