"""Every page and step of the committees: who may, who may not, and what comes of it."""

import pytest
from django.urls import reverse

from organizations.roles import Body
from plans.models import PlanVersion, Procedure
from plans.workflow import Stage
from reviews.models import Meeting, Remark, Resolution, ReviewRound, Verdict

V = "/maesai/plans/2568/original/"


def told(response):
    return [str(message) for message in response.context["messages"]]


# Who may open what, once everything is there

READ = [
    "agreement/", "review/", "review/items/{code}/", "review/remarks/", "resolution/",
    "/maesai/meetings/", "/maesai/meetings/{meeting}/",
]  # fmt: skip
PLANNER_ONLY = [
    "agreement/send/confirm/", "review/send/confirm/",
    "resolution/draft/", "resolution/withdraw/confirm/", "/maesai/meetings/add/",
    "/maesai/meetings/{meeting}/edit/",
]  # fmt: skip
STEPS = {  # posted address: the role that may not
    "agreement/send/": "committee_member",
    "review/send/": "committee_member",
    "agreement/answer/": "planner",
    "agreement/close/": "planner",
    "review/items/{code}/verdict/": "planner",
    "review/agree/": "planner",
    "review/remarks/add/": "planner",
    "review/remarks/{remark}/answer/": "committee_member",
    "resolution/draft/": "committee_member",
    "resolution/confirm/": "planner",
    "resolution/withdraw/": "executive",
}


@pytest.fixture
def places(meeting, committee_member, clerk, planner):
    """Fill the addresses above: a concluded support round, a remark, a meeting, a resolution."""
    round = meeting.rounds.get()
    round.version.review_rounds.create(
        body=Body.SUPPORT_COMMITTEE,
        number=1,
        snapshot=round.snapshot,
        started_by=planner,
        closed_at=round.started_at,
    ).resolutions.create(
        outcome="adopt",
        content_hash=round.snapshot.sha256,
        drafted_by=planner,
        confirmed_by=clerk,
        confirmed_at=round.started_at,
    )
    remark = Remark.make(round, by=committee_member, body="ราคาสูง")
    remark.reply("ราคากลาง", by=planner)
    Resolution.draft(round, meeting=meeting, outcome="adopt", by=planner)
    return {"code": round.table.codes[0], "remark": remark.pk, "meeting": meeting.pk}


@pytest.mark.parametrize("path", READ)
def test_readers_open_the_pages(look, places, monitor, path):
    assert look(monitor, path.format(**places)).status_code == 200


@pytest.mark.parametrize("path", READ)
def test_an_administrator_sees_nothing_of_the_plan(look, places, admin, path):
    assert look(admin, path.format(**places)).status_code == 403


@pytest.mark.parametrize("path", PLANNER_ONLY)
def test_the_planners_pages_are_the_planners(look, places, planner, committee_member, path):
    path = path.format(**places)

    assert look(planner, path).status_code == 200
    assert look(committee_member, path).status_code == 403


@pytest.mark.parametrize("path", STEPS)
def test_a_step_refuses_the_wrong_role(request, send, places, path):
    member = request.getfixturevalue(STEPS[path])

    assert send(member, path.format(**places)).status_code == 403


@pytest.mark.parametrize("path", [*READ, *PLANNER_ONLY])
def test_the_other_town_finds_nothing(look, places, outsider, path):
    path = path.format(**places)
    path = path if path.startswith("/") else V + path

    assert look(outsider, path).status_code == 404
    assert look(outsider, path.replace("maesai", "takfa")).status_code == (
        200 if path in {"/maesai/meetings/", "/maesai/meetings/add/"} else 404
    )


@pytest.mark.parametrize("path", [*READ, *PLANNER_ONLY, *STEPS])
def test_anonymous_goes_to_login(client, places, path):
    path = path.format(**places)
    path = path if path.startswith("/") else V + path
    method = client.post if path.removeprefix(V) in STEPS else client.get
    response = method(path)
    response = client.post(path) if response.status_code == 405 else response

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("path", [path for path in STEPS if path.count("/") < 4])
def test_steps_are_post_only(look, places, planner, path):
    forms = {"review/remarks/add/", "resolution/draft/"}

    assert (look(planner, path.format(**places)).status_code == 405) is (path not in forms)


def test_pages_of_the_other_towns_meetings_stay_theirs(look, places, outsider):
    response = look(outsider, "/takfa/meetings/")

    assert list(response.context["meetings"]) == []


# Steps through their pages


def test_send_the_draft_to_support(send, look, ready_version, planner, clerk):
    assert look(planner, "agreement/send/confirm/").context["obstacles"] == []

    response = send(planner, "agreement/send/", answer_by="")

    assert told(response) == [
        f"ส่งร่างแล้ว ขั้นต่อไป {ready_version.organization.support_committee}พิจารณา"
    ]
    assert ReviewRound.objects.get().body == Body.SUPPORT_COMMITTEE


def test_sending_with_a_day_gone_by_is_a_fault_of_the_form(send, ready_version, planner, clerk):
    response = send(planner, "agreement/send/", answer_by="1/1/2560")

    assert response.status_code == 422
    assert response.context["form"].errors == {"answer_by": ["ต้องเป็นวันนี้หรือหลังจากนี้"]}
    assert not ReviewRound.objects.exists()


def test_a_refused_sending_says_why_on_the_version(send, version, planner, clerk):
    response = send(planner, "agreement/send/")

    assert response.redirect_chain[-1][0] == version.get_absolute_url()
    assert len(told(response)) == 1


def test_the_confirm_page_has_no_button_that_fails(look, version, planner, clerk):
    response = look(planner, "agreement/send/confirm/")

    assert response.context["obstacles"] != []
    assert response.content.count(b'<form method="post" class="form"') == 0


def test_answer_and_close(send, look, support_round, supporter, clerk, reload):
    seen = support_round.hash_on_table()
    assert look(supporter, "agreement/").context["is_seat"]
    assert told(send(supporter, "agreement/answer/", choice="agree", seen=seen)) == [
        "บันทึกคำตอบแล้ว ตอบใหม่ได้จนกว่าประธานสรุปผล"
    ]
    assert look(clerk, "agreement/close/confirm/").context["missing"] == []

    send(clerk, "agreement/close/", outcome="adopt", seen=seen)

    assert reload(support_round.version).stage == Stage.DRAFTED
    assert look(supporter, "agreement/").status_code == 200


def test_not_complete_without_a_reason_keeps_the_page(send, support_round, supporter):
    response = send(supporter, "agreement/answer/", choice="disagree")

    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["กรอกเหตุผล"]}


def test_sending_back_without_a_reason_keeps_the_page(send, support_round, clerk):
    response = send(clerk, "agreement/close/", outcome="send_back")

    assert response.status_code == 422
    assert response.context["form"].errors == {"reasons": ["กรอกเหตุผลที่ส่งกลับ"]}


def test_the_page_before_any_round(look, version, planner, monitor):
    assert look(monitor, "agreement/").status_code == 200
    assert look(monitor, "review/").status_code == 200
    assert look(monitor, "resolution/").status_code == 200
    assert look(planner, "resolution/draft/").status_code == 404


def test_a_verdict_leads_to_the_next_item(send, committee_round, committee_member, codes):
    seen = committee_round.snapshot.sha256
    first = f"review/items/{codes[0]}/verdict/"
    response = send(committee_member, first, choice="agree", seen=seen)

    assert response.redirect_chain[-1][0] == f"{V}review/items/{codes[1]}/"
    place = response.context["place"]
    assert (place.number, place.total, place.before.code, place.after) == (2, 2, codes[0], None)

    last = f"review/items/{codes[1]}/verdict/"
    response = send(committee_member, last, choice="disagree", reason="ราคาสูง")
    assert response.redirect_chain[-1][0] == f"{V}review/"
    assert response.context["reading"].next is None


def test_a_verdict_without_its_reason_keeps_the_page(
    send, committee_round, committee_member, codes
):
    path = f"review/items/{codes[0]}/verdict/"
    response = send(committee_member, path, choice="agree_with_changes")

    assert response.status_code == 422
    assert response.context["form"].errors == {"reason": ["กรอกเหตุผล"]}


def test_no_such_item_is_not_found(look, send, committee_round, committee_member):
    assert look(committee_member, "review/items/9999/").status_code == 404
    assert send(committee_member, "review/items/9999/verdict/").status_code == 404


def test_agree_with_the_rest_of_a_strategy(send, look, committee_round, committee_member):
    confirm = look(committee_member, "review/agree/confirm/", strategy="1")
    assert (confirm.context["totals"].count, confirm.context["done"]) == (2, 0)
    assert look(committee_member, "review/agree/confirm/", strategy="7").status_code == 404

    for odd in ("9", "x", "9" * 5000):
        assert send(committee_member, "review/agree/", strategy=odd).status_code == 404
    response = send(committee_member, "review/agree/", strategy="1")
    assert told(response) == ["เห็นชอบพร้อมกัน 2 รายการแล้ว"]
    assert Verdict.objects.filter(is_given_together=True).count() == 2
    assert told(send(committee_member, "review/agree/")) == ["ท่านให้ผลพิจารณาครบทุกรายการแล้ว"]


def test_members_do_not_see_each_others_verdicts_before_the_end(
    look, committee_round, committee_member, executive, line, agree, monitor
):
    agree(committee_round, executive, line)

    assert not look(committee_member, "review/").context["reading"].is_tally_shown
    assert look(monitor, "review/").context["reading"].is_tally_shown


def test_remark_on_a_field_and_its_answer(
    send, look, committee_round, committee_member, planner, codes
):
    path = f"review/remarks/add/?item={codes[0]}&field=budget"
    assert look(committee_member, path).context["form"]["field"].value() == "budget"

    response = send(committee_member, path, field="budget", body="ขอที่มาของราคา")

    assert response.redirect_chain[-1][0] == f"{V}review/items/{codes[0]}/"
    remark = Remark.objects.get()
    assert (remark.line.code, remark.field) == (codes[0], "budget")
    send(planner, f"review/remarks/{remark.pk}/answer/", answer="ราคากลาง")
    remark.refresh_from_db()
    assert remark.answer == "ราคากลาง"


def test_an_empty_remark_or_answer_is_a_fault(send, committee_round, committee_member, planner):
    response = send(committee_member, "review/remarks/add/", body=" ")
    assert response.context["form"].errors == {"body": ["กรอกความเห็น"]}

    remark = Remark.make(committee_round, by=committee_member, body="ราคาสูง")
    response = send(planner, f"review/remarks/{remark.pk}/answer/", answer="")
    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"answer": ["กรอกคำตอบ"]},
    )


def meeting_data(round, **more):
    return {"number": "1", "held_on": "3/10/2567", "held_at": "9.30", "rounds": [round.pk], **more}


def test_record_and_mend_a_meeting(send, committee_round, planner, executive, committee_member):
    ways = {f"way_{executive.pk}": "present"}
    response = send(planner, "/maesai/meetings/add/", **meeting_data(committee_round, **ways))
    assert told(response) == ["บันทึกการประชุมแล้ว มา 1 จาก 2 ต้องมี 1 ครบองค์ประชุม"]

    meeting = Meeting.objects.get()
    assert (meeting.year, f"{meeting.held_at:%H:%M}", meeting.unrecorded) == (2567, "09:30", 1)
    ways |= {
        f"way_{committee_member.pk}": "represented",
        f"stand_in_{committee_member.pk}": "นางสมใจ",
    }
    path = f"/maesai/meetings/{meeting.pk}/edit/"
    send(planner, path, **meeting_data(committee_round, place="ห้องประชุม", **ways))

    meeting = Meeting.objects.get()
    assert (meeting.place, meeting.unrecorded, meeting.attended) == ("ห้องประชุม", 0, 2)
    assert [str(row) for row in meeting.attendances.all()] == ["มา", "ส่งผู้แทน นางสมใจ"]


def test_a_meetings_faults_all_at_once(send, meeting, committee_round, planner, committee_member):
    ways = {f"way_{committee_member.pk}": "represented"}
    data = meeting_data(committee_round, held_at="สาย", **ways)

    response = send(planner, "/maesai/meetings/add/", **data)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "held_at": ["พิมพ์เวลาแบบ 9.30 หรือ 13:00"],
        "number": ["มีการประชุมครั้งที่ 1/2567 อยู่แล้ว"],
        f"stand_in_{committee_member.pk}": [f"กรอกชื่อผู้แทนของ {committee_member}"],
    }


def test_a_sealed_meeting_is_not_edited(look, drafted, executive, planner):
    drafted.confirm(by=executive)

    assert look(planner, f"/maesai/meetings/{drafted.meeting.pk}/edit/").status_code == 404
    response = look(planner, f"/maesai/meetings/{drafted.meeting.pk}/")
    assert not response.context["is_open"]


def test_draft_withdraw_and_confirm(send, look, meeting, planner, executive, reload):
    data = {"meeting": meeting.pk, "outcome": "adopt"}
    send(planner, "resolution/draft/", **data)
    assert look(planner, "resolution/").context["confirmers"] == [executive]
    assert told(send(planner, "resolution/withdraw/")) == ["ถอนร่างมติแล้ว ร่างใหม่ได้"]

    send(planner, "resolution/draft/", **data)
    assert look(executive, "resolution/confirm/confirm/").context["barriers"] == []
    assert told(send(executive, "resolution/confirm/")) == ["ยืนยันมติแล้ว เห็นชอบ"]

    assert reload(meeting.rounds.get().version).stage == Stage.APPROVED
    assert look(planner, "resolution/").status_code == 200


def test_a_resolution_form_asks_for_what_is_missing(send, meeting, planner):
    response = send(planner, "resolution/draft/", outcome="send_back")

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "meeting": ["เลือกการประชุม"],
        "reasons": ["กรอกเหตุผลที่ส่งกลับ"],
    }


def test_a_changed_content_shows_the_difference_and_no_button(look, drafted, executive):
    drafted.round.version.project_items.filter(budget=30000).update(budget="30000.01")

    response = look(executive, "resolution/")

    assert not response.context["is_same"]
    assert [d.after for d in response.context["differences"]] == ["30,000.01 บาท"]
    assert len(response.context["barriers"]) == 1
    assert response.content.count("ยืนยันมติ</a>".encode()) == 0


def test_a_double_click_confirms_once(send, drafted, executive):
    send(executive, "resolution/confirm/")

    assert told(send(executive, "resolution/confirm/")) == ["มตินี้ยืนยันแล้ว"]
    assert Resolution.objects.filter(confirmed_at__isnull=False).count() == 1


def test_the_older_procedure_shows_no_committee_page(look, ready_version, planner, monitor):
    ready_version.procedure = Procedure.objects.order_by("in_force_on").first()
    ready_version.bodies = ready_version.procedure.route(ready_version.kind)
    ready_version.save()

    response = look(planner, "review/send/confirm/")

    assert len(response.context["obstacles"]) == 1
    assert look(planner, "agreement/").context["is_next"]
    assert look(monitor, "review/items/0001/").status_code == 404


def test_a_correction_offers_no_sending(look, at_stage, planner):
    version = at_stage(Stage.COLLECTING)
    PlanVersion.objects.filter(pk=version.pk).update(bodies=["executive"])

    assert not look(planner, "agreement/").context["is_next"]


def test_only_who_drafts_the_resolution_is_led_to_what_it_lacks(
    committee_round, planner, committee_member, look
):
    link = f'<a href="{reverse("reviews:add_meeting", args=["maesai"])}">'

    assert look(planner, "resolution/").content.decode().count(link) == 1
    assert look(committee_member, "resolution/").content.decode().count(link) == 0


def test_a_nul_in_the_address_of_a_remark_is_passed_over(committee_round, line, executive, look):
    page = look(executive, f"review/remarks/add/?item={line.code}%00")

    assert (
        page.context["place"]
        == look(executive, "review/remarks/add/", item=line.code).context["place"]
    )
