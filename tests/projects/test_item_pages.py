"""One item: read, add, edit, delete; who may; what is logged."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from organizations.models import LogEntry
from plans.models import Guideline, PlanVersion, Strategy
from plans.workflow import Stage, StepRefused
from projects.amending import begin_item
from projects.forms import form_for
from projects.models import Equipment, EquipmentCategory, Project
from projects.schedule import mask_of
from tests.factories import EquipmentFactory


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def new(version, planner, sent):
    """A function that returns what a browser sends for a new item."""

    def data(kind="project", by=planner, **fields):
        return sent(form_for(begin_item(version, kind, by=by), by), **fields)

    return data


@pytest.fixture
def saved(planner, version, sent):
    """A function that returns what a browser sends for an item as it stands."""

    def data(item, by=planner, **fields):
        item = type(item).objects.with_labels().get(pk=item.pk)
        item.version = version
        return sent(form_for(item, by), **fields)

    return data


# Reading


def test_the_page_of_an_item_says_everything(sign_in, monitor, at, add_project):
    item = add_project(budget=Decimal("498000.00"))
    page = sign_in(monitor).get(at("detail", code=item.code))
    text = page.content.decode()

    for words in (item.name, "498,000.00", "สี่แสนเก้าหมื่นแปดพันบาทถ้วน", "มี.ค. – พ.ค. 2568", "หมู่ที่ 3"):
        assert words in text
    assert not page.context["is_editable"]


def test_staff_may_edit_their_own_units_items_only(sign_in, unit_staff, at, add_project, version):
    own = add_project()
    theirs = add_project("อบรม", unit=version.organization.units.get(name="สำนักปลัด"))
    client = sign_in(unit_staff)

    assert client.get(at("edit", code=own.code)).status_code == 200
    assert client.get(at("edit", code=theirs.code)).status_code == 404
    assert client.post(at("edit", code=theirs.code), {"name": "ของฉัน"}).status_code == 404
    assert client.post(at("delete", code=theirs.code)).status_code == 404
    assert client.get(at("detail", code=theirs.code)).context["is_editable"] is False


@pytest.mark.parametrize("name", ["detail", "edit", "delete"])
def test_who_may_open_an_item(sign_in, client, admin, outsider, at, add_project, name):
    address = at(name, code=add_project().code)

    assert client.get(address).status_code == 302
    assert sign_in(admin).get(address).status_code == 403
    assert sign_in(outsider).get(address).status_code == 404


@pytest.mark.parametrize("name", ["edit", "delete", "add"])
def test_readers_may_not_change_items(sign_in, monitor, at, add_project, name):
    code = {} if name == "add" else {"code": add_project().code}

    assert sign_in(monitor).get(at(name, **code)).status_code == 403
    assert sign_in(monitor).post(at(name, **code)).status_code == 403


def test_a_version_that_moved_on_offers_no_edit(sign_in, planner, at, at_stage):
    at_stage(Stage.ANNOUNCED)
    client = sign_in(planner)

    assert client.get(at("edit", code="0001")).status_code == 404
    assert client.post(at("delete", code="0001")).status_code == 404
    assert client.get(at("detail", code="0001")).context["is_editable"] is False
    refused = client.get(at("add"))
    assert refused.status_code == 302
    assert "เพิ่มรายการไม่ได้" in told(refused)[0]
    assert Project.objects.count() == 2


# Adding


def test_a_draft_needs_no_more_than_a_name(sign_in, planner, at, new, version):
    response = sign_in(planner).post(at("add"), new(name="  ขุดลอก\u200bคลอง "))
    item = Project.objects.get()

    assert (item.name, item.code, item.version, item.order) == ("ขุดลอกคลอง", "0001", version, 1)
    assert response.url == item.get_absolute_url()
    assert told(response) == ["บันทึกแล้ว รายการนี้เหลือ 5 ข้อที่ต้องแก้ก่อนส่ง"]


def test_a_second_click_adds_no_second_item(sign_in, planner, at, new):
    client, data = sign_in(planner), new(name="ขุดลอกคลอง", budget="๕๐,๐๐๐", months=["10"])
    first, second = (client.post(at("add"), data) for _ in range(2))
    client.post(at("add"), {**data, "detail": "ยาว 2,000 เมตร"})

    assert first.url == second.url == Project.objects.order_by("pk").first().get_absolute_url()
    assert Project.objects.count() == 2


def test_a_whole_item_is_kept_as_typed(
    sign_in, planner, at, new, maesai, strategy, program, source
):
    unit, helper = maesai.units.all()[:2]
    data = new(
        name="ลานกีฬา", budget="๔๙๘,๐๐๐.๕๐", months=["10", "11", "3"], strategy=strategy.pk,
        program=program.pk, source=source.pk, unit=unit.pk, further_units=[helper.pk],
        kind="activity", detail="กว้าง 4 เมตร\r\nยาว 20 เมตร",
    )  # fmt: skip
    response = sign_in(planner).post(at("add"), data)
    item = Project.objects.get()

    assert (item.budget, item.months) == (Decimal("498000.50"), mask_of([10, 11, 3]))
    assert (item.kind, item.strategy, item.unit) == ("activity", strategy, unit)
    assert list(item.further_units.all()) == [helper]
    assert item.detail == "กว้าง 4 เมตร\nยาว 20 เมตร"
    assert told(response) == ["บันทึกแล้ว รายการนี้ไม่มีข้อที่ต้องแก้ก่อนส่ง"]


def test_the_log_names_months_money_and_units_in_words(sign_in, planner, at, new, maesai):
    unit = maesai.units.first()
    data = new(name="ลานกีฬา", months=["10", "11", "3"], budget="5000", further_units=[unit.pk])
    sign_in(planner).post(at("add"), data)
    changes = LogEntry.objects.get(action="add").changes

    assert changes["เดือนที่ดำเนินการ"] == ["", "ต.ค. – พ.ย. 2567, มี.ค. 2568"]
    assert changes["งบประมาณ"] == ["", "5,000.00"]
    assert changes["หน่วยงานร่วม"] == ["", "สำนักปลัด"]


def test_equipment_has_its_category(sign_in, planner, at, new):
    category = EquipmentCategory.objects.first()
    data = new("equipment", name="เครื่องปรับอากาศ", category=category.pk)
    response = sign_in(planner).post(at("add") + "?kind=equipment", data)
    item = Equipment.objects.get()

    assert (item.category, item.code) == (category, "0001")
    assert response.url == item.get_absolute_url()


def test_every_fault_of_a_form_is_named_at_once(sign_in, planner, at, new, maesai, strategy):
    other = Strategy.objects.create(organization=maesai, number=2, name="ด้านการศึกษา")
    guideline = Guideline.objects.create(strategy=other, number=1, name="พัฒนาครู")
    data = new(name=" ", budget="สี่แสน", months=["13"], strategy=strategy.pk)
    response = sign_in(planner).post(at("add"), {**data, "guideline": guideline.pk})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "name": ["กรอกชื่อโครงการ"],
        "budget": ["งบประมาณต้องเป็นตัวเลข เช่น 498,000 หรือ ๔๙๘,๐๐๐"],
        "months": ["เลือกจากสิบสองเดือนของปีงบประมาณเท่านั้น"],
        "guideline": ["แนวทางนี้อยู่ในยุทธศาสตร์ที่ 2 เลือกแนวทางของยุทธศาสตร์ที่เลือกไว้"],
    }
    assert Project.objects.count() == 0


def test_a_guideline_brings_its_strategy(sign_in, planner, at, new, strategy):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="พัฒนาถนน")
    sign_in(planner).post(at("add"), new(name="ถนน", guideline=guideline.pk))

    assert Project.objects.get().strategy == strategy


def test_another_towns_lists_are_not_offered(sign_in, planner, at, new, takfa):
    strategy = Strategy.objects.create(organization=takfa, number=1, name="ของเมืองอื่น")
    data = new(name="ถนน", strategy=strategy.pk, unit=takfa.units.first().pk)
    errors = sign_in(planner).post(at("add"), data).context["form"].errors

    assert sorted(errors) == ["strategy", "unit"]


def test_staff_add_to_their_own_unit_whatever_is_sent(sign_in, unit_staff, at, new, maesai):
    data = new(by=unit_staff, name="ซ่อมท่อ")
    sign_in(unit_staff).post(at("add"), {**data, "unit": maesai.units.first().pk})

    assert Project.objects.get().unit == unit_staff.unit


def test_staff_without_a_unit_are_told_what_is_missing(sign_in, unit_staff, at):
    unit_staff.unit = None
    unit_staff.save()

    assert "ยังไม่ได้กำหนดหน่วยงานของท่าน" in told(sign_in(unit_staff).get(at("add")))[0]


def test_the_next_item_begins_where_the_last_one_stood(
    sign_in, planner, at, new, strategy, program
):
    data = new(name="ถนน", strategy=strategy.pk, program=program.pk, another="1")
    response = sign_in(planner).post(at("add"), data)
    kept = f"kind=project&strategy={strategy.pk}&program={program.pk}"
    expected = f"{at('add')}?{kept}&after=0001"

    assert response.url == expected
    form = sign_in(planner).get(expected).context["form"]
    assert str(form["strategy"].value()) == str(strategy.pk)


def test_two_items_have_two_codes(sign_in, planner, at, new):
    for name in ("ถนน", "คลอง"):
        sign_in(planner).post(at("add"), new(name=name))

    assert sorted(item.code for item in Project.objects.all()) == ["0001", "0002"]


# Editing


def test_an_edit_is_logged_before_and_after(sign_in, planner, at, add_project, saved):
    item = add_project(months=mask_of([3]))
    data = saved(item, budget="500,000", months=["4"])
    response = sign_in(planner).post(at("edit", code=item.code), data)
    item.refresh_from_db()
    entry = LogEntry.objects.get(action="edit")

    assert response.url == item.get_absolute_url()
    assert (item.budget, item.revision, item.changed_by) == (Decimal("500000.00"), 2, planner)
    assert entry.changes == {
        "งบประมาณ": ["498,000.00", "500,000.00"],
        "เดือนที่ดำเนินการ": ["มี.ค. 2568", "เม.ย. 2568"],
    }


def test_an_edit_that_changes_nothing_logs_nothing(sign_in, planner, at, add_project, saved):
    item = add_project(detail="บรรทัดหนึ่ง\nบรรทัดสอง")
    data = saved(item, detail="บรรทัดหนึ่ง\r\nบรรทัดสอง")
    sign_in(planner).post(at("edit", code=item.code), data)

    assert not LogEntry.objects.filter(action="edit").exists()


def test_an_item_that_changes_program_goes_to_its_end(
    sign_in, planner, at, add_project, saved, version, maesai
):
    first = add_project(order=1)
    add_project("ขุดลอกคลอง", order=8)
    other = Strategy.objects.create(organization=maesai, number=2, name="ด้านการศึกษา")
    sign_in(planner).post(at("edit", code=first.code), saved(first, strategy=other.pk))
    first.refresh_from_db()

    assert first.order == 9


def test_going_through_readiness_leads_to_the_next_finding(
    sign_in, planner, at, add_project, saved
):
    first = add_project(months=0)
    second = add_project("ขุดลอกคลอง", months=0)
    address = at("edit", code=first.code) + "?from=no_months"
    response = sign_in(planner).post(address, saved(first, months=["1"], next="1"))

    assert response.url == at("edit", code=second.code) + "?from=no_months#id_months"


def test_the_form_shows_what_is_left_with_links_on_the_page(sign_in, planner, at, add_project):
    item = add_project(months=0)
    findings = sign_in(planner).get(at("edit", code=item.code)).context["findings"]

    assert [(f.message, f.url) for f in findings] == [("เลือกอย่างน้อย 1 เดือน", "#id_months")]


def test_a_form_costs_the_same_for_one_and_three_items(
    sign_in, planner, at, add_project, django_assert_max_num_queries
):
    client = sign_in(planner)
    item = add_project()
    client.get(at("edit", code=item.code))
    with django_assert_max_num_queries(40) as first:
        client.get(at("edit", code=item.code))
    cost = len(first)
    for number in range(2):
        add_project(f"ซ่อมถนนสาย {number}")
    client.get(at("edit", code=item.code))  # what may be alike is kept until the content changes
    with django_assert_max_num_queries(cost):
        client.get(at("edit", code=item.code))


def test_going_through_the_list_leads_to_the_next_item_found(
    sign_in, planner, at, add_project, saved
):
    first = add_project()
    add_project("อบรม", place="วัด", detail="")
    third = add_project("ซ่อมถนน")
    client = sign_in(planner)
    query = "?from=list&query=q%3D3%26sort%3Dofficial"
    address = at("edit", code=first.code) + query
    response = client.post(address, saved(first, name="ก", place="ก", next="1"))
    following = at("edit", code=third.code)

    assert response.url.startswith(f"{following}?from=list&query=q%3D3")
    last = client.post(f"{following}{query}", saved(third, next="1"))
    assert last.url == f"{at('list')}?q=3&sort=official"


def test_without_a_filter_the_next_item_is_that_of_the_plan(
    sign_in, unit_staff, at, add_project, saved, maesai
):
    first = add_project()
    add_project("อบรม", unit=maesai.units.get(name="สำนักปลัด"))
    own = add_project("ซ่อมถนน")
    data = saved(first, by=unit_staff, next="1")
    response = sign_in(unit_staff).post(at("edit", code=first.code), data)

    assert response.url.startswith(at("edit", code=own.code))


def test_who_came_from_the_list_goes_back_to_what_was_found(
    sign_in, planner, at, add_project, saved
):
    item = add_project()
    client, came = sign_in(planner), f"http://testserver{at('list')}?q=abc"
    form = client.get(at("edit", code=item.code), headers={"referer": came})
    assert (form.context["is_from_list"], form.context["list_query"]) == (True, "q=abc")
    assert client.get(at("edit", code=item.code)).context["is_from_list"] is False
    detail = client.get(at("detail", code=item.code), headers={"referer": came})
    assert detail.context["list_query"] == "q=abc"

    address = at("edit", code=item.code) + "?from=list&query=q%3Dabc"
    assert client.post(address, saved(item)).url == f"{at('list')}?q=abc"


@pytest.mark.parametrize("code", ["9999", "%00", "a%00b"])
def test_a_copy_of_nothing_opens_an_empty_form(sign_in, planner, at, version, code):
    response = sign_in(planner).get(f"{at('add')}?kind=project&copy={code}")

    assert (response.status_code, response.context["form"].initial.get("name", "")) == (200, "")


def test_a_copy_opens_unsaved_with_everything_of_the_item(
    sign_in, planner, at, add_project, maesai, sent
):
    item = add_project()
    item.further_units.add(maesai.units.first())
    client = sign_in(planner)
    form = client.get(at("add") + f"?kind=project&copy={item.code}").context["form"]
    assert Project.objects.count() == 1

    client.post(at("add") + f"?kind=project&copy={item.code}", sent(form))
    copy = Project.objects.exclude(pk=item.pk).get()
    for name in ("name", "detail", "budget", "months", "unit", "program", "strategy", "place"):
        assert getattr(copy, name) == getattr(item, name)
    assert (copy.code, copy.copied_from) == ("0002", None)
    assert list(copy.further_units.all()) == list(item.further_units.all())


def test_equipment_is_copied_as_equipment(sign_in, planner, at, version):
    category = EquipmentCategory.objects.first()
    item = EquipmentFactory(version=version, name="เครื่องพิมพ์", category=category)
    form = sign_in(planner).get(at("add") + f"?kind=equipment&copy={item.code}").context["form"]

    assert (form["name"].value(), form["category"].value()) == ("เครื่องพิมพ์", category.pk)


# Nothing typed is lost


def test_what_was_typed_into_a_deleted_item_is_shown(sign_in, planner, at, add_project, saved):
    item = add_project()
    data = saved(item, name="ชื่อที่พิมพ์ไว้", months=["10", "11"])
    item.remove(by=planner)
    page = sign_in(planner).post(at("edit", code=item.code), data)

    assert page.status_code == 409
    assert page.context["reasons"][0].startswith("นายplanner ลบรายการ 0001 เมื่อ ")
    typed = dict(page.context["typed"])
    assert typed["ชื่อโครงการ"] == "ชื่อที่พิมพ์ไว้"
    assert typed["เดือนที่ดำเนินการ"] == "ตุลาคม, พฤศจิกายน"
    assert typed["หน่วยงานรับผิดชอบหลัก"] == "กองช่าง"
    assert "ชื่อที่พิมพ์ไว้" in page.content.decode()


def test_what_was_typed_when_the_version_moved_on_is_shown(
    sign_in, planner, at, add_project, saved, new, version
):
    item = add_project()
    edited, added = saved(item, name="ที่แก้"), new(name="ที่เพิ่ม")
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.DRAFTED)
    client = sign_in(planner)

    for address, data, deed in (
        (at("edit", code=item.code), edited, "แก้"),
        (at("add"), added, "เพิ่ม"),
    ):
        page = client.post(address, data)
        assert page.status_code == 409
        assert list(page.context["reasons"]) == [f"แผนอยู่ในขั้น “ร่างครบถ้วน” {deed}รายการไม่ได้"]
        assert dict(page.context["typed"])["ชื่อโครงการ"] == f"ที่{deed}"
    assert Project.objects.get().name == item.name


def test_what_was_typed_into_an_item_of_another_unit_now_is_shown(
    sign_in, unit_staff, at, add_project, saved, maesai
):
    item = add_project()
    data = saved(item, by=unit_staff, name="ที่แก้")
    Project.objects.update(unit=maesai.units.get(name="สำนักปลัด"))
    page = sign_in(unit_staff).post(at("edit", code=item.code), data)

    assert page.context["reasons"] == ["รายการ 0001 ย้ายไปหน่วยงานอื่นหรือถูกตัดออกในฉบับนี้แล้ว"]


# Deleting


def test_of_two_clicks_on_delete_one_is_logged(planner, add_project):
    item = add_project()
    same = Project.objects.select_related("version__plan", "line").get(pk=item.pk)
    item.remove(by=planner)

    with pytest.raises(StepRefused) as refused:
        same.remove(by=planner)
    assert refused.value.reasons == ("มีผู้ลบรายการ 0001 ไปก่อนแล้ว",)
    assert LogEntry.objects.filter(action="delete").count() == 1


def test_delete_asks_first_then_removes_and_logs(sign_in, planner, at, add_project):
    item = add_project()
    client = sign_in(planner)
    asked = client.get(at("delete", code=item.code)).content.decode()
    assert f"ลบ “{item.name}” ออกจากร่างหรือไม่ ประวัติยังอยู่ในบันทึกการใช้งาน" in asked
    assert Project.objects.count() == 1

    response = client.post(at("delete", code=item.code))

    assert response.url == at("list")
    assert Project.objects.count() == 0
    entry = LogEntry.objects.get(action="delete")
    assert (entry.object_label, entry.changes) == (item.name, {"รหัสรายการ": ["0001", ""]})
    assert client.post(at("delete", code=item.code)).status_code == 404


def test_the_code_of_a_deleted_item_is_not_given_out_again(version, planner, add_project):
    add_project().remove(by=planner)

    assert add_project().code == "0002"


def test_equipment_is_edited_and_deleted_alike(sign_in, planner, at, version, saved):
    item = EquipmentFactory(version=version, name="เครื่องพิมพ์")
    sign_in(planner).post(at("edit", code=item.code), saved(item, name="เครื่องพิมพ์สี"))
    item.refresh_from_db()
    assert item.name == "เครื่องพิมพ์สี"

    sign_in(planner).post(at("delete", code=item.code))
    assert Equipment.objects.count() == 0
