"""A version the committee has adopted, an announcement, a posting, and photos."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from announcements.models import Announcement, Posting
from organizations.models import Holiday
from organizations.roles import Body
from plans.workflow import Stage
from projects.canonical import hash_of, take_snapshot
from reviews.models import Resolution, ReviewRound

BANGKOK = ZoneInfo("Asia/Bangkok")
ANNOUNCED_ON = date(2024, 10, 8)
POSTED_ON = date(2024, 10, 15)


def adopt(version, *, planner, executive, at):
    """Let the development committee adopt what a version holds now."""
    review = ReviewRound.objects.create(
        version=version,
        body=Body.COMMITTEE,
        number=1,
        snapshot=take_snapshot(version),
        started_by=planner,
        closed_at=at,
    )
    return Resolution.objects.create(
        round=review,
        outcome=Resolution.Outcome.ADOPT,
        content_hash=hash_of(version),
        drafted_by=planner,
        confirmed_by=executive,
        confirmed_at=at,
    )


@pytest.fixture
def approved(at_stage, planner, executive):
    """The version adopted by the committee on 7 October 2567, waiting for the executive."""
    version = at_stage(Stage.APPROVED)
    adopt(
        version,
        planner=planner,
        executive=executive,
        at=datetime(2024, 10, 7, 15, 0, tzinfo=BANGKOK),
    )
    return version


@pytest.fixture
def written():
    """What the executive writes into the form of an announcement."""
    return {
        "announced_on": ANNOUNCED_ON,
        "number": 1,
        "signer": "นายสมชาย ใจดี",
        "signer_title": "นายกองค์การบริหารส่วนตำบลแม่ใส",
        "acting_for": "",
    }


@pytest.fixture
def announced(approved, written, executive):
    """The announcement of 8 October 2567."""
    return Announcement.publish(approved, **written, by=executive)


def picture(taken="2024:10:15 09:30:00", size=(2400, 1200), colour="navy", form="JPEG"):
    """Return the bytes of a photo as a phone makes it: turned, timed, with the place."""
    image = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    exif[0x010F] = "Secret Phone"
    if taken:
        exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825)[2] = (19.0, 9.0, 30.0)
    written = BytesIO()
    image.save(written, form, exif=exif)
    return written.getvalue()


@pytest.fixture
def photo():
    """A function that returns an uploaded photo."""

    def make(name="ป้ายหน้าสำนักงาน.jpg", data=None, **details):
        return SimpleUploadedFile(name, data or picture(**details), content_type="image/jpeg")

    return make


@pytest.fixture
def seen():
    """What the planner writes into the form of a posting."""
    return {
        "place": "บอร์ดหน้าสำนักงาน",
        "posted_on": POSTED_ON,
        "posted_by": "นางสาวสมหญิง ขยัน",
    }


@pytest.fixture
def posted(announced, seen, photo, planner):
    """The posting of 15 October 2567."""
    return Posting.record(announced, **seen, files=[photo()], by=planner)


@pytest.fixture
def holidays(standards):
    """The holidays that the test vectors meet."""
    Holiday.objects.filter(organization=None).delete()
    for day, name in (
        (date(2024, 10, 14), "วันหยุดชดเชยวันนวมินทรมหาราช"),
        (date(2024, 10, 23), "วันปิยมหาราช"),
        (date(2025, 10, 13), "วันนวมินทรมหาราช"),
        (date(2025, 10, 23), "วันปิยมหาราช"),
        (date(2025, 12, 31), "วันสิ้นปี"),
        (date(2026, 1, 1), "วันขึ้นปีใหม่"),
        (date(2026, 1, 2), "วันหยุดพิเศษ"),
    ):
        Holiday.objects.create(on=day, name=name)


@pytest.fixture
def count_queries(db):
    """A function that counts the queries of an action, after a first run has warmed it up."""

    def count(action):
        action()
        with CaptureQueriesContext(connection) as captured:
            action()
        return len(captured)

    return count
