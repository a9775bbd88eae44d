"""The demo: real lists of real towns, taken through the plan's life by the real steps.

What the sources lack is filled by the rules of NOTE, which the town's pages show. Nobody is real.
"""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from announcements.models import Announcement, Posting
from organizations.creation import create_from_register
from organizations.models import Organization
from organizations.roles import Body
from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Trigger
from progress.models import ProgressReport
from progress.statuses import Status
from projects.amending import items_of
from projects.models import AgencyInvitation, Project, Proposal
from projects.schedule import FISCAL_ORDER, span
from reviews.models import Attendance, Meeting, Remark, Resolution, ReviewRound, Verdict
from thai.calendar import fiscal_year, long_date

from .demo_lists import fill_from_devplan, fill_from_grants, fill_from_list
from .demo_past import on
from .demo_people import people_of
from .demo_pictures import board_photo

NOTE = (
    "ข้อมูลสาธิต: บัญชีต้นฉบับไม่ระบุเดือน จึงให้รายการของแต่ละหน่วยงานเริ่มเดือน ต.ค. พ.ย. ธ.ค. … ก.ค."
    " เวียนกันไป รายการละ 3 เดือน ผลการดำเนินงานก็เติมตามลำดับรายการ บุคคลทั้งหมดสมมติขึ้น"
)
PROPOSED = [  # of an outside agency: name, budget, place, first and last month
    (  # the town's own list has this one too
        "ก่อสร้างผิวจราจรคอนกรีตเสริมเหล็ก พร้อมท่อระบายน้ำ ซอยโกสีย์ 8",
        "670000.00",
        "ซอยโกสีย์ 8",
        (1, 4),
    ),
    ("ติดตั้งไฟฟ้าแสงสว่างทางหลวงหมายเลข 1", "3200000.00", "ทางหลวงหมายเลข 1", (5, 7)),
]
SPANS = tuple(zip(FISCAL_ORDER, FISCAL_ORDER[2:], strict=False))  # Oct–Dec, Nov–Jan … Jul–Sep


SMALL_NOTE = (
    f"{NOTE} รายการมาจากเงินอุดหนุนเฉพาะกิจปี 2565 ซึ่งไม่บอกยุทธศาสตร์ แผนงาน และหน่วยงาน จึงจัดให้ตามคำในชื่อ"
)


def load():
    """Load what is not there yet; yield one sentence per town."""
    towns = {"nakhonsawan": city, "nakhonnayok": small_town, "chainat": waiting_town}
    for slug, build in towns.items():
        if Organization.objects.filter(slug=slug).exists():
            yield f"{slug}: already there"
            continue
        with transaction.atomic():
            build(slug)
        yield f"{slug}: loaded"


def town(code, slug, note=NOTE, **fields):
    organization = create_from_register(code, slug, is_demo=True, months_note=note, **fields)
    return organization, people_of(organization)


def open_version(organization, year, trigger_on, by):
    version = Plan.open(
        organization,
        year,
        kind=Kind.ORIGINAL,
        trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=trigger_on,
        by=by,
    )
    return PlanVersion.objects.with_plan().get(pk=version.pk)


def set_months(version, but=None):
    """Fill the months by the stated rule: the items of each unit begin in turn, month by month.

    A unit that has not done its work yet may be left out.
    """
    turns = {}
    items = [item for item in items_of(version) if but is None or item.unit != but]
    for item in items:
        turn = turns[item.unit_id] = turns.get(item.unit_id, -1) + 1
        item.months = span(*SPANS[turn % len(SPANS)])
    for model in {type(item) for item in items}:
        model.objects.bulk_update([i for i in items if isinstance(i, model)], ["months"])


def agree_on_draft(version, people):
    """Take a collected version through the support committee."""
    started = ReviewRound.start(version, body=Body.SUPPORT_COMMITTEE, by=people["planner"])
    for key in ("clerk", "support"):
        Verdict.give(started, by=people[key], choice=Verdict.Choice.AGREE)
    Resolution.conclude(started, outcome=Resolution.Outcome.ADOPT, by=people["clerk"])
    version.refresh_from_db()


def send_to_committee(version, people, answer_by=None):
    started = ReviewRound.start(
        version, body=Body.COMMITTEE, by=people["planner"], answer_by=answer_by
    )
    version.refresh_from_db()
    return started


def adopt(started, people, held_on):
    """Hold the meeting of the development committee and adopt what was sent."""
    for key in ("committee", "committee2"):
        Verdict.give_rest(started, by=people[key])
    way = Attendance.Way
    came = {
        people["mayor"]: way.PRESENT,
        people["committee"]: way.PRESENT,
        people["committee2"]: way.PRESENT,
        people["committee3"]: way.LEAVE,
        people["committee4"]: way.PRESENT,
    }
    meeting = Meeting.record(
        [started],
        held_on=held_on,
        by=people["planner"],
        attendance=came,
        place="ห้องประชุมสำนักงานเทศบาล",
        minutes="ที่ประชุมพิจารณาร่างแผนการดำเนินงานตามที่ฝ่ายเลขานุการเสนอแล้ว",
    )
    drafted = Resolution.draft(
        started, meeting=meeting, outcome=Resolution.Outcome.ADOPT, by=people["planner"]
    )
    drafted.confirm(by=people["mayor"])
    started.version.refresh_from_db()


def announce(version, people, day):
    mayor = people["mayor"]
    return Announcement.publish(
        version,
        announced_on=day,
        number=Announcement.next_number(version.organization, day.year + 543),
        signer=str(mayor),
        signer_title=version.organization.executive_title,
        by=mayor,
    )


def post(announcement, people, day, place="ป้ายประกาศหน้าสำนักงานเทศบาล"):
    photo = board_photo(str(announcement.version), place, long_date(day))
    return Posting.record(
        announcement,
        place=place,
        posted_on=day,
        posted_by=str(people["planner"]),
        files=[photo],
        by=people["planner"],
    )


def live_through(version, people, *, met_on, announced_on, posted_on):
    """Take a collected version of the past all the way to the notice board."""
    with on(met_on - timedelta(days=7)):
        agree_on_draft(version, people)
        started = send_to_committee(version, people, answer_by=met_on)
    with on(met_on, hour=14):
        adopt(started, people, met_on)
    with on(announced_on):
        announcement = announce(version, people, announced_on)
    with on(posted_on, hour=10):
        posting = post(announcement, people, posted_on)
    taken_down = posting.removable_from + timedelta(days=2)
    with on(taken_down, hour=15):
        posting.take_down(taken_down, by_name=str(people["planner"]), by=people["planner"])


def city(slug):
    """เทศบาลนครนครสวรรค์: 2567 with results, 2568 announced and posted, 2569 collecting."""
    organization, people = town("3600102", slug, development_plan="แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570)")
    with on(date(2023, 9, 18)):
        version = open_version(organization, 2567, date(2023, 9, 15), people["planner"])
        fill_from_list(version, "nakhonsawan_city_2567_planned.csv", people["planner"])
        set_months(version)
    live_through(
        version,
        people,
        met_on=date(2023, 10, 5),
        announced_on=date(2023, 10, 9),
        posted_on=date(2023, 10, 12),
    )
    with on(date(2024, 10, 7)):
        report(version, people, date(2024, 9, 30))

    with on(date(2024, 9, 17)):
        version = open_version(organization, 2568, date(2024, 9, 16), people["planner"])
        fill_from_list(version, "nakhonsawan_city_2568_planned.csv", people["planner"])
        set_months(version)
    live_through(
        version,
        people,
        met_on=date(2024, 10, 4),
        announced_on=date(2024, 10, 8),
        posted_on=date(2024, 10, 11),
    )
    with on(date(2025, 9, 22)):
        version = open_version(organization, 2569, date(2025, 9, 15), people["planner"])
        fill_from_devplan(version, people["planner"])
        set_months(version, but=people["staff"].unit)
    invite_agency(version, people["planner"])


def invite_agency(version, by):
    """Leave the version with one invited agency and two of its proposals to decide."""
    link = AgencyInvitation.send(
        version,
        agency="แขวงทางหลวงสาธิต",
        email="planning@highway.example",
        last_day=timezone.localdate() + timedelta(days=30),
        by=by,
    )
    link.see()
    for name, budget, place, months in PROPOSED:
        Proposal.enter(
            link,
            name=name,
            detail="ข้อมูลสาธิต: โครงการสมมติของหน่วยงานภายนอก",
            budget=Decimal(budget),
            place=place,
            months=span(*months),
            contact="ฝ่ายแผนงาน (ผู้ประสานงานสมมติ)",
            note="",
        )


def report(version, people, as_of):
    """Enter results by the stated rule, in the order of the plan; the text says it is a rule."""
    for place, item in enumerate(items_of(version)):
        budget = item.budget or Decimal(0)
        if place % 10 < 7:
            status, share, reason = Status.COMPLETED, Decimal("0.97"), ""
        elif place % 10 < 9:
            status, share, reason = Status.IN_PROGRESS, Decimal("0.45"), ""
        else:
            status, share = Status.UNABLE, Decimal(0)
            reason = "ข้อมูลสาธิต: สมมติว่าไม่ได้รับจัดสรรงบประมาณ"
        ProgressReport.report(
            item.line,
            as_of=as_of,
            status=status,
            result="ข้อมูลสาธิต: ผลตามลำดับรายการ" if share else "",
            reason=reason,
            disbursed=(budget * share).quantize(Decimal("0.01")),
            by=people["planner"],
        )


def this_years_draft(code, slug, rows_of):
    """Open this fiscal year's plan of a small town, triggered three weeks ago."""
    organization, people = town(code, slug, SMALL_NOTE)
    today = timezone.localdate()
    opened = today - timedelta(days=21)
    with on(opened):
        version = open_version(organization, fiscal_year(today), opened, people["planner"])
        fill_from_grants(version, rows_of, people["planner"])
        set_months(version)
    with on(today - timedelta(days=8)):
        agree_on_draft(version, people)
        started = send_to_committee(version, people, answer_by=today + timedelta(days=3))
    return started, people


def small_town(slug):
    """เทศบาลเมืองนครนายก: before the development committee, with a remark to answer."""
    started, people = this_years_draft("4260102", slug, "เทศบาลเมืองนครนายก")
    with on(timezone.localdate() - timedelta(days=2), hour=19):
        item = Project.objects.filter(version=started.version).order_by("-budget").first()
        Remark.make(
            started,
            by=people["committee"],
            line=item.line,
            body="ขอให้ระบุจุดจอดและผู้ดูแลรถไว้ในรายละเอียดด้วย",
        )
        Verdict.give_rest(started, by=people["committee2"])


def waiting_town(slug):
    """เทศบาลเมืองชัยนาท: adopted, waiting for the executive."""
    started, people = this_years_draft("4180102", slug, "เทศบาลเมืองชัยนาท")
    held_on = timezone.localdate() - timedelta(days=1)
    with on(held_on, hour=14):
        adopt(started, people, held_on)
