"""The members' pages: works, wrong role, other town, nobody; steps by POST only; refusals shown."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from announcements.models import Announcement, Posting
from plans.workflow import Stage

VERSION = ["maesai", 2568, "original"]


def at(name, *more):
    return reverse(f"announcements:{name}", args=[*VERSION, *more])


READING = ["brief", "announcement", "postings"]
EXECUTIVE_PAGES = ["confirm_publish", "confirm_send_back", "confirm_extend"]
EXECUTIVE_STEPS = ["publish", "send_back", "extend"]


@pytest.fixture
def query(written):
    return {**written, "announced_on": "8 ต.ค. 2567"}


@pytest.fixture
def typed(photo):
    return {
        "place": "บอร์ดหน้าสำนักงาน",
        "posted_on": "15/10/2567",
        "posted_at": "9.30",
        "posted_by": "นางสาวสมหญิง ขยัน",
        "files": [photo()],
    }


@pytest.mark.parametrize("name", READING)
@pytest.mark.parametrize("role", ["planner", "executive", "monitor", "committee_member"])
def test_readers_open_the_pages(approved, sign_in, request, name, role):
    assert sign_in(request.getfixturevalue(role)).get(at(name)).status_code == 200


@pytest.mark.parametrize("name", READING)
def test_the_pages_stand_after_announcing_and_posting_too(posted, planner, sign_in, name):
    assert sign_in(planner).get(at(name)).status_code == 200


@pytest.mark.parametrize("name", [*READING, *EXECUTIVE_PAGES, *EXECUTIVE_STEPS, "add_posting"])
def test_the_administrator_has_nothing_of_the_plan(approved, admin, sign_in, name):
    client = sign_in(admin)
    send = client.post if name in EXECUTIVE_STEPS else client.get

    assert send(at(name)).status_code == 403


@pytest.mark.parametrize("name", [*EXECUTIVE_PAGES, *EXECUTIVE_STEPS])
def test_only_the_executive_decides(approved, planner, sign_in, name):
    client = sign_in(planner)
    send = client.post if name in EXECUTIVE_STEPS else client.get

    assert send(at(name)).status_code == 403


def test_only_the_planner_posts(posted, executive, sign_in):
    client = sign_in(executive)

    assert client.get(at("add_posting")).status_code == 403
    assert client.get(at("add_evidence", posted.pk)).status_code == 403
    assert client.get(at("confirm_take_down", posted.pk)).status_code == 403
    assert client.post(at("take_down", posted.pk)).status_code == 403


@pytest.mark.parametrize("name", [*READING, *EXECUTIVE_PAGES, *EXECUTIVE_STEPS, "add_posting"])
def test_another_town_finds_nothing(approved, outsider, sign_in, name):
    client = sign_in(outsider)
    send = client.post if name in EXECUTIVE_STEPS else client.get

    assert send(at(name)).status_code == 404


def test_another_towns_proof_is_not_found(posted, outsider, sign_in):
    client = sign_in(outsider)
    proof = posted.evidence.get()
    foreign = reverse(
        "announcements:evidence", args=["takfa", 2568, "original", posted.pk, proof.pk]
    )

    assert client.get(at("evidence", posted.pk, proof.pk)).status_code == 404
    assert client.get(foreign).status_code == 404


@pytest.mark.parametrize("name", [*READING, *EXECUTIVE_PAGES, *EXECUTIVE_STEPS, "add_posting"])
def test_nobody_is_asked_to_sign_in(approved, client, name):
    response = client.post(at(name)) if name in EXECUTIVE_STEPS else client.get(at(name))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={at(name)}"


@pytest.mark.parametrize("step", EXECUTIVE_STEPS)
def test_steps_are_sent_by_post_only(approved, executive, sign_in, step):
    assert sign_in(executive).get(at(step)).status_code == 405


def test_announcing_from_brief_to_confirmation_to_announcement(approved, executive, sign_in, query):
    client = sign_in(executive)

    brief = client.get(at("brief"))
    confirm = client.get(at("confirm_publish"), query)
    done = client.post(at("publish"), query)

    assert brief.context["form"].initial["signer"] == str(executive)
    assert brief.context["brief"].totals.count == 2
    assert confirm.status_code == 200
    assert confirm.context["due"].strict == date(2024, 10, 23)
    assert done.url == at("announcement")
    assert Announcement.objects.get().full_number == "1/2567"


def test_a_wrong_form_comes_back_filled_with_every_reason(approved, executive, sign_in, query):
    wrong = {**query, "announced_on": "31/2/2567", "signer": ""}

    response = sign_in(executive).get(at("confirm_publish"), wrong)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "announced_on": ["เดือนกุมภาพันธ์ 2567 มีวันที่ 1 ถึง 29 เท่านั้น"],
        "signer": ["กรอกชื่อผู้ลงนาม"],
    }
    assert response.context["form"]["number"].value() == "1"


def test_a_post_past_the_confirmation_is_checked_again(approved, executive, sign_in, query):
    response = sign_in(executive).post(at("publish"), {**query, "announced_on": "1/9/2567"})

    assert response.status_code == 422
    assert Announcement.objects.count() == 0


def test_a_second_click_is_refused_in_words(announced, executive, sign_in, query):
    response = sign_in(executive).post(at("publish"), query)

    assert response.status_code == 422
    assert Announcement.objects.count() == 1


def test_no_form_is_drawn_before_its_time(at_stage, executive, sign_in):
    at_stage(Stage.IN_REVIEW)

    response = sign_in(executive).get(at("brief"))

    assert response.context["form"] is None
    assert response.context["brief"].blockers == ["แผนอยู่ในขั้น “อยู่ระหว่างพิจารณา” ยังไม่ถึงขั้นประกาศใช้"]


def test_the_brief_tells_what_changed_since_the_committee(approved, executive, sign_in):
    approved.project_items.update(place="หมู่ที่ 9")

    assert sign_in(executive).get(at("brief")).context["brief"].changed_codes == ["0001", "0002"]


def test_sending_back_and_its_reason(approved, executive, sign_in):
    client = sign_in(executive)

    empty = client.post(at("send_back"), {"reasons": ""})
    done = client.post(at("send_back"), {"reasons": "ปรับงบถนน"})

    assert (empty.status_code, empty.context["form"].errors) == (
        422,
        {"reasons": ["กรอกเหตุผลที่ส่งกลับ"]},
    )
    assert done.status_code == 302
    approved.refresh_from_db()
    assert approved.stage == Stage.COLLECTING


@pytest.mark.parametrize("name", ["confirm_send_back", "confirm_extend"])
def test_no_page_leads_to_a_step_whose_time_is_past(announced, executive, sign_in, name):
    response = sign_in(executive).get(at(name))

    assert response.status_code == 302
    assert response.url == announced.version.get_absolute_url()


def test_extending_keeps_the_typing_when_refused(version, executive, sign_in):
    client = sign_in(executive)

    refused = client.post(at("extend"), {"due_on": "1/10/2567", "reason": "น้ำท่วม"})
    granted = client.post(at("extend"), {"due_on": "31/12/2569", "reason": "น้ำท่วม"})

    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors() == ["วันครบกำหนดใหม่ต้องอยู่หลังวันนี้และหลังกำหนดเดิม"]
    assert refused.context["form"]["reason"].value() == "น้ำท่วม"
    assert granted.status_code == 302
    assert version.extensions.get().due_on == date(2026, 12, 31)


def test_a_posting_is_recorded_from_a_phone(announced, planner, sign_in, typed):
    client = sign_in(planner)

    page = client.get(at("add_posting"))
    done = client.post(at("add_posting"), typed)

    assert page.context["form"].usual_places == ["บอร์ดประชาสัมพันธ์หน้าสำนักงาน"]
    assert done.url == at("postings")
    assert Posting.objects.get().posted_at.isoformat() == "09:30:00"


def test_a_wrong_posting_comes_back_filled_with_every_reason(announced, planner, sign_in, typed):
    fake = SimpleUploadedFile("ป้าย.jpg", b"MZ not a picture")
    wrong = {**typed, "posted_on": "1/10/2567", "files": [fake]}

    response = sign_in(planner).post(at("add_posting"), wrong)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "files": ["อ่านไฟล์ “ป้าย.jpg” ไม่ได้ ใช้ภาพ JPEG, PNG, WebP หรือ PDF ที่เปิดดูได้"],
        "posted_on": ["วันที่ปิดประกาศต้องไม่ก่อนวันประกาศ (8 ต.ค. 2567)"],
    }
    assert response.context["form"]["place"].value() == "บอร์ดหน้าสำนักงาน"
    assert Posting.objects.count() == 0


def test_the_camera_and_a_scan_that_is_there_count_as_one_proof(
    announced, planner, sign_in, typed, photo
):
    both = {**typed, "camera": [photo("กล้อง.jpg", colour="red")]}

    assert sign_in(planner).post(at("add_posting"), both).status_code == 302
    names = [proof.file_name for proof in Posting.objects.get().evidence.all()]
    assert names == ["กล้อง.jpg", "ป้ายหน้าสำนักงาน.jpg"]


def test_a_posting_without_any_file_is_refused(announced, planner, sign_in, typed):
    response = sign_in(planner).post(at("add_posting"), {**typed, "files": []})

    assert response.status_code == 422
    assert response.context["form"].errors == {"camera": ["ต้องมีภาพถ่ายหรือเอกสารสแกนอย่างน้อย 1 ไฟล์"]}


def test_places_where_it_hangs_already_are_not_offered(announced, posted, planner, sign_in, photo):
    client = sign_in(planner)
    first = client.get(at("add_posting")).context["form"]
    Posting.record(
        announced,
        place=first.usual_places[0],
        posted_on=posted.posted_on,
        posted_by="นายดี",
        files=[photo()],
        by=planner,
    )

    assert first.usual_places == ["บอร์ดประชาสัมพันธ์หน้าสำนักงาน"]
    assert client.get(at("add_posting")).context["form"].usual_places == []


def test_an_unannounced_version_has_nothing_to_post(approved, planner, sign_in):
    assert sign_in(planner).get(at("add_posting")).status_code == 404


def test_further_photos_and_a_photo_twice(posted, planner, sign_in, photo):
    client, address = sign_in(planner), at("add_evidence", posted.pk)

    assert client.get(address).status_code == 200
    added = client.post(address, {"files": [photo(colour="red")]})
    again = client.post(address, {"files": [photo(colour="red")]})

    assert added.status_code == 302
    assert (again.status_code, again.context["form"].errors) == (
        422,
        {"files": ["มีไฟล์ “ป้ายหน้าสำนักงาน.jpg” อยู่แล้ว"]},
    )


def test_taking_down_is_confirmed_and_refused_too_early(posted, planner, sign_in):
    client = sign_in(planner)
    early = {"on": "14/11/2567", "by_name": "นายดี"}

    assert client.get(at("confirm_take_down", posted.pk)).status_code == 200
    refused = client.post(at("take_down", posted.pk), early)
    done = client.post(at("take_down", posted.pk), {**early, "on": "15/11/2567"})

    assert (refused.status_code, refused.context["form"].errors) == (
        422,
        {"on": ["ต้องปิดประกาศให้ครบ 30 วัน ปลดได้ตั้งแต่ 15 พฤศจิกายน 2567"]},
    )
    assert done.status_code == 302


def test_the_original_is_served_to_members_as_it_came(posted, monitor, sign_in):
    proof = posted.evidence.get()

    response = sign_in(monitor).get(at("evidence", posted.pk, proof.pk))

    assert b"".join(response.streaming_content) == proof.file.read()
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["postings", "announcement"])
def test_more_postings_cost_no_more_queries(
    posted, planner, sign_in, seen, photo, name, count_queries
):
    client = sign_in(planner)
    one = count_queries(lambda: client.get(at(name)))

    for place in ("ตลาด", "ศาลาหมู่ 3"):
        Posting.record(posted.announcement, **{**seen, "place": place}, files=[photo()], by=planner)

    assert count_queries(lambda: client.get(at(name))) == one
