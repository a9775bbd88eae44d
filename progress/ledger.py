"""What the database knows of a plan's lines by a day, as the rows of a result table."""

from collections import defaultdict

from django.db.models import Min

from plans.workflow import Stage
from projects.amending import consolidated

from .models import BudgetChange, Disbursement, ProgressReport
from .result_report import ZERO, Label, Result, Row
from .statuses import Status

LAST = 10**6


def announced(plans):
    """Keep the plans that have an announced version, the newest year first."""
    return plans.filter(versions__stage=Stage.ANNOUNCED).distinct()


def result_of(plan, until):
    """Return the Result of a plan by a day; the cost does not grow with the number of items.

    Items are those announced by that day; before the first announcement, those of the first.
    """
    announced = plan.versions.filter(stage=Stage.ANNOUNCED)
    first = announced.aggregate(on=Min("announced_on"))["on"]
    plan_on = max(until, first) if first else until
    items = consolidated(plan, plan_on)
    reports = _last_by_line(ProgressReport.objects.of(plan).filter(as_of__lte=until))
    paid = _last_by_line(Disbursement.objects.of(plan).filter(as_of__lte=until))
    transferred = defaultdict(lambda: ZERO)
    for change in BudgetChange.objects.of(plan).filter(decided_on__lte=until):
        transferred[change.line_id] += change.amount
    rows = [
        _row(item, reports.get(item.line_id), paid.get(item.line_id), transferred[item.line_id])
        for item in items
    ]
    return Result(rows, until, plan_on)


def _last_by_line(records):
    """Return {line: the last record about it}; their order is by day, then by when it was said."""
    return {record.line_id: record for record in records}


def _row(item, report, paid, transferred):
    return Row(
        code=item.line.code,
        name=item.name,
        kind=item.get_kind_display(),
        strategy=_label(item.strategy, "ไม่ระบุยุทธศาสตร์", "number"),
        program=_label(item.program, "ไม่ระบุแผนงาน", "order"),
        unit=_unit(item),
        source=_label(item.source, "ไม่ระบุแหล่งเงิน", "order"),
        is_others_money=item.is_others_money,
        planned=item.budget or ZERO,
        transferred=transferred,
        disbursed=paid.disbursed if paid else ZERO,
        contracted=(paid.contracted if paid else None) or ZERO,
        status=Status(report.status) if report else None,
        as_of=report.as_of if report else None,
        result=report.result if report else "",
        problem=report.problem if report else "",
        suggestion=report.suggestion if report else "",
        reason=report.reason if report else "",
        has_opinion=bool(report and report.opinion),
    )


def _label(of, missing, order):
    if of is None:
        return Label((LAST,), "0", missing)
    return Label((getattr(of, order), of.pk), str(of.pk), str(of))


def _unit(item):
    """Return the responsible unit; a work of an outside agency alone has none of ours."""
    if item.unit is None and item.agency:
        return Label((LAST, 1), "outside", "หน่วยงานภายนอก")
    return _label(item.unit, "ไม่ระบุหน่วยงาน", "order")
