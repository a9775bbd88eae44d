"""What an import made and changed, kept with it, and the import taken back as a whole."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from organizations.audit import changes_between, record, record_many
from organizations.models import Unit
from plans.models import Guideline, Strategy
from plans.workflow import StepRefused

from ..amending import items_of
from ..exchange.content import names_of
from ..models import Import, Project, hold_open, remove_items
from .changes import COMPARED, words

MADE, CHANGED, ADDED = "made", "changed", "added"
MODELS = {model._meta.model_name: model for model in (Guideline, Strategy, Unit)}  # in this order
NOT_CONTENT = {"id", "version", "line", "revision", "created_at", "changed_at", "changed_by",
               "search", "sort"}  # fmt: skip


# --- What was done --------------------------------------------------------------------------------


def state_of(item):
    """Return the content of an item as JSON keeps it, to be put back by an undo."""
    state = {field.attname: getattr(item, field.attname) for field in _content(item)}
    state["budget"] = None if item.budget is None else str(item.budget)
    return state | {"further_units": [unit.pk for unit in item.further_units.all()]}


def made(item):
    """Return the effect of a new item, once it is saved."""
    return {"did": MADE, "kind": item._meta.model_name, "pk": item.pk, "code": item.code,
            "revision": item.revision}  # fmt: skip


def changed(item, before):
    """Return the effect of a changed item, once it is saved; `before` is its state_of."""
    return made(item) | {"did": CHANGED, "before": before}


def added(record):
    """Return the effect of a strategy, guideline or unit that was added beside the items."""
    return {"did": ADDED, "kind": record._meta.model_name, "pk": record.pk, "name": record.name}


def _content(item):
    return [field for field in item._meta.concrete_fields if field.name not in NOT_CONTENT]


# --- Taking it back -------------------------------------------------------------------------------


class Undoing:
    """What taking an import back would do now, and why it cannot be done."""

    def __init__(self, attempt):
        self.attempt = attempt
        self.items = {(item._meta.model_name, item.pk): item for item in items_of(attempt.version)}
        self.effects = attempt.effects
        self.made = [effect for effect in self.effects if effect["did"] == MADE]
        self.changed = [effect for effect in self.effects if effect["did"] == CHANGED]
        self.added = [effect for effect in self.effects if effect["did"] == ADDED]

    def item(self, effect):
        return self.items.get((effect["kind"], effect["pk"]))

    @property
    def items_left(self):
        """Return [(item, เพิ่ม or เปลี่ยน)] of what it made or changed and is still in the plan."""
        words = {MADE: "เพิ่ม", CHANGED: "เปลี่ยน"}
        found = [(self.item(effect), words[effect["did"]]) for effect in self.made + self.changed]
        return [(item, word) for item, word in found if item]

    @property
    def to_remove(self):
        """Return the items it made that are still there; one deleted since needs no undoing."""
        return [item for effect in self.made if (item := self.item(effect))]

    @property
    def touched(self):
        """Return the codes of the items that somebody changed or removed since."""
        return [
            effect["code"] for effect in [*self.made, *self.changed]
            if (self.item(effect) is None and effect["did"] == CHANGED)
            or (self.item(effect) and self.item(effect).revision != effect["revision"])
        ]  # fmt: skip

    def reasons(self):
        """Return why the import cannot be taken back now, in words."""
        attempt, reasons = self.attempt, []
        if not attempt.version.is_editable:
            stage = attempt.version.get_stage_display()
            reasons.append(f"แผนอยู่ในขั้น “{stage}” จึงถอนการนำเข้าไม่ได้")
        if not attempt.saved_at:
            reasons.append("ไฟล์นี้ยังไม่ได้บันทึกลงแผน จึงไม่มีอะไรให้ถอน")
        elif not self.effects:
            reasons.append("การนำเข้าครั้งนี้ไม่ได้เก็บไว้ว่าเปลี่ยนรายการใด จึงถอนทั้งชุดไม่ได้")
        if codes := self.touched:
            reasons.append(
                f"มีผู้แก้หรือลบหลังนำเข้าแล้ว {len(codes):,} รายการ: {', '.join(codes)}"
                " จึงถอนทั้งชุดไม่ได้ ให้แก้หรือลบทีละรายการ"
            )
        if gone := self._gone():
            reasons.append(f"ค่าเดิมของรายการใช้{gone}ที่ลบไปแล้ว จึงคืนค่าเดิมไม่ได้")
        return reasons

    def _gone(self):
        """Return what the old content names that is no longer there, as one Thai word or "" ."""
        for model in MODELS.values():
            name = model._meta.model_name
            wanted = {effect["before"][f"{name}_id"] for effect in self.changed} - {None}
            if model is Unit:
                wanted |= {
                    pk for effect in self.changed for pk in effect["before"]["further_units"]
                }
            if wanted - set(model.objects.values_list("pk", flat=True)):
                return Project._meta.get_field(name).verbose_name
        return ""


@transaction.atomic
def undo(attempt, *, by):
    """Take a whole import back while nobody has changed its rows, or raise StepRefused."""
    hold_open(attempt.version)
    standing = Import.objects.filter(pk=attempt.pk, undone_at__isnull=True)
    if not standing.update(undone_at=timezone.now(), undone_by=by):
        raise StepRefused(attempt, "ถอนการนำเข้านี้ไปแล้ว จึงไม่ทำซ้ำ")
    undoing = Undoing(attempt)
    if reasons := undoing.reasons():
        raise StepRefused(attempt, *reasons)
    reason = f"ถอนการนำเข้าไฟล์ {attempt.file_name}"
    organization = attempt.version.organization
    restored = [_restore(undoing.item(effect), effect["before"], by) for effect in undoing.changed]
    if restored:
        record_many(by, "edit", restored, reason=reason, organization=organization)
    if removed := undoing.to_remove:
        remove_items(attempt.version, removed, by=by, reason=reason)
    names = _remove_unused(undoing.added)
    counted = {"รายการที่นำออก": len(removed), "รายการที่คืนค่าเดิม": len(restored)}
    changes = {label: ["", str(count)] for label, count in counted.items()}
    if names:
        changes["ชื่อที่นำออก"] = ["", ", ".join(names)]
    record(by, "withdraw", attempt, changes=changes, organization=organization)
    attempt.refresh_from_db(fields=["undone_at", "undone_by"])
    return undoing


def _restore(item, before, by):
    """Put an item's old content back; return it with the changes in the log's form."""
    seen = _told(item)
    for field in _content(item):
        setattr(item, field.attname, before[field.attname])
    item.budget = None if before["budget"] is None else Decimal(before["budget"])
    item.revision += 1
    item.changed_at, item.changed_by = timezone.now(), by
    item.save()
    if {unit.pk for unit in item.further_units.all()} != set(before["further_units"]):
        item.further_units.set(before["further_units"])
    return item, changes_between(item, seen, _told(item))


def _told(item):
    """Return {field: text} of what a file may change, as the log shows it."""
    names = [*COMPARED, "note"] + ([] if item.is_equipment else ["kind"])
    fields = [name for name in names if name != "category" or item.is_equipment]
    told = {name: words(item, name, getattr(item, name)) for name in fields}
    return told | {"further_units": names_of(item.further_units.all())}


def _remove_unused(effects):
    """Delete the strategies, guidelines and units it added that nothing names; return theirs."""
    removed = []
    for kind, model in MODELS.items():
        for effect in effects:
            one = effect["kind"] == kind and model.objects.filter(pk=effect["pk"]).first()
            if one and one.name == effect["name"] and not _is_used(one):
                removed.append(str(one))
                one.delete()
    return removed


def _is_used(record):
    """Say whether any row of any table names this one."""
    links = [field for field in record._meta.get_fields(include_hidden=True) if field.one_to_many]
    return any(
        link.related_model._base_manager.filter(**{link.field.name: record}).exists()
        for link in links
    )
