"""Lists of offices → items: files read, columns found, rows shown, saved whole or not at all.

In the order of what uses what; the first two lines are pure.
Files → sheets:     sheets, packages, weight, text_reader, cell_styles, drawings, workbook_reader,
                    xls_reader, docx_drawings, docx_reader, table_reader; kept_drawings goes back
Sheets → rows:      column_labels, headers, cell_values, marks, source_rows, lines, blanks,
                    continuations, pictured_months, summaries, table_columns
Rows → items:       meanings, unit_names, matching (names), rows, sheet_faults, changes
A file and a plan:  options, choosing, reading, undoing, saving, mapping, workbook
Five steps:         outlook, preview, forms, step_forms, views, urls
"""
