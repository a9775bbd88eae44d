"""The chain: unbroken by use, betraying any touch, one writer at a time."""

import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from organizations.audit import digest, first_broken, record, record_many
from organizations.models import LogEntry


@pytest.fixture
def entries(planner):
    return [record(planner, "edit", planner, changes={"ตำแหน่ง": ["ก", "ข"]}) for _ in range(4)]


def tamper(assignment, entry):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE organizations_logentry SET {assignment} WHERE id = %s", [entry.pk])


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
    with django_assert_max_num_queries(5):
        assert len(record_many(planner, "edit", [(planner, {})] * count)) == count


def test_of_nothing_nothing_is_recorded(planner):
    assert record_many(planner, "edit", []) == []
    assert LogEntry.objects.count() == 0


def test_each_organization_has_its_own_chain(entries, outsider):
    assert record(outsider, "edit", outsider).number == 1


def test_an_untouched_chain_is_whole(entries, maesai):
    assert first_broken(maesai) is None


@pytest.mark.parametrize(
    "assignment",
    [
        "actor = 'นายคนอื่น'",
        "action = 'add'",
        "at = '2020-01-01 00:00:00+00:00'",
        "object_label = 'อื่น'",
        "object_id = '99999'",
        "changes = '{}'",
        "reason = 'เติมทีหลัง'",
        "is_exception = NOT is_exception",
        "member_id = NULL",
        "number = 40",
        "previous_hash = 'x'",
        "hash = 'x'",
    ],
)
def test_any_touched_column_is_found(entries, maesai, assignment):
    tamper(assignment, entries[1])

    broken = first_broken(maesai)

    # A number moved to the end is missed where it stood.
    assert broken == (entries[2] if assignment == "number = 40" else entries[1])


def test_a_removed_entry_is_found_at_the_next(entries, maesai):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organizations_logentry WHERE id = %s", [entries[1].pk])

    assert first_broken(maesai) == entries[2]


def test_a_forged_hash_is_found_at_the_next_link(entries, maesai):
    tamper("reason = 'เติมทีหลัง'", entries[1])
    touched = LogEntry.objects.get(pk=entries[1].pk)
    tamper(f"hash = '{digest(touched)}'", entries[1])

    assert first_broken(maesai) == entries[2]


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


def test_verify_log_says_what_is_whole(entries, outsider, capsys):
    record(outsider, "edit", outsider)

    call_command("verify_log")

    assert sorted(capsys.readouterr().out.splitlines()) == [
        "maesai: 4 entries, whole",
        "takfa: 1 entries, whole",
    ]


def test_verify_log_names_the_first_broken_entry_of_each(entries, outsider, capsys):
    record(outsider, "edit", outsider)
    tamper("reason = 'x'", entries[1])
    tamper("reason = 'x'", entries[2])

    with pytest.raises(CommandError) as refused:
        call_command("verify_log")

    [line] = str(refused.value).splitlines()
    assert line.startswith("maesai: broken at entry 2, ")
    assert refused.value.returncode == 1
    assert capsys.readouterr().out.splitlines() == ["takfa: 1 entries, whole"]


def test_verify_log_looks_at_one_organization_when_asked(entries, outsider, capsys):
    tamper("reason = 'x'", entries[1])

    call_command("verify_log", outsider.organization.slug)

    assert capsys.readouterr().out.splitlines() == ["takfa: 0 entries, whole"]


def test_verify_log_refuses_an_unknown_organization(db):
    with pytest.raises(CommandError) as refused:
        call_command("verify_log", "nowhere")

    assert str(refused.value) == "no organization has the address nowhere"


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
