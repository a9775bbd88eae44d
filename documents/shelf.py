"""What is printed of a version: the newest file of each format, and what is being made."""

from dataclasses import dataclass, field

from .models import Rendering
from .plan_book import compose
from .texts import TextFault

PURPOSES = {
    Rendering.Format.PDF: "เล่มแผนสำหรับพิมพ์ ประกาศ และเผยแพร่",
    Rendering.Format.DOCX: "สำหรับนำไปปรับแต่งต่อใน Word",
    Rendering.Format.XLSX: "แบบ ผด.01 ผด.02 และ ผด.02/1 เป็นตาราง พร้อมแผ่นตรวจยอด",
}


@dataclass(frozen=True)
class Copy:
    """One format of the shelf."""

    format: Rendering.Format
    finished: Rendering | None = None
    waiting: Rendering | None = None
    failed: Rendering | None = None  # only when nothing came after it
    is_current: bool = False  # the file holds exactly what the version holds now

    @property
    def purpose(self):
        return PURPOSES[self.format]


@dataclass(frozen=True)
class Shelf:
    copies: list[Copy]
    faults: tuple = ()  # why nothing can be printed now
    content_hash: str = ""
    merged: list[Rendering] = field(default_factory=list)


def shelf_of(version):
    """Return the shelf of a version, compared with what it holds now."""
    try:
        book = compose(version, facts=Rendering.facts_of(version))
        content_hash, faults = book.content_hash, ()
    except TextFault as fault:
        content_hash, faults = "", fault.args
    newest = list(version.renderings.select_related("asked_by__user", "plan__organization")[:60])
    copies = [_copy(form, newest, content_hash) for form in Rendering.Format]
    merged = version.plan.renderings.filter(version__isnull=True).select_related(
        "asked_by__user", "plan__organization"
    )
    return Shelf(copies, faults, content_hash, list(merged[:6]))


def _copy(form, newest, content_hash):
    """Prefer the finished file of the present content, else the newest one."""
    own = [each for each in newest if each.format == form]
    finished = [each for each in own if each.is_ready]
    current = [each for each in finished if each.content_hash == content_hash]
    shown = (current or finished or [None])[0]
    return Copy(
        format=form,
        finished=shown,
        waiting=next((each for each in own if each.is_waiting), None),
        failed=own[0] if own and own[0].state == Rendering.State.FAILED else None,
        is_current=bool(current),
    )


def newest_files(version):
    """Return the newest finished rendering of each format, for the version's own page."""
    finished = version.renderings.finished().select_related("plan__organization")[:60]
    return list({each.format: each for each in reversed(finished)}.values())
