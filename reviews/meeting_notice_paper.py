"""The notice of a meeting as a paper: the invitation on one page, the agenda on the next."""

import re

from django.utils import timezone

from documents.figures import Figures
from documents.papers.sheet import (
    Dated,
    Entry,
    Facts,
    Head,
    PageBreak,
    Prose,
    Sheet,
    Signature,
    Title,
)
from thai.calendar import long_date

from .agenda import agenda_of
from .committee import chairs_of

MARKED = re.compile(r"^(-|[0-9๐-๙]+(?:\.[0-9๐-๙]+)*\.?)\s+(.*)$")
DOTS = "." * 40


def figures_of(meeting):
    return Figures(meeting.organization.digit_style)


def compose(meeting):
    """Return the Sheet of the notice of a meeting."""
    figures, organization = figures_of(meeting), meeting.organization
    title = f"หนังสือเชิญประชุม{meeting.body_name} ครั้งที่ {meeting.number}/{meeting.year}"
    return Sheet(
        title=figures.prose(title),
        author=organization.full_name,
        head=Head(
            lines=("หนังสือเชิญประชุม", organization.full_name),
            seal=organization.seal.name if organization.seal else "",
        ),
        blocks=(*_letter(meeting, figures), PageBreak(), *_agenda(meeting, figures)),
        has_thai_digits=figures.is_thai_in_prose,
    )


def _letter(meeting, figures):
    subject = f"เชิญประชุม{meeting.body_name} ครั้งที่ {meeting.number}/{meeting.year}"
    summons = (
        f"ด้วย{meeting.organization.full_name} กำหนดจัดการ{meeting} ใน{meeting.when} "
        f"ณ {meeting.place or DOTS} เพื่อพิจารณาเรื่องตามระเบียบวาระการประชุมที่แนบมาพร้อมนี้"
    )
    called_on = timezone.localdate(meeting.called_at or meeting.recorded_at)
    yield Dated(figures.prose(f"วันที่ {long_date(called_on)}"))
    yield Facts(
        (
            ("เรื่อง", figures.prose(subject)),
            ("เรียน", f"กรรมการใน{meeting.body_name}"),
            ("สิ่งที่ส่งมาด้วย", "ระเบียบวาระการประชุม"),
        )
    )
    yield Prose(figures.prose(summons))
    yield Prose("จึงเรียนมาเพื่อโปรดเข้าร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว")
    yield chair_to_sign(meeting)


def chair_to_sign(meeting):
    """Return the place where the chair of the body signs."""
    chair = chairs_of(meeting.organization, meeting.body).first()
    return Signature(str(chair) if chair else DOTS, f"ประธาน{meeting.body_name}")


def _agenda(meeting, figures):
    heading = f"ระเบียบวาระการประชุม{meeting.body_name} ครั้งที่ {meeting.number}/{meeting.year}"
    yield Title(figures.prose(heading))
    yield Prose(figures.prose(f"{meeting.when} ณ {meeting.place or DOTS}"))
    for item in agenda_of(meeting):
        yield Title(figures.prose(str(item)))
        yield from lines_of(item.lines, figures)


def lines_of(text, figures):
    """Return the lines of a text as blocks; one that begins with "- " or "4.1 " is an entry."""
    for line in filter(None, map(str.strip, text.splitlines())):
        line = figures.prose(line)
        marked = MARKED.match(line)
        yield Entry(*marked.groups()) if marked else Prose(line)
