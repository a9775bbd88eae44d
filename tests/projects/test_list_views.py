"""Printing the list, and the views of it that a member keeps."""

import pytest

from projects.canonical import hash_of
from projects.columns import COLUMNS
from projects.models import SavedView


@pytest.fixture
def view(planner):
    return planner.saved_views.create(name="งานถนน", query="q=ถนน&sort=budget")


@pytest.fixture
def theirs(monitor):
    """Another member's view, of the same town."""
    return monitor.saved_views.create(name="ของผู้ตรวจ", query="q=คลอง")


# Printing


def test_the_print_out_holds_all_that_was_found(sign_in, monitor, at, version, add_project):
    for number in range(60):
        add_project(f"ซ่อมถนนสาย {number}")
    add_project("ขุดลอกคลอง")
    response = sign_in(monitor).get(at("print"), {"q": "ถนน", "sort": "budget", "page": "2"})
    text = response.content.decode()
    code = hash_of(version)

    assert len(response.context["list"].page) == 60
    assert "“ถนน” · เรียงตามงบมากก่อน" in text
    assert f"รหัสยืนยันเนื้อหา {code[:4]} {code[4:8]}" in text
    assert 'name="pick"' not in text


def test_a_wide_print_out_scrolls_in_a_region_on_the_screen(sign_in, monitor, at, add_project):
    add_project()
    client = sign_in(monitor)
    wide = {"col": [column.key for column in COLUMNS]}
    regions = [
        client.get(at("print"), query).content.decode().count('role="region"')
        for query in ({}, wide)
    ]

    assert regions == [0, 1]


def test_without_a_filter_no_link_ends_in_a_question_mark(sign_in, monitor, at, add_project):
    add_project()
    client = sign_in(monitor)
    pages = [client.get(at(name)).content.decode() for name in ("list", "print")]

    assert [page.count('?"') for page in pages] == [0, 0]


def test_who_may_print(sign_in, client, admin, outsider, at, version):
    assert client.get(at("print")).status_code == 302
    assert sign_in(admin).get(at("print")).status_code == 403
    assert sign_in(outsider).get(at("print")).status_code == 404


# Saved views


def test_a_view_keeps_what_the_list_is_asked_for_and_nothing_else(
    sign_in, planner, at, add_project
):
    add_project()
    client = sign_in(planner)
    query = "q=ถนน&month=3&month=4&unit=&sort=budget&col=name&page=7&x=<script>"
    response = client.post(at("view_add"), {"name": " งานถนน ", "query": query})
    view = SavedView.objects.get()

    assert (view.name, view.member) == ("งานถนน", planner)
    assert response.url == f"{at('list')}?{view.query}"
    shown = client.get(response.url)
    assert dict(shown.wsgi_request.GET.lists()) == {
        "q": ["ถนน"], "month": ["3", "4"], "sort": ["budget"], "col": ["name"],
    }  # fmt: skip
    assert list(shown.context["saved"]) == [view]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "ตั้งชื่อมุมมอง"),
        ("\u202e", "ตั้งชื่อมุมมอง"),
        ("งานถนน", "มีมุมมองชื่อ “งานถนน” แล้ว ตั้งชื่ออื่น"),
        ("งาน\u200bถนน", "มีมุมมองชื่อ “งานถนน” แล้ว ตั้งชื่ออื่น"),
        ("ก" * 81, "ชื่อยาวเกิน 80 ตัวอักษร"),
    ],
)
def test_a_view_that_cannot_be_kept_says_why(sign_in, planner, at, version, view, name, message):
    response = sign_in(planner).post(at("view_add"), {"name": name, "query": "q=คลอง"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"name": [message]}
    assert response.context["form"].instance.query == "q=%E0%B8%84%E0%B8%A5%E0%B8%AD%E0%B8%87"
    assert SavedView.objects.count() == 1


def test_a_view_is_renamed(sign_in, planner, at, version, view):
    client = sign_in(planner)
    assert client.get(at("view_edit", pk=view.pk)).status_code == 200
    response = client.post(at("view_edit", pk=view.pk), {"name": "งานคลอง"})
    view.refresh_from_db()

    assert (response.url, view.name, view.query) == (at("views"), "งานคลอง", "q=ถนน&sort=budget")
    assert client.post(at("view_edit", pk=view.pk), {"name": ""}).status_code == 422


def test_a_view_is_deleted_once(sign_in, planner, at, version, view):
    client = sign_in(planner)
    assert "งานถนน" in client.get(at("view_delete", pk=view.pk)).content.decode()
    assert SavedView.objects.count() == 1

    assert client.post(at("view_delete", pk=view.pk)).url == at("views")
    assert SavedView.objects.count() == 0
    assert client.post(at("view_delete", pk=view.pk)).status_code == 404


@pytest.mark.parametrize("name", ["view_edit", "view_delete"])
def test_another_members_view_is_not_there(sign_in, planner, at, version, theirs, name):
    client = sign_in(planner)

    assert client.get(at(name, pk=theirs.pk)).status_code == 404
    assert client.post(at(name, pk=theirs.pk), {"name": "ของฉัน"}).status_code == 404
    assert SavedView.objects.get() == theirs


def test_each_member_sees_the_own_views(sign_in, planner, at, version, view, theirs):
    assert list(sign_in(planner).get(at("views")).context["saved"]) == [view]


@pytest.mark.parametrize("name", ["views", "view_edit", "view_delete"])
def test_who_may_keep_views(sign_in, client, admin, outsider, at, version, view, name):
    address = at(name) if name == "views" else at(name, pk=view.pk)

    assert client.get(address).status_code == 302
    assert sign_in(admin).get(address).status_code == 403
    assert sign_in(outsider).get(address).status_code == 404


def test_views_are_added_by_post_only(sign_in, planner, at, version):
    assert sign_in(planner).get(at("view_add")).status_code == 405
