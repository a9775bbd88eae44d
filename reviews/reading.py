"""How far a member has read what is on the table, and what is worth reading first."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from .differences import differences
from .models import Verdict

LARGEST = 5  # sums worth a look before the others


@dataclass
class Row:
    """One item as a member finds it: own verdict, and what is known of it."""

    item: object
    verdict: Verdict | None
    counts: Counter
    remarks: int
    is_changed: bool
    accepted: list
    has_stake: bool = False  # then there is nothing to judge

    @property
    def is_due(self):
        return self.verdict is None and not self.has_stake

    @property
    def tally(self):
        """เห็นชอบ 3 · ไม่เห็นชอบ 1: what the members gave so far."""
        return " · ".join(
            f"{choice.label} {self.counts[choice]}"
            for choice in Verdict.Choice
            if self.counts[choice]
        )


@dataclass
class Part:
    """One strategy with its rows."""

    group: object
    rows: list

    @property
    def left(self):
        return sum(row.is_due for row in self.rows)

    @property
    def done(self):
        return len(self.rows) - self.left


@dataclass
class Reading:
    parts: list = field(default_factory=list)
    first: list = field(default_factory=list)  # rows worth reading first
    is_tally_shown: bool = False

    @property
    def rows(self):
        return [row for part in self.parts for row in part.rows]

    @property
    def total(self):
        return sum(len(part.rows) for part in self.parts)

    @property
    def left(self):
        return sum(part.left for part in self.parts)

    @property
    def done(self):
        return self.total - self.left

    @property
    def next(self):
        """Return the first item the member has not judged, or None."""
        return next((row.item for row in self.rows if row.is_due), None)


def reading_of(round, member):
    """Return what a member sees of a round; others' verdicts only to those who give none."""
    own, counts = {}, defaultdict(Counter)
    given = round.verdicts.counted().select_related("line", "recorded_by__user")
    stakes = set(round.interests.filter(member=member).values_list("line__code", flat=True))
    for verdict in given:
        counts[verdict.line.code][verdict.choice] += 1
        if verdict.member_id == member.pk:
            own[verdict.line.code] = verdict
    remarks = Counter(round.remarks.exclude(line=None).values_list("line__code", flat=True))
    changed, accepted = changed_codes(round), accepted_by_code(round.version)
    parts = [
        Part(
            group,
            [
                Row(
                    item,
                    own.get(item.code),
                    counts[item.code],
                    remarks[item.code],
                    item.code in changed,
                    accepted.get(item.code, []),
                    item.code in stakes,
                )
                for item in group.items
            ],
        )
        for group in round.table.groups()
    ]
    is_tally_shown = not (round.is_open and round.is_seat_of(member))
    reading = Reading(parts, is_tally_shown=is_tally_shown)
    reading.first = _worth_first(reading.rows)
    return reading


def _worth_first(rows):
    """Return rows with accepted findings or changes, and the largest sums, in official order."""
    by_sum = sorted(rows, key=lambda row: row.item.budget or Decimal(0), reverse=True)
    largest = {row.item.code for row in by_sum[:LARGEST]}
    return [row for row in rows if row.is_changed or row.accepted or row.item.code in largest]


def changed_since_previous(round):
    """Return the Differences from the same body's earlier round to this one; [] for the first."""
    earlier = round.previous
    return differences(earlier.content, round.content) if earlier else []


def changed_codes(round):
    return {difference.code for difference in changed_since_previous(round)} - {""}


def accepted_by_code(version):
    """Return {item code: [AcceptedFinding, …]} of what the planner let stand."""
    found = defaultdict(list)
    for accepted in version.accepted_findings.exclude(line=None).select_related("line"):
        found[accepted.line.code].append(accepted)
    return found


def doubts_of(round):
    """Return the verdicts that are not plain agreement, for the meeting and the resolution."""
    doubts = round.verdicts.counted().exclude(choice=Verdict.Choice.AGREE)
    return doubts.select_related("line", "member__user", "recorded_by__user").order_by(
        "line__code", "at"
    )


def finished_members(round):
    """Count the members who judged every item they have no stake in."""
    given = Counter(round.verdicts.counted().values_list("member_id", flat=True))
    given.update(round.interests.values_list("member_id", flat=True))
    return sum(number >= len(round.table.items) for number in given.values())
