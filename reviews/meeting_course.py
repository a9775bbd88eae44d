"""How far a meeting is, and what comes next: call, come, decide, resolve, write the minutes."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from plans.overview import Step

from .meeting_mail import untold


@dataclass
class Stretch:
    """One part of a meeting's course, as includes/stepper.html shows it."""

    label: str
    is_done: bool
    note: str = ""
    state: str = "todo"
    url: str = ""
    on: date | None = None
    steps: list = field(default_factory=list)
    waiting: str = ""


@dataclass
class Course:
    stretches: list

    @property
    def now(self):
        """Return the first part that is not done, or None."""
        return next((each for each in self.stretches if not each.is_done), None)


def course_of(meeting, member):
    """Return the Course of a meeting; its steps for a `member` who may take them, else none."""
    stretches = [_calling(meeting), _coming(meeting), _deciding(meeting), _resolving(meeting)]
    stretches.append(_writing(meeting))
    course = Course(stretches)
    for each in stretches:
        each.state = "done" if each.is_done else "now" if each is course.now else "todo"
        if member is None:
            each.steps = []
    return course


def address(name, meeting):
    return reverse(f"reviews:{name}", args=[meeting.organization.slug, meeting.pk])


def _calling(meeting):
    if meeting.called_at is None:
        return Stretch("เรียกประชุม", True, "บันทึกภายหลัง")
    left = len(untold(meeting))
    is_done = not left or meeting.is_over or bool(meeting.attendances.all())
    follows = f"ส่งถึงกรรมการ {left} คน พร้อมไฟล์ปฏิทิน จากนั้นรอวันประชุม"
    steps = [
        Step("ส่งหนังสือเชิญทางอีเมล", address("tell_confirm", meeting), follows),
        Step("แก้ระเบียบวาระ", address("edit_agenda", meeting), is_outline=True),
    ]
    return Stretch("เรียกประชุม", is_done, f"ยังไม่ได้แจ้ง {left} คน" if left else "", steps=steps)


def _coming(meeting):
    is_done = bool(meeting.attendances.all()) and not meeting.unrecorded
    came = meeting.quorum_words if is_done else ""
    if meeting.is_ahead:
        return Stretch("ผู้เข้าประชุม", False, came, waiting="ถึงวันประชุมแล้วบันทึกผู้เข้าประชุมได้")
    follows = f"ต้องมี {meeting.quorum} คนจึงครบองค์ประชุม ไม่ครบลงมติไม่ได้"
    step = Step("บันทึกผู้เข้าประชุม", address("edit_meeting", meeting), follows)
    return Stretch("ผู้เข้าประชุม", is_done, came, steps=[step])


def _due(meeting):
    """Return the rounds of a meeting that wait for a resolution."""
    drafted = {resolution.round_id for resolution in meeting.resolutions.all()}
    return [r for r in meeting.rounds.all() if r.is_running and r.pk not in drafted]


def _deciding(meeting):
    """Tell of the items one by one; of a draft nobody doubts the resolution alone says enough."""
    decided = {decision.round_id for decision in meeting.decisions.all()}
    left = [round for round in _due(meeting) if round.pk not in decided]
    if meeting.attendances.all() and not meeting.has_quorum:
        waiting = "องค์ประชุมไม่ครบ ลงมติไม่ได้ เรียกประชุมใหม่"
        return Stretch("มติรายรายการ", False, waiting=waiting)
    follows = "รายการที่มีความเห็นหรือให้ปรับปรุง และรายการอื่นทั้งหมดเห็นชอบตามเสนอ"
    steps = [Step("บันทึกมติรายรายการ", _decide(meeting, round), follows) for round in left]
    return Stretch("มติรายรายการ", not left, steps=steps)


def _decide(meeting, round):
    return reverse("reviews:decide", args=[meeting.organization.slug, meeting.pk, round.pk])


def _resolving(meeting):
    due = _due(meeting)
    steps = [
        Step(f"สรุปผล {round.version}", round.get_absolute_url(), "ประธานสรุปผลในหน้านี้")
        if round.is_of_support
        else Step(
            f"ร่างมติ {round.version}",
            reverse("reviews:draft_resolution", args=round.version.address),
            f"จากนั้นประธาน{round.body_name}ยืนยันมติ",
        )
        for round in due
    ]
    return Stretch("มติทั้งร่าง", not due, steps=steps)


def _writing(meeting):
    scans = len(meeting.scans.all())
    is_written = any(item.minutes for item in meeting.agenda_items.all())
    write = Step("เขียนรายงานการประชุม", address("edit_minutes", meeting), is_outline=is_written)
    follows = "พิมพ์ PDF หรือ Word ให้ลงนาม แล้วสแกนแนบไว้"
    attach = Step(
        "แนบรายงานที่ลงนามแล้ว", address("add_scan", meeting), follows, is_outline=not is_written
    )
    steps = [attach, write] if is_written else [write, attach]
    return Stretch("รายงานการประชุม", scans > 0, f"แนบแล้ว {scans} ไฟล์" if scans else "", steps=steps)
