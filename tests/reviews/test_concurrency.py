"""People who act at the same moment: nothing is lost, nothing happens twice."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from organizations.chain import first_broken
from organizations.roles import Body, Role
from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Stage, StepRefused, Trigger
from reviews.models import Duty, Exemption, Resolution, ReviewRound, Verdict

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps):
    """Run steps in threads of their own; return how many were refused."""

    def run(step):
        try:
            step()
        except StepRefused:
            return 1
        finally:
            connections.close_all()
        return 0

    with ThreadPoolExecutor(len(steps)) as pool:
        return sum(pool.map(run, steps))


def test_two_planners_open_at_once(transactional_db, maesai, planner):
    def open_plan():
        Plan.open(
            maesai,
            2568,
            kind=Kind.ORIGINAL,
            trigger=Trigger.ANNUAL_BUDGET,
            trigger_on=datetime.date(2024, 9, 16),
            by=planner,
        )

    assert at_once(open_plan, open_plan) == 1
    assert PlanVersion.objects.count() == 1
    assert first_broken(maesai) is None


def test_two_planners_send_at_once(transactional_db, ready_version, planner, clerk):
    def send():
        version = PlanVersion.objects.with_plan().get(pk=ready_version.pk)
        ReviewRound.start(version, body=Body.SUPPORT_COMMITTEE, by=planner)

    assert at_once(send, send) == 1
    assert ReviewRound.objects.count() == 1


def test_members_judge_at_once(transactional_db, committee_round, executive, committee_member):
    def judge(member):
        def step():
            round = ReviewRound.objects.with_version().get(pk=committee_round.pk)
            Verdict.give_rest(round, by=member)

        return step

    assert at_once(judge(executive), judge(committee_member), judge(committee_member)) == 1
    assert Verdict.objects.count() == 4
    assert first_broken(committee_round.organization) is None


def test_a_double_confirmation_counts_once(transactional_db, drafted, executive):
    def confirm():
        Resolution.objects.get(pk=drafted.pk).confirm(by=executive)

    assert at_once(confirm, confirm) == 1
    assert PlanVersion.objects.get(pk=drafted.round.version_id).stage == Stage.APPROVED
    assert drafted.round.version.stage_changes.filter(to_stage=Stage.APPROVED).count() == 1


def test_an_exemption_is_used_or_withdrawn_never_both(
    transactional_db, ready_version, clerk, supporter, executive, agree
):
    clerk.role_rows.create(role=Role.PLANNER)
    round = ReviewRound.start(ready_version, body=Body.SUPPORT_COMMITTEE, by=clerk)
    agree(round, supporter)
    exemption = Exemption.allow(
        ready_version, duty=Duty.CONFIRM_OWN_ROUND, member=clerk, reason="คนเดียว", by=executive
    )

    def conclude():
        fresh = ReviewRound.objects.with_version().get(pk=round.pk)
        Resolution.conclude(fresh, outcome=Resolution.Outcome.ADOPT, by=clerk)

    def withdraw():
        Exemption.objects.get(pk=exemption.pk).withdraw(by=executive)

    assert at_once(conclude, withdraw) == 1
    exemption.refresh_from_db()
    assert (exemption.used_at is None) != (exemption.withdrawn_at is None)
