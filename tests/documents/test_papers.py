"""The registry of papers."""

import pytest

from documents.models import Rendering
from documents.papers.registry import BOOK, PAPERS, PaperKind, add_paper


def test_the_book_is_one_of_the_papers(ready_version):
    book = PAPERS[BOOK]

    content = book.compose(ready_version, facts=None)

    assert book.formats == tuple(Rendering.Format.values)
    assert book.content_hash(content) == content.content_hash


def test_a_key_is_taken_once():
    taken = PaperKind(BOOK, "อื่น", list, {}, str)

    with pytest.raises(ValueError, match="book"):
        add_paper(taken)

    assert PAPERS[BOOK].title == "เล่มแผน"
