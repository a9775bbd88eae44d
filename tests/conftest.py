"""The cast: two towns and the people every test meets."""

import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command

from organizations.models import Organization, OrganizationType, Unit
from organizations.roles import Body, Role
from plans.models import Plan, PlanVersion, Program, Strategy
from plans.workflow import Kind, Stage, Trigger
from projects.models import BudgetSource
from projects.schedule import mask_of

from . import factories

PASSWORD = "ทดสอบ-ระบบ-2569"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load the national lists once for all tests; each test's transaction leaves them alone."""
    with django_db_blocker.unblock():
        call_command("load_standards", "--small", verbosity=0)


@pytest.fixture
def standards(db):
    """The national lists without the register; loaded again after a test that flushed."""
    if not Program.objects.exists():
        call_command("load_standards", "--small", verbosity=0)


def town(slug, code, name, type_key):
    kind = OrganizationType.objects.get(pk=type_key)
    organization = factories.OrganizationFactory(
        slug=slug, code=code, name=name, type=kind, full_name=f"{kind.name}{name}"
    )
    for order, unit in enumerate(("สำนักปลัด", "กองช่าง", "กองการศึกษา")):
        Unit.objects.create(organization=organization, name=unit, order=order)
    return organization


@pytest.fixture
def maesai(standards):
    """Our town: อบต.แม่ใส."""
    return town("maesai", "6560115", "แม่ใส", "sao")


@pytest.fixture
def takfa(standards):
    """The other town, whose members must never see ours."""
    return town("takfa", "5600101", "ตากฟ้า", "subdistrict_municipality")


def person(organization, name, *roles, chairs="", unit=None):
    member = factories.MemberFactory(
        organization=organization,
        user=factories.UserFactory(name=name, email=f"{name}@{organization.slug}.example"),
        chairs=chairs,
        unit=unit,
    )
    for role in roles:
        member.role_rows.create(role=role)
    return member


@pytest.fixture
def planner(maesai):
    return person(maesai, "planner", Role.PLANNER)


@pytest.fixture
def unit_staff(maesai):
    return person(maesai, "staff", Role.UNIT_STAFF, unit=maesai.units.get(name="กองช่าง"))


@pytest.fixture
def clerk(maesai):
    """The ปลัด, who chairs the support committee."""
    return person(maesai, "clerk", Role.SUPPORT_COMMITTEE, chairs=Body.SUPPORT_COMMITTEE)


@pytest.fixture
def supporter(maesai):
    return person(maesai, "supporter", Role.SUPPORT_COMMITTEE)


@pytest.fixture
def committee_member(maesai):
    return person(maesai, "headman", Role.COMMITTEE)


@pytest.fixture
def executive(maesai):
    """The นายก, who also chairs the development committee."""
    return person(maesai, "executive", Role.EXECUTIVE, Role.COMMITTEE, chairs=Body.COMMITTEE)


@pytest.fixture
def monitor(maesai):
    return person(maesai, "monitor", Role.MONITOR)


@pytest.fixture
def admin(maesai):
    return person(maesai, "admin", Role.ADMIN)


@pytest.fixture
def outsider(takfa):
    """A planner of the other town."""
    return person(takfa, "outsider", Role.PLANNER)


@pytest.fixture
def strategy(maesai):
    return Strategy.objects.create(organization=maesai, number=1, name="ด้านโครงสร้างพื้นฐาน")


@pytest.fixture
def program(standards):
    return Program.objects.get(code="00310")


@pytest.fixture
def source(standards):
    return BudgetSource.objects.get(key="annual_budget")


@pytest.fixture
def version(maesai, planner):
    """The 2568 plan of แม่ใส, collecting, still empty."""
    plan = Plan.open(
        maesai,
        2568,
        kind=Kind.ORIGINAL,
        trigger=Trigger.ANNUAL_BUDGET,
        trigger_on=datetime.date(2024, 9, 16),
        by=planner,
    )
    return PlanVersion.objects.with_plan().get(pk=plan.pk)


@pytest.fixture
def add_project(version, strategy, program, source):
    """A function that adds one complete project to the version."""

    def add(name="ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3", **fields):
        defaults = {
            "version": version,
            "strategy": strategy,
            "program": program,
            "source": source,
            "unit": version.organization.units.get(name="กองช่าง"),
            "budget": Decimal("498000.00"),
            "place": "หมู่ที่ 3",
            "detail": "ผิวจราจรกว้าง 4 เมตร ยาว 200 เมตร",
            "months": mask_of([3, 4, 5]),
            "devplan_page": "12",
        }
        return factories.ProjectFactory(name=name, **{**defaults, **fields})

    return add


@pytest.fixture
def ready_version(version, add_project):
    """The version with two complete projects: nothing blocks its next step."""
    add_project()
    add_project("อบรมอาชีพผู้สูงอายุ", budget=Decimal("30000.00"), months=mask_of([10, 1]))
    return version


@pytest.fixture
def at_stage(ready_version):
    """A function that puts the version at a stage directly, for tests that begin there."""

    def put(stage, announced_on=None):
        if stage == Stage.ANNOUNCED and announced_on is None:
            announced_on = datetime.date(2024, 10, 8)
        PlanVersion.objects.filter(pk=ready_version.pk).update(
            stage=stage, announced_on=announced_on
        )
        return PlanVersion.objects.with_plan().get(pk=ready_version.pk)

    return put


@pytest.fixture
def sign_in(client):
    """A function that signs a member in and returns the client."""

    def go(member):
        client.force_login(
            member.user, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return go


@pytest.fixture
def other_towns_organization(takfa):
    return Organization.objects.get(pk=takfa.pk)
