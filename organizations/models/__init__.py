"""Who there is: people, organizations with units and holidays, members, and the log."""

from .digests import Digest, ToldTask
from .log import Fault, LogCheck, LogEntry, LogEntryQuerySet, LogHead, LogSubject
from .members import Invitation, Member, MemberQuerySet, MemberRole
from .organizations import (
    RESERVED_SLUGS,
    DigitStyle,
    Holiday,
    Organization,
    Unit,
    UnitQuerySet,
    refuse_reserved,
)
from .register import OrganizationType, RegisterEntry, StartingUnit
from .users import NO_MAIL, User, UserManager

__all__ = [
    "NO_MAIL",
    "RESERVED_SLUGS",
    "Digest",
    "DigitStyle",
    "Fault",
    "Holiday",
    "Invitation",
    "LogCheck",
    "LogEntry",
    "LogEntryQuerySet",
    "LogHead",
    "LogSubject",
    "Member",
    "MemberQuerySet",
    "MemberRole",
    "Organization",
    "OrganizationType",
    "RegisterEntry",
    "StartingUnit",
    "ToldTask",
    "Unit",
    "UnitQuerySet",
    "User",
    "UserManager",
    "refuse_reserved",
]
