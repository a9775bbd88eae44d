"""Earlier wording and likely doubles, offered while an item is typed."""

from decimal import Decimal

import pytest

from organizations.models import Unit
from projects.models import Distinction, Project
from projects.schedule import mask_of
from projects.suggestions import alike, wordings


def texts(*args):
    return [one.text for one in wordings(*args)]


def test_what_is_typed_is_found_in_the_wording_of_all_years(version, add_project, last_year):
    add_project("ก่อสร้างถนนดิน")
    last_year("ขุดลอกถนนเดิม", place="หมู่ที่ 9 บ้านหนองบัว")

    assert texts(version, "name", "ถนน") == ["ก่อสร้างถนนดิน", "ขุดลอกถนนเดิม"]
    assert texts(version, "name", "ถ น น") == ["ก่อสร้างถนนดิน", "ขุดลอกถนนเดิม"]
    assert texts(version, "place", "หมู่ที่ ๙") == ["หมู่ที่ 9 บ้านหนองบัว"]
    assert texts(version, "name", "หนองบัว") == []
    assert texts(version, "name", "ถ") == []


def test_the_usual_wording_comes_first_and_its_year_is_this_plans(version, last_year):
    last_year("งานลอยกระทง")
    last_year("จัดงานสงกรานต์ ประจำปี 2567")
    last_year("จัดงานสงกรานต์ ประจำปี 2567")

    found = wordings(version, "name", "งาน")
    assert [(one.text, one.count, one.year) for one in found] == [
        ("จัดงานสงกรานต์ ประจำปี 2568", 2, 2567), ("งานลอยกระทง", 1, 2567)
    ]  # fmt: skip


def test_what_is_typed_already_is_not_offered(version, add_project):
    add_project("ขุดลอกคลอง")

    assert texts(version, "name", "ขุดลอก คลอง") == []


def test_a_name_brings_what_is_still_in_use(version, last_year, program, source, strategy):
    old = last_year("ขุดลอกคลอง", detail="ตามแผนปี 2567")
    (found,) = wordings(version, "name", "ขุดลอก")
    assert found.fills == {
        "strategy": strategy.pk, "program": program.pk, "unit": old.unit_id, "source": source.pk,
        "detail": "ตามแผนปี 2568",
    }  # fmt: skip

    strategy.is_active = False
    strategy.save()
    Unit.objects.update(is_active=False)
    (found,) = wordings(version, "name", "ขุดลอก")
    assert sorted(found.fills) == ["detail", "program", "source"]


def test_another_towns_wording_is_never_offered(version, add_project, takfa):
    add_project("ขุดลอกคลอง")
    version.plan.organization = takfa
    version.organization.slug = "takfa"

    assert texts(version, "name", "ขุดลอก") == []


def test_a_likely_double_of_this_years_plan_is_told(version, add_project):
    item = add_project()
    add_project("ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 8", place="หมู่ที่ 8")
    typed = {"name": "ก่อสร้างถนน คสล. ม.3", "detail": "", "place": "หมู่ 3",
             "budget": Decimal("498000.00")}  # fmt: skip

    assert [pair.b.key[1] for pair in alike(version, typed)] == [item.line_id]
    assert alike(version, typed, item.line) == []
    assert alike(version, {**typed, "name": "ก"}) == []


def test_who_was_told_apart_is_not_named_again(version, add_project, planner):
    one, other = add_project(), add_project()
    typed = {"name": one.name, "detail": "", "place": one.place, "budget": None}
    assert [pair.b.key[1] for pair in alike(version, typed, one.line)] == [other.line_id]

    Distinction.tell_apart(one, other, reason="คนละช่วง", by=planner)
    assert alike(version, typed, one.line) == []


@pytest.fixture
def ask(client, at):
    """A function that sends what is typed, as the page does."""

    def send(what, /, field=None, **typed):
        return client.post(at(what, **({"field": field} if field else {})), typed)

    return send


def test_the_page_gets_wordings_with_what_they_fill(sign_in, unit_staff, ask, add_project):
    add_project("ขุดลอกคลอง")
    sign_in(unit_staff)
    rows = ask("words", field="name", name="ขุดลอก").context["rows"]
    assert [one.text for one, _ in rows] == ["ขุดลอกคลอง"]

    page = ask("words", field="name", name="ไม่มีอย่างนี้")
    assert page.content.decode().strip() == ""
    assert ask("words", field="budget").status_code == 404


def test_the_page_gets_likely_doubles_with_links(sign_in, planner, ask, at, add_project):
    item = add_project()
    sign_in(planner)
    page = ask("hints", name=item.name, place=item.place, budget="๔๙๘,๐๐๐")
    assert item.get_absolute_url() in page.content.decode()

    twin = add_project()
    text = ask("hints", name=item.name, place=item.place, code=twin.code).content.decode()
    assert at("tell_apart", code=twin.code, line_pk=item.line_id) in text

    none = ask("hints", name=item.name, place=item.place, budget="สี่แสน", code=item.code)
    assert [row[1] for row in none.context["rows"]] == [twin.code]


def test_a_code_with_a_nul_in_it_is_nobodys(sign_in, planner, ask, add_project):
    item = add_project()
    sign_in(planner)
    page = ask("hints", name=item.name, code="\0")

    assert (page.status_code, page.context["line"]) == (200, None)


@pytest.mark.parametrize("field", ["words", "hints"])
def test_who_may_ask(sign_in, client, monitor, outsider, at, version, field):
    address = at(field, field="name") if field == "words" else at(field)

    assert client.post(address).status_code == 302
    assert sign_in(monitor).post(address).status_code == 403
    assert sign_in(outsider).post(address).status_code == 404
    assert client.get(address).status_code == 405


def test_hints_cost_the_same_for_one_and_three(
    sign_in, planner, ask, add_project, django_assert_max_num_queries
):
    sign_in(planner)
    add_project("ขุดลอกคลอง สาย 1")
    ask("words", field="name", name="ขุดลอก")
    with django_assert_max_num_queries(30) as first:
        ask("words", field="name", name="ขุดลอก")
    for number in (2, 3):
        add_project(f"ขุดลอกคลอง สาย {number}", months=mask_of([number]))
    with django_assert_max_num_queries(len(first)):
        ask("words", field="name", name="ขุดลอก")
    assert Project.objects.count() == 3
