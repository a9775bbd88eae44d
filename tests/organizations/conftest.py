"""Two towns' worth of register, a second administrator, and mail that can be read."""

import re

import pytest
from django.core.cache import cache

from organizations.models import OrganizationType, RegisterEntry
from organizations.roles import Role
from tests.conftest import person

REGISTER = [
    ("6560115", "sao", "แม่ใส", "เมืองพะเยา", "พะเยา"),
    ("5600101", "subdistrict_municipality", "ตากฟ้า", "ตากฟ้า", "นครสวรรค์"),
    ("3200407", "pattaya", "พัทยา", "บางละมุง", "ชลบุรี"),
    ("3600102", "city_municipality", "นครสวรรค์", "เมืองนครสวรรค์", "นครสวรรค์"),
]


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Sign-ins of the test before do not count against this one."""
    cache.clear()


@pytest.fixture
def register(standards):
    for code, kind, name, district, province in REGISTER:
        type_ = OrganizationType.objects.get(pk=kind)
        full_name = "เมืองพัทยา" if kind == "pattaya" else f"{type_.name}{name}"
        RegisterEntry.objects.create(
            code=code, type=type_, name=name, full_name=full_name, district=district,
            province=province, search=f"{full_name}\n{type_.abbreviation}{name}\n{code}",
            sort=full_name,
        )  # fmt: skip


@pytest.fixture
def second_admin(maesai):
    return person(maesai, "second", Role.ADMIN)


@pytest.fixture
def other_admin(takfa):
    """An administrator of the other town."""
    return person(takfa, "other-admin", Role.ADMIN)


def address_in(mail):
    """Return the path of the link in a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.body).group(1)
