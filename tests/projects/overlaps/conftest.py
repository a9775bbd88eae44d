"""Plans beside the one under test."""

import datetime

import pytest

from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Stage

ANNOUNCED_ON = datetime.date(2024, 10, 1)


@pytest.fixture
def plan_of(version):
    """A function that returns another plan's first version, announced unless told."""

    def opened(organization, year, stage=Stage.ANNOUNCED):
        plan = Plan.objects.create(organization=organization, fiscal_year=year)
        made = plan.versions.create(
            kind=Kind.ORIGINAL, procedure=version.procedure, trigger=version.trigger,
            trigger_on=version.trigger_on, stage=stage,
            announced_on=ANNOUNCED_ON if stage == Stage.ANNOUNCED else None,
        )  # fmt: skip
        return PlanVersion.objects.with_plan().get(pk=made.pk)

    return opened
