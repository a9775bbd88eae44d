"""The workbook that comes back: locked codes, compared three ways, merged by choice."""
