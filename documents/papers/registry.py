"""Every paper that can be printed of a version, by its key; a higher app adds its own.

It does so in a module of its own that its AppConfig.ready imports:

    add_paper(PaperKind("minutes", "รายงานการประชุม", compose_minutes, PRINTERS, hash_of))
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import excel, pdf, word
from ..paper import Paper
from ..plan_book import compose, compose_consolidated

BOOK = "book"


@dataclass(frozen=True)
class PaperKind:
    """One paper: how its content is composed, and who prints it in which format."""

    key: str  # kept in Rendering.paper and in names of files
    title: str
    compose: Callable[..., Any] | None  # (version, facts=None) → content; raises TextFault
    # By Rendering.Format; that of a PDF takes (content, store=None, tell=None), others the content.
    printers: Mapping[str, Callable[..., Paper]]
    content_hash: Callable[[Any], str]
    compose_on: Callable[..., Any] | None = None  # (plan, day) → content, of no version alone
    is_of_the_day: bool = False  # tells how things stand today: printed at once, not kept on shelf

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(self.printers)


PAPERS: dict[str, PaperKind] = {}


def kept_papers() -> list[PaperKind]:
    """Return those whose files are kept and offered with the version's documents."""
    return [kind for kind in PAPERS.values() if kind.compose and not kind.is_of_the_day]


def add_paper(kind: PaperKind) -> PaperKind:
    """Register a paper; its key is taken once."""
    if PAPERS.get(kind.key, kind) != kind:
        raise ValueError(f"there is a paper {kind.key!r} already")
    PAPERS[kind.key] = kind
    return kind


add_paper(
    PaperKind(
        key=BOOK,
        title="เล่มแผน",
        compose=compose,
        printers={"pdf": pdf.render, "docx": word.render, "xlsx": excel.render},
        content_hash=lambda book: book.content_hash,
        compose_on=compose_consolidated,
    )
)
