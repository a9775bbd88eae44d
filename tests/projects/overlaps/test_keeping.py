"""What is kept of comparisons: the year, earlier years, other towns; only what changed."""

import datetime

import pytest

from plans.models import PlanVersion
from plans.workflow import Kind, Stage, StepRefused
from projects.amending import items_of
from projects.findings import Rule
from projects.models import Change, Distinction, KeptFindings, Project
from projects.overlaps.comparing import Work
from projects.overlaps.keeping import overlaps_beyond, overlaps_in_year
from projects.readiness import findings, seen_by
from tests.factories import ProjectFactory

ROAD = "ก่อสร้างถนน คสล. สายหนองบัว หมู่ที่ 3"
SAME = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก สายหนองบัว ม.๓"
TODAY = datetime.date(2024, 10, 1)


def found_in_year(version):
    rows = overlaps_in_year(version, items_of(version))
    return {line: [overlap.other for overlap in found] for line, found in rows.items()}


@pytest.fixture
def pair(add_project):
    return add_project(ROAD), add_project(SAME)


def test_the_later_of_two_likely_items_has_the_overlap(version, pair):
    one, other = pair

    assert found_in_year(version) == {other.line_id: [one.line_id]}


def test_only_what_changed_is_compared_again(version, pair, add_project):
    found_in_year(version)
    kept = KeptFindings.objects.get(version=version)
    kept.overlaps["year"]["rows"][0][3] = 0.5  # a score no comparison would give
    kept.save()
    add_project("ขุดลอกคลอง")
    [overlaps] = overlaps_in_year(version, items_of(version)).values()

    assert [overlap.score for overlap in overlaps] == [0.5]


def test_what_an_older_comparison_found_is_compared_again(version, pair):
    found_in_year(version)
    kept = KeptFindings.objects.get(version=version)
    kept.overlaps["year"] |= {"rules": "older", "rows": []}
    kept.save()

    assert list(found_in_year(version)) == [pair[1].line_id]


def test_a_changed_text_ends_its_overlap_and_makes_a_new_one(version, pair):
    one, other = pair
    found_in_year(version)
    Project.objects.filter(pk=other.pk).update(name=SAME.replace("๓", "8"))
    assert found_in_year(version) == {}

    Project.objects.filter(pk=other.pk).update(name=SAME)
    assert found_in_year(version) == {other.line_id: [one.line_id]}


def test_a_removed_item_takes_its_overlaps_along(version, pair, planner):
    one, _ = pair
    found_in_year(version)
    one.remove(by=planner)

    assert found_in_year(version) == {}


def test_a_revision_is_compared_with_the_rest_of_the_year(version, add_project, revision):
    one = add_project(ROAD)
    addition = revision(Kind.ADDITION)
    other = add_project(SAME, version=addition)
    [finding] = [f for f in findings(addition, today=TODAY) if f.code == Rule.NEAR_DUPLICATE]

    assert found_in_year(addition) == {other.line_id: [one.line_id]}
    assert finding.message == f"อาจซ้ำกับรายการ {one.code} ในฉบับอื่นของปีนี้"


def test_what_a_reader_may_not_see_is_not_named(
    version, add_project, revision, committee_member, planner
):
    add_project(SAME, version=revision(Kind.ADDITION))
    add_project(ROAD)
    PlanVersion.objects.filter(pk=version.pk).update(stage=Stage.IN_REVIEW)
    found = findings(version, today=TODAY)

    def rules(member):
        return [f.code for f in seen_by(found, member) if f.code == Rule.NEAR_DUPLICATE]

    assert rules(planner) == [Rule.NEAR_DUPLICATE]
    assert rules(committee_member) == []


def test_what_replaces_or_cancels_an_item_is_no_overlap(version, add_project, revision):
    one = add_project(ROAD)
    change = revision(Kind.CHANGE)
    twin = {"line": one.line, "replaces": one, "version": change}
    add_project(SAME, change=Change.REPLACE, **twin)

    assert found_in_year(change) == {}


def test_a_finding_says_what_matches_and_what_differs(version, add_project):
    one = add_project(ROAD, detail="", budget=500_000)
    add_project(SAME, detail="", budget=400_000)
    [finding] = [f for f in findings(version, today=TODAY) if f.code == Rule.NEAR_DUPLICATE]

    same = "คำในชื่อตรงกัน, หมู่ที่ 3 ตรงกัน, สายหนองบัว ตรงกัน"
    assert finding.why == (f"{one.code}: {same} · ต่างกันที่ งบประมาณ 400,000 กับ 500,000",)


def beyond(version):
    years, towns = overlaps_beyond(version, items_of(version), TODAY)
    return [o.other for o in years], [o.other for o in towns]


def test_last_years_same_work_is_told(version, maesai, add_project, plan_of):
    add_project(f"{SAME} ประจำปี 2568")
    last = ProjectFactory(version=plan_of(maesai, 2567), name=f"{ROAD} ประจำปี 2567")

    assert beyond(version) == ([last.line_id], [])


def test_another_town_shows_only_what_it_announced(version, takfa, add_project, plan_of):
    add_project(SAME)
    draft = plan_of(takfa, 2569, Stage.COLLECTING)
    ProjectFactory(version=draft, name=ROAD)
    assert beyond(version) == ([], [])

    public = ProjectFactory(version=plan_of(takfa, 2568), name=ROAD)
    assert beyond(version) == ([], [public.line_id])

    PlanVersion.objects.filter(pk=public.version_id).update(announced_on=datetime.date(2024, 10, 2))
    assert beyond(version) == ([], [])


def test_the_year_before_is_looked_at_in_the_same_district_only(
    version, takfa, add_project, plan_of
):
    add_project(SAME)
    last = ProjectFactory(version=plan_of(takfa, 2567), name=ROAD)
    takfa.district = version.organization.district = "เมืองพะเยา"
    takfa.save()
    assert beyond(version) == ([], [last.line_id])

    takfa.district = "ดอกคำใต้"
    takfa.save()
    assert beyond(version) == ([], [])


def test_another_towns_event_of_the_same_name_is_no_overlap(version, takfa, add_project, plan_of):
    add_project("จัดงานวันเด็กแห่งชาติ", place="")
    ProjectFactory(version=plan_of(takfa, 2568), name="จัดงานวันเด็กแห่งชาติ")

    assert beyond(version) == ([], [])


def test_a_town_of_another_province_is_not_looked_at(version, takfa, add_project, plan_of):
    takfa.province = "เชียงใหม่"
    takfa.save()
    add_project(SAME)
    ProjectFactory(version=plan_of(takfa, 2568), name=ROAD)

    assert beyond(version) == ([], [])


# Told apart


def test_a_pair_told_apart_never_comes_back(version, pair, planner):
    one, other = pair
    assert found_in_year(version) != {}
    Distinction.tell_apart(other, one, reason="คนละช่วง", by=planner)
    assert found_in_year(version) == {}

    Project.objects.filter(pk=other.pk).update(name=ROAD)
    assert found_in_year(version) == {}


def test_telling_apart_is_logged_with_its_reason(version, pair, planner, maesai):
    Distinction.tell_apart(pair[0], pair[1], reason="คนละช่วง", by=planner)
    entry = maesai.log_entries.first()

    assert (entry.action, entry.reason, entry.object_id) == (
        "tell apart",
        "คนละช่วง",
        str(pair[0].pk),
    )


def test_telling_apart_refuses_twice_and_without_a_reason(version, pair, planner):
    told = Distinction.tell_apart(pair[0], pair[1], reason="คนละช่วง", by=planner)
    with pytest.raises(StepRefused) as twice:
        Distinction.tell_apart(pair[1], pair[0], reason="อีกครั้ง", by=planner)
    assert twice.value.reasons == (f"บอกไว้แล้วว่าไม่ซ้ำ เพราะคนละช่วง โดย {told.by}",)

    with pytest.raises(StepRefused) as refused:
        Distinction.tell_apart(pair[0], pair[0], reason=" ", by=planner)
    assert refused.value.reasons == ("เลือกสองรายการที่ต่างกัน", "กรอกเหตุผลว่าต่างกันอย่างไร")


def test_a_distinction_is_taken_back_once_and_the_pair_returns(version, pair, planner, maesai):
    one, other = pair
    told = Distinction.tell_apart(one, other, reason="คนละช่วง", by=planner)
    told.take_back(version, reason="ดูผิด", by=planner)
    assert found_in_year(version) == {other.line_id: [one.line_id]}
    assert maesai.log_entries.first().reason == "ดูผิด"

    with pytest.raises(StepRefused) as refused:
        told.take_back(version, reason="ดูผิด", by=planner)
    assert refused.value.reasons == ("มีผู้ถอนไปก่อนแล้ว",)


def test_kept_overlaps_leave_the_kept_counts_alone(version, pair):
    KeptFindings.objects.create(version=version, token="abc", content={"1": [0, 1, []]})
    found_in_year(version)
    kept = KeptFindings.objects.get(version=version)

    assert (kept.token, kept.content) == ("abc", {"1": [0, 1, []]})
    assert list(kept.overlaps) == ["year"]


def test_works_keep_their_own_keys():
    assert Work((1, 2, "0001"), ROAD).key == (1, 2, "0001")
