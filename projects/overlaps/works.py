"""The works of the database that may be compared: of a version, a year, earlier years, other towns.

Of another town only what it has announced is ever loaded; its drafts are none of ours.
"""

from django.db.models import Q

from plans.workflow import Stage

from ..models import Change, Equipment, Project
from .comparing import Work

YEARS_BACK = 3  # plans looked at for the same work done before
COLUMNS = (
    "change", "version_id", "line_id", "line__code", "name", "detail", "place", "unit__name",
    "budget", "version__plan__fiscal_year",
)  # fmt: skip


def work_of(item):
    """Return what is compared of an item; its key is (version, line, code)."""
    unit = item.unit.name if item.unit_id else ""
    key = (item.version_id, item.line_id, item.code)
    words = (item.name, item.detail, item.place, unit, item.budget)
    return Work(key, *words, item.version.fiscal_year)


def works_of_year(version):
    """Return the works of the year's other versions, as each line stands there last (2 queries)."""
    return _newest(version__plan=version.plan_id)


def works_of_years_before(version):
    """Return the works of the organization's earlier plans, whatever became of them."""
    year = version.fiscal_year
    years = (year - YEARS_BACK, year - 1)
    return _newest(
        version__plan__organization=version.organization, version__plan__fiscal_year__range=years
    )


def works_of_towns(version, today):
    """Return what other towns of the province have announced for this year.

    Of towns in the same district, which share roads and canals with us, also the years beside it.
    """
    year, town = version.fiscal_year, version.organization
    is_near = Q(version__plan__organization__district=town.district)
    return _newest(
        is_near | Q(version__plan__fiscal_year=year),
        ~Q(version__plan__organization=town),
        version__stage=Stage.ANNOUNCED,
        version__announced_on__lte=today,
        version__plan__organization__province=town.province,
        version__plan__fiscal_year__range=(year - 1, year + 1),
    )


def _newest(*conditions, **where):
    """Return the works of some versions, the latest of each line, none that was cancelled."""
    found = {}
    for model in (Project, Equipment):
        rows = model.objects.filter(*conditions, **where)
        rows = rows.order_by("version__opened_at", "version_id", "pk").values_list(*COLUMNS)
        for change, version, line, code, name, detail, place, unit, budget, year in rows:
            work = Work((version, line, code), name, detail, place, unit or "", budget, year)
            found[line] = None if change == Change.CANCEL else work
    return [work for work in found.values() if work]
