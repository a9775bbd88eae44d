"""The plan book in all sizes, also 1,000 and 2,000 items: some minutes."""

from . import paper

HEAD = paper.HEAD


def rows():
    return paper.rows((50, 200, 500, 1000, 2000))
