"""The announcement of a version, and the postings that prove it was put up."""

from .announcement import Announcement, decided_day
from .posting import Posting, PostingEvidence

__all__ = ["Announcement", "Posting", "PostingEvidence", "decided_day"]
