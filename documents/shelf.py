"""What is printed of a version: the newest file of each paper and format, and what is made."""

from dataclasses import dataclass, field

from .models import Rendering
from .papers.registry import BOOK, PAPERS, PaperKind, kept_papers
from .texts import TextFault
from .unchanged import hash_now

READ = 200  # of the newest renderings of a version; those of a format beyond are never shown
PURPOSES = {
    Rendering.Format.PDF: "สำหรับพิมพ์ ลงนาม และเผยแพร่",
    Rendering.Format.DOCX: "สำหรับปรับแต่งต่อใน Word",
    Rendering.Format.XLSX: "แบบ ผด.01 ผด.02 และ ผด.02/1 เป็นตาราง พร้อมแผ่นตรวจยอด",
}


@dataclass(frozen=True)
class Copy:
    """One format of a paper."""

    kind: PaperKind
    format: Rendering.Format
    finished: Rendering | None = None
    waiting: Rendering | None = None  # only while there is no file of now
    failed: Rendering | None = None  # only when nothing came after it
    is_current: bool = False  # the file holds exactly what the version holds now

    @property
    def is_main(self):
        """Say whether asking for it is the page's one filled button: the book as PDF."""
        return self.kind.key == BOOK and self.format == Rendering.Format.PDF

    @property
    def label(self):
        return f"{self.kind.title} {self.format.label}"

    @property
    def purpose(self):
        return PURPOSES[self.format]

    @property
    def is_wanted(self):
        """Say whether it may be asked for: there is no file of now, and none on its way."""
        return not self.is_current and not self.waiting


@dataclass(frozen=True)
class PaperCopies:
    """One paper of the shelf in its formats."""

    kind: PaperKind
    copies: list[Copy]
    faults: tuple = ()  # why it cannot be printed now

    @property
    def is_main(self):
        """Say whether the page's one filled button is of this paper: the plan book."""
        return self.kind.key == BOOK


@dataclass(frozen=True)
class Shelf:
    papers: list[PaperCopies]
    merged: list[Rendering] = field(default_factory=list)

    @property
    def faults(self):
        return tuple(dict.fromkeys(fault for paper in self.papers for fault in paper.faults))


def shelf_of(version):
    """Return the shelf of a version, compared with what it holds now."""
    facts = Rendering.facts_of(version)
    related = ("asked_by__user", "plan__organization", "version")
    newest = list(version.renderings.select_related(*related)[:READ])
    papers = [_paper(kind, version, facts, newest) for kind in kept_papers()]
    merged = version.plan.renderings.filter(version__isnull=True, paper=BOOK)
    return Shelf(papers, list(merged.select_related(*related)[:6]))


def _paper(kind, version, facts, newest):
    try:
        content_hash, faults = hash_now(version, kind.key, facts), ()
    except TextFault as fault:
        content_hash, faults = "", fault.args
    own = [each for each in newest if each.paper == kind.key]
    formats = map(Rendering.Format, kind.formats)
    return PaperCopies(kind, [_copy(kind, form, own, content_hash) for form in formats], faults)


def _copy(kind, form, newest, content_hash):
    """Prefer the finished file of the present content, else the newest one."""
    own = [each for each in newest if each.format == form]
    finished = [each for each in own if each.is_ready]
    current = [each for each in finished if each.content_hash == content_hash]
    shown = (current or finished or [None])[0]
    waiting = [each for each in own if each.is_waiting and not each.is_lost]
    return Copy(
        kind=kind,
        format=form,
        finished=shown,
        waiting=waiting[0] if waiting and not current else None,
        failed=own[0] if own and (own[0].is_failed or own[0].is_lost) else None,
        is_current=bool(current),
    )


def newest_files(version):
    """Return the newest finished rendering of each paper and format, for the version's own page."""
    finished = version.renderings.finished().select_related("plan__organization", "version")
    newest = {(each.paper, each.format): each for each in reversed(finished[:READ])}
    order = list(PAPERS)
    return sorted(newest.values(), key=lambda each: order.index(each.paper))
