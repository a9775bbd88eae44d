"""What changed since a member looked, and since the round before."""

import re

import pytest
from django.urls import reverse

from organizations.roles import Body
from plans.workflow import Stage
from projects.amending import find_item
from reviews.models import Look, Resolution, ReviewRound

SEND_BACK = Resolution.Outcome.SEND_BACK


@pytest.fixture
def first_item(ready_version):
    def change(**values):
        item = find_item(ready_version, "0001")
        type(item).objects.filter(pk=item.pk).update(**values)

    return change


def test_a_first_look_knows_no_change(support_round, supporter):
    assert support_round.since_looked(supporter) == ([], None)
    assert Look.objects.get().seen_hash == support_round.hash_on_table()


def test_what_changed_stays_shown_until_the_next_change(support_round, supporter, first_item):
    support_round.since_looked(supporter)
    first_item(place="หมู่ที่ 9")

    for _ in range(2):  # opening the page again is no reading
        rows, when = support_round.since_looked(supporter)
        assert [row.after for row in rows] == ["หมู่ที่ 9"]
        assert when is not None

    first_item(place="หมู่ที่ 8")
    rows, _ = support_round.since_looked(supporter)
    assert [(row.before, row.after) for row in rows] == [("หมู่ที่ 9", "หมู่ที่ 8")]


def test_each_member_for_themselves(support_round, supporter, clerk, first_item):
    support_round.since_looked(supporter)
    first_item(place="หมู่ที่ 9")

    assert support_round.since_looked(clerk) == ([], None)
    assert len(support_round.since_looked(supporter)[0]) == 1


def test_a_member_who_missed_a_round_sees_all_since_the_one_they_read(
    committee_round, committee_member, executive, planner, reload, first_item, meeting
):
    committee_round.since_looked(committee_member)
    Resolution.draft(
        committee_round, meeting=meeting, outcome=SEND_BACK, reasons="แก้", by=planner
    ).confirm(by=executive)
    first_item(place="หมู่ที่ 9")
    version = reload(committee_round.version)
    version.move_to(Stage.DRAFTED, by=planner)
    again = ReviewRound.start(version, body=Body.COMMITTEE, by=planner)

    rows, _ = again.since_looked(committee_member)

    assert [row.after for row in rows] == ["หมู่ที่ 9"]


def test_only_seats_are_noted(support_round, planner, monitor):
    for member in (planner, monitor):
        assert support_round.since_looked(member) == ([], None)
    assert not Look.objects.exists()


def test_the_page_shows_words_not_letters(support_round, supporter, first_item, sign_in):
    long = "ก่อสร้างถนนคอนกรีตเสริมเหล็กภายในหมู่บ้าน ระยะทาง 500 เมตร พร้อมวางท่อระบายน้ำ"
    first_item(detail=long)
    client, page = (
        sign_in(supporter),
        reverse("reviews:agreement", args=support_round.version.address),
    )
    client.get(page)
    first_item(detail=long.replace("ระบายน้ำ", "ประปา"))

    shown = client.get(page).content.decode()

    assert shown.count("เปลี่ยนไปตั้งแต่ท่านเปิดครั้งก่อน") == 1
    new = [text for text in re.findall(r"เพิ่ม </span>([^<]*)</ins>", shown) if "ประปา" in text]
    assert new != []
    assert max(map(len, new)) < len(long) / 2  # the word, not the whole field
