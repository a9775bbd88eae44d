"""Whose results a member tells: all for a planner, the own unit's for its staff."""

from organizations.roles import Role


def own_unit(member):
    """Return the key of the unit whose rows a member sees first; "" for the whole plan."""
    if member.has_role(Role.UNIT_STAFF) and not member.has_role(Role.PLANNER) and member.unit_id:
        return str(member.unit_id)
    return ""


def reportable(rows, member):
    """Return the rows a member may report, as `ProgressReport.report` will allow."""
    if not member.may("progress.report"):
        return []
    if member.has_role(Role.PLANNER):
        return list(rows)
    return [row for row in rows if member.unit_id and row.unit.key == str(member.unit_id)]
