"""What an own text still carries from an older book or from another place: years and names."""

import re
from dataclasses import dataclass

from organizations.models import RegisterEntry
from projects.years import years_beside

from .texts import without_fields

# What the full name of a body begins with; the register knows how each goes on.
_KINDS = re.compile("องค์การบริหารส่วน(?:จังหวัด|ตำบล)|เทศบาล(?:นคร|เมือง|ตำบล)|เมืองพัทยา")
_LONGEST = 160  # letters of a full name in the register


@dataclass(frozen=True)
class Leftover:
    message: str
    value: str
    is_year: bool


def leftovers_of(body, version):
    """Return a Leftover for each year that is not the plan's, and each other body's name."""
    text = without_fields(body)
    found = [
        Leftover(f"มีปี {year} ซึ่งไม่ใช่ปีของแผน ({version.fiscal_year})", str(year), True)
        for year in years_beside(text, version.fiscal_year)
    ]
    return found + [
        Leftover(f"มีชื่อ “{name}” ซึ่งไม่ใช่ชื่อขององค์กรนี้", name, False)
        for name in names_in(text, version.organization.full_name)
    ]


def names_in(text, own):
    """Return the full names of other bodies of the register that stand in a text, in its order."""
    places = [found.start() for found in _KINDS.finditer(text)]
    places = [place for place in places if not text.startswith(own, place)]
    if not places:
        return []
    begun = {text[place : place + size] for place in places for size in range(8, _LONGEST)}
    known = set(
        RegisterEntry.objects.filter(full_name__in=begun).values_list("full_name", flat=True)
    )
    longest = (
        max((name for name in known if text.startswith(name, place)), key=len, default="")
        for place in places
    )
    return [name for name in dict.fromkeys(longest) if name]
