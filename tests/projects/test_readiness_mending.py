"""Faults with one certain answer: shown before and after, saved once, refused when changed."""

from decimal import Decimal

import pytest
from django.contrib.messages import get_messages

from plans.models import Guideline
from plans.workflow import Stage, StepRefused
from projects.findings import Rule
from projects.mending import CHANGED, mend, mend_of
from projects.models import BudgetSource, Project


@pytest.fixture
def free():
    return BudgetSource.objects.filter(origin_class="3.3").first()


def after(item, rule):
    """Return {label: what it would be}."""
    found = mend_of(item, rule)
    return {label: words for label, _, words in found.rows} if found else None


def test_money_under_no_budget_is_removed(add_project, free):
    for budget in ("10.00", "0.00"):
        item = add_project(source=free, budget=Decimal(budget))
        assert after(item, Rule.NEEDLESS_BUDGET) == {"งบประมาณ": ""}
    assert mend_of(add_project(), Rule.NEEDLESS_BUDGET) is None


def test_the_strategy_is_that_of_the_guideline(add_project, strategy):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="ถนนดี")
    item = add_project(strategy=None, guideline=guideline)

    assert after(item, Rule.NO_STRATEGY) == {"ยุทธศาสตร์": str(strategy)}
    assert mend_of(add_project(strategy=None), Rule.NO_STRATEGY) is None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("จัดงานสงกรานต์ ประจำปี 2567", {"ชื่อ": "จัดงานสงกรานต์ ประจำปี 2568"}),
        ("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", {"ชื่อ": "จัดงานสงกรานต์ ประจำปี ๒๕๖๘"}),
        ("จัดงานสงกรานต์ ประจำปี 2565", None),
        ("จัดงานสงกรานต์ ปี 2567 และปี 2566", None),
        ("จัดงานสงกรานต์", None),
    ],
)
def test_last_years_year_becomes_the_plans_year(add_project, name, wanted):
    assert after(add_project(name), Rule.OTHER_YEAR) == wanted


def test_what_a_person_must_decide_has_no_button(add_project):
    assert mend_of(add_project(months=0), Rule.NO_MONTHS) is None


def test_mending_is_saved_and_logged(add_project, planner, maesai):
    item = add_project("จัดงานสงกรานต์ ประจำปี 2567")
    wanted = mend_of(item, Rule.OTHER_YEAR)
    mend(item, Rule.OTHER_YEAR, seen=wanted.seen, by=planner)
    item.refresh_from_db()
    entry = maesai.log_entries.first()

    assert (item.name, item.revision, item.changed_by) == (
        "จัดงานสงกรานต์ ประจำปี 2568", 2, planner
    )  # fmt: skip
    assert entry.changes == {"ชื่อ": ["จัดงานสงกรานต์ ประจำปี 2567", "จัดงานสงกรานต์ ประจำปี 2568"]}
    assert entry.reason == "แก้ตามข้อตรวจ: ปีในข้อความไม่ตรงกับปีของแผน"


def test_who_gets_a_strategy_goes_to_its_end(add_project, planner, strategy):
    guideline = Guideline.objects.create(strategy=strategy, number=1, name="ถนนดี")
    item = add_project(strategy=None, guideline=guideline, order=1)
    last = add_project(strategy=strategy, guideline=guideline, order=7)
    mend(item, Rule.NO_STRATEGY, seen=mend_of(item, Rule.NO_STRATEGY).seen, by=planner)
    item.refresh_from_db()

    assert (item.strategy, item.order) == (strategy, last.order + 1)


def test_mending_twice_or_after_a_change_is_refused(add_project, planner):
    item = add_project("จัดงานสงกรานต์ ประจำปี 2567")
    seen = mend_of(item, Rule.OTHER_YEAR).seen
    Project.objects.filter(pk=item.pk).update(name="จัดงานปีใหม่ ประจำปี 2567")
    with pytest.raises(StepRefused) as refused:
        mend(item, Rule.OTHER_YEAR, seen=seen, by=planner)
    assert refused.value.reasons == (CHANGED,)

    item.refresh_from_db()
    seen = mend_of(item, Rule.OTHER_YEAR).seen
    mend(item, Rule.OTHER_YEAR, seen=seen, by=planner)
    with pytest.raises(StepRefused) as twice:
        mend(item, Rule.OTHER_YEAR, seen=seen, by=planner)
    assert twice.value.reasons == (CHANGED,)


def test_the_page_shows_before_and_after_then_saves(sign_in, planner, at, add_project):
    item = add_project("จัดงานสงกรานต์ ประจำปี 2567")
    client = sign_in(planner)
    [finding] = [
        f
        for _, rows in client.get(at("readiness")).context["should"]
        for f in rows
        if f.code == Rule.OTHER_YEAR
    ]
    assert finding.mend.button == "เปลี่ยนเป็นปีของแผน"

    address = at("mend", code=item.code, rule="other_year")
    page = client.get(address)
    assert page.context["mend"].rows == finding.mend.rows
    assert client.post(address, {"seen": finding.mend.seen}).url == at("readiness")
    item.refresh_from_db()
    assert item.name == "จัดงานสงกรานต์ ประจำปี 2568"
    again = client.post(address, {"seen": finding.mend.seen})
    assert again.url == at("readiness")
    assert CHANGED in [str(message) for message in get_messages(again.wsgi_request)]


def test_an_unknown_rule_is_not_there(sign_in, planner, at, add_project):
    item = add_project()

    assert sign_in(planner).get(at("mend", code=item.code, rule="nothing")).status_code == 404


def test_who_may_mend(sign_in, client, monitor, unit_staff, outsider, at, add_project, version):
    theirs = add_project("งาน ปี 2567", unit=version.organization.units.get(name="สำนักปลัด"))
    own = add_project("งานกีฬา ปี 2567")

    def address(item):
        return at("mend", code=item.code, rule="other_year")

    assert client.post(address(own)).status_code == 302
    assert sign_in(monitor).get(address(own)).status_code == 403
    assert sign_in(outsider).get(address(own)).status_code == 404
    assert sign_in(unit_staff).get(address(theirs)).status_code == 404
    assert sign_in(unit_staff).get(address(own)).status_code == 200


def test_a_closed_version_is_not_mended(sign_in, planner, at, at_stage):
    version = at_stage(Stage.ANNOUNCED)
    item = version.project_items.first()

    assert (
        sign_in(planner).get(at("mend", code=item.line.code, rule="no_strategy")).status_code == 404
    )
