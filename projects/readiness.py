"""What a version still lacks: one list, the same for the page, the command and every step.

ต้องแก้ findings block the step; ควรตรวจ ones are shown and may be accepted with a reason.
"""

from collections import Counter
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from organizations.models import Unit
from plans.models import PlanVersion, Strategy
from plans.workflow import Kind
from thai.baht import format_money
from thai.calendar import fiscal_year_start
from thai.text import foreign_letters

from .amending import items_of
from .findings import Finding, Level, Rule
from .models import Change
from .overlaps.exact import exact_duplicates
from .overlaps.keeping import overlaps_in_year
from .schedule import runs_of
from .wording import amounts_beside
from .years import years_beside

TEXT_FIELDS = [
    "name", "detail", "target", "place", "agency", "devplan_edition", "devplan_page",
    "devplan_item", "note",
]  # fmt: skip
REQUIRED = [
    ("strategy", Rule.NO_STRATEGY, "เลือกยุทธศาสตร์"),
    ("program", Rule.NO_PROGRAM, "เลือกแผนงาน"),
    ("unit", Rule.NO_UNIT, "เลือกหน่วยงานรับผิดชอบหลัก"),
]
FEW = 3  # likenesses named in one finding
FINDERS = []


def contributes(function):
    """Register `function(version) -> [Finding]` of a higher app, each with its own address.

    It is asked for ควรตรวจ only, and not once the version is announced.
    """
    FINDERS.append(function)
    return function


def findings(version, items=None, today=None, is_must_only=False):
    """Return every Finding of a version, ต้องแก้ first, in the order of rules and of the plan.

    Pass the `items` of `items_of` when they are at hand; costs seven queries besides.
    """
    items = items_of(version) if items is None else items
    today = today or timezone.localdate()
    rows = [item for item in items if item.change != Change.CANCEL]
    exact = exact_duplicates(sorted(rows, key=lambda item: item.line_id))  # the first of two stays
    found = [
        *(finding for item in rows for finding in _of_item(item, version, today)),
        *_exact(rows, exact),
        *([] if is_must_only else _near(rows, exact, version)),
        *_of_version(version, items),
        *([] if is_must_only or version.is_announced else _of_higher_apps(version)),
    ]
    place = {rule: number for number, rule in enumerate(Rule)}
    found.sort(key=lambda finding: (not finding.is_must, place[finding.code]))
    return _placed(found, version)


def problems(version):
    """Return what blocks the version's next step: the sentences, and {sentence: address}."""
    found = [finding for finding in findings(version, is_must_only=True) if finding.is_must]
    return [f.sentence for f in found], {f.sentence: f.url for f in found}


def open_findings(found):
    """Keep what somebody still has to look at."""
    return [finding for finding in found if finding.is_open]


def counts_of(found):
    """Return {"must": n, "should": n} of the open findings."""
    levels = Counter(finding.level for finding in open_findings(found))
    return {level.value: levels[level] for level in Level}


def may_mend(finding, member):
    """Say whether a member may change the field a finding is about, while the version collects."""
    if member.is_planner:
        return True
    is_own = finding.unit is not None and finding.unit.pk == member.unit_id
    return is_own and member.may("projects.edit")


def seen_by(found, member):
    """Return the findings with links that work for a reader: no field where none may be mended.

    Who may not see another version of the year is not told what stands in it either.
    """
    named = {version for finding in found for version in finding.versions}
    seen = PlanVersion.objects.visible_to(member).filter(pk__in=named) if named else []
    hidden = named - {version.pk for version in seen}
    found = [finding for finding in found if hidden.isdisjoint(finding.versions)]
    return [
        finding
        if may_mend(finding, member)
        else replace(finding, url=finding.item.get_absolute_url() if finding.item else "")
        for finding in found
    ]


def about(found, item):
    """Return what was found about one item; a likeness shows on both of the two."""
    shown = []
    for finding in found:
        if finding.item and finding.item.line_id == item.line_id:
            shown.append(finding)
        elif any(other.line_id == item.line_id for other in finding.others):
            mirrored = {"value": str(finding.item), "url": finding.item.get_absolute_url()}
            mirrored["why"] = ()  # of several likenesses, not of this one
            message = f"{finding.code.label} กับรายการ {finding.item_code}"
            shown.append(replace(finding, item=item, message=message, **mirrored))
    return shown


def next_after(found, items, item, code):
    """Return the finding to mend after one of a rule about an item, or None when none is left."""
    rank = {rule.value: number for number, rule in enumerate(Rule)}
    order = {one.line_id: number for number, one in enumerate(items)}
    here = (rank.get(code, -1), order.get(item.line_id, -1))
    left = [f for f in open_findings(found) if f.item and f.item.line_id != item.line_id]
    left.sort(key=lambda f: (rank[f.code], order[f.item.line_id]))
    later = (f for f in left if (rank[f.code], order[f.item.line_id]) > here)
    return next(later, left[0] if left else None)


def _must(item, code, field, message, value="", others=()):
    return Finding(Level.MUST, code, message, item, field, value, unit=item.unit, others=others)


def _should(item, code, field, message, value="", others=()):
    return Finding(Level.SHOULD, code, message, item, field, value, unit=item.unit, others=others)


def _of_item(item, version, today):
    yield from _missing(item)
    yield from _letters(item)
    yield from _bare(item)
    yield from _texts(item, version)
    yield from _money_owner(item)
    if item.months and not version.is_announced and _last_day(item, version) < today:
        message = "เดือนที่เลือกผ่านไปแล้วทั้งหมด ตรวจว่ายังจะดำเนินการหรือไม่"
        yield _should(item, Rule.MONTHS_PAST, "months", message, item.months_text)


def _missing(item):
    if not item.name.strip():
        yield _must(item, Rule.NO_NAME, "name", f"กรอกชื่อ{item.get_kind_display()}")
    for field, rule, message in REQUIRED:
        if getattr(item, f"{field}_id") is None:
            yield _must(item, rule, field, message)
    if not item.months:
        yield _must(item, Rule.NO_MONTHS, "months", "เลือกอย่างน้อย 1 เดือน")
    is_free = bool(item.source_id and item.source.is_no_budget)
    if item.budget is None and not is_free:
        message = "กรอกงบประมาณ หรือเลือกแหล่งเงินที่ไม่ใช้งบประมาณ"
        yield _must(item, Rule.NO_BUDGET, "budget", message)
    if item.budget is not None and is_free:
        message = f"แหล่งเงิน “{item.source}” ไม่ใช้งบประมาณ ลบจำนวนเงินหรือเปลี่ยนแหล่งเงิน"
        amount = format_money(item.budget)
        yield _must(item, Rule.NEEDLESS_BUDGET, "budget", message, amount)


def _letters(item):
    for field in TEXT_FIELDS:
        if letters := foreign_letters(getattr(item, field)):
            label = item._meta.get_field(field).verbose_name
            message = f"พิมพ์{label}ใหม่ มีตัวอักษรที่ไม่ใช่ภาษาไทยหรืออังกฤษ"
            yield _must(item, Rule.FOREIGN_LETTERS, field, message, " ".join(letters))
            return  # one finding per item and rule, so that one acceptance or mending ends it


def _bare(item):
    if not item.place:
        yield _should(item, Rule.NO_PLACE, "place", "ยังไม่ระบุสถานที่ดำเนินการ")
    if not item.detail:
        yield _should(item, Rule.NO_DETAIL, "detail", "ยังไม่มีรายละเอียด")
    if not (item.devplan_edition or item.devplan_page or item.devplan_item):
        message = "ยังไม่อ้างแผนพัฒนาท้องถิ่น (เล่ม หน้า ข้อ)"
        yield _should(item, Rule.NO_DEVPLAN, "devplan_edition", message)


def _texts(item, version):
    year = version.fiscal_year
    for field in ("name", "detail", "target"):
        if years := years_beside(getattr(item, field), year):
            message = f"ปีในข้อความไม่ใช่ปีของแผน ({year})"
            value = ", ".join(map(str, years))
            yield _should(item, Rule.OTHER_YEAR, field, message, value)
            break
    for field in ("name", "detail") if item.budget else ():
        if amounts := amounts_beside(getattr(item, field), item.budget):
            # The budget stands in the value too: accepting is void when either changes.
            message = "จำนวนเงินในข้อความไม่ตรงกับงบประมาณ"
            value = " + ".join(map(format_money, amounts))
            value = f"{value} / งบประมาณ {format_money(item.budget)}"
            yield _should(item, Rule.OTHER_AMOUNT, field, message, value)
            break


def _money_owner(item):
    if item.agency and item.source_id and not item.is_others_money:
        message = f"ระบุหน่วยงานภายนอก แต่แหล่งเงิน “{item.source}” เป็นเงินของหน่วยงานเอง"
        yield _should(item, Rule.AGENCY_OWN_MONEY, "source", message, item.agency)
    if item.is_others_money and not item.agency:
        message = "แหล่งเงินเป็นของหน่วยงานภายนอก แต่ยังไม่ระบุว่าหน่วยงานใด"
        yield _should(item, Rule.OTHERS_MONEY_NO_AGENCY, "agency", message, str(item.source))


def _last_day(item, version):
    """Return the day before the month after the item's last one."""
    start = fiscal_year_start(version.fiscal_year)
    months = start.month - 1 + runs_of(item.months)[-1][1] + 1
    return date(start.year + months // 12, months % 12 + 1, 1) - date.resolution


def _exact(items, exact):
    for item in items:
        if not (twin := exact.get(item.line_id)):
            continue
        message = f"ซ้ำกับรายการ {twin.code} ทุกช่อง ลบรายการใดรายการหนึ่งหรือแก้ให้ต่างกัน"
        yield _must(item, Rule.EXACT_DUPLICATE, "name", message, f"{twin.code} {twin}", (twin,))


def _near(items, exact, version):
    """Yield the items that may repeat an earlier one; exact duplicates are told already."""
    alike = overlaps_in_year(version, items)
    by_line = {item.line_id: item for item in items}
    for item in items:
        found = [] if item.line_id in exact else alike.get(item.line_id, [])
        if found:
            first, more = found[:FEW], len(found) - FEW
            rest = f" และอีก {more} รายการ" if more > 0 else ""
            names = ", ".join(_place_of(overlap, version) for overlap in first)
            message = f"อาจซ้ำกับรายการ {names}{rest}"
            value = " · ".join(f"{overlap.code} {overlap.name}" for overlap in first) + rest
            others = tuple(by_line[o.other] for o in found if o.other in by_line)
            finding = _should(item, Rule.NEAR_DUPLICATE, "name", message, value, others)
            elsewhere = tuple({o.version for o in first} - {version.pk})
            yield replace(finding, why=tuple(map(_reasons, first)), versions=elsewhere)


def _place_of(overlap, version):
    return overlap.code if overlap.version == version.pk else f"{overlap.code} ในฉบับอื่นของปีนี้"


def _reasons(overlap):
    """Return what matches and what differs, as one line."""
    told = [f"{overlap.code}: {', '.join(overlap.why)}"]
    return " · ".join(told + ([f"ต่างกันที่ {', '.join(overlap.differs)}"] if overlap.differs else []))


def _of_version(version, items):
    """A revision holds only what it changes; only a first plan is asked for all units."""
    if not items:
        yield Finding(Level.MUST, Rule.NO_ITEMS, "ยังไม่มีรายการในแผนฉบับนี้")
        return
    if version.kind != Kind.ORIGINAL:
        return
    used = {item.unit_id for item in items}
    used.update(unit.pk for item in items for unit in item.further_units.all())
    for unit in Unit.objects.filter(organization=version.organization, is_active=True):
        if unit.pk not in used:
            message = f"ยังไม่มีรายการของ{unit}"
            yield Finding(
                Level.SHOULD, Rule.UNIT_WITHOUT_ITEMS, message, None, "unit", str(unit), unit=unit
            )
    used = {item.strategy_id for item in items}
    for strategy in Strategy.objects.filter(organization=version.organization, is_active=True):
        if strategy.pk not in used:
            message = f"ยังไม่มีรายการใน{strategy.heading}"
            yield Finding(
                Level.SHOULD, Rule.STRATEGY_WITHOUT_ITEMS, message, None, "strategy", str(strategy)
            )


def _of_higher_apps(version):
    return [finding for function in FINDERS for finding in function(version)]


def _placed(found, version):
    """Link each finding to its field, and mark what was accepted as it is now.

    On a version that is closed the link is to the item. The address of an item is asked for once
    and filled in: `reverse` for each of some thousand findings would take longer than all the
    rules. A changed value is a new finding.
    """
    editable = version.is_editable
    of_version = reverse(f"projects:{'add' if editable else 'list'}", args=version.address)
    named = reverse(f"projects:{'edit' if editable else 'detail'}", args=[*version.address, "CODE"])
    before, _, after = named.rpartition("CODE")
    accepted = {
        (row.line_id, row.code, row.value): row
        for row in version.accepted_findings.select_related("by__user")
    }
    placed = []
    for finding in found:
        of_whole = finding.url or of_version
        url = f"{before}{finding.item_code}{after}" if finding.item else of_whole
        if editable and finding.item:
            url += f"?from={finding.code}"
        if editable and finding.field:
            url += f"#id_{finding.field}"
        key = (_line_id(finding), finding.code, finding.value)
        by = None if finding.is_must else accepted.get(key)
        placed.append(replace(finding, url=url, accepted=by))
    return placed


def _line_id(finding):
    return finding.item.line_id if finding.item else None
