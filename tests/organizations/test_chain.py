"""Any touch of the log by SQL is found, named by number and reason; use never breaks it."""

import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from organizations.audit import record
from organizations.chain import check, content_of, digest, first_broken
from organizations.models import Fault, LogCheck, LogEntry


@pytest.fixture
def entries(planner):
    return [record(planner, "edit", planner, changes={"ตำแหน่ง": ["ก", "ข"]}) for _ in range(4)]


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def tamper(assignment, entry):
    sql(f"UPDATE organizations_logentry SET {assignment} WHERE id = %s", entry.pk)


def remove(entry):
    sql("DELETE FROM organizations_logsubject WHERE entry_id = %s", entry.pk)
    sql("DELETE FROM organizations_logentry WHERE id = %s", entry.pk)


def found(organization):
    flaw = first_broken(organization)
    return flaw and (flaw.number, flaw.fault)


def test_an_untouched_chain_is_whole(entries, maesai):
    assert first_broken(maesai) is None


@pytest.mark.parametrize(
    ("assignment", "fault"),
    [
        ("actor = 'นายคนอื่น'", Fault.ALTERED),
        ("action = 'add'", Fault.ALTERED),
        ("at = '2020-01-01 00:00:00+00:00'", Fault.ALTERED),
        ("object_label = 'อื่น'", Fault.ALTERED),
        ("object_id = '99999'", Fault.ALTERED),
        ("about = '{\"line\":[9]}'", Fault.ALTERED),
        ("changes = '{}'", Fault.ALTERED),
        ("reason = 'เติมทีหลัง'", Fault.ALTERED),
        ("is_exception = NOT is_exception", Fault.ALTERED),
        ("member_id = NULL", Fault.ALTERED),
        ("format = 1", Fault.ALTERED),
        ("hash = 'x'", Fault.ALTERED),
        ("number = 40", Fault.ORDER),
        ("previous_hash = 'x'", Fault.LINK),
    ],
)
def test_any_touched_column_is_found_and_named(entries, maesai, assignment, fault):
    tamper(assignment, entries[1])

    assert found(maesai) == (2, fault)


def test_two_that_changed_places_are_found(entries, maesai):
    tamper("number = 40", entries[1])
    tamper("number = 2", entries[2])
    tamper("number = 3", entries[1])

    flaw = first_broken(maesai)

    assert (flaw.number, flaw.fault, flaw.entry) == (2, Fault.ORDER, entries[1])
    assert flaw.words == "รายการที่ 2: ลำดับถูกสลับหรือถูกย้าย พบที่ลำดับ 3"


def test_a_removed_entry_is_found_at_its_number(entries, maesai):
    remove(entries[1])

    assert found(maesai) == (2, Fault.MISSING)
    assert first_broken(maesai).words == "รายการที่ 2: รายการหายไป ถัดไปที่พบคือรายการที่ 3"


@pytest.mark.parametrize("count", [1, 3])
def test_a_cut_tail_is_found(entries, maesai, count):
    for entry in entries[-count:]:
        remove(entry)

    assert found(maesai) == (5 - count, Fault.TAIL)


def test_what_is_recorded_after_a_cut_hides_nothing(entries, maesai, planner):
    remove(entries[3])

    assert record(planner, "edit", planner).number == 5
    assert found(maesai) == (4, Fault.MISSING)


def test_a_cut_tail_with_its_head_moved_back_is_known_from_a_check_before(entries, maesai):
    check(maesai)
    remove(entries[3])
    sql("UPDATE organizations_loghead SET number = 3, hash = %s", entries[2].hash)

    assert found(maesai) == (4, Fault.REWRITTEN)


def test_a_chain_without_its_head_is_not_whole(entries, maesai):
    sql("DELETE FROM organizations_loghead")

    assert found(maesai) == (4, Fault.HEAD)


def test_a_forged_hash_is_found_at_the_next_link(entries, maesai):
    tamper("reason = 'เติมทีหลัง'", entries[1])
    touched = LogEntry.objects.get(pk=entries[1].pk)
    tamper(f"hash = '{digest(touched)}'", entries[1])

    assert found(maesai) == (3, Fault.LINK)


def test_a_forged_last_entry_is_found_at_the_head(entries, maesai):
    tamper("reason = 'เติมทีหลัง'", entries[3])
    tamper(f"hash = '{digest(LogEntry.objects.get(pk=entries[3].pk))}'", entries[3])

    assert found(maesai) == (4, Fault.HEAD)


def test_an_added_entry_is_found_beyond_the_head(entries, maesai):
    forged = LogEntry.objects.get(pk=entries[3].pk)
    forged.pk, forged.number, forged.previous_hash = None, 5, forged.hash
    forged.hash = digest(forged)
    LogEntry.objects.bulk_create([forged])

    assert found(maesai) == (5, Fault.HEAD)


def test_an_entry_hidden_from_its_trail_is_found(version, maesai):
    sql("DELETE FROM organizations_logsubject")

    assert found(maesai) == (1, Fault.TRAIL)


def test_entries_from_before_the_trails_still_hold(entries, maesai, planner):
    """As the first edition wrote them: no format, no subjects under the hash."""
    previous = ""
    for entry in LogEntry.objects.order_by("number"):
        entry.format, entry.about, entry.previous_hash = 1, {}, previous
        entry.hash = previous = digest(entry)
        assignment = f"format = 1, about = '{{}}', previous_hash = '{entry.previous_hash}'"
        tamper(f"{assignment}, hash = '{entry.hash}'", entry)
    sql("UPDATE organizations_loghead SET hash = %s", previous)

    assert "about" not in content_of(entry)
    assert first_broken(maesai) is None
    record(planner, "edit", planner)
    assert first_broken(maesai) is None


def test_the_walk_costs_the_same_for_few_and_many(maesai, planner, django_assert_num_queries):
    record(planner, "edit", planner)
    with django_assert_num_queries(5):
        first_broken(maesai)
    for _ in range(20):
        record(planner, "edit", planner)
    with django_assert_num_queries(5):
        first_broken(maesai)


def test_a_check_is_kept_with_who_and_what(entries, maesai, monitor):
    kept, flaw = check(maesai, by=monitor)

    assert (kept.number, kept.hash, kept.by, flaw) == (4, entries[3].hash, monitor, None)
    assert kept.is_whole
    tamper("reason = 'x'", entries[2])
    kept, flaw = check(maesai)
    assert (kept.number, kept.broken_number, kept.fault) == (2, 3, Fault.ALTERED)
    assert kept.words == flaw.words
    assert LogCheck.objects.count() == 2


def test_verify_log_says_what_is_whole(entries, outsider, capsys):
    other = record(outsider, "edit", outsider)

    call_command("verify_log")

    assert sorted(capsys.readouterr().out.splitlines()) == [
        f"maesai: 4 entries, whole, 4:{entries[3].hash}",
        f"takfa: 1 entries, whole, 1:{other.hash}",
    ]


def test_verify_log_names_the_first_broken_entry_of_each(entries, outsider, capsys):
    record(outsider, "edit", outsider)
    tamper("reason = 'x'", entries[1])
    tamper("reason = 'x'", entries[2])

    with pytest.raises(CommandError) as refused:
        call_command("verify_log")

    [line] = str(refused.value).splitlines()
    assert line.startswith("maesai: broken at entry 2: content altered, 20")
    assert refused.value.returncode == 1
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_verify_log_finds_a_cut_tail(entries):
    remove(entries[3])

    with pytest.raises(CommandError) as refused:
        call_command("verify_log", "maesai")

    assert str(refused.value) == "maesai: broken at entry 4: tail missing"


def test_verify_log_compares_with_what_a_paper_says(entries, capsys):
    call_command("verify_log", "maesai", expect=[f"3:{entries[2].hash}"])
    with pytest.raises(CommandError) as refused:
        call_command("verify_log", "maesai", expect=["3:abc"])

    assert str(refused.value) == "maesai: broken at entry 3: not as seen before"


@pytest.mark.parametrize(
    ("arguments", "expect", "words", "code"),
    [
        (["nowhere"], [], "no organization has the address nowhere", 1),
        ([], ["3:abc"], "--expect is about one organization: name it", 2),
        (["maesai"], ["abc"], "abc is not NUMBER:HASH", 2),
    ],
)
def test_verify_log_refuses_what_it_cannot_do(maesai, arguments, expect, words, code):
    with pytest.raises(CommandError) as refused:
        call_command("verify_log", *arguments, expect=expect)

    assert (str(refused.value), refused.value.returncode) == (words, code)


def test_verify_log_looks_at_one_organization_when_asked(entries, outsider, capsys):
    tamper("reason = 'x'", entries[1])

    call_command("verify_log", outsider.organization.slug)

    assert capsys.readouterr().out.splitlines() == ["takfa: 0 entries, whole"]


def test_the_hash_covers_utc_to_the_microsecond(entries):
    at = datetime.datetime(2025, 10, 6, 9, 14, tzinfo=datetime.UTC)
    entries[0].at = at.astimezone(datetime.timezone(datetime.timedelta(hours=7)))

    assert content_of(entries[0])["at"] == "2025-10-06T09:14:00.000000+00:00"
