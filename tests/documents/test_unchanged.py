"""What is remembered of a book's hash: never longer than every row it was made from is the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.plan_book import compose
from documents.unchanged import Memory
from organizations.models import Unit
from plans.models import PlanVersion


class Composer:
    """Composes the book of a version, and counts how often it had to."""

    def __init__(self, version):
        self.pk, self.count = version.pk, 0

    def __call__(self):
        self.count += 1
        return compose(PlanVersion.objects.with_plan().get(pk=self.pk)).content_hash


@pytest.fixture
def known(version, add_project):
    """A memory that knows the hash of a version's book, its composer, a way to ask."""
    add_project("ซ่อมถนน", detail="ลูกรัง", unit=version.organization.units.first())
    memory, composer = Memory(), Composer(version)

    def ask():
        return memory.hash_of(("book", version.pk), composer)

    assert ask() == ask()
    assert composer.count == 2
    return memory, composer, ask


def test_a_book_that_is_known_is_not_composed(known):
    _, composer, ask = known
    first = ask()

    with CaptureQueriesContext(connection) as queries:
        assert ask() == first
    assert composer.count == 2
    assert len(queries) < 15


@pytest.mark.parametrize("changed", ["item", "unit", "organization", "text", "stage"])
def test_whatever_is_printed_otherwise_is_composed_again(known, version, changed):
    _, _, ask = known
    first = ask()

    {
        "item": lambda: version.project_items.update(detail="หินคลุก"),
        "unit": lambda: Unit.objects.filter(project__version=version).update(name="ใหม่"),
        "organization": lambda: type(version.organization).objects.update(full_name="ใหม่"),
        "text": lambda: version.organization.section_texts.create(key="preface", body="ใหม่"),
        "stage": lambda: PlanVersion.objects.update(stage="announced", announced_on="2024-10-30"),
    }[changed]()

    again = ask()
    assert again != first
    assert again == compose(PlanVersion.objects.with_plan().get(pk=version.pk)).content_hash


def test_what_writes_is_never_remembered(version):
    memory, composer = Memory(), Composer(version)

    def compose_and_write():
        Unit.objects.filter(organization=version.organization).update(order=1)
        return composer()

    for _ in range(4):
        memory.hash_of(("book",), compose_and_write)
    assert composer.count == 4


def test_only_so_many_are_remembered(version):
    memory, composer = Memory(kept=2), Composer(version)
    for _ in range(3):
        for number in range(3):
            memory.hash_of((number,), composer)

    assert len(memory.queries) == 2
    assert composer.count == 9
