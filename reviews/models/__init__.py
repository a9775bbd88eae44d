"""One module for each noun of a committee's work."""

from .agenda_items import AgendaItem, MeetingNotice
from .exemptions import Duty, Exemption
from .listed_changes import ListedChange
from .looks import Look
from .meetings import Attendance, Meeting
from .remarks import Remark, RemarkReply
from .resolutions import Resolution
from .rounds import ReviewRound
from .verdicts import Verdict

__all__ = [
    "AgendaItem",
    "Attendance",
    "Duty",
    "Exemption",
    "ListedChange",
    "Look",
    "Meeting",
    "MeetingNotice",
    "Remark",
    "RemarkReply",
    "Resolution",
    "ReviewRound",
    "Verdict",
]
