"""The notice (ประกาศ) as a paper of its own: the words of the book, to sign and to post."""

from projects.amending import items_of
from projects.totals import totals_of

from ..form_models import layout_of
from ..notice import compose_notice, values_for
from ..plan_book import figures_for, texts_of
from .registry import PaperKind, add_paper
from .sheet import Dated, Entry, Head, Prose, Sheet, Signature, Title, hash_of
from .sheet_printers import SHEET_PRINTERS

NOTICE = "notice"


def compose(version, facts=None):
    """Return the Sheet of a notice; raise TextFault when an own text cannot be printed."""
    items = items_of(version)
    values = values_for(version, items, totals_of(items), facts)
    figures = figures_for(version.organization, items, layout_of(version))
    notice = compose_notice(version, values, texts_of(version), figures, facts)
    organization = version.organization
    return Sheet(
        title=f"{notice.heading} {notice.subject}",
        author=organization.full_name,
        head=Head(
            lines=(notice.heading,),
            number=notice.number,
            subject=notice.subject,
            seal=organization.seal.name if organization.seal else "",
            keeps_place_of_seal=True,
            has_rule=True,
        ),
        blocks=(
            *map(_block, notice.blocks),
            Dated(notice.dated),
            Signature(notice.signer, notice.title, notice.acting_for),
        ),
        has_thai_digits=figures.is_thai_in_prose,
        draft="" if facts or version.announced_on else "ร่าง ยังไม่ประกาศใช้",
    )


def _block(block):
    if block.is_heading:
        return Title(block.text)
    return Entry(block.mark, block.text) if block.mark else Prose(block.text)


add_paper(PaperKind(NOTICE, "ประกาศ", compose, SHEET_PRINTERS, hash_of))
