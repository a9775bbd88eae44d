"""Papers beside the plan book: the registry of all papers, and the ground they are printed on.

A new paper is one function that returns a `sheet.Sheet`, and its line in the registry:

    add_paper(PaperKind("minutes", "รายงานการประชุม", compose, SHEET_PRINTERS, hash_of))

in a module that the AppConfig.ready of its app imports. It has every format of SHEET_PRINTERS, the
page numbers, the tags and the exact text from the ground. What only one paper looks like goes into
a style sheet of its own, named by `Sheet.look`.
"""
