"""The notice as a paper of its own: the words of the book."""

from datetime import date

import pytest

from documents.models import Rendering
from documents.notice import NoticeFacts
from documents.papers.notice_paper import NOTICE
from documents.papers.registry import PAPERS
from documents.papers.sheet import Dated, Entry, Prose, Signature
from documents.plan_book import compose
from organizations.models import DigitStyle
from plans.workflow import Stage

from .test_sheet import pages_of

FACTS = NoticeFacts(
    announced_on=date(2024, 10, 8),
    signer="นายสมชาย ใจดี",
    title="ปลัดองค์การบริหารส่วนตำบล",
    acting_for="รักษาราชการแทน นายกองค์การบริหารส่วนตำบลแม่ใส",
    number=7,
    considered_on=date(2024, 10, 4),
)


def paper_of(version, facts=None):
    kind = PAPERS[NOTICE]
    return kind.compose(version, facts=facts)


def test_it_says_what_the_book_says(ready_version):
    notice = compose(ready_version, facts=FACTS).notice
    sheet = paper_of(ready_version, FACTS)

    assert sheet.head.lines == (notice.heading,)
    assert (sheet.head.number, sheet.head.subject) == (notice.number, notice.subject)
    said = [(getattr(b, "mark", ""), b.text) for b in sheet.blocks if isinstance(b, Prose | Entry)]
    assert said == [(block.mark, block.text) for block in notice.blocks]
    assert sheet.blocks[-2:] == (
        Dated(notice.dated),
        Signature(FACTS.signer, FACTS.title, FACTS.acting_for),
    )
    assert sheet.draft == ""


def test_a_draft_says_so_and_leaves_dots_to_write_on(ready_version):
    sheet = paper_of(ready_version)

    assert sheet.draft == "ร่าง ยังไม่ประกาศใช้"
    assert set(sheet.blocks[-1].name) == {"."}
    assert PAPERS[NOTICE].content_hash(sheet) != PAPERS[NOTICE].content_hash(
        paper_of(ready_version, FACTS)
    )


@pytest.mark.parametrize("style", DigitStyle.values)
def test_it_fits_one_page_with_a_long_name(at_stage, style):
    version = at_stage(Stage.APPROVED)
    town = version.organization
    town.digit_style, town.full_name = style, "องค์การบริหารส่วนตำบล" + "ท่าวังตาลบึงนาราง" * 7
    town.save()
    assert len(town.full_name) > 120

    sheet = paper_of(version, FACTS)
    paper = PAPERS[NOTICE].printers["pdf"](sheet)

    (text,) = pages_of(paper.data)
    dated = "ประกาศ ณ วันที่ 8 เดือน ตุลาคม พ.ศ. 2567"
    thai = "ประกาศ ณ วันที่ ๘ เดือน ตุลาคม พ.ศ. ๒๕๖๗"
    assert (dated if style == DigitStyle.ARABIC else thai) in text
    assert FACTS.acting_for in text


@pytest.mark.parametrize("format", PAPERS[NOTICE].formats)
def test_it_is_asked_for_and_made_as_the_book_is(ready_version, planner, format):
    rendering = Rendering.ask(ready_version, format, NOTICE, by=planner)
    rendering.make()

    rendering.refresh_from_db()
    assert rendering.is_ready, rendering.error
    assert rendering.file_name == f"maesai-2568-original-notice.{format}"
    assert Rendering.ask(ready_version, format, NOTICE, by=planner) == rendering
    assert Rendering.ask(ready_version, "pdf", by=planner) != rendering
