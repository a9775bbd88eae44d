"""The ประกาศ in front of the book, and the values that {fields} of all its texts stand for.

Everything comes from what is recorded. What is not yet known is left as dots to write on, except
years: those are always computed, because years left over from last year's file are the commonest
error in such notices.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from django.utils import timezone

from organizations.roles import Body
from plans.workflow import Kind, Stage, Trigger
from thai.baht import format_money
from thai.calendar import (
    MONTHS,
    fiscal_year_end,
    fiscal_year_start,
    long_date,
    to_be,
)
from thai.periods import Period

from .figures import number_in_words
from .sources import sources_of
from .texts import NOTICE, Block, blocks_of, fill

DOTS = "." * 8
LONG_DOTS = "." * 24
COLLECTING = "รวบรวมแผนงาน โครงการ และกิจกรรมขององค์กรปกครองส่วนท้องถิ่น และของหน่วยงานอื่นที่ดำเนินการในพื้นที่"

_YEAR = " ประจำปีงบประมาณ พ.ศ. {fiscal_year}"
RECITALS = {  # what made the version necessary (ข้อ 27), as the notice tells it
    Trigger.ANNUAL_BUDGET: "ตามที่{organization}ได้ประกาศใช้{budget_act}งบประมาณรายจ่าย" + _YEAR,
    Trigger.SUPPLEMENTARY_BUDGET: (
        "ตามที่{organization}ได้ประกาศใช้{budget_act}งบประมาณรายจ่ายเพิ่มเติม" + _YEAR
    ),
    Trigger.ACCUMULATED_FUND: "ตามที่{council}ได้อนุมัติให้ใช้จ่ายเงินสะสม" + _YEAR,
    Trigger.AGENCY_NOTICE: ("ตามที่{organization}ได้รับแจ้งโครงการของหน่วยงานอื่นที่จะดำเนินการในพื้นที่" + _YEAR),
    Trigger.EXECUTIVE_ORDER: "ตามที่{executive_title}ได้สั่งให้แก้ไข{plan_word}" + _YEAR,
}


@dataclass(frozen=True)
class NoticeFacts:
    """What only the announcement knows; given when the executive announces."""

    announced_on: date
    signer: str
    title: str
    acting_for: str = ""
    number: int | None = None
    year: int | None = None  # of the number, B.E.; else the year of the announcement
    considered_on: date | None = None  # the committee's meeting, where it is recorded

    def to_json(self):
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in vars(self).items()
        }

    @classmethod
    def from_json(cls, kept):
        dates = {
            name: date.fromisoformat(kept[name])
            for name in ("announced_on", "considered_on")
            if kept.get(name)
        }
        return cls(**{**kept, **dates})


@dataclass(frozen=True)
class Notice:
    heading: str
    number: str
    subject: str
    blocks: list[Block] = field(default_factory=list)
    dated: str = ""
    signer: str = ""
    title: str = ""
    acting_for: str = ""


def compose_notice(version, values, texts, figures, facts=None):
    """Return the notice of a version: signed when `facts` are given, else a draft with dots."""
    number = ""
    if facts and facts.number:
        year = facts.year or to_be(facts.announced_on.year)
        number = figures.prose(f"เลขที่ {facts.number}/{year}")
    text = fill(texts.body(NOTICE), values, "ประกาศ")
    announced_on = facts.announced_on if facts else version.announced_on
    subject = "ประกาศใช้{plan_word} ประจำปีงบประมาณ พ.ศ. {fiscal_year}{revision}"
    return Notice(
        heading=f"ประกาศ{version.organization.full_name}",
        number=number,
        subject=figures.prose(fill(f"เรื่อง {subject}", values)),
        blocks=[block.written(figures.prose) for block in blocks_of(text)],
        dated=figures.prose(f"ประกาศ ณ วันที่ {day_in_words(announced_on, version)}"),
        signer=facts.signer if facts else LONG_DOTS + LONG_DOTS,
        title=facts.title if facts else version.organization.executive_title,
        acting_for=facts.acting_for if facts else "",
    )


def day_in_words(day, version):
    """Write "8 เดือน ตุลาคม พ.ศ. 2567"; an unknown day as dots with the year of the deadline."""
    if day is None:
        year = Period(version.trigger_on, version.procedure.finish_days).strict.year
        return f"{DOTS} เดือน {LONG_DOTS} พ.ศ. {to_be(year)}"
    return f"{day.day} เดือน {MONTHS[day.month]} พ.ศ. {to_be(day.year)}"


def values_for(version, items, totals, facts=None):
    """Return what every field stands for in the texts of a version's book."""
    organization, procedure, year = version.organization, version.procedure, version.fiscal_year
    values = {
        "organization": organization.full_name,
        "district": organization.district,
        "province": organization.province,
        "area": organization.area,
        "plan_word": organization.plan_word,
        "fiscal_year": str(year),
        "previous_year": str(year - 1),
        "next_year": str(year + 1),
        "revision": "" if version.kind == Kind.ORIGINAL else f" {version.label}",
        "starts": _day(fiscal_year_start(year)),
        "ends": _day(fiscal_year_end(year)),
        "citation": organization.citation or procedure.citation,
        "clauses": procedure.clauses,
        "executive_title": organization.executive_title,
        "clerk_title": organization.clerk_title,
        "council": organization.council,
        "budget_act": organization.budget_act,
        "development_committee": organization.development_committee,
        "support_committee": organization.support_committee,
        "development_plan": organization.development_plan or "แผนพัฒนาท้องถิ่น",
        "finish_days": number_in_words(procedure.finish_days),
        "post_days": number_in_words(procedure.post_days),
        "display_days": number_in_words(procedure.display_days),
        "items": f"{totals.count:,}",
        "total": format_money(totals.all, satang=False),
        "own_total": format_money(totals.own, satang=False),
        "other_total": format_money(totals.other, satang=False),
    }
    values["sources"] = sources_of(items, values["organization"])
    values["steps"] = "\n".join(
        f"{number}. {step.who}{step.what}" for number, step in enumerate(flow_of(version), start=1)
    )
    recital = fill(RECITALS[Trigger(version.trigger)], values)
    values["recital"] = f"{recital} เมื่อวันที่ {_day(version.trigger_on)}"
    values["consideration"] = _consideration(version, values, facts)
    return values


def _day(day):
    """Write "1 ตุลาคม พ.ศ. 2567"."""
    before, _, year = long_date(day).rpartition(" ")
    return f"{before} พ.ศ. {year}"


def _consideration(version, values, facts):
    """Tell which committee agreed, and when; a route of the executive alone says so."""
    bodies = [body for body in version.route if body != Body.EXECUTIVE]
    if not bodies:
        return f"{values['executive_title']}พิจารณาแล้วเห็นสมควร"
    day = facts.considered_on if facts else None
    day = day or _agreed_on(version)
    when = _day(day) if day else day_in_words(None, version)
    return f"{body_name(version, bodies[-1])}ได้พิจารณาเห็นชอบแล้ว เมื่อวันที่ {when}"


def _agreed_on(version):
    """Return the day of the step that led to the executive, or None while it has not come."""
    stages = version.stages
    agreed = stages[stages.index(Stage.ANNOUNCED) - 1]
    last = version.stage_changes.filter(to_stage=agreed).last()
    is_past = stages.index(version.stage) >= stages.index(agreed)
    return timezone.localdate(last.at) if last and is_past else None


def body_name(version, body):
    """Return what the organization calls one of its bodies."""
    organization = version.organization
    return {
        Body.SUPPORT_COMMITTEE: organization.support_committee,
        Body.COMMITTEE: organization.development_committee,
        Body.EXECUTIVE: organization.executive_title,
    }[body]


@dataclass(frozen=True)
class FlowStep:
    """One box of the flow chart: who on the left, what on the right."""

    who: str
    what: str


def flow_of(version):
    """Return the steps of the version's own procedure, from collecting to the end of posting."""
    word, procedure = version.organization.plan_word, version.procedure
    bodies = version.route
    following = {body: body_name(version, after) for body, after in pairwise(bodies)}
    steps = []
    for body in bodies:
        who, then = body_name(version, body), following.get(body)
        if body == Body.SUPPORT_COMMITTEE:
            steps += [
                FlowStep(who, COLLECTING),
                FlowStep(who, f"จัดทำร่าง{word} แล้วเสนอ{then}"),
            ]
        elif body == Body.COMMITTEE:
            steps.append(FlowStep(who, f"พิจารณาร่าง{word} แล้วเสนอ{then}"))
        else:
            steps.append(FlowStep(who, f"ประกาศใช้{word}"))
    posting = (
        f"ปิดประกาศ{word}ภายใน{number_in_words(procedure.post_days)}วันนับแต่วันที่ประกาศ"
        " เพื่อให้ประชาชนในท้องถิ่นทราบโดยทั่วกัน"
        f" และปิดประกาศไว้อย่างน้อย{number_in_words(procedure.display_days)}วัน"
    )
    return [*steps, FlowStep(version.organization.full_name, posting)]
