"""Counts kept until something they depend on changes; cheap to ask for while nothing does."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from organizations.models import Unit
from plans.workflow import Kind
from projects.findings import Rule
from projects.kept_findings import standings, token_of
from projects.models import (
    AcceptedFinding,
    BudgetSource,
    Distinction,
    KeptFindings,
    Project,
    hold_open,
)
from projects.readiness import findings
from tests.factories import ProjectFactory

TODAY = datetime.date(2024, 10, 1)
ROAD = "ก่อสร้างถนน คสล. หมู่ที่ 3"


@pytest.fixture
def pair(add_project):
    return add_project(ROAD), add_project(f"โครงการ{ROAD}", place="")


def codes(version, item):
    found = standings(version, TODAY).get(item.line_id)
    return set(found.codes) if found else set()


def test_standings_tell_the_rules_of_each_item(version, pair):
    one, other = pair
    item = Project.objects.get(pk=one.pk)
    item.months = 0
    item.revision += 1
    item.save()
    found = standings(version, TODAY)

    assert (found[one.line_id].must, found[one.line_id].should) == (1, 0)
    assert codes(version, other) == {Rule.NO_PLACE, Rule.NEAR_DUPLICATE}


def test_kept_counts_cost_two_queries_whatever_their_number(
    version, pair, add_project, django_assert_num_queries
):
    standings(version, TODAY)
    with django_assert_num_queries(2):
        standings(version, TODAY)
    add_project("ขุดลอกคลอง", place="")
    standings(version, TODAY)
    with django_assert_num_queries(2):
        standings(version, TODAY)


def changed(do, version):
    """Say whether the token is another one after something was done."""
    before = token_of(version, TODAY)
    do()
    return token_of(version, TODAY) != before


def test_the_token_changes_with_every_input(version, pair, planner, maesai, add_project, revision):
    one, other = pair
    found = [f for f in findings(version, today=TODAY) if f.item and not f.is_must]
    addition = revision(Kind.ADDITION)
    source = BudgetSource.objects.filter(origin_class="3.3").first()
    rows = Project.objects.filter(pk=one.pk)
    deeds = [
        lambda: rows.update(revision=9),
        lambda: add_project("ขุดลอกคลอง"),
        lambda: one.further_units.add(Unit.objects.filter(organization=maesai).last()),
        lambda: AcceptedFinding.accept(version, found, reason="ตรวจแล้ว", by=planner),
        lambda: AcceptedFinding.accept(version, found, reason="ตรวจอีกครั้ง", by=planner),
        lambda: Distinction.tell_apart(one, other, reason="คนละช่วง", by=planner),
        lambda: ProjectFactory(version=addition, name="ซ่อมสะพาน"),
        lambda: Unit.objects.create(organization=maesai, name="กองคลัง"),
        lambda: version.organization.strategies.create(number=7, name="ด้านน้ำ"),
        lambda: BudgetSource.objects.filter(pk=source.pk).update(origin_class="3.1"),
        lambda: Project.objects.filter(pk=other.pk).delete(),
    ]

    assert [changed(deed, version) for deed in deeds] == [True] * len(deeds)
    assert token_of(version, TODAY) != token_of(version, TODAY + datetime.timedelta(days=1))
    assert not changed(lambda: None, version)


def test_telling_apart_takes_the_finding_off_the_list(version, pair, planner):
    one, other = pair
    assert Rule.NEAR_DUPLICATE in codes(version, other)
    Distinction.tell_apart(one, other, reason="คนละช่วง", by=planner)

    assert codes(version, other) == {Rule.NO_PLACE}


def test_the_order_of_items_decides_nothing(version, pair):
    before = standings(version, TODAY)
    Project.objects.filter(pk=pair[0].pk).update(order=500)
    KeptFindings.objects.all().delete()

    assert standings(version, TODAY) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks the whole file")
def test_a_page_keeps_its_counts_while_somebody_saves(version):
    """Else both wait: the page for the version, whoever saves for what the page keeps."""

    def look():
        standings(version, TODAY)
        connection.close()

    page = threading.Thread(target=look)
    with transaction.atomic():
        hold_open(version)
        page.start()
        page.join(timeout=5)
        is_waiting = page.is_alive()
    page.join()

    assert not is_waiting
