"""The pages of results: who may open and send what, and what they lead to."""

import datetime
import re
from decimal import Decimal

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organizations.models import Unit
from progress.models import BudgetChange, ProgressReport
from progress.statuses import Status

pytestmark = pytest.mark.usefixtures("announced")
LIST = "/maesai/results/2568/"


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def typed(**fields):
    return {"status": "in_progress", "as_of": "31/3/2568", **fields}


@pytest.fixture
def page(line):
    return f"{LIST}{line.code}/"


READ = ["/maesai/results/", LIST, f"{LIST}summary/", f"{LIST}results.csv", f"{LIST}0001/"]
SEND = [f"{LIST}0001/report/", f"{LIST}0001/budget/"]


@pytest.mark.parametrize("address", [*READ, *SEND])
def test_anonymous_goes_to_login(client, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", [*READ, *SEND])
def test_another_town_finds_nothing(sign_in, outsider, address):
    assert sign_in(outsider).post(address).status_code == 404


@pytest.mark.parametrize("address", READ)
def test_an_administrator_may_not_look(sign_in, admin, address):
    assert sign_in(admin).get(address).status_code == 403


@pytest.mark.parametrize("address", SEND)
def test_a_monitor_may_not_report(sign_in, monitor, address):
    assert sign_in(monitor).post(address, typed()).status_code == 403


@pytest.mark.parametrize("address", READ[1:])
@pytest.mark.parametrize(
    "who", ["planner", "unit_staff", "monitor", "executive", "committee_member"]
)
def test_readers_may_look(request, sign_in, who, address):
    assert sign_in(request.getfixturevalue(who)).get(address).status_code == 200


@pytest.mark.parametrize("address", [LIST, "/public/maesai/2568/results/"])
def test_no_two_parts_of_a_page_share_an_id(sign_in, planner, address):
    ids = re.findall(r'\bid="([^"]+)"', sign_in(planner).get(address).content.decode())

    assert sorted(ids) == sorted(set(ids))


def test_index_leads_to_the_newest_announced_year(sign_in, planner):
    assert sign_in(planner).get("/maesai/results/").url == LIST


def test_a_year_without_a_plan_is_not_found(sign_in, planner):
    assert sign_in(planner).get("/maesai/results/2567/").status_code == 404


def test_the_list_shows_unreported_items_first(sign_in, planner, lines, report):
    report(lines[0], Status.COMPLETED, as_of=datetime.date(2025, 9, 30))

    rows = sign_in(planner).get(LIST).context["page_obj"]
    assert [row.code for row in rows] == [lines[1].code, lines[0].code]


def test_unit_staff_sees_the_own_unit_first_and_may_ask_for_all(
    sign_in, unit_staff, announced, line
):
    other = Unit.objects.get(organization=announced.organization, name="สำนักปลัด")
    announced.project_items.filter(line=line).update(unit=other)
    client = sign_in(unit_staff)

    assert client.get(LIST).context["found"].count == 1
    assert client.get(f"{LIST}?unit=all").context["found"].count == 2
    assert client.get(f"{LIST}?unit={other.pk}").context["found"].count == 1


def test_the_list_costs_the_same_for_any_number_of_items(sign_in, planner, announced, add_project):
    client = sign_in(planner)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(5):
        add_project(f"ถนนสาย {number}", version=announced)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(many) == len(few)


def test_the_form_offers_what_was_last_said(sign_in, unit_staff, line, page, report):
    report(line, Status.IN_PROGRESS, disbursed=Decimal("120000.00"))

    form = sign_in(unit_staff).get(page).context["form"]
    assert form.initial == {
        "status": Status.IN_PROGRESS,
        "as_of": datetime.date(2025, 9, 30),
        "disbursed": Decimal("120000.00"),
        "contracted": None,
    }


def test_three_taps_lead_to_the_next_item(sign_in, unit_staff, lines, page):
    sent = typed(disbursed="๑๒๐,๐๐๐", as_of="30 ก.ย. 2568")
    response = sign_in(unit_staff).post(f"{page}report/", sent)

    assert response.url == f"{LIST}{lines[1].code}/"
    report = ProgressReport.objects.get()
    assert (report.status, report.as_of) == ("in_progress", datetime.date(2025, 9, 30))
    assert report.line.disbursements.get().disbursed == Decimal("120000.00")
    assert said(response) == [f'บันทึกผลของ<a href="{page}">รายการ 0001</a>แล้ว เหลืออีก 1 รายการ']


def test_the_last_item_leads_back_to_the_list(sign_in, unit_staff, lines, report, page):
    report(lines[1], Status.COMPLETED, disbursed=Decimal("30000.00"))
    response = sign_in(unit_staff).post(f"{page}report/", typed(as_of="30/9/2568"))

    assert response.url == LIST
    assert said(response) == [f'บันทึกผลของ<a href="{page}">รายการ 0001</a>แล้ว รายงานครบทุกรายการแล้ว']


def test_odd_combinations_warn_after_saving(sign_in, unit_staff, page):
    response = sign_in(unit_staff).post(f"{page}report/", typed(status="completed"))

    assert ProgressReport.objects.count() == 1
    assert said(response)[1] == (
        f'ควรตรวจ <a href="{page}">รายการ 0001</a> '
        "แจ้งว่าดำเนินการแล้วเสร็จ แต่ยังไม่มีการเบิกจ่ายทั้งที่มีงบประมาณ"
    )


def test_a_second_click_is_told(sign_in, unit_staff, page):
    client = sign_in(unit_staff)
    client.post(f"{page}report/", typed())
    response = client.post(f"{page}report/", typed())

    assert ProgressReport.objects.count() == 1
    told = f'<a href="{page}">รายการ 0001</a> บันทึกไว้แล้วเมื่อครู่ ไม่ได้บันทึกซ้ำ'
    assert said(response)[-1] == told


def test_a_refused_form_comes_back_filled(sign_in, unit_staff, page):
    sent = typed(status="unable", disbursed="abc", as_of="31/2/2568", problem="ฝนตก")
    response = sign_in(unit_staff).post(f"{page}report/", sent)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason", "disbursed", "as_of"}
    assert response.context["form"]["problem"].value() == "ฝนตก"
    assert ProgressReport.objects.count() == 0


def test_what_the_step_refuses_stands_in_the_form(sign_in, unit_staff, page):
    response = sign_in(unit_staff).post(f"{page}report/", typed(as_of="30/9/2567"))

    assert response.status_code == 422
    assert response.context["form"].non_field_errors() == [
        "“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ 1 ต.ค. 2567"
    ]


def test_a_missing_reason_is_asked_for_at_its_field(sign_in, unit_staff, page):
    response = sign_in(unit_staff).post(f"{page}report/", typed(status="unable"))

    form = response.context["form"]
    assert form.errors == {"reason": ["กรอกเหตุผล เพราะสถานะเป็น “ไม่สามารถดำเนินการได้”"]}
    assert form.shows_reason


def test_unit_staff_has_no_form_for_another_units_item(sign_in, unit_staff, announced, page):
    other = Unit.objects.get(organization=announced.organization, name="สำนักปลัด")
    announced.project_items.update(unit=other)
    client = sign_in(unit_staff)

    assert not client.get(page).context["may_report"]
    assert client.post(f"{page}report/", typed()).status_code == 422
    assert ProgressReport.objects.count() == 0


def test_the_addresses_of_steps_lead_to_the_page(sign_in, planner, page):
    client = sign_in(planner)

    assert client.get(f"{page}report/").url == page
    assert client.get(f"{page}budget/").url == page


def test_a_transfer_is_recorded(sign_in, planner, page):
    sent = {"direction": "-1", "amount": "98,000", "decided_on": "10/1/2568", "reason": "โอน"}
    response = sign_in(planner).post(f"{page}budget/", sent)

    assert response.url == page
    assert BudgetChange.objects.get().amount == Decimal("-98000.00")


def test_a_transfer_with_faults_comes_back_filled(sign_in, planner, page):
    response = sign_in(planner).post(f"{page}budget/", {"reason": "โอน"})

    assert response.status_code == 422
    form = response.context["budget_form"]
    assert set(form.errors) == {"direction", "amount", "decided_on"}
    assert form["reason"].value() == "โอน"


def test_a_monitor_gives_an_opinion(sign_in, monitor, line, page, report):
    made = report(line)
    address = reverse("progress:give_opinion", args=["maesai", 2568, line.code, made.pk])
    response = sign_in(monitor).post(address, {"opinion": "ควรเร่ง"})

    assert response.url == page
    made.refresh_from_db()
    assert made.opinion == "ควรเร่ง"


def test_an_empty_opinion_comes_back(sign_in, monitor, line, report):
    made = report(line)
    address = reverse("progress:give_opinion", args=["maesai", 2568, line.code, made.pk])
    response = sign_in(monitor).post(address, {"opinion": ""})

    assert response.status_code == 422
    assert response.context["opinion_form"].non_field_errors() == ["กรอกความเห็น"]


def test_only_a_monitor_gives_opinions(sign_in, planner, client, outsider, line, report):
    made = report(line)
    address = reverse("progress:give_opinion", args=["maesai", 2568, line.code, made.pk])

    assert client.post(address).url == f"/accounts/login/?next={address}"
    assert sign_in(planner).post(address, {"opinion": "ดี"}).status_code == 403
    assert sign_in(outsider).post(address, {"opinion": "ดี"}).status_code == 404
    assert sign_in(planner).get(address).status_code == 405


def test_the_summary_counts_as_of_the_day_asked(sign_in, planner, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("498000.00"))
    client = sign_in(planner)

    half = client.get(f"{LIST}summary/?until=2025-03-31").context["result"]
    before = client.get(f"{LIST}summary/?until=31/12/2567").context["result"]
    assert half.total.counts[Status.COMPLETED] == 1
    assert before.total.counts[Status.COMPLETED] == 0
    assert str(half.total.own.percent) == "94.32"


def test_a_wrong_day_is_told_and_the_table_still_shown(sign_in, planner):
    response = sign_in(planner).get(f"{LIST}summary/?until=1/1/2500")

    assert response.status_code == 422
    assert response.context["form"].errors["until"] == [
        "“ข้อมูลถึงวันที่” ต้องไม่ก่อนวันเริ่มปีงบประมาณ 1 ต.ค. 2567"
    ]
    assert response.context["result"].until == datetime.date(2025, 9, 30)


def test_every_figure_of_the_summary_opens_exactly_its_rows(sign_in, unit_staff, lines, report):
    report(lines[0], Status.COMPLETED, disbursed=Decimal("498000.00"))
    client = sign_in(unit_staff)
    summary = client.get(f"{LIST}summary/?until=2025-03-31")
    result, url = summary.context["result"], LIST + summary.context["rows_url"].removeprefix("../")

    for share in result.total.statuses:
        found = client.get(f"{url}&status={share.key}").context["found"]
        assert found.count == share.count
    for name in ("strategy", "program", "unit", "source"):
        for group in result.by(name):
            found = client.get(f"{url}&{name}={group.label.key}").context["found"]
            assert found.counts == group.tally.counts
            assert found.own == group.tally.own


def test_the_table_as_csv(sign_in, monitor, line, report):
    report(line, Status.COMPLETED, disbursed=Decimal("498000.00"))
    response = sign_in(monitor).get(f"{LIST}results.csv?until=2025-03-31")

    disposition = response["Content-Disposition"]
    assert disposition == 'attachment; filename="results-maesai-2568-2025-03-31.csv"'
    rows = response.content.decode("utf-8-sig").splitlines()
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert rows[0].split(",")[:3] == ["รหัสรายการ", "ชื่อ", "ประเภท"]
    assert len(rows) == 3


def test_the_summary_shows_one_grouping_or_all(sign_in, planner):
    client = sign_in(planner)

    def names(by):
        groupings = client.get(f"{LIST}summary/?by={by}").context["groupings"]
        return [grouping.name for grouping in groupings]

    assert names("") == ["strategy"]
    assert names("unit") == ["unit"]
    assert names("all") == ["strategy", "program", "unit", "source"]
    assert names("nonsense") == ["strategy"]
