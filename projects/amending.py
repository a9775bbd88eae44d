"""Which items are the plan: of one version, or of everything announced by a day."""

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Length

from plans.models import Plan
from plans.workflow import Stage, StepRefused
from thai.text import repair

from .models import Change, Equipment, Line, Project


def in_official_order(items):
    """Return items by strategy, guideline, program and typed order; equipment by category last."""
    last = 10**6

    def place(item):
        if item.is_equipment:
            head = (1, item.category.order if item.category_id else last, 0)
        else:
            head = (
                0,
                item.strategy.number if item.strategy_id else last,
                item.guideline.number if item.guideline_id else last,
            )
        program = item.program.order if item.program_id else last
        return (*head, program, item.order, item.line.code)

    return sorted(items, key=place)


def items_of(version):
    """Return all items of one version in official order (2 queries, 2 more for further units)."""
    projects = Project.objects.filter(version=version)
    equipment = Equipment.objects.filter(version=version).select_related("category")
    return in_official_order(_loaded(projects, version) + _loaded(equipment, version))


def _loaded(queryset, version):
    rows = list(queryset.with_labels().prefetch_related("further_units"))
    for row in rows:
        row.version = version  # spares a join, and lets months_text know the year
    return rows


def consolidated(plan, on):
    """Return the items in force on a day: announced by then, neither replaced nor cancelled."""
    current = {}
    versions = plan.versions.filter(stage=Stage.ANNOUNCED, announced_on__lte=on)
    for version in versions.order_by("announced_on", "opened_at").with_plan():
        for item in items_of(version):
            if item.change == Change.CANCEL:
                current.pop(item.line_id, None)
            else:
                current[item.line_id] = item
    return in_official_order(current.values())


def find_item(version, code):
    """Return the project or equipment of a version with a public code, or None."""
    code = repair(code)  # it may come from a query, and PostgreSQL refuses a NUL
    for model in (Project, Equipment):
        item = model.objects.filter(version=version, line__code=code).with_labels().first()
        if item:
            item.version = version
            return item
    return None


def editable_codes(version, member):
    """Return the public codes of a version's items that a member may change by their form now."""
    rows = (
        model.objects.editable_by(member).filter(version=version).exclude(change=Change.CANCEL)
        for model in (Project, Equipment)
    )
    return {code for found in rows for code in found.values_list("line__code", flat=True)}


def refuse_new_items(version, *, by):
    """Raise StepRefused where a member may add nothing to a version now, with every reason."""
    reasons = []
    if not version.is_collecting:
        reasons.append(f"แผนอยู่ในขั้น “{version.get_stage_display()}” เพิ่มรายการไม่ได้")
    if not by.is_planner and by.unit is None:
        reasons.append("ยังไม่ได้กำหนดหน่วยงานของท่าน ให้ผู้ดูแลระบบกำหนดก่อน")
    if reasons:
        raise StepRefused(version, *reasons)


def begin_item(version, kind, *, by):
    """Return a new item of a kind, not yet saved, or raise StepRefused; staff add to their unit."""
    refuse_new_items(version, by=by)
    unit = None if by.is_planner else by.unit
    if kind == "equipment":
        return Equipment(version=version, unit=unit)
    kind = kind if kind in Project.ItemKind.values else Project.ItemKind.PROJECT
    return Project(version=version, unit=unit, kind=kind)


@transaction.atomic
def new_line(plan):
    """Return a Line with the plan's next public code: 0001, 0002, …

    The plan's row is locked, so that two people adding at once do not get one code.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    return Line.objects.create(plan=plan, code=f"{last_code(plan) + 1:04d}")


def last_code(plan):
    """Return the highest public code given out in a plan, as a number."""
    last = Line.objects.filter(plan=plan).order_by(Length("code"), "code").last()
    return int(last.code) if last else 0


def last_order(version):
    """Return the highest typed order in a version: what comes after it is last in its program."""
    orders = (model.objects.filter(version=version) for model in (Project, Equipment))
    return max(rows.aggregate(Max("order"))["order__max"] or 0 for rows in orders)
