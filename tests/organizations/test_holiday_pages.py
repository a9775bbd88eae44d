"""Holidays: the national list, what an organization adds to it or withdraws from it."""

import datetime

import pytest

from organizations.holidays import calendar_for, days_of
from organizations.models import Holiday

DAY = datetime.date(2025, 10, 23)  # วันปิยมหาราช
FREE = datetime.date(2025, 10, 27)  # a Monday on which offices work


@pytest.fixture
def national(standards):
    return Holiday.objects.get(organization=None, on=DAY)


def test_the_list_is_of_one_year(sign_in, admin):
    page = sign_in(admin).get("/maesai/holidays/?year=2568")

    assert {day.on.year for day in page.context["days"]} == {2025}
    assert page.context["is_known"]


@pytest.mark.parametrize("asked", ["", "x", "99", "2025", "-1", "๒๕๖๘๘", "9" * 5000], ids=len)
def test_an_odd_year_shows_this_one(sign_in, admin, asked):
    this_year = datetime.date.today().year + 543

    assert sign_in(admin).get(f"/maesai/holidays/?year={asked}").context["year"] == this_year


def test_a_year_without_a_list_says_so(sign_in, admin):
    page = sign_in(admin).get("/maesai/holidays/?year=2590")

    assert not page.context["is_known"]
    assert page.content.decode().count("ปี 2590 ยังไม่มีรายการวันหยุดกลาง") == 1


def test_an_added_day_counts_here_only(sign_in, admin, takfa):
    sign_in(admin).post("/maesai/holidays/add/", {"on": "๒๗ ต.ค. ๒๕๖๘", "name": "วันหยุดพิเศษ"})

    assert calendar_for(admin.organization).name(FREE) == "วันหยุดพิเศษ"
    assert calendar_for(takfa).name(FREE) is None
    assert calendar_for().name(FREE) is None
    assert admin.organization.log_entries.get().action == "add"


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("23/10/2568", "เป็นวันหยุดอยู่แล้ว คือวันปิยมหาราช"),
        ("31/2/2568", "เดือนกุมภาพันธ์ 2568 มีวันที่ 1 ถึง 28 เท่านั้น"),
        ("พรุ่งนี้", "พิมพ์วันที่แบบ 16/9/2568 หรือ 16 ก.ย. 2568"),
    ],
)
def test_a_day_that_cannot_be_added_says_why(sign_in, admin, on, reason):
    page = sign_in(admin).post("/maesai/holidays/add/", {"on": on, "name": "วันหยุด"})

    assert (page.status_code, page.context["form"].errors["on"]) == (422, [reason])


def test_a_withdrawn_day_is_a_working_day_here_only(sign_in, admin, takfa, national):
    sign_in(admin).post(f"/maesai/holidays/{national.pk}/withdraw/")

    assert calendar_for(admin.organization).is_working_day(DAY)
    assert not calendar_for(takfa).is_working_day(DAY)
    assert admin.organization.log_entries.get().changes == {"วันที่": ["23 ต.ค. 2568", ""]}


def test_withdrawn_twice_is_refused_in_words(sign_in, admin, national):
    client = sign_in(admin)
    client.post(f"/maesai/holidays/{national.pk}/withdraw/")

    page = client.post(f"/maesai/holidays/{national.pk}/withdraw/", follow=True)

    assert [str(message) for message in page.context["messages"]][-1] == (
        "องค์กรยกเลิกวันปิยมหาราช 23 ต.ค. 2568 ไว้แล้ว"
    )
    assert admin.organization.holidays.count() == 1


def test_a_withdrawn_day_can_be_restored(sign_in, admin, national):
    client = sign_in(admin)
    client.post(f"/maesai/holidays/{national.pk}/withdraw/")

    client.post(f"/maesai/holidays/{admin.organization.holidays.get().pk}/undo/")

    assert not calendar_for(admin.organization).is_working_day(DAY)
    actions = admin.organization.log_entries.order_by("number").values_list("action", flat=True)
    assert list(actions) == ["suspend", "restore"]


def test_an_added_day_can_be_deleted_and_stays_in_the_log(sign_in, admin):
    row = admin.organization.holidays.create(on=FREE, name="วันหยุดพิเศษ")

    sign_in(admin).post(f"/maesai/holidays/{row.pk}/undo/")

    assert calendar_for(admin.organization).is_working_day(FREE)
    assert admin.organization.log_entries.get().object_label == "วันหยุดพิเศษ"


def test_the_national_day_carries_the_organizations_word(admin, national):
    own = admin.organization.holidays.create(on=DAY, name=national.name, is_withdrawn=True)
    extra = admin.organization.holidays.create(on=FREE, name="วันหยุดพิเศษ")

    days = {day.on: day for day in days_of(admin.organization, 2025)}

    assert (days[DAY], days[DAY].own, days[FREE]) == (national, own, extra)
