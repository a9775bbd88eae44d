"""What only tests of items need."""

import datetime

import pytest
from django.urls import reverse

from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Trigger


@pytest.fixture
def at(version):
    """A function that returns an address of the version: at("edit", code="0001")."""

    def address(name, **kwargs):
        slug, year, slot = version.address
        given = {"organization": slug, "year": year, "version": slot, **kwargs}
        return reverse(f"projects:{name}", kwargs=given)

    return address


@pytest.fixture
def sent():
    """A function that returns what a browser would send for a form, as it stands."""

    def fields(form, **changes):
        data = {}
        for name in form.fields:
            value = form[name].value()
            values = value if isinstance(value, list) else [value]
            data[name] = [getattr(v, "pk", v) for v in values if v is not None]
        return {**data, **changes}

    return fields


@pytest.fixture
def revision(version, planner):
    """A function that opens a revision of the version, once that is announced."""

    def opened(kind):
        made = version.plan.versions.create(
            kind=kind, number=1, procedure=version.procedure, trigger=version.trigger,
            trigger_on=version.trigger_on, opened_by=planner,
        )  # fmt: skip
        return PlanVersion.objects.with_plan().get(pk=made.pk)

    return opened


@pytest.fixture
def earlier(maesai, planner):
    """The 2567 plan of แม่ใส, still collecting."""
    made = Plan.open(
        maesai, 2567, kind=Kind.ORIGINAL, trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2023, 9, 16), by=planner,
    )  # fmt: skip
    return PlanVersion.objects.with_plan().get(pk=made.pk)


@pytest.fixture
def last_year(earlier, add_project):
    """A function that adds an item to the earlier plan."""

    def add(name="จัดงานสงกรานต์ ประจำปี 2567", **fields):
        return add_project(name, version=earlier, **fields)

    return add
