"""The national lists: loaded once, loaded again, mended where they changed."""

import pytest

from organizations import standards
from organizations.models import Holiday, OrganizationType, StartingUnit


@pytest.fixture
def counts(db):
    return dict(standards.load(with_register=False))


def test_the_lists_are_whole(counts):
    assert OrganizationType.objects.count() == counts["organization types"] == 6
    assert StartingUnit.objects.count() == counts["starting units"] == 63
    assert Holiday.objects.count() == counts["holidays"]


def test_a_second_load_changes_nothing(counts, django_assert_max_num_queries):
    before = list(Holiday.objects.values_list("pk", "on", "name"))

    with django_assert_max_num_queries(30):
        assert dict(standards.load(with_register=False)) == counts

    assert list(Holiday.objects.values_list("pk", "on", "name")) == before


def test_a_row_that_was_changed_is_mended(counts):
    Holiday.objects.filter(on="2025-10-23").update(name="พิมพ์ผิด")

    standards.load(with_register=False)

    assert Holiday.objects.get(on="2025-10-23").name == "วันปิยมหาราช"


def test_what_an_organization_added_stays(counts, maesai):
    own = maesai.holidays.create(on="2025-10-23", name="ของเรา", is_withdrawn=True)

    standards.load(with_register=False)

    own.refresh_from_db()
    assert own.name == "ของเรา"
