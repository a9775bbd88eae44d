"""What was said, paid and moved on one line, for its page and its public story."""

from dataclasses import dataclass


@dataclass(frozen=True)
class History:
    reports: list  # the newest first
    disbursements: list
    budget_changes: list


def history_of(line):
    """Return everything recorded on a line (3 queries)."""
    reports = line.progress_reports.select_related("by__user", "opinion_by__user")
    return History(
        reports=list(reports.reverse()),
        disbursements=list(line.disbursements.select_related("by__user").reverse()),
        budget_changes=list(line.budget_changes.select_related("by__user").reverse()),
    )
