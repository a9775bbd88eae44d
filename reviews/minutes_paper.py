"""The minutes of a meeting as a paper: the record, with what the secretary wrote between."""

from django.utils import timezone

from documents.papers.sheet import (
    Align,
    Column,
    Entry,
    Facts,
    Head,
    Note,
    Prose,
    Row,
    RowKind,
    Sheet,
    Signature,
    Table,
    Title,
)
from thai.calendar import long_date, weekday_date

from .agenda import NONE, agenda_of, sums_of
from .meeting_notice_paper import DOTS, figures_of, lines_of
from .models import AgendaItem, Attendance, Exemption

Way = Attendance.Way
GROUPS = (
    ("ผู้มาประชุม", {Way.PRESENT}),
    ("ผู้แทนกรรมการ", {Way.REPRESENTED}),
    ("ผู้มาแล้วกลับก่อน", {Way.LEFT}),
    ("ผู้ไม่มาประชุม", {Way.LEAVE, Way.ABSENT}),
)
DRAFT = "ร่าง ยังไม่มีมติที่ยืนยันแล้ว"


def compose(meeting):
    """Return the Sheet of the minutes of a meeting."""
    figures, organization = figures_of(meeting), meeting.organization
    number = f"ครั้งที่ {meeting.number}/{meeting.year}"
    where = f"ณ {meeting.place}" if meeting.place else ""
    lines = (
        f"รายงานการประชุม{meeting.body_name}",
        number,
        f"วัน{weekday_date(meeting.held_on)}",
        where,
    )
    is_draft = not meeting.resolutions.filter(confirmed_at__isnull=False).exists()
    return Sheet(
        title=figures.prose(f"รายงานการประชุม{meeting.body_name} {number}"),
        author=organization.full_name,
        head=Head(lines=tuple(figures.prose(line) for line in lines if line), has_rule=True),
        blocks=(
            *_people(meeting, figures),
            *_opening(meeting, figures),
            *_business(meeting, figures),
            *_closing(meeting, figures),
        ),
        has_thai_digits=figures.is_thai_in_prose,
        draft=DRAFT if is_draft else "",
        is_long=True,
    )


def _people(meeting, figures):
    rows = list(meeting.attendances.all())
    for title, ways in GROUPS:
        found = [row for row in rows if row.way in ways]
        if found or Way.PRESENT in ways:
            yield Title(figures.prose(f"{title} {len(found)} คน"))
            yield from _roll(found, ways, figures)
    yield Note(figures.prose(f"{meeting.quorum_words} ผู้ที่กลับก่อนลงมติไม่นับเป็นองค์ประชุม"))


def _roll(rows, ways, figures):
    if not rows:
        yield Prose("ยังไม่บันทึก")
        return
    columns = (
        Column("ที่", 12, Align.CENTER),
        Column("ชื่อ", 66),
        Column("ตำแหน่ง", 50),
        Column("หมายเหตุ", 32),
    )
    yield Table(
        columns,
        tuple(
            Row((figures.prose(n), str(row.member), row.member.position, _note(row, figures)))
            for n, row in enumerate(rows, start=1)
        ),
    )


def _note(row, figures):
    if row.way == Way.PRESENT:
        return "ประธาน" if row.member.chairs == row.meeting.body else ""
    if row.way == Way.REPRESENTED:
        return f"ผู้แทน: {row.representative}"
    if row.way == Way.LEFT:
        return figures.prose(f"กลับเวลา {row.left_at:%H.%M} น.")
    return row.get_way_display()


def _opening(meeting, figures):
    begun = meeting.opened_at or meeting.held_at
    yield Title(f"เริ่มประชุมเวลา {_time(begun, figures)}")
    yield Prose(
        "เมื่อที่ประชุมพร้อมแล้ว ประธานกล่าวเปิดการประชุมและดำเนินการตามระเบียบวาระ ดังนี้"
        if meeting.has_quorum or not meeting.attendances.all()
        else "องค์ประชุมไม่ครบ ที่ประชุมจึงลงมติไม่ได้"
    )


def _time(time, figures):
    return figures.prose(f"{time:%H.%M} น.") if time else f"{DOTS[:12]} น."


def _business(meeting, figures):
    for item in agenda_of(meeting):
        yield Title(figures.prose(str(item)))
        if not (item.minutes and item.lines == NONE):  # nothing was foreseen, but something said
            yield from lines_of(item.lines, figures)
        yield from lines_of(item.minutes, figures)
        if item.number == AgendaItem.Kind.CONSIDERED:
            for round in meeting.rounds.all():
                yield from _considered(meeting, round, figures)
    yield from lines_of(meeting.minutes, figures)


def _considered(meeting, round, figures):
    """Yield what was decided of one draft: stakes, items, the whole, under which exceptions."""
    stakes = list(round.interests.with_people())
    if stakes:
        names = {item.code: item.name for item in round.table_now().items}
        yield Title("ผู้มีส่วนได้เสีย ซึ่งไม่นับผลพิจารณาในรายการนั้น")
        for stake in stakes:
            code = figures.prose(stake.line.code)
            item = f"รายการ {code} {names.get(stake.line.code, '')}"
            yield Entry("-", f"{stake.member} {item} ส่วนได้เสีย: {figures.prose(stake.reason)}")
    decisions = list(meeting.decisions.filter(round=round).select_related("line"))
    if decisions:
        yield Title(figures.prose(f"มติรายรายการ {round.version}"))
        yield _decided_table(round, decisions, figures)
    for resolution in meeting.resolutions.filter(round=round).select_related(
        "drafted_by__user", "confirmed_by__user"
    ):
        resolution.round = round
        yield from _resolved(resolution, figures)


def _decided_table(round, decisions, figures):
    items = {item.code: item for item in round.table_now().items}
    columns = (
        Column("รหัส", 18, Align.CENTER),
        Column("รายการ", 56),
        Column("งบประมาณ (บาท)", 28, Align.RIGHT),
        Column("มติ", 58),
    )
    rows = []
    for each in decisions:
        words = " ".join(filter(None, [each.label, figures.prose(each.words)]))
        item = items.get(each.code)
        if item is None:
            rows.append(Row((f"รายการอื่นทั้งหมด {words}",), RowKind.GROUP))
        else:
            cells = (figures.prose(each.code), item.name, figures.money(item.budget), words)
            rows.append(Row(cells))
    return Table(columns, tuple(rows))


def _resolved(resolution, figures):
    yield Title("มติที่ประชุม")
    yield Prose(figures.prose(f"{resolution.words} {resolution.round.version}"))
    if resolution.reasons:
        yield from lines_of(resolution.reasons, figures)
    if resolution.is_with_changes:
        for n, change in enumerate(resolution.changes.all(), start=1):
            yield from lines_of(f"{n}. {change}", figures)
    yield Facts(tuple(_pairs(resolution, figures)))


def _pairs(resolution, figures):
    yield "เนื้อหาที่ลงมติ", figures.prose(sums_of(resolution.round.table.totals))
    yield "รหัสยืนยันเนื้อหา", resolution.short_code
    yield "ร่างมติโดย", f"{resolution.drafted_by}"
    if resolution.is_confirmed:
        on = long_date(timezone.localdate(resolution.confirmed_at))
        yield "ยืนยันมติโดย", figures.prose(f"{resolution.confirmed_by} เมื่อวันที่ {on}")
    else:
        yield "ยืนยันมติโดย", "รอประธานยืนยัน"
    for exemption in _used(resolution):
        words = f"{exemption.member} {exemption.get_duty_display()} เหตุผล: {exemption.reason}"
        yield "กรณีพิเศษ", f"{words} อนุญาตโดย {exemption.allowed_by}"


def _used(resolution):
    if not resolution.is_exception:
        return []
    used = Exemption.objects.filter(version=resolution.round.version, used_at__isnull=False)
    return used.filter(member=resolution.confirmed_by).with_people()


def _closing(meeting, figures):
    yield Title(f"เลิกประชุมเวลา {_time(meeting.closed_at, figures)}")
    yield Signature(meeting.minute_taker or DOTS, "ผู้จดรายงานการประชุม")
    yield Signature(meeting.minute_checker or DOTS, "ผู้ตรวจรายงานการประชุม")
