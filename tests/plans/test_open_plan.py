"""The command that opens a version."""

import io

import pytest
from django.core.management import CommandError, call_command

from plans.models import PlanVersion


def open_plan(*arguments):
    call_command("open_plan", *arguments, stdout=io.StringIO())


def test_opens_with_its_trigger(maesai, planner):
    open_plan("maesai", "2568", "--trigger", "annual_budget", "--on", "2024-09-16")

    version = PlanVersion.objects.get()
    assert (version.slug, str(version.trigger_on)) == ("original", "2024-09-16")
    assert version.opened_by == planner


def test_works_before_there_is_a_planner(maesai):
    open_plan("maesai", "2568", "--trigger", "annual_budget", "--on", "2024-09-16")

    assert PlanVersion.objects.get().opened_by is None
    assert maesai.log_entries.first().actor == "ระบบ"


def test_says_the_reasons_of_a_refusal(version):
    with pytest.raises(CommandError) as refused:
        open_plan("maesai", "2568", "--trigger", "annual_budget", "--on", "2024-09-16")

    assert str(refused.value) == "แผนปี 2568 มีฉบับแรกอยู่แล้ว"
    assert refused.value.returncode == 1


@pytest.mark.parametrize("day", ["2668-09-16", "2024-13-01", "เมื่อวาน"])
def test_a_wrong_day_is_wrong_usage(maesai, day):
    with pytest.raises(CommandError) as refused:
        open_plan("maesai", "2568", "--trigger", "annual_budget", "--on", day)

    assert PlanVersion.objects.count() == 0
    assert "--on" in str(refused.value)


def test_no_such_organization(db):
    with pytest.raises(CommandError) as refused:
        open_plan("nowhere", "2568", "--trigger", "annual_budget", "--on", "2024-09-16")

    assert str(refused.value) == "ไม่พบองค์กร nowhere"
