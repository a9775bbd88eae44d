"""The agenda of a meeting, built from what waits until somebody writes their own lines."""

from collections import defaultdict

from thai.baht import format_money
from thai.calendar import long_date

from .models import AgendaItem, Meeting, Resolution
from .reading import doubts_of

Kind = AgendaItem.Kind
NONE = "ไม่มี"


def agenda_of(meeting):
    """Return the AgendaItems in order: as they are kept, else as they follow from what waits."""
    kept = {item.number: item for item in meeting.agenda_items.all()}
    return [
        kept.get(kind) or AgendaItem(meeting=meeting, number=kind, lines=_text(meeting, kind))
        for kind in Kind
    ]


def settle(meeting):
    """Keep the agenda as it reads now, so that nothing that waits later changes what was told."""
    for item in agenda_of(meeting):
        if item.pk is None:
            item.save()


def _text(meeting, kind):
    write = {
        Kind.MINUTES: _former_minutes,
        Kind.FOLLOWING: _following,
        Kind.CONSIDERED: _considered,
    }.get(kind)
    lines = list(write(meeting)) if write else []
    return "\n".join(lines or [NONE])


def _former(meeting):
    """Return the body's meeting before this one, or None."""
    past = Meeting.objects.filter(organization=meeting.organization, body=meeting.body)
    past = past.exclude(pk=meeting.pk).filter(held_on__lte=meeting.held_on)
    return past.select_related("organization").order_by("held_on", "pk").last()


def _former_minutes(meeting):
    if former := _former(meeting):
        yield f"รายงานการ{former} เมื่อวันที่ {long_date(former.held_on)}"


def _following(meeting):
    """Tell what became of the drafts that the body dealt with before."""
    rounds = meeting.rounds.all()
    plans = {round.version.plan_id for round in rounds}
    resolved = Resolution.objects.filter(
        round__version__plan__in=plans, round__body=meeting.body, confirmed_at__isnull=False
    ).select_related("round__version__plan__organization", "meeting__organization")
    for resolution in resolved.exclude(round__in=rounds):
        met = f" ใน{resolution.meeting}" if resolution.meeting else ""
        yield f"{resolution.round} มีมติ{resolution.get_outcome_display()}{met}"
        if resolution.reasons:
            yield f"- {' '.join(resolution.reasons.split())}"


def _considered(meeting):
    """Tell of each draft before the body what it holds and what is open in it."""
    for number, round in enumerate(meeting.rounds.all(), start=1):
        totals = round.table_now().totals
        yield f"4.{number} {round.version} รอบที่ {round.number}"
        yield f"- {sums_of(totals)}"
        yield from _doubts(round)
        yield from _remarks(round)
        yield from _accepted(round)


def sums_of(totals):
    """Write how many items and how much; own and others' money never meet in one figure."""
    words = f"{totals.count:,} รายการ งบของหน่วยงานเอง {format_money(totals.own)} บาท"
    if totals.other:
        words += f" งบของหน่วยงานภายนอก {format_money(totals.other)} บาท"
    return words


def _doubts(round):
    by_code = defaultdict(list)
    for verdict in doubts_of(round):
        by_code[verdict.line.code].append(f"{verdict.words}: {' '.join(verdict.reason.split())}")
    if by_code:
        yield f"- รายการที่กรรมการให้ปรับปรุงหรือไม่เห็นชอบ {len(by_code)} รายการ"
    names = {item.code: item.name for item in round.table.items}
    for code, words in by_code.items():
        yield f"- {code} {names.get(code, '')} ({' / '.join(words)})"


def _remarks(round):
    remarks = list(round.unanswered().select_related("line"))
    if remarks:
        yield f"- ความเห็นที่ยังไม่มีคำตอบ {len(remarks)} ข้อ"
    for remark in remarks:
        item = "รายการ " if remark.line_id else ""
        yield f"- ความเห็นต่อ{item}{remark.about}: {' '.join(remark.body.split())}"


def _accepted(round):
    found = list(round.version.accepted_findings.select_related("line"))
    if found:
        yield f"- ข้อควรตรวจที่รับทราบพร้อมเหตุผล {len(found)} ข้อ"
    for accepted in found:
        code = f"{accepted.line.code} " if accepted.line else ""
        said = f"{accepted.value} เหตุผล: {' '.join(accepted.reason.split())}"
        yield f"- {code}{said}"
