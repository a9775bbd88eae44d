"""Names as a file writes them → what each was understood to mean, and what a person says of it."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextChoices

from organizations.audit import record
from thai.text import search_key

from ..models import RememberedName

LONGEST = RememberedName._meta.get_field("text").max_length


class How(TextChoices):
    """How a name was understood, what a person should look at first."""

    UNKNOWN = "unknown", "ไม่รู้จัก"
    ADDED = "added", "จะเพิ่มใหม่"
    ALIKE = "alike", "ชื่ออื่นหรือชื่อที่คล้าย"
    CHOSEN = "chosen", "เลือกไว้แล้ว"
    EXACT = "exact", "ตรงตัว"

    @classmethod
    def of(cls, match):
        """Return how a Match came about; an Unknown has found nothing."""
        found = getattr(match, "found", None)
        if found is None:
            return cls.UNKNOWN
        if match.is_chosen:
            return cls.CHOSEN
        if not found.pk:
            return cls.ADDED
        return cls.ALIKE if match.notes else cls.EXACT


@dataclass(frozen=True)
class Meaning:
    """One name of the file, the record it stands for, and in how many cells."""

    noun: str
    text: str
    found: object
    how: How
    count: int

    @property
    def key(self):
        """Return what its field is called, whatever stands beside it."""
        return f"{self.noun}-{hashlib.sha256(self.text.encode()).hexdigest()[:12]}"

    @property
    def label(self):
        return RememberedName.Noun(self.noun).label

    @property
    def can_be_chosen(self):
        return len(self.text) <= LONGEST


@transaction.atomic
def remember(attempt, chosen, *, by):
    """Keep what names mean: (Meaning, record) pairs; None for a record forgets the choice."""
    organization, changes = attempt.version.organization, {}
    for meaning, target in chosen:
        kept = RememberedName.objects.filter(organization=organization, noun=meaning.noun)
        kept.filter(search=search_key(meaning.text)).delete()
        if target:
            kept.create(
                organization=organization, noun=meaning.noun, text=meaning.text,
                target_id=target.pk, by=by,
            )  # fmt: skip
        changes[f"{meaning.label} “{meaning.text}”"] = [
            str(meaning.found or ""), str(target) if target else "ให้ระบบอ่านเอง",
        ]  # fmt: skip
    if changes:
        record(by, "remember", attempt, changes=changes, organization=organization)
    return len(changes)
