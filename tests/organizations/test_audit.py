"""The chain: unbroken by use, betraying any touch, one writer at a time."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from organizations.audit import record, record_many
from organizations.chain import first_broken
from organizations.models import LogEntry, LogHead


@pytest.fixture
def entries(planner):
    return [record(planner, "edit", planner, changes={"ตำแหน่ง": ["ก", "ข"]}) for _ in range(4)]


def test_numbers_have_no_gap_and_hashes_link(entries):
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(e.hash for e in entries[:3])]


def test_many_at_once_are_links_of_the_same_chain(planner, unit_staff, maesai, entries):
    rows = [(planner, {"ตำแหน่ง": ["ก", "ข"]}), (unit_staff, {})]
    many = record_many(planner, "edit", rows, reason="ย้ายกอง")
    record(planner, "edit", planner)

    assert [entry.number for entry in many] == [5, 6]
    assert [entry.changes for entry in many] == [{"ตำแหน่ง": ["ก", "ข"]}, {}]
    assert {entry.reason for entry in many} == {"ย้ายกอง"}
    assert first_broken(maesai) is None


def test_who_has_no_account_is_named_as_the_actor(maesai, planner):
    entry = record(None, "edit", planner, organization=maesai, outsider="แขวงทางหลวงพะเยา")

    assert (entry.member, entry.actor) == (None, "แขวงทางหลวงพะเยา")
    assert record(None, "edit", planner, organization=maesai).actor == "ระบบ"
    assert first_broken(maesai) is None


@pytest.mark.parametrize("count", [1, 30])
def test_many_entries_cost_no_more_queries(planner, count, django_assert_max_num_queries):
    record(planner, "edit", planner)  # the first of an organization also makes its head
    with django_assert_max_num_queries(5):
        assert len(record_many(planner, "edit", [(planner, {})] * count)) == count


def test_of_nothing_nothing_is_recorded(planner):
    assert record_many(planner, "edit", []) == []
    assert (LogEntry.objects.count(), LogHead.objects.count()) == (0, 0)


def test_each_organization_has_its_own_chain(entries, outsider):
    assert record(outsider, "edit", outsider).number == 1


def test_the_log_takes_no_change_through_the_models(entries):
    for forbidden in (
        lambda: LogEntry.objects.update(reason="x"),
        lambda: LogEntry.objects.all().delete(),
        lambda: entries[0].delete(),
    ):
        with pytest.raises(TypeError):
            forbidden()


def test_a_member_with_entries_cannot_be_removed(entries, planner):
    with pytest.raises(IntegrityError), transaction.atomic():
        planner.delete()


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_keep_one_chain(planner, maesai):
    def write():
        for _ in range(10):
            record(planner, "edit", planner)
        connection.close()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert maesai.log_entries.count() == 20
    assert first_broken(maesai) is None
