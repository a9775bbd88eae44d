"""Papers as Word files, to be worked on by hand.

markup      the words of the format, properties in the order Word demands
styles      every look: Word's own styles and ours
tables, sections, pictures, package
document    Document, what a paper is written with
flow, months, fitting, forms, book
            the plan book, written with it
"""

from .book import render

__all__ = ["render"]
