import pytest
from django.urls import reverse

from plans.models import PlanVersion, Strategy
from plans.workflow import Stage
from tests.factories import ProjectFactory

PAGES = ["plans:list", "plans:strategies"]


def address(name, version, *more):
    return reverse(name, args=[version.organization.slug, *more])


@pytest.mark.parametrize("name", PAGES)
def test_pages_open_for_a_reader(name, version, committee_member, sign_in):
    assert sign_in(committee_member).get(address(name, version)).status_code == 200


def test_version_page_opens_for_every_reader(
    ready_version, planner, unit_staff, clerk, executive, monitor, sign_in
):
    for member in (planner, unit_staff, clerk, executive, monitor):
        response = sign_in(member).get(ready_version.get_absolute_url())
        assert response.status_code == 200
        assert response.context["version"] == ready_version


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        (Stage.COLLECTING, 404),
        (Stage.DRAFTED, 404),
        (Stage.IN_REVIEW, 200),
        (Stage.APPROVED, 200),
        (Stage.ANNOUNCED, 200),
    ],
)
def test_the_committee_reads_what_was_submitted(at_stage, committee_member, sign_in, stage, status):
    version = at_stage(stage)

    assert sign_in(committee_member).get(version.get_absolute_url()).status_code == status


def test_the_committees_list_leaves_out_what_was_not_submitted(
    ready_version, committee_member, clerk, sign_in
):
    page = address("plans:list", ready_version)
    empty = "ยังไม่มีแผนที่เสนอให้ท่านอ่าน"

    assert sign_in(committee_member).get(page).content.decode().count(empty) == 1
    assert sign_in(clerk).get(page).content.decode().count(empty) == 0


def test_the_committee_still_finds_what_was_sent_back(at_stage, planner, committee_member, sign_in):
    version = at_stage(Stage.DRAFTED)
    version.move_to(Stage.IN_REVIEW, by=planner)
    version.move_to(Stage.COLLECTING, by=planner, reasons=["แก้งบ"])

    assert sign_in(committee_member).get(version.get_absolute_url()).status_code == 200


def test_version_page_names_the_right_roles_to_the_wrong_one(version, admin, sign_in):
    response = sign_in(admin).get(version.get_absolute_url())

    assert response.status_code == 403


def test_version_page_is_not_there_for_another_town(version, outsider, sign_in):
    assert sign_in(outsider).get(version.get_absolute_url()).status_code == 404


def test_another_towns_version_is_not_under_our_address(version, outsider, takfa, sign_in):
    url = reverse("plans:version", args=[takfa.slug, 2568, "original"])

    assert sign_in(outsider).get(url).status_code == 404


def test_anonymous_goes_to_login(version, client):
    response = client.get(version.get_absolute_url())

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize(("stage", "links"), [(Stage.DRAFTED, 0), (Stage.ANNOUNCED, 1)])
def test_the_year_leads_to_citizens_only_once_announced(at_stage, planner, sign_in, stage, links):
    version = at_stage(stage)

    page = sign_in(planner).get(version.plan.get_absolute_url()).content.decode()
    assert page.count(f'href="{reverse("public:plan", args=["maesai", 2568])}"') == links


@pytest.mark.parametrize("slug", ["addition-1", "nonsense", "original-1", "addition-x", "addition"])
def test_no_version_no_page(slug, version, planner, sign_in):
    url = reverse("plans:version", args=[version.organization.slug, 2568, slug])

    assert sign_in(planner).get(url).status_code == 404


def test_planner_opens_a_version_with_thai_words_and_digits(maesai, planner, sign_in):
    data = {
        "fiscal_year": "2569",
        "kind": "original",
        "trigger": "annual_budget",
        "trigger_on": "๑๕ ก.ย. ๒๕๖๘",
    }
    response = sign_in(planner).post(reverse("plans:open", args=[maesai.slug]), data)

    version = PlanVersion.objects.get()
    assert response.url == version.get_absolute_url()
    assert str(version.trigger_on) == "2025-09-15"


def test_opening_shows_every_fault_at_once(maesai, planner, sign_in):
    data = {"fiscal_year": "2026", "kind": "original", "trigger": "annual_budget"}
    response = sign_in(planner).post(
        reverse("plans:open", args=[maesai.slug]), {**data, "trigger_on": "1/10/2668"}
    )

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["fiscal_year", "trigger_on"]
    assert PlanVersion.objects.count() == 0


def test_a_refused_opening_returns_with_its_reasons(version, planner, sign_in):
    data = {
        "fiscal_year": "2568",
        "kind": "original",
        "trigger": "annual_budget",
        "trigger_on": "16/9/2567",
    }
    client = sign_in(planner)
    response = client.post(reverse("plans:open", args=[version.organization.slug]), data)

    assert response.url == version.plan.get_absolute_url()
    page = client.get(response.url)
    assert [str(m) for m in page.context["messages"]] == ["แผนปี 2568 มีฉบับแรกอยู่แล้ว"]


@pytest.mark.parametrize("name", ["plans:open", "plans:add_strategy", "plans:add_guideline"])
def test_only_the_planner_may(name, version, unit_staff, sign_in):
    assert sign_in(unit_staff).get(address(name, version)).status_code == 403


def test_strategies_are_added_and_their_numbers_kept_apart(maesai, planner, strategy, sign_in):
    client = sign_in(planner)
    url = reverse("plans:add_strategy", args=[maesai.slug])

    assert client.get(url).context["form"]["number"].value() == 2
    taken = client.post(url, {"number": 1, "name": "ด้านสังคม", "is_active": "on"})
    assert taken.status_code == 422
    added = client.post(url, {"number": 2, "name": "ด้านสังคม", "is_active": "on"})
    assert added.status_code == 302
    assert Strategy.objects.get(number=2).organization == maesai
    assert maesai.log_entries.first().action == "add"


def test_another_towns_strategy_cannot_be_edited(strategy, outsider, takfa, sign_in):
    url = reverse("plans:edit_strategy", args=[takfa.slug, strategy.pk])

    assert sign_in(outsider).get(url).status_code == 404


def test_the_version_page_costs_the_same_for_1_and_3_items(
    version, add_project, planner, sign_in, django_assert_max_num_queries
):
    client = sign_in(planner)
    client.get(version.get_absolute_url())  # makes the row that keeps what was compared
    add_project()
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(200) as queries:
            client.get(version.get_absolute_url())
        counts.append(len(queries))
        for number in range(2):
            add_project(f"โครงการที่ {number}")

    assert counts[0] == counts[1]
    assert ProjectFactory._meta.model.objects.count() == 5


def test_an_empty_guideline_asks_for_its_strategy_in_thai(maesai, planner, sign_in):
    url = reverse("plans:add_guideline", args=[maesai.slug])

    errors = sign_in(planner).post(url, {"name": ""}).context["form"].errors
    assert errors["strategy"] == ["เลือกยุทธศาสตร์"]
