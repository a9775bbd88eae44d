"""The second and third step: sheets and header rows, columns, and what the next file knows."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from organizations.models import LogEntry
from projects.imports.choosing import FIELDS, NEEDED, tables_of
from projects.imports.column_labels import LABELS
from projects.imports.options import Options
from projects.imports.saving import confirm, reading_of, sheets_in, start
from projects.models import ColumnMapping, Import, Project

OWN = ["ที่", "งานที่จะทำ", "เงินที่ขอ", "เจ้าของเรื่อง", "ตุ", "พฤ"]
FORM = ["ลำดับที่", "ชื่อโครงการ", "งบประมาณ", "แผนงาน", "หน่วยงาน"]


def book(**sheets):
    """Return a workbook of sheets, each a list of rows, as an upload."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    made.save(file)
    return SimpleUploadedFile("งาน.xlsx", file.getvalue())


def own(*works, title="บัญชีงานของกองช่าง"):
    rows = [[number, work, 1000, "กองช่าง", "x", None] for number, work in enumerate(works, 1)]
    return book(งาน=[[title], OWN, *rows])


def form(*works):
    rows = [
        [number, work, 1000, "แผนงานเคหะและชุมชน", "กองช่าง"] for number, work in enumerate(works, 1)
    ]
    return [FORM, *rows]


def uploaded(client, at, file):
    """Send a file; return the page it leads to and the import."""
    page = client.post(at("import_upload"), {"file": file, "create_missing": "on"}, follow=True)
    return page, Import.objects.first()


def columns_sent(page, **fields):
    """Return what a browser would send for the columns as they stand, but for some of them."""
    sent = {}
    (seen,) = page.context["form"].seen
    for name in page.context["form"].fields:
        value = page.context["form"][name].value()
        sent[name] = fields.get(name.removeprefix(f"{seen.key}-"), value)
    return sent


CHOSEN = {"number": "0", "name": "1", "budget": "2", "unit": "3", "10": "4", "11": "5"}


def mapped(client, at, attempt):
    """Go through both steps for the list nobody could guess; return the preview."""
    client.post(at("import_sheets", pk=attempt.pk), {"use-0": "on", "row-0": "2"})
    page = client.get(at("import_columns", pk=attempt.pk))
    sent = columns_sent(page, **CHOSEN)
    return client.post(at("import_columns", pk=attempt.pk), sent, follow=True)


def test_every_field_that_is_read_can_be_chosen():
    assert set(FIELDS) == set(LABELS)
    assert tuple(FIELDS)[:4] == NEEDED


def test_a_list_with_known_columns_leads_straight_to_the_preview(sign_in, planner, at, version):
    page, attempt = uploaded(sign_in(planner), at, book(ก=form("ถนน"), สรุป=[["รวม", 1]]))

    assert page.redirect_chain == [(attempt.get_absolute_url(), 302)]
    assert page.context["reading"].passed_over == ["สรุป"]
    links = page.content.decode()
    assert links.count(at("import_sheets", pk=attempt.pk)) == 2
    assert links.count(at("import_columns", pk=attempt.pk)) == 2


def test_a_list_without_a_known_header_leads_to_its_sheets(sign_in, planner, at, version):
    page, attempt = uploaded(sign_in(planner), at, own("ถนน", "สะพาน"))

    assert page.redirect_chain == [(at("import_sheets", pk=attempt.pk), 302)]
    (seen,) = page.context["form"].seen
    assert (seen.name, seen.header) == ("งาน", 0)
    assert page.context["form"]["use-0"].value() is True  # there is no other
    assert seen.lines[1] == (2, OWN)
    messages = [str(message) for message in page.context["messages"]]
    assert [message[:14] for message in messages] == ["ไม่พบหัวตาราง "]


def test_a_column_that_may_hold_what_is_needed_is_asked_about(sign_in, planner, at, version):
    head = ["ชื่อโครงการ", "แผนงาน", "เงินที่ขอ", "หน่วยงาน"]
    page, attempt = uploaded(
        sign_in(planner), at, book(ก=[head, ["ถนน", "แผนงานเคหะและชุมชน", 5, "กองช่าง"]])
    )

    assert page.redirect_chain == [(at("import_columns", pk=attempt.pk), 302)]
    (seen,) = page.context["form"].seen
    assert seen.missing == ["งบประมาณ"]
    assert seen.columns[2] == ("C", "เงินที่ขอ", ["5"])


def test_columns_are_chosen_with_three_samples_beside_each(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, own("ถนน", "สะพาน", "ฝาย", "ศาลา"))
    to_columns = client.post(
        at("import_sheets", pk=attempt.pk), {"use-0": "on", "row-0": "2"}, follow=True
    )
    (seen,) = to_columns.context["form"].seen

    assert to_columns.redirect_chain == [(at("import_columns", pk=attempt.pk), 302)]
    assert seen.columns[1] == ("B", "งานที่จะทำ", ["ถนน", "สะพาน", "ฝาย"])
    page = mapped(client, at, attempt)

    assert page.redirect_chain == [(attempt.get_absolute_url(), 302)]
    rows = page.context["reading"].rows
    assert [(row.name, row.budget, row.months_text) for row in rows[:2]] == [
        ("ถนน", 1000, "ต.ค. 2567"), ("สะพาน", 1000, "ต.ค. 2567"),
    ]  # fmt: skip


def test_what_was_chosen_is_used_for_the_next_file_and_says_so(sign_in, planner, at, version):
    client = sign_in(planner)
    mapped(client, at, uploaded(client, at, own("ถนน"))[1])

    page, attempt = uploaded(client, at, own("ฝาย", "ศาลา", title="บัญชีงานปีหน้า\n\n"))

    assert page.redirect_chain == [(attempt.get_absolute_url(), 302)]
    assert page.context["reading"].counts["new"] == 2
    mapping = ColumnMapping.objects.get()
    assert page.context["reading"].mappings == {"งาน": mapping}
    assert "ใช้คอลัมน์ตามที่ นายplanner เลือกไว้กับหัวตารางนี้" in page.content.decode()
    assert LogEntry.objects.filter(action="remember").count() == 1


def test_another_town_does_not_know_our_columns(sign_in, planner, outsider, at, version):
    client = sign_in(planner)
    mapped(client, at, uploaded(client, at, own("ถนน"))[1])
    sheets = sheets_in(own("ถนน"), "งาน.xlsx")

    assert tables_of(version.organization, sheets, Options())[1] != {}
    with pytest.raises(ValueError, match="ไม่พบหัวตาราง"):
        tables_of(outsider.organization, sheets, Options())


def test_choosing_what_we_find_ourselves_is_not_kept(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน")))
    page = client.get(at("import_columns", pk=attempt.pk))

    client.post(at("import_columns", pk=attempt.pk), columns_sent(page))

    assert ColumnMapping.objects.count() == 0
    assert LogEntry.objects.filter(action="remember").count() == 0


def test_columns_name_every_fault_at_once(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน")))
    page = client.get(at("import_columns", pk=attempt.pk))
    (seen,) = page.context["form"].seen

    answer = client.post(
        at("import_columns", pk=attempt.pk), columns_sent(page, name="", program="2")
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        f"{seen.key}-name": ["เลือกคอลัมน์ที่เป็นชื่อโครงการ"],
        f"{seen.key}-program": ["คอลัมน์นี้เลือกให้ “งบประมาณ” แล้ว"],
    }


@pytest.mark.parametrize("odd", ["²", "9" * 5000], ids=len)
def test_a_column_that_is_no_number_is_a_form_error(sign_in, planner, at, version, odd):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, own("ซ่อมถนนสายหนึ่ง"))
    client.post(at("import_sheets", pk=attempt.pk), {"use-0": "on", "row-0": "2"})
    page = client.get(at("import_columns", pk=attempt.pk))

    sent = columns_sent(page, **CHOSEN | {"name": odd})
    answer = client.post(at("import_columns", pk=attempt.pk), sent)

    assert answer.status_code == 422


def test_sheets_can_be_left_out(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน"), ข=form("ฝาย", "ศาลา")))

    client.post(at("import_sheets", pk=attempt.pk), {"use-1": "on", "row-0": "1", "row-1": "1"})

    assert Import.objects.get().options["left_out"] == ["ก"]
    assert reading_of(Import.objects.get()).counts["new"] == 2


def test_sheets_with_one_header_are_mapped_together(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน"), ข=[["หัวเรื่อง"], *form("ฝาย")]))

    page = client.get(at("import_columns", pk=attempt.pk))

    (seen,) = page.context["form"].seen
    assert seen.sheets == [("ก", 1), ("ข", 2)]
    client.post(at("import_columns", pk=attempt.pk), columns_sent(page, number=""))
    headers = Import.objects.get().options["headers"]
    assert {name: told["row"] for name, told in headers.items()} == {"ก": 1, "ข": 2}


def test_no_sheet_at_all_is_a_form_error(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน")))

    answer = client.post(at("import_sheets", pk=attempt.pk), {})
    other = client.post(at("import_sheets", pk=attempt.pk), {"use-0": "on", "row-0": "99"})

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == ["เลือกอย่างน้อย 1 แผ่นงานที่จะนำเข้า"]
    assert other.status_code == 422


def test_the_header_row_can_be_another(sign_in, planner, at, version):
    client = sign_in(planner)
    rows = [["ชื่อโครงการ", "งบประมาณ"], ["เก่า", 5], *form("ใหม่")]
    _, attempt = uploaded(client, at, book(ก=rows))

    client.post(at("import_sheets", pk=attempt.pk), {"use-0": "on", "row-0": "3"})

    assert [row.name for row in reading_of(Import.objects.get()).rows] == ["ใหม่"]


@pytest.mark.parametrize("step", ["import_sheets", "import_columns"])
def test_a_saved_file_cannot_be_chosen_anew(sign_in, planner, at, version, step):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน")))
    confirm(attempt, by=planner)

    page = client.get(at(step, pk=attempt.pk), follow=True)

    assert page.redirect_chain == [(attempt.get_absolute_url(), 302)]
    assert "นำเข้าไฟล์นี้ลงแผนไปแล้ว จึงเลือกใหม่ไม่ได้" in page.content.decode()
    assert Project.objects.count() == 1


def test_a_kept_file_that_cannot_be_read_any_more_leads_to_the_list(sign_in, planner, at, version):
    client = sign_in(planner)
    _, attempt = uploaded(client, at, book(ก=form("ถนน")))
    Import.objects.update(sha256="0" * 64)
    with attempt.file.storage.open(attempt.file.name, "wb") as file:
        file.write(b"%PDF-1.7")

    page = client.get(attempt.get_absolute_url(), follow=True)

    assert page.redirect_chain[-1] == (at("imports"), 302)
    assert "อ่านไฟล์นี้ไม่ได้" in page.content.decode()


def test_a_double_click_on_the_upload_begins_one_import(sign_in, planner, at, version):
    client, file = sign_in(planner), book(ก=form("ถนน"))

    first, _ = uploaded(client, at, file)
    file.seek(0)
    second, _ = uploaded(client, at, file)

    assert second.redirect_chain == first.redirect_chain
    assert Import.objects.count() == 1


def test_the_same_file_again_is_taken_up_where_it_was_left(version, planner):
    file = own("ถนน")
    first = start(version, file, "งาน.xlsx", Options(), by=planner)
    Import.objects.update(options=Options(left_out=["ข"]).as_json())

    again = start(version, file, "งาน.xlsx", Options(months=3), by=planner)

    assert again == first
    assert Import.objects.get().options == Options(months=3, left_out=["ข"]).as_json()
