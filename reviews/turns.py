"""Whose turn it is: the same answer for a version's page and for everybody's desk."""

from django.urls import reverse
from django.utils import timezone

from organizations.roles import Body, Role
from plans.overview import Blocker, Contribution, Step
from plans.workflow import STAGES_OF_BODY, next_stages
from thai.calendar import short_date

from .committee import ROLE_OF_BODY, name_of
from .models import Resolution, ReviewRound, Verdict

SEND = {  # the page that sends a draft to each body, and the words of its button
    Body.SUPPORT_COMMITTEE: ("reviews:send_draft_confirm", "ส่งร่างให้คณะกรรมการสนับสนุนฯ"),
    Body.COMMITTEE: ("reviews:start_confirm", "ส่งร่างเข้าที่ประชุม"),
}


def body_to_come(version):
    """Return the committee that the version's next step goes to, or None."""
    reachable = next_stages(version.stage, version.route)
    bodies = (body for body in version.route if body in ROLE_OF_BODY)
    return next((body for body in bodies if STAGES_OF_BODY[body][0] in reachable), None)


def before_round(version, member):
    """Return what the planner does, or others wait for, before a committee gets the draft."""
    given, body = Contribution(), body_to_come(version)
    if body is None:
        return given
    address, label = SEND[body]
    url, name = reverse(address, args=version.address), name_of(version.organization, body)
    if not member.may("reviews.start"):
        given.waiting.append(f"รอ{Role.PLANNER.label}ส่งร่างให้{name}")
        return given
    reasons, links = ReviewRound.obstacles(version, body)
    if reasons:  # what readiness finds has its own line on the page
        given.blockers += [Blocker(reason, url) for reason in reasons if reason not in links]
    else:
        given.steps.append(Step(label, url, f"จากนั้น{name}พิจารณา"))
    return given


def while_correcting(version, member):
    """Return the planner's step, or the others' waiting, while listed changes are made."""
    given = Contribution()
    page = reverse("reviews:corrections", args=version.address)
    if member.may("reviews.draft_resolution"):
        label = "แก้ตามมติแล้วยืนยันว่าครบ"
        given.steps.append(Step(label, page, "จากนั้นผู้บริหารประกาศใช้ โดยไม่ต้องประชุมอีก"))
    else:
        given.waiting.append(f"รอ{Role.PLANNER.label}แก้ตามมติ")
    return given


def turn_in(round, member):
    """Return the steps, blockers and waiting of a running round for one member."""
    return _in_support(round, member) if round.is_of_support else _in_committee(round, member)


def _in_support(round, member):
    given, agreement = Contribution(), round.agreement()
    at = round.version.address
    if member in round.confirmers() and not Resolution.missing_for_agreement(round, agreement):
        follows = "เมื่อสรุปว่าครบถ้วน แผนไปขั้นต่อไปและแก้รายการไม่ได้"
        url = reverse("reviews:close_confirm", args=at)
        given.steps.append(Step("สรุปผลความครบถ้วนของร่าง", url, follows))
    if round.is_seat_of(member) and not agreement.of(member).is_current:
        url = reverse("reviews:agreement", args=at)
        label = "อ่านร่างแล้วตอบว่าครบถ้วนหรือไม่"
        given.steps.append(Step(label, url, is_outline=bool(given.steps)))
    if unanswered := _remarks_to_answer(round, member):
        given.blockers.append(unanswered)
    if not given.steps:
        given.waiting.append(
            f"รอ{round.body_name}ตอบและประธานสรุปผล ตั้งแต่ {round.started_on}"
            f" เห็นว่าครบถ้วนแล้ว {agreement.agreeing} จาก {agreement.seats} คน"
            f" ต้องมี {agreement.needed} คน"
        )
    return given


def _remarks_to_answer(round, member):
    count = round.unanswered().count() if member.may("reviews.answer_remark") else 0
    url = reverse("reviews:remarks", args=round.version.address)
    return Blocker(f"ยังไม่ตอบความเห็น {count} ข้อ", url) if count else None


def _in_committee(round, member):
    given = Contribution()
    resolution = round.resolutions.select_related("meeting", "drafted_by").first()
    if resolution:
        resolution.round = round
        _until_confirmed(given, resolution, member)
        return given
    _to_read(given, round, member)
    if member.may("reviews.draft_resolution"):
        _to_resolve(given, round)
    if not given.steps and not given.blockers:
        given.waiting.append(f"รอ{round.body_name}พิจารณา ตั้งแต่ {round.started_on}")
    return given


def _until_confirmed(given, resolution, member):
    round = resolution.round
    page = reverse("reviews:resolution", args=round.version.address)
    if member not in round.confirmers(resolution.drafted_by):
        drafted = short_date(timezone.localdate(resolution.drafted_at))
        given.waiting.append(f"รอประธาน{round.body_name}ยืนยันมติ ตั้งแต่ {drafted}")
    elif barriers := resolution.barriers_for(member):
        given.blockers += [Blocker(sentence, page) for sentence in barriers]
    else:
        url = reverse("reviews:confirm_confirm", args=round.version.address)
        follows = "เมื่อยืนยันแล้ว แผนไปขั้นต่อไป แก้มติและบันทึกการประชุมไม่ได้อีก"
        given.steps.append(Step(f"ยืนยันมติ “{resolution.words}”", url, follows))


def _to_read(given, round, member):
    if not round.is_seat_of(member):
        return
    left, total = len(Verdict.rest_of(round, member)), len(round.table.items)
    if left:
        label = f"พิจารณารายการ ให้ผลแล้ว {total - left:,} จาก {total:,}"
        given.steps.append(Step(label, round.get_absolute_url()))


def _to_resolve(given, round):
    reasons = Resolution.obstacles(round)
    if not round.meetings.exists():
        url = reverse("reviews:add_meeting", args=[round.organization.slug])
        reasons = {reason: link for reason, link in reasons.items() if link != url}
        call = reverse("reviews:call_meeting", args=[round.organization.slug, round.body])
        follows = "จากนั้นร่างมติให้ประธานยืนยัน แล้วผู้บริหารประกาศใช้"
        given.steps.append(Step("เรียกประชุม", call, follows, is_outline=bool(given.steps)))
        given.steps.append(Step("บันทึกการประชุมที่ผ่านแล้ว", url, is_outline=True))
    elif not reasons:
        url = reverse("reviews:draft_resolution", args=round.version.address)
        follows = f"จากนั้นประธาน{round.body_name}ยืนยันมติ"
        given.steps.append(Step("ร่างมติ", url, follows, is_outline=bool(given.steps)))
    given.blockers += [Blocker(reason, link) for reason, link in reasons.items()]
