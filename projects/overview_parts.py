"""What this app adds to a version's page and to a member's desk."""

from django.urls import reverse

from organizations.desk import Task
from organizations.desk import contributes as adds_tasks
from organizations.holidays import calendar_for
from plans.clocks import finish_clock
from plans.models import PlanVersion
from plans.overview import Blocker, Contribution, Part, add_tab, contributes
from plans.stays import in_stage_since
from plans.workflow import Stage

from .amending import items_of
from .readiness import counts_of, findings, may_mend, open_findings
from .totals import grouped, totals_of

add_tab(10, "รายการ", "projects:list", "projects.view")
add_tab(20, "ความพร้อม", "projects:readiness", "projects.view")

TABLES = [  # caption, head, field of the item and of the list's filter
    ("แยกตามยุทธศาสตร์", "ยุทธศาสตร์", "strategy"),
    ("แยกตามแผนงาน", "แผนงาน", "program"),
    ("แยกตามหน่วยงาน", "หน่วยงาน", "unit"),
    ("แยกตามแหล่งเงิน", "แหล่งเงิน", "source"),
]


@contributes
def version_page(version, member, today):
    items = items_of(version)
    found = findings(version, items, today)
    counts = counts_of(found)
    context = {
        "totals": totals_of(items),
        "items_url": reverse("projects:list", args=version.address),
        "tables": [table_of(items, version, *table) for table in TABLES],
        "counts": counts,
        "accepted": sum(not finding.is_open for finding in found),
        "readiness_url": reverse("projects:readiness", args=version.address),
    }
    given = Contribution(parts=[Part(20, "projects/_totals_part.html", context)])
    if version.is_editable and member.is_planner and counts["must"]:
        sentence = f"ดู {counts['must']:,} ข้อที่ต้องแก้ก่อน"
        given.blockers.append(Blocker(sentence, context["readiness_url"]))
    return given


def table_of(items, version, caption, head, name):
    """Return the context of a bar table: rows by one field, each linked to the items it counts."""
    order = "number" if name == "strategy" else "order"
    groups = grouped(items, lambda item: getattr(item, name))
    ordered = sorted(groups, key=lambda value: (value is None, getattr(value, order, 0)))
    largest = max((max(t.own, t.other) for t in groups.values()), default=0) or 1
    address = reverse("projects:list", args=version.address)
    return {
        "caption": caption,
        "head": head,
        "total": totals_of(items),
        "rows": [
            {
                "label": str(value or "ยังไม่ระบุ"),
                "url": f"{address}?{name}={value.pk if value else 'none'}",
                "count": groups[value].count,
                "own": groups[value].own,
                "own_percent": groups[value].own / largest * 100,
                "other": groups[value].other,
                "other_percent": groups[value].other / largest * 100,
            }
            for value in ordered
        ],
    }


@adds_tasks
def what_is_left(member, today):
    """Yield what a version that collects still needs from a planner or from a unit's staff."""
    if not member.may("projects.edit") or not (member.is_planner or member.unit_id):
        return
    calendar = calendar_for(member.organization)
    collecting = PlanVersion.objects.visible_to(member).filter(stage=Stage.COLLECTING)
    for version in collecting.with_plan().prefetch_related("extensions", "stage_changes"):
        mine = [f for f in open_findings(findings(version, None, today)) if may_mend(f, member)]
        title, url = _task_words(version, member, mine)
        if title:
            clock = finish_clock(version, today, calendar)
            since = in_stage_since(version)
            yield Task(title, url, str(version), clock.due, clock, since=since)


def _task_words(version, member, mine):
    """Return the title and address of a task; no title where nothing is left."""
    must = sum(finding.is_must for finding in mine)
    if member.is_planner:
        url = reverse("projects:readiness", args=version.address)
        return (f"แก้ {must:,} ข้อก่อนส่งร่าง" if must else ""), url
    lines = {finding.item.line_id for finding in mine if finding.item}
    url = reverse("projects:list", args=version.address)
    title = f"ตรวจ {len(lines):,} รายการของ{member.unit}ที่ยังไม่พร้อม" if lines else ""
    return title, f"{url}?unit={member.unit_id}&finding=any"
