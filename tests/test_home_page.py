"""The front door: all local governments, those with a plan here first."""

import pytest
from django.urls import reverse

from organizations.models import RegisterEntry
from thai.text import search_key


@pytest.fixture
def register(maesai, takfa):
    for town, name in ((takfa, "ใสงาม"), (maesai, "แม่ใส")):
        RegisterEntry.objects.create(
            code=town.code, type=town.type, name=name, full_name=name, district="เมือง",
            province="พะเยา", search=search_key(name), sort=name,
        )  # fmt: skip
    takfa.delete()


def test_a_search_finds_those_here_first(register, maesai, client):
    context = client.get(reverse("home"), {"q": "ใส"}).context

    assert context["count"] == 2
    assert [(entry.name, here) for entry, here in context["rows"]] == [
        ("แม่ใส", maesai),
        ("ใสงาม", None),
    ]


def test_without_a_search_the_organizations_here_are_listed(register, maesai, client):
    context = client.get(reverse("home")).context

    assert (context["count"], context["rows"]) == (0, [])
    assert list(context["organizations"]) == [maesai]
