"""The pages of an import: who may open them, and each step from the file to the lasting page."""

import io
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organizations.models import LogEntry
from plans.workflow import Stage, StepRefused
from projects.imports.options import Options
from projects.imports.saving import confirm, start
from projects.imports.table_reader import NOT_XLSX
from projects.models import Import, Project
from projects.schedule import mask_of

ENACTED = Path(__file__).resolve().parents[3] / "data/projects/nakhonsawan_city_2566_enacted.csv"
HEAD = "strategy,program,project_name,budget_baht,unit,start_month,end_month"
GOOD = "1. ด้านโครงสร้างพื้นฐาน,แผนงานอุตสาหกรรมและการโยธา,{},498000,กองช่าง,3,5"


def listed(*names, **swap):
    text = "\n".join([HEAD, *(GOOD.format(name) for name in names)])
    for old, new in swap.items():
        text = text.replace(old, new)
    return text.encode()


def uploaded(data, name="รายการ.csv"):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def attempt(version, planner, strategy):
    """A kept file of two good rows."""
    file = io.BytesIO(listed("ถนน หมู่ที่ 3", "ถนน หมู่ที่ 8"))
    return start(version, file, "รายการ.csv", Options(), by=planner)


GETS = ["imports", "import_upload", "import_sample", "import_sheets", "import_columns",
        "import_detail", "import_confirm", "import_marked", "import_file",
        "import_items"]  # fmt: skip
POSTS = ["import_upload", "import_sheets", "import_columns", "import_names", "import_options",
         "import_save", "import_undo"]  # fmt: skip
OF_VERSION = {"imports", "import_upload", "import_sample"}


def address(at, name, attempt):
    return at(name) if name in OF_VERSION else at(name, pk=attempt.pk)


@pytest.mark.parametrize("name", GETS)
def test_a_planner_opens_every_page(sign_in, planner, at, attempt, name):
    assert sign_in(planner).get(address(at, name, attempt)).status_code == 200


@pytest.mark.parametrize("name", GETS)
def test_other_roles_are_refused(sign_in, unit_staff, at, attempt, name):
    assert sign_in(unit_staff).get(address(at, name, attempt)).status_code == 403


@pytest.mark.parametrize("name", POSTS)
def test_other_roles_may_not_post(sign_in, monitor, at, attempt, name):
    assert sign_in(monitor).post(address(at, name, attempt)).status_code == 403


@pytest.mark.parametrize("name", GETS)
def test_another_town_finds_nothing(sign_in, outsider, at, attempt, name):
    assert sign_in(outsider).get(address(at, name, attempt)).status_code == 404


def test_an_import_is_not_found_under_another_towns_version(sign_in, outsider, takfa, attempt):
    given = [takfa.slug, 2568, "original", attempt.pk]

    assert sign_in(outsider).get(reverse("projects:import_detail", args=given)).status_code == 404


@pytest.mark.parametrize("name", GETS)
def test_anonymous_goes_to_login(client, at, attempt, name):
    answer = client.get(address(at, name, attempt))

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", ["import_options", "import_names", "import_save", "import_undo"])
def test_steps_are_posts(sign_in, planner, at, attempt, name):
    assert sign_in(planner).get(at(name, pk=attempt.pk)).status_code == 405


def test_a_real_list_goes_from_the_file_to_the_plan(sign_in, planner, at, version):
    client = sign_in(planner)
    text = ENACTED.read_text(encoding="utf-8").replace(",2566,", ",2568,")

    preview = client.post(
        at("import_upload"),
        {"file": uploaded(text.encode()), "create_missing": "on", "months": ["10", "11"]},
        follow=True,
    )
    assert Project.objects.count() == 0
    assert preview.context["reading"].number_to_save == 102
    attempt = Import.objects.get()
    confirmation = client.get(at("import_confirm", pk=attempt.pk))
    shown = confirmation.context["reading"].fingerprint
    result = client.post(at("import_save", pk=attempt.pk), {"fingerprint": shown}, follow=True)

    assert result.redirect_chain == [(attempt.get_absolute_url(), 302)]
    assert Project.objects.filter(version=version, months=mask_of([10, 11])).count() == 102
    assert LogEntry.objects.filter(action="import", member=planner).count() == 1
    assert Import.objects.get().by == planner
    assert client.get(attempt.get_absolute_url()).templates[0].name == "projects/import_result.html"


def test_a_second_click_is_refused_in_words(sign_in, planner, at, attempt):
    client = sign_in(planner)
    shown = client.get(at("import_confirm", pk=attempt.pk)).context["reading"].fingerprint
    client.post(at("import_save", pk=attempt.pk), {"fingerprint": shown})

    again = client.post(at("import_save", pk=attempt.pk), {"fingerprint": shown}, follow=True)

    (message,) = [str(message) for message in again.context["messages"]][-1:]
    assert "นำเข้าไฟล์นี้ลงแผนไปแล้ว จึงไม่ทำซ้ำ" in message
    assert Project.objects.count() == 2


def test_what_changed_since_the_preview_is_looked_at_again(planner, attempt, add_project, version):
    from projects.imports.saving import reading_of

    shown = reading_of(attempt).fingerprint
    add_project("ถนน หมู่ที่ 3", budget=1)

    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner, fingerprint=shown)

    assert refused.value.reasons == ("รายการในแผนเปลี่ยนไปตั้งแต่ท่านตรวจ ให้ตรวจอีกครั้งก่อนยืนยัน",)
    assert Project.objects.count() == 1
    assert Import.objects.get().saved_at is None


def test_a_file_with_faults_shows_them_and_offers_no_button(sign_in, planner, at, strategy):
    client = sign_in(planner)
    data = listed("ถนน", "บ้านหนองत", **{"498000": "สี่แสน"})
    page = client.post(at("import_upload"), {"file": uploaded(data)}, follow=True)
    attempt = Import.objects.get()

    assert page.context["reading"].must_by_column == [("budget_baht", 2), ("project_name", 1)]
    assert "ไปยืนยัน" not in page.content.decode()
    assert client.get(at("import_confirm", pk=attempt.pk)).url == attempt.get_absolute_url()
    saved = client.post(at("import_save", pk=attempt.pk), {"fingerprint": ""}, follow=True)
    assert "มี 3 ข้อที่ต้องแก้ในไฟล์ก่อน" in saved.content.decode()
    assert Project.objects.count() == 0


def test_the_marked_workbook_colours_and_comments_the_faulty_cells(sign_in, planner, at, strategy):
    client = sign_in(planner)
    data = listed("ถนน", "=1+1", **{"กองช่าง,3,5\n": "กองเรือ,3,5\n"})
    client.post(at("import_upload"), {"file": uploaded(data)})
    answer = client.get(at("import_marked", pk=Import.objects.get().pk))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active

    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert sheet["E2"].comment.text.startswith("หน่วยงาน “กองเรือ” ไม่มีในองค์กร")
    assert sheet["E2"].fill.fgColor.rgb == "00F9C9C9"
    assert sheet["E3"].comment is None
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.xlsx", b"project_name,budget", NOT_XLSX),
        ("a.csv", b"", "ไฟล์นี้ว่างเปล่า"),
        ("a.csv", b"x" * (11 * 1024 * 1024), "ไฟล์นี้ใหญ่ 11 MB เกินที่รับได้ 10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_form_error(sign_in, planner, at, name, data, sentence):
    answer = sign_in(planner).post(at("import_upload"), {"file": uploaded(data, name)})

    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["file"]
    assert error.startswith(sentence)
    assert Import.objects.count() == 0


def test_no_file_is_a_form_error(sign_in, planner, at):
    answer = sign_in(planner).post(at("import_upload"), {})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"file": ["เลือกไฟล์ .xlsx .xls .csv หรือ .docx"]}


def test_an_upload_needs_the_pages_token(planner, at):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(planner.user, "allauth.account.auth_backends.AuthenticationBackend")

    answer = client.post(at("import_upload"), {"file": uploaded(listed("ถนน"))})

    assert answer.status_code == 403
    assert Import.objects.count() == 0


def test_other_options_read_the_file_again(sign_in, planner, at, attempt):
    client = sign_in(planner)
    page = client.post(
        at("import_options", pk=attempt.pk), {"months": ["10"], "create_missing": "on"}, follow=True
    )

    assert page.context["attempt"].options == {
        "months": mask_of([10]), "create_missing": True, "sheet": "", "left_out": [],
        "headers": {},
    }  # fmt: skip


def test_a_version_that_no_longer_collects_takes_no_file(sign_in, planner, at_stage, at, attempt):
    at_stage(Stage.DRAFTED)
    client = sign_in(planner)

    upload = client.get(at("import_upload"), follow=True)
    preview = client.get(at("import_detail", pk=attempt.pk))
    with pytest.raises(StepRefused) as refused:
        confirm(attempt, by=planner)

    assert "แผนอยู่ในขั้น “ร่างครบถ้วน” จึงนำเข้าไม่ได้" in upload.content.decode()
    assert "ไปยืนยัน" not in preview.content.decode()
    assert refused.value.reasons == ("แผนอยู่ในขั้น “ร่างครบถ้วน” แก้รายการไม่ได้",)


def test_the_sample_can_be_imported_as_it_is(sign_in, planner, at, strategy):
    client = sign_in(planner)
    sample = client.get(at("import_sample")).content
    upload = {"file": uploaded(sample, "ตัวอย่าง.xlsx"), "create_missing": "on"}
    page = client.post(at("import_upload"), upload, follow=True)

    assert page.context["reading"].must == []
    assert page.context["reading"].counts["new"] == 1


@pytest.mark.parametrize(
    "name", ["imports", "import_detail", "import_sheets", "import_columns", "import_confirm"]
)
def test_pages_cost_the_same_for_one_row_and_for_many(
    sign_in, planner, at, version, strategy, django_assert_max_num_queries, name
):
    client = sign_in(planner)
    for count in (1, 3, 30):
        file = io.BytesIO(listed(*(f"ถนนสายที่ {number}" for number in range(count))))
        attempt = start(version, file, "a.csv", Options(), by=planner)
        with django_assert_max_num_queries(24):
            client.get(address(at, name, attempt))


def test_only_the_start_of_an_endless_name_is_drawn(sign_in, planner, at, version, strategy):
    file = io.BytesIO(listed("ก" * 32_000))
    endless = start(version, file, "รายการ.csv", Options(), by=planner)
    page = sign_in(planner).get(at("import_detail", pk=endless.pk)).content.decode()

    assert page.count("ก" * 999) == 1
    assert "ก" * 1000 not in page
    assert "32,000 ตัวอักษร" in page
