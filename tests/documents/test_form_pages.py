"""Choosing and adjusting the forms of the book on a page."""

import io

import pypdf
import pytest
from django.urls import reverse

from documents.form_layouts import OLDER, STANDARD
from documents.form_models import FormChoice, FormTemplate
from organizations.models import LogEntry

ADDRESS = reverse("documents:forms", args=["maesai"])
PAPER = reverse("documents:forms_paper", args=["maesai"])


def typed(key="standard", **changes):
    """Return what a browser sends of the page of a template."""
    template = FormTemplate.objects.get(key=key)
    data = {"template": template.pk}
    for place, value in template.layout.items():
        form, _, part = place.partition(".")
        if part == "columns":
            for order, column in enumerate(value.split(), start=1):
                data[f"{form}.{column}.order"] = order
        else:
            data[place] = value
    return {**data, **changes}


def test_the_page_begins_with_the_standard_and_shows_own_items(
    version, add_project, planner, sign_in
):
    add_project("ถนนสายหนึ่ง")

    response = sign_in(planner).get(ADDRESS)

    assert response.status_code == 200
    assert response.context["form"].template.key == "standard"
    assert response.context["trial"].shown["rows"][0]["name"] == "ถนนสายหนึ่ง"
    assert response.content.decode().count(STANDARD.projects.title) >= 2


def test_a_template_is_looked_at_before_it_is_taken(version, planner, sign_in):
    older = FormTemplate.objects.get(key="older")

    response = sign_in(planner).get(ADDRESS, {"template": older.pk})

    assert response.context["form"]["projects.heading"].value() == OLDER.projects.title
    assert FormChoice.objects.count() == 0


@pytest.mark.parametrize("named", ["999", "x", "9" * 5000], ids=len)
def test_a_template_that_does_not_exist_is_not_found(planner, sign_in, named):
    assert sign_in(planner).get(ADDRESS, {"template": named}).status_code == 404


def test_taking_a_template_with_an_own_label_is_logged(version, planner, sign_in):
    response = sign_in(planner).post(ADDRESS, typed("older", **{"projects.owner": "เจ้าของงาน"}))

    assert response.url == ADDRESS
    choice = FormChoice.objects.get()
    assert (choice.template.key, choice.overrides) == ("older", {"projects.owner": "เจ้าของงาน"})
    assert choice.chosen_by == planner
    assert LogEntry.objects.first().changes["แบบโครงการ หัวคอลัมน์หน่วยงาน"] == [
        "หน่วยงาน|รับผิดชอบหลัก", "เจ้าของงาน",
    ]  # fmt: skip


def test_columns_are_ordered_and_one_is_added(version, planner, sign_in):
    order = {"projects.budget.order": 3, "projects.detail.order": 4, "projects.source.order": 9}

    sign_in(planner).post(ADDRESS, typed(**order))

    assert FormChoice.objects.get().overrides == {
        "projects.columns": "number name budget detail place owner months source",
        "projects.source": "แหล่งเงิน",
    }


def test_all_faults_are_told_at_once_and_nothing_is_saved(version, planner, sign_in):
    wrong = {"projects.name.order": 3, "equipment.number.order": 9, "summary.heading": ""}

    response = sign_in(planner).post(ADDRESS, typed(**wrong))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {
        "projects.name.order", "projects.detail.order", "equipment.number.order",
        "summary.heading",
    }  # fmt: skip
    assert FormChoice.objects.count() == 0


def test_a_preview_shows_what_was_typed_and_saves_nothing(version, add_project, planner, sign_in):
    add_project()
    response = sign_in(planner).post(ADDRESS, typed(preview="1", **{"projects.name": "งานของเรา"}))

    assert response.status_code == 200
    columns = response.context["trial"].shown["form"]["columns"]
    assert [column["lines"] for column in columns][1] == ["งานของเรา"]
    assert FormChoice.objects.count() == 0


def test_the_paper_of_one_group_is_given_at_once(version, add_project, planner, sign_in):
    add_project()
    response = sign_in(planner).post(PAPER, typed(paper="A3"))

    assert response["Content-Type"] == "application/pdf"
    pages = pypdf.PdfReader(io.BytesIO(response.content)).pages
    assert {round(float(page.mediabox.width) / 72 * 25.4) for page in pages} == {420}
    assert FormChoice.objects.count() == 0


def test_a_paper_of_faults_is_the_page_with_its_faults(version, planner, sign_in):
    response = sign_in(planner).post(PAPER, typed(**{"projects.heading": ""}))

    assert response.status_code == 422
    assert FormChoice.objects.count() == 0


def test_without_a_plan_there_is_nothing_to_try_on(planner, sign_in):
    client = sign_in(planner)

    assert client.get(ADDRESS).context["trial"] is None
    assert client.post(PAPER, typed()).url == ADDRESS


def test_the_second_click_is_refused_in_words(version, planner, sign_in):
    client = sign_in(planner)
    client.post(ADDRESS, typed())

    assert client.post(ADDRESS, typed()).url == ADDRESS
    assert LogEntry.objects.filter(object_type="formchoice").count() == 1


def test_only_the_planner_chooses_forms(version, monitor, unit_staff, outsider, sign_in):
    for member, status in ((monitor, 403), (unit_staff, 403), (outsider, 404)):
        client = sign_in(member)
        assert client.get(ADDRESS).status_code == status
        assert client.post(PAPER).status_code == status


def test_a_leftover_text_that_cannot_be_printed_is_told(version, planner, sign_in):
    version.organization.section_texts.create(key="preface", body="{year}")

    response = sign_in(planner).get(ADDRESS)

    assert response.context["trial"] is None
    assert len(response.context["faults"]) == 1
