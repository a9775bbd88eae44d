"""One module for each noun of a committee's work."""

from .agenda_items import AgendaItem, MeetingNotice
from .decisions import ItemDecision
from .exemptions import Duty, Exemption
from .interests import Interest
from .listed_changes import ListedChange
from .looks import Look
from .meetings import Attendance, Meeting
from .remarks import Remark, RemarkReply
from .resolutions import Resolution
from .rounds import ReviewRound
from .seat_links import SeatLink
from .signed_minutes import SignedMinutes
from .verdicts import Verdict

__all__ = [
    "AgendaItem",
    "Attendance",
    "Duty",
    "Exemption",
    "Interest",
    "ItemDecision",
    "ListedChange",
    "Look",
    "Meeting",
    "MeetingNotice",
    "Remark",
    "RemarkReply",
    "Resolution",
    "ReviewRound",
    "SeatLink",
    "SignedMinutes",
    "Verdict",
]
