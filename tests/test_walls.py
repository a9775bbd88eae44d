"""Walks every member address: another town finds nothing, anonymous goes to login."""

import datetime

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from announcements.models import Announcement, Posting, PostingEvidence
from documents.models import FormerText, Rendering
from organizations.models import Holiday, Member, Unit
from organizations.roles import Role
from plans.models import Guideline, Strategy
from projects.canonical import take_snapshot
from projects.models import AgencyInvitation, Import, Proposal, SavedView
from reviews.models import Exemption, Interest, Meeting, ReviewRound, SeatLink, SignedMinutes

from . import factories
from .conftest import person

OURS = 987_654  # the id of everything of ours that an address can name
KWARGS = {"year": 2568, "version": "original", "code": "0001", "key": "preface", "pk": OURS}
KWARGS |= {"field": "budget", "rule": "no_strategy", "part": "summary", "body": "committee"}
KWARGS["number"] = 1
KWARGS |= dict.fromkeys(
    ["evidence_pk", "report_pk", "remark_pk", "round_pk", "scan_pk", "attempt_pk", "line_pk"], OURS
)


def member_addresses(patterns=None, names=(), kwargs=frozenset()):
    """Yield (namespaced name, {kwarg, …}) of every address that begins with an organization."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        found = kwargs | set(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            spaces = [*names, pattern.namespace] if pattern.namespace else names
            yield from member_addresses(pattern.url_patterns, spaces, found)
        elif (
            isinstance(pattern, URLPattern) and "organization" in found and is_for_members(pattern)
        ):
            yield ":".join([*names, pattern.name]), found


def is_for_members(pattern):
    return getattr(pattern.callback, "guard", "public") not in {"public", "signed_in"}


ADDRESSES = sorted({(name, tuple(sorted(kwargs))) for name, kwargs in member_addresses()})
WITH_ID = [(name, kwargs) for name, kwargs in ADDRESSES if set(kwargs) & {"pk", "version", "code"}]


def call(client, name, kwargs, organization):
    values = {key: KWARGS[key] for key in kwargs if key in KWARGS}
    missing = set(kwargs) - set(values) - {"organization"}
    assert missing == set(), f"give {name} a value for {missing}"
    url = reverse(name, kwargs={"organization": organization.slug, **values})
    response = client.get(url)
    return client.post(url) if response.status_code == 405 else response


@pytest.fixture
def everybody_elses(takfa):
    """Somebody of the other town with every role, so that only the walls can stop them."""
    return person(takfa, "all", *Role, unit=takfa.units.first())


@pytest.fixture
def everything(ready_version, planner):
    """One of each of our things that an address can name, all with the same id."""
    return things_of(ready_version, planner)


def things_of(version, planner):
    day = datetime.date(2024, 10, 1)
    town = version.organization
    strategy = Strategy.objects.create(pk=OURS, organization=town, number=9, name="ด้านอื่น")
    Guideline.objects.create(pk=OURS, strategy=strategy, number=1, name="แนวทาง")
    Unit.objects.create(pk=OURS, organization=town, name="กองคลัง")
    Member.objects.create(pk=OURS, organization=town, user=factories.UserFactory())
    Holiday.objects.create(pk=OURS, organization=town, on=day, name="วันหยุดท้องถิ่น")
    Rendering.objects.create(
        pk=OURS, plan=version.plan, version=version, format="pdf", content_hash="a" * 64
    )
    FormerText.objects.create(
        pk=OURS, organization=town, key="preface", body="เดิม", replaced_by=planner
    )
    Import.objects.create(pk=OURS, version=version, file_name="a.csv", sha256="a" * 64, by=planner)
    SavedView.objects.create(pk=OURS, member=planner, name="ของกองช่าง")
    link = AgencyInvitation.objects.create(
        pk=OURS, version=version, agency="การไฟฟ้า", token_hash="a" * 64, sent_by=planner,
        expires_at=timezone.now() + datetime.timedelta(days=9),
    )  # fmt: skip
    Proposal.objects.create(pk=OURS, invitation=link, name="ปักเสาไฟฟ้า")
    Meeting.objects.create(
        pk=OURS, organization=town, body="committee", number=1, year=2567, held_on=day,
        recorded_by=planner,
    )  # fmt: skip
    SignedMinutes.objects.create(
        pk=OURS, meeting_id=OURS, file="a.jpg", file_name="a.jpg", content_type="image/jpeg",
        sha256="a" * 64, added_by=planner,
    )  # fmt: skip
    Exemption.objects.create(
        pk=OURS, version=version, duty="confirm_own_draft", member_id=OURS, reason="คนเดียว",
        allowed_by=planner,
    )  # fmt: skip
    SeatLink.objects.create(
        pk=OURS, member_id=OURS, token_hash="a" * 64, made_by=planner,
        expires_at=timezone.now() + datetime.timedelta(days=9),
    )  # fmt: skip
    snapshot = take_snapshot(version)
    ReviewRound.objects.create(
        pk=OURS, version=version, body="committee", number=1, snapshot=snapshot,
        started_by=planner,
    )  # fmt: skip
    Interest.objects.create(
        pk=OURS, round_id=OURS, line=version.plan.lines.first(), member_id=OURS, reason="ญาติ",
        declared_by=planner,
    )  # fmt: skip
    announcement = Announcement.objects.create(
        pk=OURS, version=version, organization=town, announced_on=day, year=2567, signer="ก",
        signer_title="นายก", snapshot=snapshot, published_by=planner,
    )  # fmt: skip
    posting = Posting.objects.create(
        pk=OURS, announcement=announcement, place="ป้าย", posted_on=day, posted_by="ก",
        recorded_by=planner,
    )  # fmt: skip
    PostingEvidence.objects.create(
        pk=OURS, posting=posting, file="a.jpg", file_name="a.jpg", content_type="image/jpeg",
        sha256="a" * 64, added_by=planner,
    )  # fmt: skip
    return version


@pytest.mark.parametrize(("name", "kwargs"), WITH_ID, ids=[name for name, _ in WITH_ID])
def test_nothing_of_ours_at_our_address(name, kwargs, everything, everybody_elses, sign_in):
    response = call(sign_in(everybody_elses), name, kwargs, everything.organization)

    assert response.status_code == 404


@pytest.mark.parametrize(("name", "kwargs"), WITH_ID, ids=[name for name, _ in WITH_ID])
def test_nothing_of_ours_at_their_address(
    name, kwargs, everything, everybody_elses, takfa, sign_in
):
    response = call(sign_in(everybody_elses), name, kwargs, takfa)

    assert response.status_code == 404


@pytest.mark.parametrize(("name", "kwargs"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_anonymous_goes_to_login(name, kwargs, everything, client):
    response = call(client, name, kwargs, everything.organization)

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("name", "kwargs"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_a_member_without_any_role_may_nothing(name, kwargs, everything, sign_in, maesai):
    response = call(sign_in(person(maesai, "nobody")), name, kwargs, maesai)

    assert response.status_code == 403
