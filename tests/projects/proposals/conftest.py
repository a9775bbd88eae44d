"""An agency with a link, and what it sent."""

import datetime

import pytest
from django.utils import timezone

from plans.models import PlanVersion
from projects.models import AgencyInvitation, Proposal

FIELDS = {
    "name": "ขยายทางหลวงชนบท พย.1012",
    "detail": "ผิวจราจรกว้าง 6 เมตร ยาว 1,200 เมตร",
    "budget": "๔,๙๘๐,๐๐๐",
    "place": "หมู่ที่ 3",
    "months": ["3", "4"],
    "contact": "นางสาวใจดี โทร. 054 000 000",
    "note": "",
}


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def invitation(version, planner):
    return AgencyInvitation.send(
        version,
        agency="แขวงทางหลวงชนบทพะเยา",
        email="plan@drr.example",
        last_day=in_days(30),
        by=planner,
    )


@pytest.fixture
def propose(invitation):
    """A function that enters one proposal of the agency."""

    def enter(name="ขยายทางหลวงชนบท พย.1012", **fields):
        fields = {"detail": "", "budget": None, "place": "", "months": 0, **fields}
        return Proposal.enter(invitation, name=name, **fields)

    return enter


@pytest.fixture
def moved_on(version):
    """A function that takes the version out of collecting behind everybody's back."""

    def move():
        PlanVersion.objects.filter(pk=version.pk).update(stage="drafted")
        version.refresh_from_db()
        return version

    return move
