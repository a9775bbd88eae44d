"""Plans of a wanted size from the real lists, in a database of their own beside the paper."""

import csv
import datetime
import os
import subprocess
import sys
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

YEAR = 2568
LISTS = (
    "nakhonsawan_city_devplan_2566_2570", "nakhonsawan_city_2568_planned",
    "nakhonsawan_city_2567_planned", "nakhonsawan_city_2566_enacted",
)  # fmt: skip
TOWN = "เทศบาลนครนครสวรรค์"


def slug_of(size):
    return f"town-{size}"


@contextmanager
def scratch(sizes):
    """Yield (environment, folder) of a new database that holds a town for each size."""
    with TemporaryDirectory(prefix="paper") as folder:
        base = Path(folder)
        env = {
            **os.environ, "DEBUG": "1", "DEMO": "0", "MEDIA_ROOT": str(base / "media"),
            "DATABASE_URL": f"sqlite:///{base / 'towns.sqlite3'}", "PYTHONHASHSEED": "0",
        }  # fmt: skip
        steps = (["manage.py", "migrate", "-v0"], ["manage.py", "load_standards", "--small"])
        for step in (*steps, ["-m", __name__, *map(str, sizes)]):
            command = [sys.executable, *step]
            quiet = subprocess.DEVNULL
            subprocess.run(command, cwd=settings.BASE_DIR, env=env, stdout=quiet, check=True)
        yield env, base


def sample(rows, size):
    """Return as many rows from all over the lists; where they run out, again as a next phase."""
    if size <= len(rows):
        return [rows[place * len(rows) // size] for place in range(size)]
    found = []
    for number in range(size):
        phase, place = divmod(number, len(rows))
        row = rows[place]
        more = f" ระยะที่ {phase + 1}" if phase else ""
        found.append({**row, "project_name": f"{row['project_name']}{more}"})
    return found


def real_rows():
    folder = settings.BASE_DIR / "data" / "projects"
    for name in LISTS:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def build(size, rows):
    """Make a town whose plan has `size` items of the lists, and their months in turn."""
    from plans.models import Plan, PlanVersion, Procedure, Program, ProgramAlias
    from plans.workflow import Kind, Stage, Trigger
    from projects.models import BudgetSource, Line, Project
    from projects.schedule import FISCAL_ORDER, span
    from thai.text import repair

    rows = sample(rows, size)
    town = _town(size)
    plan = Plan.objects.create(organization=town, fiscal_year=YEAR)
    version = PlanVersion.objects.create(
        plan=plan, kind=Kind.ORIGINAL, procedure=Procedure.objects.first(),
        trigger=Trigger.ANNUAL_BUDGET, trigger_on=datetime.date(2024, 9, 16),
        stage=Stage.ANNOUNCED, announced_on=datetime.date(2024, 10, 30),
    )  # fmt: skip
    programs = {a.name: a.program for a in ProgramAlias.objects.select_related("program")}
    programs |= {program.name: program for program in Program.objects.all()}
    strategies, units = _strategies(town, rows), _units(town, rows)
    source = BudgetSource.objects.get(key="annual_budget")
    spans = list(zip(FISCAL_ORDER, FISCAL_ORDER[2:], strict=False))
    lines = (Line(plan=plan, code=f"{number:04d}") for number in range(1, size + 1))
    Project.objects.bulk_create(
        Project(
            version=version, line=line, order=order, name=row["project_name"],
            detail=row["activity_detail"], budget=_budget(row), source=source,
            strategy=strategies[row["strategy"]], program=programs[repair(row["program"])],
            unit=units[row["unit"]], months=span(*spans[order % len(spans)]),
        )
        for order, (row, line) in enumerate(zip(rows, Line.objects.bulk_create(lines), strict=True))
    )  # fmt: skip
    _announce(version)


def _announce(version):
    """Let the public see the plan; its page to print is one of the ways that are compared."""
    from announcements.models import Announcement
    from organizations.models import Member, User
    from projects.models import Snapshot

    town = version.organization
    user = User.objects.create(name="เจ้าหน้าที่", email=f"{town.slug}@town.example")
    Announcement.objects.create(
        version=version, organization=town, announced_on=version.announced_on, year=YEAR,
        signer="นายก", signer_title=town.executive_title,
        published_by=Member.objects.create(organization=town, user=user),
        snapshot=Snapshot.objects.create(version=version, sha256="0" * 64, content=""),
    )  # fmt: skip


def _town(size):
    from organizations.models import Organization, OrganizationType

    kind = OrganizationType.objects.get(name="เทศบาลนคร")
    return Organization.objects.create(
        slug=slug_of(size), code=f"{size:07d}", name="นครสวรรค์", full_name=TOWN, type=kind,
        district="เมืองนครสวรรค์", province="นครสวรรค์", executive_title=f"นายก{TOWN}",
        citation="ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น",
        budget_act=kind.budget_act, clerk_title=kind.clerk_title, council=kind.council,
        development_committee=kind.development_committee, support_committee="คณะกรรมการสนับสนุน",
    )  # fmt: skip


def _strategies(town, rows):
    from plans.models import Strategy

    found = {}
    for text in sorted({row["strategy"] for row in rows}):
        number, name = text.split(". ", 1)
        found[text] = Strategy.objects.create(organization=town, number=int(number), name=name)
    return found


def _units(town, rows):
    from organizations.models import Unit

    names = sorted({row["unit"] for row in rows})
    return {name: Unit.objects.create(organization=town, name=name) for name in names}


def _budget(row):
    """Return what the list has of the year, or of any year of a five-year plan."""
    names = ["budget_baht", *(name for name in row if name.startswith("plan_"))]
    return next((Decimal(row[name]) for name in names if row.get(name)), None)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionplan.settings")
    django.setup()
    found = list(real_rows())
    for count in sys.argv[1:]:
        build(int(count), found)
