"""Many items removed at once, after the page said what is lost."""

from decimal import Decimal

from organizations.models import LogEntry
from projects.models import Line, Project

from .asking import hidden, picked, told


def test_removal_says_what_is_lost(sign_in, planner, at, three):
    response = sign_in(planner).post(at("bulk"), picked(three, do="delete"))
    preview = response.context["preview"]

    assert (len(preview.changing), preview.totals.own) == (3, Decimal("1016000.00"))
    assert Project.objects.count() == 2


def test_removal_removes_all_and_keeps_the_history(sign_in, planner, at, three, version):
    client = sign_in(planner)
    shown = client.post(at("bulk"), picked(three, do="delete"))
    response = client.post(at("bulk_delete"), hidden(shown))
    again = client.post(at("bulk_delete"), hidden(shown))

    assert told(response) == ["ลบ 3 รายการแล้ว"]
    assert Project.objects.count() == 0
    assert LogEntry.objects.filter(action="delete").count() == 3
    assert Line.objects.filter(plan=version.plan).count() == 3
    assert (again.status_code, again.url) == (302, at("list"))


def test_removal_of_what_changed_meanwhile_is_shown_again(sign_in, planner, at, three):
    client = sign_in(planner)
    shown = client.post(at("bulk"), picked(three, do="delete"))
    Project.objects.filter(pk=three[0].pk).update(revision=2)
    response = client.post(at("bulk_delete"), hidden(shown))

    assert response.status_code == 409
    assert Project.objects.count() == 2


def test_staff_remove_their_own_units_items_only(sign_in, unit_staff, at, three):
    client = sign_in(unit_staff)
    shown = client.post(at("bulk"), picked(three, do="delete"))
    client.post(at("bulk_delete"), hidden(shown))

    assert list(Project.objects.all()) == [three[1]]
