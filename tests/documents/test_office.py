"""What the Word and Excel files have in common."""

import pytest

from documents import excel, word
from documents.plan_book import compose


@pytest.mark.parametrize("printer", [word, excel])
def test_the_same_content_gives_the_same_bytes(printer, version, add_project):
    add_project()
    book = compose(version)

    assert printer.render(book).sha256 == printer.render(book).sha256


@pytest.mark.parametrize("printer", [word, excel])
def test_an_empty_version_prints(printer, version):
    assert len(printer.render(compose(version)).data) > 5000
