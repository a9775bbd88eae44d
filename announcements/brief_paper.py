"""The executive brief on one page of paper: what the screen shows, to read away from it."""

from django.utils import timezone

from documents.figures import Figures
from documents.form_models import layout_of
from documents.papers.registry import PaperKind, add_paper
from documents.papers.sheet import Facts, Figure, FigureBand, Head, Note, Sheet, Title, hash_of
from documents.papers.sheet_printers import SHEET_PRINTERS
from documents.plan_book import figures_for
from organizations.holidays import calendar_for
from organizations.templatetags.ui import CLOCKS
from plans.clocks import finish_clock
from plans.workflow import Kind
from projects.canonical import hash_of as content_hash_of
from projects.totals import grouped
from thai.calendar import long_date, weekday_date

from .brief import brief_of, since_last_version, since_last_year
from .brief_tables import largest_table, step_table, sums_table
from .deadlines import posting_clock
from .models import Posting

BRIEF = "brief"
MARGINS = (13.0, 15.0, 13.0, 20.0)
LAST = 10**6


def compose(version, facts=None):
    """Return the Sheet of the brief of a version, as it stands today."""
    brief, today, organization = brief_of(version), timezone.localdate(), version.organization
    figures = figures_for(organization, brief.items, layout_of(version))
    revision = "" if version.kind == Kind.ORIGINAL else f" {version.label}"
    plan = f"{organization.plan_word} ประจำปีงบประมาณ พ.ศ. {version.fiscal_year}{revision}"
    pairs = [*decision(version, brief), *clocks(version, today)]
    if version.is_announced:
        pairs.append(("ประกาศใช้แล้ว", f"เมื่อวันที่ {long_date(version.announced_on)}"))
    elif brief.blockers:
        reasons = "\n".join(f"{n}. {reason}" for n, reason in enumerate(brief.blockers, start=1))
        pairs.append(("ยังประกาศใช้ไม่ได้ เพราะ", reasons))
    return Sheet(
        title=figures.prose(f"สรุปสำหรับผู้บริหาร {plan} {organization.full_name}"),
        author=organization.full_name,
        head=Head(lines=("สรุปสำหรับผู้บริหาร", figures.prose(plan), organization.full_name)),
        blocks=(
            band(brief.totals, figures),
            Facts(tuple((term, figures.prose(words)) for term, words in pairs)),
            *steps(version, brief.items, today, figures),
            Title("ตามยุทธศาสตร์ (บาท)"),
            sums_table("ยุทธศาสตร์", by_strategy(brief.items), brief.totals, figures),
            Title("ตามแหล่งเงิน (บาท)"),
            sums_table("แหล่งเงิน", by_source(brief.items), brief.totals, figures),
            Title(figures.prose(f"รายการที่ใช้เงินมากที่สุด {len(brief.largest)} รายการ")),
            largest_table(brief.largest, figures),
            Note(figures.prose(f"ข้อมูลในระบบ ณ วันที่ {long_date(today)}") + code_of(version)),
        ),
        has_thai_digits=figures.is_thai_in_prose,
        margins=MARGINS,
        look="documents/looks/brief.css",
    )


def band(totals, figures: Figures):
    """Return the three figures of a plan; own and others' money never meet in one."""

    def counted(count):
        return figures.prose(f"บาท ({count:,} รายการ)")

    return FigureBand(
        (
            Figure("รายการทั้งหมด", figures.prose(f"{totals.count:,}"), "รายการ"),
            Figure("งบของหน่วยงานเอง", money(totals.own, figures), counted(totals.own_count)),
            Figure("งบของหน่วยงานภายนอก", money(totals.other, figures), counted(totals.other_count)),
        )
    )


def money(amount, figures):
    """Write an amount that stands outside tables."""
    return figures.prose(f"{amount:,.2f}" if figures.shows_satang else f"{amount:,.0f}")


def decision(version, brief):
    """Return what was decided and what is open, as pairs of a term and words."""
    pairs = [("เหตุที่ต้องจัดทำ", f"{version.get_trigger_display()} {long_date(version.trigger_on)}")]
    if len(version.route) > 1:
        pairs.append(("มติเห็นชอบ", resolution_words(brief)))
        changed = len(brief.changed_codes)
        pairs.append(("ต่างจากที่เสนอกรรมการ", f"{changed} รายการ" if changed else "ไม่มี"))
    answered = brief.remarks - brief.open_remarks
    remarks = f"{brief.remarks} ข้อ ตอบแล้ว {answered} ข้อ ยังไม่ตอบ {brief.open_remarks} ข้อ"
    pairs.append(("ความเห็น", remarks if brief.remarks else "ไม่มี"))
    exceptions = f"กรณีพิเศษ {brief.exceptions} ครั้ง"
    pairs.append(("ข้อควรตรวจที่รับทราบแล้ว", f"{brief.accepted} ข้อ  {exceptions}"))
    return pairs


def resolution_words(brief):
    resolution = brief.resolution
    if resolution is None:
        return "ยังไม่มีมติที่ยืนยันแล้ว"
    meeting = resolution.meeting
    if meeting is None:
        return f"ยืนยันเมื่อ {long_date(timezone.localdate(resolution.confirmed_at))}"
    return f"{meeting} เมื่อ {long_date(meeting.held_on)}\n{meeting.quorum_words}"


def clocks(version, today):
    """Return the days by which it must be announced and posted, and how long it stays posted."""
    calendar = calendar_for(version.organization)
    posted = Posting.objects.filter(announcement__version=version)
    first = min(posted.values_list("posted_on", flat=True), default=None)
    finish, posting = finish_clock(version, today, calendar), posting_clock(
        version, first, today, calendar
    )  # fmt: skip
    procedure = version.procedure
    kept = f"ปิดประกาศไว้อย่างน้อย {procedure.display_days} วัน"
    if posting.due:
        return [(finish.label, due(finish)), (posting.label, f"{due(posting)}\n{kept}")]
    later = f"ภายใน {procedure.post_days} วันนับแต่วันที่ประกาศ และ{kept}"
    return [(finish.label, due(finish)), (posting.label, later)]


def due(clock):
    """Write "ภายในวันพุธที่ 16 ตุลาคม 2567 เหลือ 3 วัน", and the working day before a holiday."""
    words = CLOCKS[clock.state][2].format(days=clock.days)
    told = f"ภายในวัน{weekday_date(clock.due)} {words}"
    if clock.done_on:
        return f"{told} เมื่อ {long_date(clock.done_on)}"
    if clock.deadline.is_holiday and not clock.extended_to:
        holiday = clock.deadline.holiday_name or "วันหยุด"
        told += f"\nตรงกับ{holiday} ควรทำไม่เกินวัน{weekday_date(clock.deadline.safe)}"
    return told


def steps(version, items, today, figures):
    """Return what changed since last year's plan, or since the last version of this year's."""
    last_year = since_last_year(version, items, today)
    last_version = since_last_version(version, items, today)
    if last_version:
        title, step, heads = "เทียบกับแผนที่ใช้อยู่", last_version, ("ที่ใช้อยู่", "เมื่อรวมฉบับนี้")
    elif last_year:
        heads = (f"ปี {version.fiscal_year - 1}", f"ปี {version.fiscal_year}")
        title, step = f"เทียบกับแผนปี {version.fiscal_year - 1}", last_year
    else:
        return [Note(figures.prose(f"ไม่มีแผนปี {version.fiscal_year - 1} ที่ประกาศใช้ในระบบให้เทียบ"))]
    counts = [f"{label} {count:,} รายการ" for label, count in step.counts if count]
    table = step_table(step, [figures.prose(head) for head in heads], figures)
    return [Title(figures.prose(" ".join([title, *counts]))), table]


def by_strategy(items):
    return grouped(items, lambda item: item.strategy)


def by_source(items):
    found = grouped(items, lambda item: item.source)
    return dict(sorted(found.items(), key=lambda pair: pair[0].order if pair[0] else LAST))


def code_of(version):
    """Return the first letters of the hash by which the content can be recognised."""
    return f"  รหัสยืนยันเนื้อหา {content_hash_of(version)[:12]}"


add_paper(PaperKind(BRIEF, "สรุปสำหรับผู้บริหาร", compose, SHEET_PRINTERS, hash_of, is_of_the_day=True))
