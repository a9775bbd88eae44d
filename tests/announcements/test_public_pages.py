"""The citizens' pages: everything announced, nothing of a draft, no cookie, constant queries."""

import gzip
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from announcements.models import Announcement, Posting
from plans.models import Plan, PlanVersion
from plans.workflow import Kind, Stage, Trigger
from projects.canonical import take_snapshot
from projects.models import Project
from projects.schedule import mask_of

from .conftest import picture

PAGES = ["organization", "board", "board_json", "feed", "calendar"]
OF_A_YEAR = ["plan", "items_json", "items_csv", "items_xlsx"]


def at(name, *args, town="maesai"):
    return reverse(f"public:{name}", args=[town, *args])


def text_of(response):
    return response.content.decode()


@pytest.fixture
def corrected(announced, planner, executive, written):
    """A correction of 1 November 2567 that moves the first item to หมู่ที่ 4."""
    version = Plan.open(
        announced.organization,
        2568,
        kind=Kind.CORRECTION,
        trigger=Trigger.EXECUTIVE_ORDER,
        trigger_on=date(2024, 10, 20),
        by=planner,
    )
    version = PlanVersion.objects.with_plan().get(pk=version.pk)
    first = Project.objects.get(version=announced.version, line__code="0001")
    twin = first.replace_in(version, by=planner)
    twin.place = "หมู่ที่ 4"
    twin.save()
    return Announcement.publish(
        version,
        **{**written, "announced_on": date(2024, 11, 1), "number": 2},
        by=executive,
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_town_has_its_pages_without_login_or_cookie(posted, client, name):
    response = client.get(at(name))

    assert response.status_code == 200
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("name", OF_A_YEAR)
def test_an_announced_year_has_its_pages_without_login_or_cookie(posted, client, name):
    response = client.get(at(name, 2568))

    assert response.status_code == 200
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_town_without_an_announcement_has_its_pages_too(approved, client, name):
    assert client.get(at(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_an_unknown_town_is_not_found(standards, client, name):
    assert client.get(at(name, town="nowhere")).status_code == 404


@pytest.mark.parametrize("name", [*OF_A_YEAR, "pdf"])
def test_nothing_of_a_draft_is_public(approved, client, name):
    assert client.get(at(name, 2568)).status_code == 404
    assert client.get(at("item", 2568, "0001")).status_code == 404


@pytest.mark.parametrize("name", [*PAGES, *OF_A_YEAR])
def test_no_page_tells_a_drafts_words(approved, announced, planner, client, name, add_project):
    """A second version, still collecting, stays out of every public answer."""
    draft = Plan.open(
        announced.organization,
        2568,
        kind=Kind.ADDITION,
        trigger=Trigger.AGENCY_NOTICE,
        trigger_on=date(2024, 11, 1),
        by=planner,
    )
    add_project("โครงการลับที่ยังเป็นร่าง", version=draft)

    response = client.get(at(name, *([2568] if name in OF_A_YEAR else [])))

    assert response.status_code == 200
    assert response.content.count("โครงการลับที่ยังเป็นร่าง".encode()) == 0
    assert response.content.count("เพิ่มเติม ครั้งที่ 1".encode()) == 0
    assert client.get(at("item", 2568, "0003")).status_code == 404


def test_a_draft_of_a_replaced_item_is_not_told(announced, planner, client):
    draft = Plan.open(
        announced.organization,
        2568,
        kind=Kind.CORRECTION,
        trigger=Trigger.EXECUTIVE_ORDER,
        trigger_on=date(2024, 11, 1),
        by=planner,
    )
    draft = PlanVersion.objects.with_plan().get(pk=draft.pk)
    item = Project.objects.get(version=announced.version, line__code="0001")
    twin = item.replace_in(draft, by=planner)
    twin.name = "ชื่อใหม่ที่ยังเป็นร่าง"
    twin.save()

    page = text_of(client.get(at("item", 2568, "0001")))

    assert page.count("ชื่อใหม่ที่ยังเป็นร่าง") == 0


def test_the_plan_tells_figures_state_and_posting(posted, client):
    response = client.get(at("plan", 2568))

    totals = response.context["publication"].totals
    assert (totals.count, str(totals.own), str(totals.other)) == (2, "528000.00", "0.00")
    assert [clock.state for clock in response.context["clocks"]] == ["kept", "ended"]
    assert [bar.count for bar in response.context["by_strategy"]] == [2]
    assert {c.month: c.count for c in response.context["columns"] if c.count} == {
        10: 1, 1: 1, 3: 1, 4: 1, 5: 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=คอนกรีต", ["0001"]),
        ("q=หมู่ที่ ๓", ["0001", "0002"]),
        ("q=สูงอายุ&month=10", ["0002"]),
        ("month=12", []),
        ("month=3", ["0001"]),
        ("month=99&strategy=abc", ["0001", "0002"]),
        ("unit=999999", []),
    ],
)
def test_the_filter_finds_substrings_and_months(announced, client, query, codes):
    response = client.get(f"{at('plan', 2568)}?{query}")

    assert [item.code for item in response.context["page_obj"]] == codes


def test_the_filter_offers_only_what_the_plan_holds(announced, client):
    selects = client.get(at("plan", 2568)).context["selects"]

    assert [(s.name, len(s.choices)) for s in selects] == [
        ("strategy", 1), ("program", 1), ("unit", 1), ("source", 1), ("month", 12),
    ]  # fmt: skip


def test_the_plan_of_a_past_day_is_what_stood_then(corrected, client):
    now = client.get(at("plan", 2568))
    before = client.get(f"{at('plan', 2568)}?as_of=2024-10-31")

    assert [item.place for item in now.context["page_obj"]] == ["หมู่ที่ 4", "หมู่ที่ 3"]
    assert [item.place for item in before.context["page_obj"]] == ["หมู่ที่ 3", "หมู่ที่ 3"]
    assert before.context["is_past"] is True


def test_the_links_of_a_past_day_stay_on_it(corrected, client):
    before = client.get(f"{at('plan', 2568)}?as_of=2024-10-31")

    strategy = corrected.organization.strategies.get()
    assert [bar.url for bar in before.context["by_strategy"]] == [
        f"?as_of=2024-10-31&strategy={strategy.pk}#items"
    ]
    page = client.get(f"{at('plan', 2568)}?as_of=2024-10-31&strategy={strategy.pk}")
    assert [item.place for item in page.context["page_obj"]] == ["หมู่ที่ 3", "หมู่ที่ 3"]


def test_the_data_of_the_day_before_a_revision_is_the_first_versions(corrected, announced, client):
    import json

    data = client.get(f"{at('items_json', 2568)}?as_of=2024-10-31").json()

    first = json.loads(announced.snapshot.content)
    own = [{k: v for k, v in row.items() if k in first["items"][0]} for row in data["items"]]
    assert own == first["items"]
    assert data["versions"][0]["content_sha256"] == announced.snapshot.sha256


@pytest.mark.parametrize("day", ["2024-10-07", "1/10/2567", "nonsense"])
def test_before_the_announcement_there_is_no_plan(announced, client, day):
    assert client.get(f"{at('plan', 2568)}?as_of={day}").status_code == 404


def test_a_day_in_the_future_is_today(announced, client):
    future = timezone.localdate() + timedelta(days=9)

    assert client.get(f"{at('plan', 2568)}?as_of={future}").context["is_past"] is False


def test_an_item_tells_its_life(corrected, posted, client):
    events = client.get(at("item", 2568, "0001")).context["events"]

    assert [(event.on.isoformat(), event.title, event.detail) for event in events] == [
        ("2024-10-07", "คณะกรรมการพัฒนาองค์การบริหารส่วนตำบลเห็นชอบ", "ฉบับแรก"),
        ("2024-10-08", "ประกาศใช้", "ประกาศใช้แผนปี 2568 ฉบับแรก เลขที่ 1/2567"),
        ("2024-10-15", "ปิดประกาศให้ประชาชนเห็น", "บอร์ดหน้าสำนักงาน"),
        (
            "2024-11-01",
            "แก้ไข ครั้งที่ 1: เปลี่ยนแทนรายการเดิม",
            "ประกาศใช้แผนปี 2568 แก้ไข ครั้งที่ 1 เลขที่ 2/2567 สถานที่ เดิม “หมู่ที่ 3” ใหม่ “หมู่ที่ 4”",
        ),
    ]


def test_a_cancelled_item_keeps_its_address(announced, planner, executive, written, client):
    version = Plan.open(
        announced.organization,
        2568,
        kind=Kind.CORRECTION,
        trigger=Trigger.EXECUTIVE_ORDER,
        trigger_on=date(2024, 10, 20),
        by=planner,
    )
    version = PlanVersion.objects.with_plan().get(pk=version.pk)
    item = Project.objects.get(version=announced.version, line__code="0002")
    item.cancel_in(version, reason="งบไม่พอ", by=planner)
    Announcement.publish(
        version, **{**written, "announced_on": date(2024, 11, 1), "number": 2}, by=executive
    )

    page = client.get(at("item", 2568, "0002"))

    assert page.context["item"].is_cancelled
    assert [item.code for item in client.get(at("plan", 2568)).context["page_obj"]] == ["0001"]


def test_a_withdrawn_plan_stays_with_a_banner(announced, executive, client):
    Announcement.objects.filter(pk=announced.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=executive, withdrawn_reason="ลงนามผิดคน"
    )

    page = text_of(client.get(at("plan", 2568)))

    assert page.count("แผนนี้ถูกถอนเมื่อ") == 1
    assert page.count("ลงนามผิดคน") == 1


def test_a_plan_of_an_older_year_links_the_newer(announced, planner, executive, client):
    version = Plan.open(
        announced.organization,
        2569,
        kind=Kind.ORIGINAL,
        trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=date(2025, 9, 15),
        by=planner,
    )
    assert client.get(at("plan", 2568)).context["newer_year"] is None

    PlanVersion.objects.filter(pk=version.pk).update(
        stage=Stage.ANNOUNCED, announced_on=date(2025, 10, 8)
    )
    Announcement.objects.create(
        version=version,
        organization=announced.organization,
        announced_on=date(2025, 10, 8),
        year=2568,
        signer="นายสมชาย ใจดี",
        signer_title="นายก",
        snapshot=take_snapshot(version),
        published_by=executive,
    )

    assert client.get(at("plan", 2568)).context["newer_year"] == 2569


def test_an_unchanged_plan_is_not_sent_again(announced, client):
    first = client.get(at("plan", 2568))

    second = client.get(at("plan", 2568), HTTP_IF_NONE_MATCH=first["ETag"])

    assert (second.status_code, second.content) == (304, b"")


def test_a_posting_changes_the_answer(announced, seen, photo, planner, client):
    first = client.get(at("plan", 2568))
    Posting.record(announced, **seen, files=[photo()], by=planner)

    second = client.get(at("plan", 2568), HTTP_IF_NONE_MATCH=first["ETag"])

    assert second.status_code == 200


@pytest.mark.parametrize("name", ["plan", "items_json", "items_csv"])
def test_more_items_cost_no_more_queries(
    approved, add_project, written, executive, client, name, count_queries, planner
):
    from datetime import datetime

    from .conftest import BANGKOK, adopt

    Project.objects.filter(version=approved, line__code="0002").delete()
    approved.review_rounds.get().resolutions.all().delete()
    approved.review_rounds.all().delete()
    adopt(
        approved,
        planner=planner,
        executive=executive,
        at=datetime(2024, 10, 7, 15, 0, tzinfo=BANGKOK),
    )
    Announcement.publish(approved, **written, by=executive)
    one = count_queries(lambda: client.get(at(name, 2568)))
    for number in range(3):
        add_project(f"ขุดลอกคลองสายที่ {number}", version=approved)

    assert count_queries(lambda: client.get(at(name, 2568))) == one


def test_the_lists_of_a_town_cost_the_same_for_more_postings(
    posted, seen, photo, planner, client, count_queries
):
    pages = [at(name) for name in PAGES]
    one = [count_queries(lambda page=page: client.get(page)) for page in pages]
    for place in ("ตลาด", "ศาลาหมู่ 3"):
        Posting.record(posted.announcement, **{**seen, "place": place}, files=[photo()], by=planner)

    assert [count_queries(lambda page=page: client.get(page)) for page in pages] == one


def test_a_page_of_three_hundred_items_stays_light(announced, add_project, client):
    for number in range(300):
        add_project(
            f"ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ {number} สายบ้านน้อย ตำบลแม่ใส",
            version=announced.version,
            months=mask_of([10, 3]),
        )

    response = client.get(at("plan", 2568))

    assert len(response.context["page_obj"]) == 50
    assert len(gzip.compress(response.content)) < 100_000


def test_the_photo_the_public_sees_is_the_clean_copy(posted, client):
    proof = posted.evidence.get()

    response = client.get(at("photo", proof.pk))

    content = b"".join(response.streaming_content)
    assert response["Content-Type"] == "image/jpeg"
    assert content == proof.public_copy.read()
    assert content != picture()


def test_a_photo_is_found_under_its_own_town_only(posted, takfa, client):
    assert client.get(at("photo", posted.evidence.get().pk, town="takfa")).status_code == 404


def test_the_calculator_explains_and_its_address_can_be_shared(holidays, client):
    response = client.get(
        reverse("public:deadlines"), {"start": "8 ต.ค. 2568", "kind": "post", "days": ""}
    )

    deadline = response.context["deadline"]
    assert (deadline.strict, deadline.safe) == (date(2025, 10, 23), date(2025, 10, 22))
    assert dict(response.cookies) == {}


def test_the_calculator_counts_any_number_of_days(holidays, client):
    response = client.get(
        reverse("public:deadlines"), {"start": "๘/๑๐/๒๕๖๘", "kind": "other", "days": "๗"}
    )

    assert response.context["deadline"].strict == date(2025, 10, 15)


def test_the_calculator_says_from_when_a_display_may_end(holidays, client):
    response = client.get(reverse("public:deadlines"), {"start": "15/10/2568", "kind": "display"})

    assert response.context["form"].removable_from == date(2025, 11, 15)


def test_a_display_is_not_hurried_by_a_holiday(holidays, client):
    response = client.get(reverse("public:deadlines"), {"start": "23/9/2568", "kind": "display"})

    deadline = response.context["deadline"]
    assert (deadline.strict, deadline.safe) == (date(2025, 10, 23), date(2025, 10, 23))


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        (
            {"start": "8/10/2668"},
            {"start": ["ปี 2668 ไม่น่าถูกต้อง ใช้ปี พ.ศ. 2500 ถึง 2599 เช่น 16/9/2568"]},
        ),
        ({"start": "8/10/2568", "kind": "other"}, {"days": ["กรอกจำนวนวัน เช่น 30"]}),
        (
            {"start": "", "kind": "other", "days": "สิบ"},
            {"start": ["กรอกวันเริ่มต้น เช่น 16/9/2568"], "days": ["จำนวนวันต้องเป็นตัวเลข เช่น 30"]},
        ),
    ],
)
def test_the_calculator_names_every_fault(standards, client, query, errors):
    response = client.get(reverse("public:deadlines"), query)

    assert response.status_code == 422
    assert response.context["form"].errors == errors
