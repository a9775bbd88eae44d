"""What prints is part of what a paper is known by."""

import weasyprint

from documents import makers
from documents.papers.notice_paper import NOTICE
from documents.papers.registry import PAPERS
from documents.part_store import PartStore
from documents.plan_book import compose


def test_versions_are_those_of_what_prints():
    told = makers.made_with()

    assert told["weasyprint"] == weasyprint.__version__
    major, minor, micro = map(int, told["pango"].split("."))
    assert major * 10_000 + minor * 100 + micro == weasyprint.text.ffi.pango.pango_version()
    assert set(told["fonts"]) == {"Sarabun-Regular.ttf", "Sarabun-Bold.ttf"}
    assert {len(digest) for digest in told["fonts"].values()} == {64}


def test_another_renderer_makes_another_book(ready_version, another_renderer):
    before = compose(ready_version).content_hash
    assert compose(ready_version).content_hash == before

    another_renderer()

    assert compose(ready_version).content_hash != before


def test_another_renderer_makes_another_notice(ready_version, another_renderer):
    kind = PAPERS[NOTICE]
    before = kind.content_hash(kind.compose(ready_version))

    another_renderer()

    assert kind.content_hash(kind.compose(ready_version)) != before


def test_another_renderer_prints_every_part_again(tmp_path, another_renderer):
    before = PartStore(tmp_path).made

    another_renderer()

    assert PartStore(tmp_path).made != before
