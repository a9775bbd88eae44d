"""What this app adds to a version's page and to a member's desk."""

from django.urls import reverse

from organizations import desk
from organizations.desk import Task
from organizations.holidays import calendar_for
from organizations.roles import Role
from plans.clocks import finish_clock
from plans.models import PlanVersion
from plans.overview import Blocker, Contribution, Step, add_tab, contributes
from plans.stays import in_stage_since
from plans.workflow import Stage
from thai.calendar import long_date, short_date, weekday_date

from .deadlines import clocks_of, posting_clock
from .models import Announcement, Posting

add_tab(40, "ประกาศและปิดประกาศ", "announcements:announcement", "announcements.view")


PRESSING = {"near", "today", "late"}


def at(name, version):
    return reverse(f"announcements:{name}", args=version.address)


@contributes
def announcing(version, member, today):
    """Add the three clocks, and the step or the waiting around announcing and posting."""
    postings = list(Posting.objects.filter(announcement__version=version))
    calendar = calendar_for(version.organization)
    clocks = clocks_of(version, [posting.posted_on for posting in postings], today, calendar)
    given = Contribution(clocks=clocks)
    if version.is_announced:
        after_announcing(given, version, member, postings, clocks[1])
    elif Announcement.is_due(version):
        before_announcing(given, version, member, clocks[0])
    is_pressing = clocks[0].state in PRESSING
    if is_pressing and not version.is_announced and member.may("plans.extend"):
        url = at("confirm_extend", version)
        given.steps.append(Step("ขยายเวลา", url, is_outline=True))
    return given


def before_announcing(given, version, member, clock):
    if not member.may("announcements.publish"):
        given.waiting.append(f"รอผู้บริหารประกาศใช้หรือส่งกลับ ภายใน{weekday_date(clock.due)}")
        return
    if reasons := Announcement.blockers(version):
        url = reverse("projects:readiness", args=version.address)
        given.blockers += [Blocker(reason, url) for reason in reasons]
    else:
        days = version.procedure.post_days
        follows = f"เมื่อประกาศใช้แล้ว เจ้าหน้าที่ปิดประกาศภายใน {days} วัน"
        given.steps.append(Step("ประกาศใช้แผน", at("brief", version), follows))
    if version.stage != Stage.COLLECTING:
        url = at("confirm_send_back", version)
        given.steps.append(Step("ส่งกลับให้แก้", url, is_outline=True))


def after_announcing(given, version, member, postings, clock):
    may_post = member.may("announcements.post")
    if not postings:
        by = weekday_date(clock.due)
        if may_post:
            follows = f"ต้องมีภาพถ่ายหรือเอกสารสแกน ภายใน{by}"
            given.steps.append(Step("บันทึกการปิดประกาศ", at("add_posting", version), follows))
        else:
            given.waiting.append(f"รอเจ้าหน้าที่บันทึกการปิดประกาศ (ติดประกาศให้ประชาชนเห็น) ภายใน{by}")
        return
    up = [posting for posting in postings if posting.is_up]
    if up:
        first = min(posting.posted_on for posting in up)
        given.waiting.append(f"ปิดประกาศอยู่ {len(up)} แห่ง ตั้งแต่ {long_date(first)}")


@desk.contributes
def announcing_tasks(member, today):
    """Yield what the executive has to announce and the planner has to post."""
    versions = PlanVersion.objects.visible_to(member).exclude(stage=Stage.ANNOUNCED).with_plan()
    calendar = calendar_for(member.organization)
    for version in versions.prefetch_related("extensions", "stage_changes"):
        clock, since = finish_clock(version, today, calendar), in_stage_since(version)
        if Announcement.is_due(version):
            yield from turn_of_executive(version, member, clock, since)
        elif member.may("plans.extend") and clock.state in PRESSING:
            yield Task("ขยายเวลา หรือเร่งให้แล้วเสร็จ", at("confirm_extend", version), str(version),
                       clock.due, clock, key=f"extend|{version.pk}|{clock.due}")  # fmt: skip
        elif member.has_role(Role.MONITOR):
            yield Task(f"ขั้น “{version.get_stage_display()}”", version.get_absolute_url(),
                       str(version), clock.due, clock, "ผู้จัดทำแผน", since)  # fmt: skip
    if member.may("announcements.post"):
        yield from posting_tasks(member, today, calendar)


def turn_of_executive(version, member, clock, since):
    """Yield the executive's own turn, or for who keeps or checks the plan whose turn it is."""
    if member.may("announcements.publish"):
        waits = ""
    elif member.is_planner or member.has_role(Role.MONITOR):
        waits = Role.EXECUTIVE.label
    else:
        return
    url = at("brief", version)
    yield Task("ประกาศใช้แผนหรือส่งกลับ", url, str(version), clock.due, clock, waits, since)


def posting_tasks(member, today, calendar):
    announced = Announcement.objects.visible_to(member).filter(withdrawn_at__isnull=True)
    for announcement in announced.with_version().prefetch_related("postings"):
        version, postings = announcement.version, announcement.postings.all()
        if not postings:
            clock = posting_clock(version, None, today, calendar)
            url = at("add_posting", version)
            since = announcement.announced_on
            yield Task("บันทึกการปิดประกาศ", url, str(version), clock.due, clock, since=since)
        for posting in postings:
            posting.announcement = announcement
            if posting.is_up and posting.removable_from <= today:
                about = f"{version} · {posting.place} ครบตั้งแต่ {short_date(posting.removable_from)}"
                url, since = at("postings", version), posting.removable_from
                yield Task("บันทึกการปลดประกาศ", url, about, since=since)
