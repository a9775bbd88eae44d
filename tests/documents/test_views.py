import json

import pytest
from django.urls import reverse
from django.utils import timezone

from documents.models import SILENT_AFTER, Rendering, SectionText
from organizations.models import LogEntry
from plans.workflow import Stage
from projects.canonical import content_of
from projects.models import Project

XLSX = Rendering.Format.XLSX
YEAR = ["maesai", 2568]
VERSION = ["maesai", 2568, "original"]


@pytest.fixture
def rendering(ready_version, planner):
    """A finished Excel file of the version."""
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    rendering.make()
    return rendering


def copies_in(response):
    return {copy.format: copy for copy in response.context["shelf"].papers[0].copies}


def pages(pk):
    """Return (method, address) of every page of this app."""
    return [
        ("get", reverse("documents:list", args=VERSION)),
        ("post", reverse("documents:ask", args=VERSION)),
        ("post", reverse("documents:ask_merged", args=YEAR)),
        ("get", reverse("documents:content", args=VERSION)),
        ("get", reverse("documents:parts", args=VERSION)),
        ("get", reverse("documents:part", args=[*VERSION, "summary"])),
        ("get", reverse("documents:detail", args=["maesai", pk])),
        ("get", reverse("documents:progress", args=["maesai", pk])),
        ("post", reverse("documents:cancel", args=["maesai", pk])),
        ("post", reverse("documents:retry", args=["maesai", pk])),
        ("get", reverse("documents:download", args=["maesai", pk])),
        ("get", reverse("documents:texts", args=["maesai"])),
        ("get", reverse("documents:edit_text", args=["maesai", "preface"])),
        ("post", reverse("documents:restore_text", args=["maesai", "preface"])),
        ("get", reverse("documents:former_texts", args=["maesai", "preface"])),
        ("get", reverse("documents:part_one", args=["maesai"])),
    ]


def test_anonymous_goes_to_login(rendering, client):
    for method, address in pages(rendering.pk):
        response = getattr(client, method)(address)
        assert response.url == f"{reverse('account_login')}?next={address}"


def test_another_town_finds_nothing(rendering, outsider, sign_in):
    client = sign_in(outsider)

    for method, address in pages(rendering.pk):
        assert getattr(client, method)(address).status_code == 404
        theirs = address.replace("maesai", "takfa", 1)
        if "texts" not in address:
            assert getattr(client, method)(theirs).status_code == 404


def test_the_administrator_has_nothing_of_the_plans_content(rendering, admin, sign_in):
    client = sign_in(admin)

    for method, address in pages(rendering.pk):
        assert getattr(client, method)(address).status_code == 403


def test_only_the_planner_words_texts(version, monitor, unit_staff, sign_in):
    for member in (monitor, unit_staff):
        client = sign_in(member)
        assert client.get(reverse("documents:texts", args=["maesai"])).status_code == 403


def test_the_committee_finds_no_file_of_a_draft(rendering, committee_member, at_stage, sign_in):
    address = reverse("documents:download", args=["maesai", rendering.pk])

    assert sign_in(committee_member).get(address).status_code == 404
    at_stage(Stage.IN_REVIEW)
    assert sign_in(committee_member).get(address).status_code == 200


def test_the_list_says_what_is_there(rendering, monitor, sign_in):
    response = sign_in(monitor).get(reverse("documents:list", args=VERSION))

    copies = copies_in(response)
    assert copies[XLSX].finished == rendering
    assert copies[XLSX].is_current
    assert copies[Rendering.Format.PDF].finished is None
    assert response.context["may_edit_texts"] is False


def test_the_list_says_when_the_file_is_older_than_the_content(rendering, planner, sign_in):
    Project.objects.update(name="ชื่อใหม่")

    response = sign_in(planner).get(reverse("documents:list", args=VERSION))

    copies = copies_in(response)
    assert copies[XLSX].finished == rendering
    assert not copies[XLSX].is_current


def test_the_list_tells_why_nothing_can_be_printed(version, planner, sign_in):
    SectionText.objects.create(organization=version.organization, key="preface", body="{year}")

    response = sign_in(planner).get(reverse("documents:list", args=VERSION))

    assert response.context["shelf"].faults == (
        "ข้อความ “คำนำ”: ไม่รู้จักช่อง {year} เลือกจากรายชื่อช่องที่ให้ไว้",
    )


def test_the_list_costs_the_same_queries_for_one_and_three_files(
    rendering, planner, sign_in, django_assert_max_num_queries
):
    client, address = sign_in(planner), reverse("documents:list", args=VERSION)
    for _ in range(3):  # until the hashes of the papers are known
        client.get(address)
    with django_assert_max_num_queries(50) as one:
        client.get(address)
    of_one = len(one)
    for name in ("ก", "ข"):
        Project.objects.update(name=name)
        Rendering.ask(rendering.version, XLSX, by=planner).make()
    for _ in range(3):
        client.get(address)
    with django_assert_max_num_queries(of_one):
        client.get(address)


def test_asking_leads_to_the_page_that_watches(ready_version, unit_staff, sign_in):
    response = sign_in(unit_staff).post(reverse("documents:ask", args=VERSION), {"format": "docx"})

    rendering = Rendering.objects.get()
    assert rendering.asked_by == unit_staff
    assert response.url == rendering.get_absolute_url()


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        ({}, "เลือกรูปแบบของเอกสารก่อนจัดทำ"),
        ({"format": "exe"}, "เลือกรูปแบบของเอกสารก่อนจัดทำ"),
        ({"paper": "diary", "format": "pdf"}, "ไม่มีเอกสารชนิดนี้ เลือกจากรายการในหน้านี้"),
        ({"paper": "notice", "format": "xlsx"}, "ประกาศไม่มีรูปแบบ Excel"),
    ],
)
def test_asking_for_what_no_button_offers_is_refused_at_its_place(
    ready_version, planner, sign_in, asked, fault
):
    response = sign_in(planner).post(reverse("documents:ask", args=VERSION), asked)

    assert response.status_code == 422
    assert response.context["form"].faults == [fault]
    assert response.content.decode().count(fault) == 1
    assert Rendering.objects.count() == 0


def test_asking_for_the_consolidated_plan_without_a_format_is_refused(at_stage, planner, sign_in):
    at_stage(Stage.ANNOUNCED)

    response = sign_in(planner).post(reverse("documents:ask_merged", args=YEAR))

    assert response.status_code == 422
    assert response.context["place"] == "merged"
    assert response.content.decode().count("เลือกรูปแบบของเอกสารก่อนจัดทำ") == 1


def test_asking_is_a_step_and_needs_post(ready_version, planner, sign_in):
    assert sign_in(planner).get(reverse("documents:ask", args=VERSION)).status_code == 405


def test_asking_for_the_consolidated_plan(at_stage, planner, sign_in):
    address = reverse("documents:ask_merged", args=YEAR)
    client = sign_in(planner)
    at_stage(Stage.COLLECTING)
    refused = client.post(address, {"format": "xlsx"})
    assert refused.url == reverse("plans:year", args=YEAR)
    at_stage(Stage.ANNOUNCED)

    response = client.post(address, {"format": "xlsx"})

    rendering = Rendering.objects.get()
    assert rendering.as_of == timezone.localdate()
    assert response.url == rendering.get_absolute_url()


@pytest.fixture
def waiting(ready_version, planner):
    """A Word file that is asked for."""
    return Rendering.ask(ready_version, Rendering.Format.DOCX, by=planner)


def at(name, rendering):
    return reverse(f"documents:{name}", args=["maesai", rendering.pk])


def test_progress_is_a_piece_for_htmx_and_leads_others_to_the_page(waiting, planner, sign_in):
    client = sign_in(planner)

    piece = client.get(at("progress", waiting), headers={"HX-Request": "true"})
    assert piece.content.decode().count("เป็นงานถัดไป") == 1
    assert piece.content.decode().count("<html") == 0
    assert client.get(at("progress", waiting)).url == waiting.get_absolute_url()


def test_progress_shows_parts_pages_and_the_place_in_the_queue(waiting, planner, sign_in):
    first = Rendering.ask(waiting.version, Rendering.Format.PDF, by=planner)
    Rendering.objects.filter(pk=first.pk).update(
        state="running", beat_at=timezone.now(), started_at=timezone.now(), parts=12,
        parts_done=5, pages=30, progress="จัดหน้าแล้ว 5 จาก 12 ส่วน 30 หน้า",
    )  # fmt: skip
    client = sign_in(planner)

    running = client.get(first.get_absolute_url()).content.decode()
    assert running.count('max="12" value="5"') == 1
    assert running.count("จัดหน้าแล้ว 5 จาก 12 ส่วน 30 หน้า") == 2  # beside and inside the bar
    queued = client.get(waiting.get_absolute_url()).content.decode()
    assert queued.count("มีงานก่อนหน้า 1 งาน") == 1


def test_the_page_loads_again_when_the_waiting_is_over(waiting, planner, sign_in):
    waiting.make()

    response = sign_in(planner).get(at("progress", waiting), headers={"HX-Request": "true"})

    assert response["HX-Refresh"] == "true"


def test_progress_costs_few_queries(waiting, planner, sign_in, django_assert_max_num_queries):
    client = sign_in(planner)
    with django_assert_max_num_queries(9):
        client.get(at("progress", waiting), headers={"HX-Request": "true"})


def test_cancelling_is_a_step_refused_the_second_time(waiting, planner, sign_in):
    client = sign_in(planner)
    assert client.get(at("cancel", waiting)).status_code == 405

    first = client.post(at("cancel", waiting), follow=True)
    second = client.post(at("cancel", waiting), follow=True)

    assert first.content.decode().count("ยกเลิกการจัดทำแล้ว") == 1
    assert second.content.decode().count("ยกเลิกไม่ได้ เพราะเอกสารนี้ยกเลิกแล้ว") == 1
    waiting.refresh_from_db()
    assert waiting.state == Rendering.State.CANCELLED


def test_who_may_not_cancel_sees_no_button(waiting, supporter, monitor, sign_in):
    button = at("cancel", waiting)

    for member in (supporter, monitor):
        assert sign_in(member).get(waiting.get_absolute_url()).content.decode().count(button) == 0
    assert sign_in(monitor).post(button).status_code == 403


def test_making_again_leads_to_the_new_one_and_not_beside_one_at_work(waiting, planner, sign_in):
    client = sign_in(planner)
    assert client.get(at("retry", waiting)).status_code == 405
    refused = client.post(at("retry", waiting), follow=True)
    assert refused.content.decode().count("ไม่ต้องจัดทำอีก เพราะเอกสารนี้รอจัดทำ") == 1
    waiting.cancel(by=planner)

    response = client.post(at("retry", waiting))

    again = Rendering.objects.waiting().get()
    assert again != waiting
    assert response.url == again.get_absolute_url()


def refreshes(response):
    return '<meta http-equiv="refresh"' in response.content.decode()


def test_the_watching_page_refreshes_itself_only_while_waiting(
    ready_version, planner, monitor, sign_in
):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    client = sign_in(monitor)

    waiting = client.get(rendering.get_absolute_url())
    rendering.make()
    done = client.get(rendering.get_absolute_url())

    assert refreshes(waiting)
    assert not refreshes(done)
    assert reverse("documents:download", args=["maesai", rendering.pk]) in done.content.decode()


def test_a_lost_rendering_offers_a_retry_or_its_page_waits_for_a_worker(waiting, planner, sign_in):
    long_ago = timezone.now() - 2 * SILENT_AFTER
    Rendering.objects.filter(pk=waiting.pk).update(state="running", beat_at=long_ago)
    client = sign_in(planner)

    page = client.get(waiting.get_absolute_url())
    looks = {"path": f"{at('progress', waiting)}?lost", "headers": {"HX-Request": "true"}}
    silent = client.get(**looks)
    Rendering.objects.filter(pk=waiting.pk).update(beat_at=timezone.now())

    assert not refreshes(page)
    assert [page.content.decode().count(a) for a in (at("retry", waiting), looks["path"])] == [1, 1]
    assert silent.status_code == 204
    assert client.get(**looks)["HX-Refresh"] == "true"


def test_a_file_is_given_out_with_safe_headers(rendering, monitor, sign_in):
    response = sign_in(monitor).get(reverse("documents:download", args=["maesai", rendering.pk]))

    assert len(b"".join(response.streaming_content)) == rendering.size
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Disposition"] == 'attachment; filename="maesai-2568-original.xlsx"'


def test_what_is_not_finished_cannot_be_taken(ready_version, planner, sign_in):
    rendering = Rendering.ask(ready_version, XLSX, by=planner)
    address = reverse("documents:download", args=["maesai", rendering.pk])

    assert sign_in(planner).get(address).status_code == 404


def test_the_content_is_the_canonical_text(ready_version, planner, sign_in):
    response = sign_in(planner).get(reverse("documents:content", args=VERSION))

    assert json.loads(response.content) == content_of(ready_version)


def test_the_texts_tell_own_from_default(version, planner, sign_in):
    SectionText.objects.create(organization=version.organization, key="preface", body="ของเรา")

    response = sign_in(planner).get(reverse("documents:texts", args=["maesai"]))

    texts = {text.key: text.pk is not None for text in response.context["texts"]}
    assert texts.pop("preface")
    assert set(texts.values()) == {False}
    assert len(texts) == 6


def test_wording_a_text_is_saved_and_logged(version, planner, sign_in):
    address = reverse("documents:edit_text", args=["maesai", "preface"])

    response = sign_in(planner).post(address, {"body": "คำนำปี {fiscal_year}"})

    text = SectionText.objects.get()
    assert response.url == reverse("documents:texts", args=["maesai"])
    assert (text.body, text.edited_by) == ("คำนำปี {fiscal_year}", planner)
    assert LogEntry.objects.first().changes == {"เนื้อความ": ["", "คำนำปี {fiscal_year}"]}


def test_a_preview_is_filled_in_and_saves_nothing(version, planner, sign_in):
    address = reverse("documents:edit_text", args=["maesai", "preface"])

    response = sign_in(planner).post(address, {"body": "ปี {fiscal_year} พ.ศ. 2567", "preview": "1"})

    preview = response.context["preview"]
    assert [block.text for block in preview.blocks] == ["ปี 2568 พ.ศ. 2567"]
    assert len(preview.hints) == 1
    assert SectionText.objects.count() == 0


def test_an_unknown_field_is_a_form_error(version, planner, sign_in):
    address = reverse("documents:edit_text", args=["maesai", "preface"])

    response = sign_in(planner).post(address, {"body": "ปี {year}"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"body": ["ไม่รู้จักช่อง {year} เลือกจากรายชื่อช่องที่ให้ไว้"]}
    assert SectionText.objects.count() == 0


def test_a_section_that_does_not_exist_is_not_found(version, planner, sign_in):
    address = reverse("documents:edit_text", args=["maesai", "epilogue"])

    assert sign_in(planner).get(address).status_code == 404


def test_the_default_can_be_restored(version, planner, sign_in):
    SectionText.objects.create(organization=version.organization, key="preface", body="ของเรา")
    address = reverse("documents:restore_text", args=["maesai", "preface"])
    client = sign_in(planner)

    client.post(address)
    client.post(address)

    assert SectionText.objects.count() == 0
    assert LogEntry.objects.filter(action="restore").count() == 1


def test_the_versions_page_links_to_the_newest_files(rendering, planner, sign_in):
    response = sign_in(planner).get(reverse("plans:version", args=VERSION))

    assert response.status_code == 200
    address = reverse("documents:download", args=["maesai", rendering.pk])
    assert response.content.decode().count(address) == 1
