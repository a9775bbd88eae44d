"""The national lists: every app gives its loader, one idempotent command runs them all."""

import csv
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from thai.text import search_key, sort_key

from .models import Holiday, OrganizationType, RegisterEntry, StartingUnit

LOADERS = []
REGISTER_TYPE = "ท้องถิ่นรูปแบบพิเศษ"  # how the register names เมืองพัทยา


def loader(function):
    """Register `function() -> (name, count)` to run after the ones registered before it."""
    LOADERS.append(function)
    return function


def rows(name):
    """Yield the rows of a shipped list as dictionaries."""
    path = Path(settings.BASE_DIR) / "data" / "standards" / name
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upsert(model, key, records):
    """Create or update one row per record; rows the list lost stay, others may point to them.

    Looks once and writes what is new in one go: tests and every start run it.
    """
    existing = {tuple(getattr(row, name) for name in key): row for row in model.objects.all()}
    missing, records = [], list(records)
    for record in records:
        place = tuple(record[name] for name in key)
        row = existing.get(place)
        if row is None:
            existing[place] = model(**record)
            missing.append(existing[place])
        elif any(getattr(row, name) != value for name, value in record.items()):
            for name, value in record.items():
                setattr(row, name, value)
            if not row._state.adding:
                row.save()
    model.objects.bulk_create(missing)
    return len(records)


@transaction.atomic
def load(with_register=True):
    """Run all loaders; return [(name, count), …]."""
    done = [load() for load in LOADERS]
    if with_register:
        done.append(load_register())
    return done


@loader
def load_types():
    count = upsert(
        OrganizationType,
        ["key"],
        (
            {
                "key": row["key"],
                "order": order,
                "name": row["name_th"],
                "abbreviation": row["abbr_th"],
                "executive_title": row["executive_title_th"],
                "budget_act": row["budget_act_th"],
                "clerk_title": row["clerk_title_th"],
                "council": row["council_th"],
                "development_committee": row["development_committee_th"],
                "area_pattern": row["area_pattern_th"],
            }
            for order, row in enumerate(rows("organization_types.csv"))
        ),
    )
    return "organization types", count


@loader
def load_units():
    count = upsert(
        StartingUnit,
        ["type_id", "name"],
        (
            {
                "type_id": row["org_type"],
                "name": row["unit_th"],
                "order": int(row["sort"]),
                "alternatives": row["alternative_th"],
            }
            for row in rows("units_by_type.csv")
        ),
    )
    return "starting units", count


@loader
def load_holidays():
    """Keep the days offices are closed; a date may stand twice in the list."""
    days = {}
    for row in rows("holidays.csv"):
        if row["government_office_closed"] == "1":
            days.setdefault(date.fromisoformat(row["date"]), []).append(row["name_th"])
    count = upsert(
        Holiday,
        ["organization_id", "on"],
        (
            {"organization_id": None, "on": on, "name": " / ".join(dict.fromkeys(names))[:160]}
            for on, names in days.items()
        ),
    )
    return "holidays", count


def load_register():
    """Load the 7,850 bodies in one go; กรุงเทพมหานคร has no code and makes no such plan."""
    types = {kind.name: kind for kind in OrganizationType.objects.all()}
    types[REGISTER_TYPE] = OrganizationType.objects.get(pk="pattaya")
    entries = [
        RegisterEntry(
            code=row["code"],
            type=types[row["type"]],
            name="พัทยา" if types[row["type"]].pk == "pattaya" else row["name"],
            full_name=row["full_name"],
            district=row["district"],
            province=row["province"],
            search=search_terms(row, types[row["type"]]),
            sort=sort_key(row["full_name"])[:1000],
        )
        for row in rows("organizations.csv")
        if row["code"]
    ]
    RegisterEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["type", "name", "full_name", "district", "province", "search", "sort"],
    )
    return "register", len(entries)


def search_terms(row, kind):
    """Return what people type for a body: full name, short form, district and province, code."""
    terms = (
        row["full_name"],
        f"{kind.abbreviation}{row['name']}",
        f"{row['full_name']}{row['district']}{row['province']}",
        row["province"],
        row["code"],
    )
    return "\n".join(search_key(term) for term in terms)
