"""Last year as a start: items of an earlier plan, carried into a version that collects.

Nothing of the earlier plan changes. A copy gets a code of its own and remembers the line it was
begun from; years in its texts move on with the plan, and what may not be right is told before.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.urls import reverse

from organizations.audit import record_many
from plans.models import Plan, PlanVersion
from plans.workflow import Stage, StepRefused

from .amending import consolidated, items_of, last_code, last_order
from .models import Equipment, Line, Project, hold_collecting
from .outcomes import outcomes_of
from .years import NEARBY, pieces, years_beside

TEXTS = ("name", "detail", "target", "note")  # whose years move
CARRIED = (
    "strategy_id", "guideline_id", "program_id", "source_id", "agency", "place", "unit_id", "kind",
    "category_id", "budget", "months", "devplan_edition", "devplan_page", "devplan_item",
)  # fmt: skip
DEVPLAN = ("devplan_edition", "devplan_page", "devplan_item")


@dataclass(frozen=True)
class Source:
    """Where items are taken from: one version of an earlier plan, or all in force of it."""

    plan: Plan
    version: PlanVersion | None = None

    @property
    def key(self):
        return f"{self.plan.fiscal_year}/{self.version.slug if self.version else 'consolidated'}"

    def __str__(self):
        if self.version is None:
            return f"{self.plan} ฉบับรวม"
        if self.version.is_announced:
            return str(self.version)
        return f"{self.version} ({self.version.get_stage_display()})"

    def items(self, today):
        return items_of(self.version) if self.version else consolidated(self.plan, today)


def sources_for(version, member):
    """Return the Sources a member may copy from into a version, the newest year first."""
    year = version.fiscal_year
    earlier = PlanVersion.objects.visible_to(member).filter(
        plan__fiscal_year__lt=year, plan__fiscal_year__gte=year - NEARBY
    )
    found, seen = [], set()
    for row in earlier.with_plan().order_by("-plan__fiscal_year", "opened_at", "pk"):
        is_in_force = row.stage == Stage.ANNOUNCED and row.plan_id not in seen
        if is_in_force:  # the first version of a year is announced before any other is opened
            found.append(Source(row.plan))
        seen.add(row.plan_id)
        found.append(Source(row.plan, row))
    return found


def earlier_year(version):
    """Return the year of the newest plan that one may begin from, or None."""
    year = version.fiscal_year
    plans = Plan.objects.filter(organization=version.organization)
    earlier = plans.filter(fiscal_year__lt=year, fiscal_year__gte=year - NEARBY)
    return earlier.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()


def source_at(sources, key):
    """Return the Source of an address: "2568/original", or the first of "2568"; else None."""
    return next((one for one in sources if key in (one.key, str(one.plan.fiscal_year))), None)


@dataclass(frozen=True)
class Options:
    """What is carried beside the words."""

    budget: bool = True
    months: bool = True
    devplan: bool = True


@dataclass(frozen=True)
class Text:
    """One text of an item as it was and as it will be."""

    field: str
    label: str
    pieces: list
    years_left: list

    @property
    def after(self):
        return "".join(piece.after for piece in self.pieces)

    @property
    def before(self):
        return "".join(piece.before for piece in self.pieces)

    @property
    def is_moved(self):
        return any(piece.is_moved for piece in self.pieces)

    @property
    def lines(self):
        """Return the lines in which a year moves, each as its pieces."""
        lines = [[]]
        for piece in self.pieces:
            first, *more = zip(
                piece.before.split("\n"), piece.after.split("\n"), strict=True
            )  # a year has no line break
            lines[-1].append(first)
            lines.extend([part] for part in more)
        return [line for line in lines if any(before != after for before, after in line)]


class Copy:
    """One item as it will be carried over."""

    def __init__(self, item, year, *, moves_years=True, is_again=False):
        self.item = item
        self.is_again = is_again  # this plan has a copy of it already
        self.moves_years = moves_years
        self.texts = [self._text(name, item.version.fiscal_year, year) for name in TEXTS]

    def _text(self, name, from_year, year):
        text = getattr(self.item, name)
        cut = pieces(text, from_year, year if self.moves_years else from_year)
        label = str(self.item._meta.get_field(name).verbose_name)
        return Text(name, label, cut, years_beside("".join(one.after for one in cut), year))

    @property
    def code(self):
        return self.item.line.code

    @property
    def pick(self):
        """What a tick sends: the item as it was when it was shown."""
        return f"{self.code}.{self.item.revision}"

    @property
    def moved(self):
        return [text for text in self.texts if text.is_moved]

    @property
    def retired(self):
        """Return the names of what is no longer in use, and is left empty."""
        item = self.item
        mine = [one for one in (item.strategy, item.unit) if one is not None]
        return [str(one) for one in (*mine, *item.further_units.all()) if not one.is_active]

    @property
    def notes(self):
        """Return what whoever copies should know of this item, in words."""
        left = [f"ยังมีปี {', '.join(map(str, text.years_left))} ใน{text.label} ตรวจหลังคัดลอก"
                for text in self.texts if text.years_left]  # fmt: skip
        empty = [f"“{name}” เลิกใช้แล้ว จะเว้นว่างไว้ให้เลือกใหม่" for name in self.retired]
        return [*(["มีสำเนาของรายการนี้ในแผนนี้แล้ว"] if self.is_again else []), *left, *empty]

    def made(self, options, **fields):
        """Return the new item, not yet saved."""
        model = type(self.item)
        columns = {field.attname for field in model._meta.concrete_fields}
        values = {name: getattr(self.item, name) for name in CARRIED if name in columns}
        values |= {text.field: text.after for text in self.texts}
        if self.item.strategy_id and not self.item.strategy.is_active:
            values |= {"strategy_id": None, "guideline_id": None}
        if self.item.unit_id and not self.item.unit.is_active:
            values["unit_id"] = None
        if not options.budget:
            values["budget"] = None
        if not options.months:
            values["months"] = 0
        if not options.devplan:
            values |= dict.fromkeys(DEVPLAN, "")
        return model(**values, copied_from=self.item.line, **fields)

    @property
    def changes(self):
        """Return what the log tells of the copy."""
        origin = f"{self.item.version} รายการ {self.code}"
        moved = {text.label: [text.before, text.after] for text in self.moved}
        return {"คัดลอกจาก": ["", origin], **moved}


class Copying:
    """What one member may carry from a source into a version."""

    def __init__(self, version, source, member, today):
        self.version, self.source, self.member, self.today = version, source, member, today

    @cached_property
    def items(self):
        """What this member may copy: all for a planner, else those of the own unit."""
        rows = [item for item in self.source.items(self.today) if not item.is_cancelled]
        if self.member.is_planner:
            return rows
        unit = self.member.unit_id
        return [item for item in rows if unit and item.unit_id == unit]

    def get_absolute_url(self):
        address = reverse("projects:copy", args=self.version.address)
        return f"{address}?from={self.source.key}"

    @cached_property
    def outcomes(self):
        return outcomes_of(self.source.plan, self.today)

    @cached_property
    def copied(self):
        """The lines this plan has copies of already."""
        mine = {"version__plan": self.version.plan, "copied_from__plan": self.source.plan}
        rows = (model.objects.filter(**mine) for model in (Project, Equipment))
        return {line for found in rows for line in found.values_list("copied_from", flat=True)}

    def copies(self, codes, unmoved=()):
        """Return the Copy of each item named, in the order of the plan."""
        year = self.version.fiscal_year
        return [
            Copy(
                item,
                year,
                moves_years=item.line.code not in unmoved,
                is_again=item.line_id in self.copied,
            )
            for item in self.items
            if item.line.code in codes
        ]

    def reasons(self, copies, picks, told_again):
        """Return why these copies cannot be made now: not as shown, or made a moment ago."""
        if not picks:
            return ["เลือกอย่างน้อย 1 รายการที่จะคัดลอก"]
        reasons = []
        now = {copy.pick for copy in copies}
        if changed := sorted(pick.partition(".")[0] for pick in picks if pick not in now):
            codes = ", ".join(changed)
            reasons.append(f"รายการ {codes} ของ{self.source}เปลี่ยนไปหลังท่านเปิดหน้านี้ ให้ตรวจอีกครั้ง")
        again = [copy.code for copy in copies if copy.is_again and copy.code not in told_again]
        if again:
            reasons.append(f"คัดลอกรายการ {', '.join(again)} เข้าแผนนี้ไปแล้ว จึงไม่ทำซ้ำ")
        return reasons

    @transaction.atomic
    def confirm(self, picks, options, *, told_again=(), unmoved=(), by):
        """Make the copies that were shown, or raise StepRefused and make none."""
        hold_collecting(self.version)
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=self.version.plan_id)
        copies = self.copies({pick.partition(".")[0] for pick in picks}, unmoved)
        if reasons := self.reasons(copies, picks, told_again):
            raise StepRefused(self, *reasons)
        code, order = last_code(plan), last_order(self.version)
        lines = Line.objects.bulk_create(
            Line(plan=plan, code=f"{code + place:04d}") for place in range(1, len(copies) + 1)
        )
        made = [
            copy.made(options, version=self.version, line=line, order=order + place, changed_by=by)
            for place, (copy, line) in enumerate(zip(copies, lines, strict=True), start=1)
        ]
        _save(made, copies)
        deeds = [(item, copy.changes) for item, copy in zip(made, copies, strict=True)]
        record_many(by, "copy", deeds)
        return made


def _save(made, copies):
    for model in (Project, Equipment):
        model.objects.bulk_create([item for item in made if isinstance(item, model)])
        through = model.further_units.through
        through.objects.bulk_create(
            through(**{f"{model._meta.model_name}_id": item.pk, "unit_id": unit.pk})
            for item, copy in zip(made, copies, strict=True)
            if isinstance(item, model)
            for unit in copy.item.further_units.all()
            if unit.is_active
        )
