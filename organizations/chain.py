"""The chain of the log: what a hash covers, and the walk that finds what was tampered with."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC
from itertools import groupby

from django.db.models import F

from .models import Fault, LogCheck, LogEntry, LogHead, LogSubject

FORMAT = 2  # 1 did not cover what an entry is about
AT_ONCE = 2000  # entries read by one query


def content_of(entry, **otherwise):
    """Return what the hash of an entry covers, as plain data."""
    content = {
        "organization": entry.organization_id,
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "member": entry.member_id,
        "actor": entry.actor,
        "action": entry.action,
        "object": [entry.object_type, entry.object_id, entry.object_label],
        "changes": entry.changes,
        "reason": entry.reason,
        "is_exception": entry.is_exception,
        "previous": entry.previous_hash,
    }
    if entry.format > 1:
        content |= {"format": entry.format, "about": entry.about}
    return content | otherwise


def digest(entry, **otherwise):
    """Return the SHA-256 of an entry's content together with the hash before it."""
    text = json.dumps(
        content_of(entry, **otherwise), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Flaw:
    """The first thing wrong with a chain: at which number, why, and the entry if there is one."""

    fault: Fault
    number: int
    entry: LogEntry | None = None
    more: str = ""

    @property
    def words(self):
        """รายการที่ 12 หายไป, in one Thai sentence."""
        return f"รายการที่ {self.number:,}: {self.fault.label}{self.more}"


def first_broken(organization, expected=()):
    """Return the first Flaw of an organization's chain, or None when all is well.

    `expected` are further (number, hash) that somebody wrote down: from a mail or an export.
    """
    return walk(organization, expected)[0]


def walk(organization, expected=()):
    """Return (first Flaw or None, number and hash of the last entry that was right)."""
    head = LogHead.objects.filter(organization=organization).first()
    last = (0, "")
    for entry in entries_of(organization, up_to=head.number if head else None):
        if flaw := flaw_of(entry, *last):
            return flaw, last
        last = entry.number, entry.hash
    return flaw_at_the_end(organization, head, *last) or flaw_against_notes(
        organization, expected
    ), last


def entries_of(organization, up_to=None):
    """Yield the entries by number, each knowing the trails it is found by as `found_by`."""
    after = -1
    while True:
        page = organization.log_entries.filter(number__gt=after).order_by("number")
        if up_to is not None:
            page = page.filter(number__lte=up_to)
        page = list(page[:AT_ONCE])
        subjects = LogSubject.objects.filter(entry__in=[entry.pk for entry in page])
        rows = subjects.order_by("entry", "kind", "key").values_list("entry", "kind", "key")
        found = {pk: list(given) for pk, given in groupby(rows, key=lambda row: row[0])}
        for entry in page:
            entry.found_by = [(kind, key) for _, kind, key in found.get(entry.pk, [])]
            yield entry
        if len(page) < AT_ONCE:
            return
        after = page[-1].number


def flaw_of(entry, number, previous):
    """Return what is wrong with the entry that follows a number and its hash, or None."""
    wanted = number + 1
    is_itself = entry.hash == digest(entry)
    if entry.number == wanted and entry.previous_hash == previous and is_itself:
        return None if is_found(entry) else Flaw(Fault.TRAIL, wanted, entry)
    if moved := moved_from(entry.organization_id, wanted, previous):
        return Flaw(Fault.ORDER, wanted, moved, f" พบที่ลำดับ {moved.number:,}")
    if entry.number > wanted:
        return Flaw(Fault.MISSING, wanted, entry, f" ถัดไปที่พบคือรายการที่ {entry.number:,}")
    if entry.number < wanted:
        return Flaw(Fault.ORDER, entry.number, entry)
    if is_itself or entry.hash == digest(entry, previous=previous):
        return Flaw(Fault.LINK, wanted, entry)
    return Flaw(Fault.ALTERED, wanted, entry)


def is_found(entry):
    """Say whether an entry is found under all that its own words say it is about."""
    said = [(kind, key) for kind, keys in entry.about.items() for key in keys]
    return entry.format < FORMAT or sorted(said) == entry.found_by


def moved_from(organization_id, number, previous):
    """Return the entry that stood at a number but bears another now, or None."""
    entries = LogEntry.objects.filter(organization=organization_id, previous_hash=previous)
    entry = entries.exclude(number=number).first()
    return entry if entry and entry.hash == digest(entry, number=number) else None


def flaw_at_the_end(organization, head, number, last_hash):
    """Return what the record kept beside the chain says is wrong with its end, or None."""
    if head is None:
        return Flaw(Fault.HEAD, number, more=" ไม่พบรหัสท้ายสุด") if number else None
    if head.number > number:
        return Flaw(Fault.TAIL, number + 1, more=f" เคยบันทึกถึงรายการที่ {head.number:,}")
    beyond = organization.log_entries.filter(number__gt=F("organization__log_head__number"))
    if extra := beyond.order_by("number").first():
        return Flaw(Fault.HEAD, extra.number, extra, " มีรายการเกินจากที่ระบบบันทึก")
    if head.hash != last_hash:
        return Flaw(Fault.HEAD, number)
    return None


def flaw_against_notes(organization, expected):
    """Return where the chain differs from what whole checks before, or somebody, noted of it."""
    checks = LogCheck.objects.filter(organization=organization, fault="", number__gt=0)
    notes = [*expected, *checks.values_list("number", "hash")[:AT_ONCE]]
    entries = organization.log_entries.filter(number__in={number for number, _ in notes})
    hashes = dict(entries.values_list("number", "hash"))
    wrong = sorted(number for number, noted in notes if hashes.get(number) != noted)
    return Flaw(Fault.REWRITTEN, wrong[0]) if wrong else None


def check(organization, *, by=None, expected=()):
    """Walk the chain, keep what was found, and return the LogCheck and the Flaw or None."""
    flaw, (number, last_hash) = walk(organization, expected)
    told = {"fault": flaw.fault, "broken_number": flaw.number, "words": flaw.words} if flaw else {}
    kept = LogCheck.objects.create(
        organization=organization, by=by, number=number, hash=last_hash, **told
    )
    return kept, flaw
