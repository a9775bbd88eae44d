"""A real browser against a real server: one window per person."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command

from organizations.creation import create_from_register
from organizations.roles import Body, Role
from organizations.standards import load_register
from tests.conftest import PASSWORD, person

ROOT = Path(__file__).resolve().parent.parent.parent
# Playwright's own loop runs in the test's thread; nothing of ours is asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.has_failed = report.failed
    return report


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture
def city(transactional_db, standards):
    """เทศบาลนครนครสวรรค์ as it begins: picked from the register, its people, no plan yet."""
    load_register()
    organization = create_from_register("3600102", "nakhonsawan")
    cast = {
        "planner": person(organization, "planner", Role.PLANNER),
        "clerk": person(
            organization, "clerk", Role.SUPPORT_COMMITTEE, chairs=Body.SUPPORT_COMMITTEE
        ),
        "support": person(organization, "support", Role.SUPPORT_COMMITTEE),
        "mayor": person(
            organization, "mayor", Role.EXECUTIVE, Role.COMMITTEE, chairs=Body.COMMITTEE
        ),
        "headman": person(organization, "headman", Role.COMMITTEE),
        "staff": person(
            organization, "staff", Role.UNIT_STAFF, unit=organization.units.get(name="สำนักช่าง")
        ),
    }
    for member in cast.values():
        member.user.set_password(PASSWORD)
        member.user.save()
    return organization


@pytest.fixture
def window_of(browser, live_server, city, request):
    """A function that opens a window and signs somebody in through the form.

    What the windows showed when a test failed is kept in var/journeys/.
    """
    windows = []

    def open_window(name=None, **options):
        context = browser.new_context(locale="th-TH", base_url=live_server.url, **options)
        windows.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        if name:
            page.goto("/accounts/login/")
            page.get_by_label("อีเมล").fill(f"{name}@{city.slug}.example")
            page.get_by_label("รหัสผ่าน", exact=True).fill(PASSWORD)
            page.locator("main").get_by_role("button", name="เข้าสู่ระบบ").click()
            page.wait_for_url("**/nakhonsawan/")
        return page

    yield open_window
    for number, context in enumerate(windows):
        if getattr(request.node, "has_failed", False):
            for page in context.pages:
                name = f"{os.environ.get('TEST_DATABASE', 'sqlite')}-{number}.png"
                page.screenshot(path=ROOT / "var" / "journeys" / name, full_page=True)
        context.close()


@pytest.fixture
def work_off():
    """A function that lets the real worker do everything that was queued."""

    def work():
        call_command("db_worker", "--batch", "--no-startup-delay", verbosity=0)

    return work


@pytest.fixture
def no_axe_faults():
    """A function that fails when axe finds something serious on the page."""
    script = (ROOT / "build" / "test" / "axe.min.js").read_text(encoding="utf-8")

    def check(page):
        page.evaluate(script)
        found = page.evaluate("axe.run()")["violations"]
        serious = [
            f"{rule['id']}: {node['target']}"
            for rule in found
            if rule["impact"] in {"serious", "critical"}
            for node in rule["nodes"]
        ]
        assert serious == [], page.url

    return check
