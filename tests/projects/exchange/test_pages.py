"""The pages of a workbook that came back: shown, decided, confirmed, and who may."""

import io

import pytest
from openpyxl import load_workbook

from organizations.audit import record
from organizations.models import LogEntry
from projects.amending import find_item
from projects.exchange.columns import PROJECTS
from projects.exchange.workbook import export_in
from projects.models import Import, Project

STEPS = ("merge_decide", "merge_names", "merge_confirm", "merge_save", "merge_marked")


@pytest.fixture
def attempt(add_project, out, back, planner):
    """One change, one conflict, one fault, one new row and one missing item."""
    for number in range(1, 6):
        add_project(f"โครงการที่ {number}")
    book = out()
    book.cell("0001", "place").value = "หมู่ที่ 9 ในไฟล์"
    book.cell("0002", "budget").value = 1234.5
    book.cell("0003", "budget").value = "ห้าแสน"
    book.at(book.free_row(), "name").value = "<b>โครงการใหม่</b>"
    book.book[PROJECTS].delete_rows(7)
    Project.objects.filter(line__code="0002").update(budget=777, changed_by=planner)
    return back(book)


@pytest.fixture
def address(at, attempt):
    return lambda name: at(name, pk=attempt.pk)


def text_of(response):
    return " ".join(response.content.decode().split())


def test_the_preview_shows_the_groups_and_writes_nothing(sign_in, planner, attempt, address):
    logged = LogEntry.objects.count()
    response = sign_in(planner).get(address("import_detail"))
    text = text_of(response)

    assert response.status_code == 200
    for words in (
        "แก้ในไฟล์เท่านั้น 1 ช่อง", "แก้ทั้งในไฟล์และในระบบ 1 ช่อง", "ต้องแก้ 1 ช่อง", "รายการใหม่ 1 รายการ",
        "ไม่อยู่ในไฟล์แล้ว 1 รายการ", "หมู่ที่ 9 ในไฟล์", "777.00", "1,234.50", "แก้รายการล่าสุดโดย นายplanner",
        "“ห้าแสน”", "&lt;b&gt;โครงการใหม่&lt;/b&gt;", "เลือกค่าที่เหลือ 1 ข้อ",
    ):  # fmt: skip
        assert text.count(words) >= 1, words
    assert "<b>โครงการใหม่" not in text
    assert text.count("checked") == 0
    assert LogEntry.objects.count() == logged


def test_deciding_confirming_saving(sign_in, planner, attempt, address, version):
    client = sign_in(planner)
    assert client.get(address("merge_confirm")).url == attempt.get_absolute_url()
    line = client.get(address("import_detail")).context["returned"].conflicts[0]
    sent = {f"pick-{line.key}": f"mine:{line.token}"}
    assert client.post(address("merge_decide"), sent).status_code == 302
    text = text_of(client.get(address("import_detail")))
    assert (text.count(" checked"), text.count("เลือกครบแล้ว")) == (1, 1)

    response = client.get(address("merge_confirm"))
    assert "แก้ 2 ช่อง ใน 2 รายการ" in text_of(response)
    assert "ไม่นำเข้า 1 แถวที่ต้องแก้" in text_of(response)
    shown = {"fingerprint": response.context["returned"].fingerprint}
    client.post(address("merge_save"), shown)
    assert Import.objects.get().saved_at is None  # leaving a row out was not confirmed

    client.post(address("merge_save"), {**shown, "leaving_out": "yes"})
    text = text_of(client.get(address("import_detail")))
    assert "บันทึกแล้ว แก้ 2 ช่อง ใน 2 รายการ เพิ่ม 1 รายการ" in text
    assert "2 ช่อง ใน 2 รายการ" in text
    assert "ไม่นำเข้า 1 แถว" in text
    assert find_item(version, "0001").place == "หมู่ที่ 9 ในไฟล์"
    assert find_item(version, "0003").budget == 498000
    assert find_item(version, "0004").name == "โครงการที่ 4"
    assert find_item(version, "0006").name == "<b>โครงการใหม่</b>"


def test_all_at_once_only_about_what_was_shown(sign_in, planner, attempt, address):
    client = sign_in(planner)
    shown = client.get(address("import_detail")).context["returned"].fingerprint
    Project.objects.filter(line__code="0002").update(budget=778, revision=9)
    client.post(address("merge_decide"), {"all": "mine", "fingerprint": shown})
    attempt.refresh_from_db()
    assert attempt.decisions == {}

    shown = client.get(address("import_detail")).context["returned"].fingerprint
    client.post(address("merge_decide"), {"all": "theirs", "fingerprint": shown})
    attempt.refresh_from_db()
    assert [pick for pick, _ in attempt.decisions.values()] == ["theirs"]


@pytest.mark.parametrize("sent", [{"pick-0002:budget": "mine"}, {"pick-x": "a:b"}, {"all": "no"}])
def test_nonsense_decides_nothing(sign_in, planner, attempt, address, sent):
    assert sign_in(planner).post(address("merge_decide"), sent).status_code == 302
    attempt.refresh_from_db()
    assert attempt.decisions == {}


def test_the_marked_workbook_is_ours_with_the_fault_in_its_cell(sign_in, planner, attempt, address):
    response = sign_in(planner).get(address("merge_marked"))
    book = load_workbook(io.BytesIO(response.content))

    assert book[PROJECTS]["I6"].comment.text.startswith("งบประมาณต้องเป็นตัวเลข")
    assert book.sheetnames[-1].startswith("key-")


def test_one_group_alone_is_paged(sign_in, planner, attempt, address):
    for group in ("changes", "conflicts", "errors", "added", "missing", "gone", "unknown"):
        response = sign_in(planner).get(address("import_detail"), {"show": group, "page": "x"})
        assert response.status_code == 200


def test_only_a_planner_of_the_town(sign_in, unit_staff, outsider, client, attempt, address):
    for name in STEPS:
        method = "post" if name in ("merge_decide", "merge_names", "merge_save") else "get"
        assert getattr(client, method)(address(name)).status_code == 302
        assert getattr(sign_in(unit_staff), method)(address(name)).status_code == 403
        assert getattr(sign_in(outsider), method)(address(name)).status_code == 404
        client.logout()


def test_steps_are_post_only(sign_in, planner, attempt, address):
    for name in ("merge_decide", "merge_names", "merge_save"):
        assert sign_in(planner).get(address(name)).status_code == 405


def test_an_ordinary_import_has_no_merge(sign_in, planner, attempt, address):
    Import.objects.update(export=None)

    assert sign_in(planner).get(address("merge_confirm")).status_code == 404


def test_the_upload_page_knows_a_workbook_of_ours(sign_in, planner, at, out, add_project):
    add_project()
    book = out()
    book.cell("0001", "place").value = "หมู่ที่ 9"
    client = sign_in(planner)
    response = client.post(at("import_upload"), {"file": book.upload(), "create_missing": "on"})
    attempt = Import.objects.get()
    assert response.url == attempt.get_absolute_url()
    assert "แก้ในไฟล์เท่านั้น 1 ช่อง" in text_of(client.get(response.url))

    for name in ("import_confirm", "import_marked"):  # the steps of ordinary lists lead back
        assert client.get(at(name, pk=attempt.pk)).url == attempt.get_absolute_url()
    client.post(at("import_save", pk=attempt.pk), {"fingerprint": "x"})
    attempt.refresh_from_db()
    assert attempt.saved_at is None


def test_an_announced_plan_refuses_the_upload_in_words(sign_in, planner, at, out, version):
    book = out()
    type(version).objects.filter(pk=version.pk).update(stage="in_review")
    response = sign_in(planner).post(at("import_upload"), {"file": book.upload()}, follow=True)

    assert "จึงนำเข้าไม่ได้" in text_of(response)
    assert Import.objects.count() == 0


def test_a_conflict_names_who_changed_the_very_cell(
    sign_in, planner, clerk, executive, attempt, address
):
    item = Project.objects.get(line__code="0002")
    record(clerk, "edit", item, changes={"งบประมาณ": ["498,000.00", "777.00"]})
    record(executive, "edit", item, changes={"หมายเหตุ": ["", "อื่น"]})
    text = text_of(sign_in(planner).get(address("import_detail")))

    assert "แก้โดย นายclerk" in text
    assert "นายexecutive" not in text


def test_one_button_is_filled_and_none_once_the_plan_went_on(
    sign_in, planner, attempt, address, version
):
    client = sign_in(planner)
    returned = client.get(address("import_detail")).context["returned"]
    assert text_of(client.get(address("import_detail"))).count("btn-primary") == 1

    shown = {"all": "theirs", "fingerprint": returned.fingerprint}
    client.post(address("merge_decide"), shown)
    assert text_of(client.get(address("import_detail"))).count("btn-primary") == 1

    type(version).objects.filter(pk=version.pk).update(stage="in_review")
    text = text_of(client.get(address("import_detail")))
    assert (text.count("btn-primary"), text.count("บันทึกที่เลือก")) == (0, 0)


def test_a_workbook_of_another_version_says_where_it_came_from(
    sign_in, planner, at, out, version, revision, add_project
):
    add_project()
    book, other = out(), revision("addition")
    client, told = sign_in(planner), f"ไฟล์นี้ส่งออกจาก{version} ไม่ใช่จาก{other}"
    address = at("import_upload").replace("original", other.slug)
    response = client.post(address, {"file": book.upload(), "create_missing": "on"}, follow=True)
    assert text_of(response).count(told) == 1

    del book.book[book.book.sheetnames[-1]]
    response = client.post(address, {"file": book.upload(), "create_missing": "on"}, follow=True)
    assert text_of(response).count("ไฟล์นี้ส่งออกจาก") == 0


def test_a_workbook_of_another_town_tells_nothing(out, add_project, takfa, version):
    add_project("ก่อสร้างอาคารลับ")
    file = out().upload()

    assert export_in(file, takfa) is None
    assert export_in(file, version.organization).version == version
