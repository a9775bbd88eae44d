"""What this app adds to a version's page, a member's desk and the public story of an item."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from announcements import story
from announcements.story import Event
from organizations import desk
from organizations.desk import Task
from organizations.roles import Role
from plans.models import Plan
from plans.overview import Contribution, Part, contributes
from projects.outcomes import Outcome, tells
from thai.baht import format_money

from .ledger import announced, result_of
from .listing import NO_OPINION, Filter
from .pictures import status_bar
from .reporters import own_unit, reportable
from .rounds import is_asked, last_cut_off, round_on

story.MENU.append(("ผลการดำเนินงาน", "public_results:index"))


@contributes
def results_so_far(version, member, today):
    """Show how far the works of the plan are, once it is announced."""
    if not version.is_announced or not member.may("progress.view"):
        return Contribution()
    result = result_of(version.plan, last_cut_off(version.fiscal_year, today))
    address = [version.organization.slug, version.fiscal_year]
    until = f"until={result.until.isoformat()}"
    context = {
        "result": result,
        "status_bar": status_bar(result.total),
        "summary_url": f"{reverse('progress:summary', args=address)}?{until}",
        "rows_url": f"{reverse('progress:list', args=address)}?{until}&unit=all",
    }
    return Contribution(parts=[Part(80, "progress/_version_part.html", context)])


@tells
def what_came_of_a_plan(plan, today):
    """Return how far each item of a plan got, for whoever begins the next plan from it."""
    result = result_of(plan, last_cut_off(plan.fiscal_year, today))
    return {row.code: Outcome(row.status_label, row.percent) for row in result.rows}


@desk.contributes
def reports_to_make(member, today):
    """Yield what a unit has to report, and for the planner the units that are late."""
    if not member.may("progress.report"):
        return
    plans = announced(Plan.objects.visible_to(member).select_related("organization"))
    for plan in plans:
        if is_asked(plan.fiscal_year, today):
            yield from _tasks_of(plan, member, today)


@desk.contributes
def opinions_to_give(member, today):
    """Yield how many reports have no opinion of a monitor yet."""
    if not member.may("progress.give_opinion"):
        return
    plans = announced(Plan.objects.visible_to(member).select_related("organization"))
    for plan in plans:
        if is_asked(plan.fiscal_year, today):
            asked, result = round_on(plan.fiscal_year, today), result_of(plan, today)
            count = len(Filter(status=NO_OPINION).kept(result.rows, asked))
            if count:
                url = reverse("progress:list", args=[plan.organization.slug, plan.fiscal_year])
                title = f"{count} รายงานผลยังไม่มีความเห็น"
                key = f"opinions|{plan.pk}|{asked.starts_on}"
                yield Task(title, f"{url}?status={NO_OPINION}", str(plan), key=key)


def _tasks_of(plan, member, today):
    asked, result = round_on(plan.fiscal_year, today), result_of(plan, today)
    url = reverse("progress:list", args=[plan.organization.slug, plan.fiscal_year])
    about = f"{plan} {asked.name}"
    if unit := own_unit(member):
        count = sum(row.waits(asked) for row in reportable(result.rows, member))
        if count:
            query = urlencode({"unit": unit, "status": "waiting"})
            title = f"{count} รายการรอรายงานผล"
            yield Task(title, f"{url}?{query}", about, asked.ends_on, since=asked.starts_on)
    if member.has_role(Role.PLANNER) and today > asked.ends_on:
        since = asked.ends_on + timedelta(days=1)
        for label, count in _waiting_by_unit(result, asked):
            query = urlencode({"unit": label.key, "status": "waiting"})
            title = f"{label} ยังไม่รายงานผล {count} รายการ"
            yield Task(title, f"{url}?{query}", about, asked.ends_on, None, str(label), since)


def _waiting_by_unit(result, asked):
    """Return (unit, how many of its reports are missing), units in their order."""
    counts = {}
    for row in result.waiting(asked):
        counts[row.unit] = counts.get(row.unit, 0) + 1
    return sorted(counts.items())


@story.contributes
def what_came_of_it(line, on):
    """Yield the reports, payments and budget changes of a line; nobody is named."""
    for report in line.progress_reports.filter(as_of__lte=on):
        detail = " ".join(filter(None, (report.result, report.reason)))
        yield Event(
            report.as_of,
            f"รายงานผล: {report.get_status_display()}",
            detail,
            anchor=f"report-{report.pk}",
        )
    before = None
    for paid in line.disbursements.filter(as_of__lte=on):
        if paid.disbursed and paid.disbursed != before:
            detail = f"เบิกจ่ายสะสม {format_money(paid.disbursed)} บาท"
            yield Event(paid.as_of, "เบิกจ่าย", detail, anchor=f"paid-{paid.pk}")
        before = paid.disbursed
    for change in line.budget_changes.filter(decided_on__lte=on):
        kind = "เพิ่มงบ" if change.amount > 0 else "ลดงบ"
        detail = f"{kind} {format_money(abs(change.amount))} บาท {change.reason}"
        yield Event(change.decided_on, "โอนหรือแก้งบ", detail, anchor=f"budget-{change.pk}")
