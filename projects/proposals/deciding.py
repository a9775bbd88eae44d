"""The planner's steps that make items of proposals: accept, merge, and back again."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from organizations.audit import changes_between, record, values_of
from plans.workflow import StepRefused
from thai.baht import format_money
from thai.calendar import short_date
from thai.text import repair

from ..amending import find_item, last_order, new_line
from ..models import Equipment, Project, Proposal, hold_collecting
from ..schedule import spelled
from .side_by_side import rows_of, with_left_over

State = Proposal.State
TAKEN = ("name", "detail", "budget", "place", "months")  # the contact stays with the proposal
COMPARED = (*TAKEN, "agency")


@transaction.atomic
def accept(proposal, *, by, seen="", note="", **chosen):
    """Make a new item of a waiting proposal, or raise StepRefused; a draft may be incomplete."""
    proposal.hold_waiting(seen)
    version = proposal.version
    words = {name: getattr(proposal, name) for name in (*TAKEN, "note")}
    item = Project.objects.create(
        version=version, line=new_line(version.plan), order=last_order(version) + 1,
        agency=proposal.agency, changed_by=by, **words, **chosen,
    )  # fmt: skip
    after = words_of(item) | values_of(item, ["note", *chosen])
    reason = f"ข้อเสนอของ{proposal.agency}"
    record(by, "add", item, changes=changes_between(item, {}, after), reason=reason)
    proposal.settle(State.ACCEPTED, by=by, line=item.line, note=note)
    record(by, "accept proposal", proposal, reason=note, changes=_becomes(item))
    return item


@transaction.atomic
def accept_many(proposals, *, by, **chosen):
    """Make a new item of each [(proposal, wording that was read)], all alike, or of none."""
    return [accept(proposal, by=by, seen=seen, **chosen) for proposal, seen in proposals]


@transaction.atomic
def merge(proposal, item, *, by, picks, revision, seen="", note="", keeps_rest=True):
    """Bring a waiting proposal into an item of the version, field by field as picked.

    What was sent and not picked goes to the item's note unless `keeps_rest` is off.
    """
    proposal.hold_waiting(seen)
    item = held_at(item, revision, proposal)
    rows, before = side_by_side(proposal, item, picks), words_of(item) | {"note": item.note}
    for row in rows:
        if row.takes_sent:
            setattr(item, row.name, getattr(proposal, row.name))
    if keeps_rest:
        item.note = repair(with_left_over(item.note, rows, proposal.agency, proposal.note))
    item.revision, item.changed_at, item.changed_by = item.revision + 1, timezone.now(), by
    item.save()
    changes = changes_between(item, before, words_of(item) | {"note": item.note})
    record(by, "edit", item, changes=changes, reason=f"รวมกับข้อเสนอของ{proposal.agency}")
    proposal.settle(State.MERGED, by=by, line=item.line, note=note)
    record(by, "merge proposal", proposal, reason=note, changes=_becomes(item))
    return item


@transaction.atomic
def reopen(proposal, *, by):
    """Let a decided proposal wait again; an item made of it goes while nobody has touched it."""
    hold_collecting(proposal.version)
    proposal.refresh_from_db(fields=["state", "line"])
    if reasons := reasons_to_stay(proposal):
        raise StepRefused(proposal, *reasons)
    if item := item_of(proposal):
        item.remove(by=by)
    before = proposal.get_state_display()
    proposal.wait_again()
    record(by, "reopen proposal", proposal, changes={"ผล": [before, State.WAITING.label]})


def reasons_to_stay(proposal):
    """Return in words why a decision cannot be taken back; empty while it can."""
    if proposal.is_waiting:
        return ["ข้อเสนอนี้รอตรวจอยู่แล้ว"]
    if proposal.state == State.MERGED:
        return [f"รวมกับรายการ {proposal.line} แล้ว แยกกลับไม่ได้ ให้แก้รายการนั้นแทน"]
    item = item_of(proposal)
    if item and item.revision > 1:
        return [f"รายการ {item.code} มีผู้แก้หลังจากรับแล้ว ลบหรือแก้รายการนั้นแทน"]
    if item and not item.version.is_collecting:
        return [f"รายการ {item.code} อยู่ใน{item.version}ซึ่งพ้นขั้นรวบรวมแล้ว"]
    return []


def item_of(proposal):
    """Return the item a proposal became, or None where it went nowhere or was deleted since.

    One that its own version left waiting may stand in another version of the plan.
    """
    if proposal.line_id is None:
        return None
    return find_item(proposal.version, proposal.line.code) or _first_of(proposal.line)


def _first_of(line):
    """Return the item that began a line, or None."""
    for model in (Project, Equipment):
        rows = model.objects.with_labels().select_related("version__plan__organization")
        if item := rows.filter(line=line).order_by("version__opened_at").first():
            return item
    return None


def held_at(item, revision, proposal):
    """Return an item locked as it was seen, or raise StepRefused and show both again."""
    held = type(item).objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if held is None:
        raise StepRefused(proposal, f"รายการ {item.code} ถูกลบออกจากร่างแล้ว")
    held.version, held.line = item.version, item.line
    if held.revision != revision:
        page = reverse("projects:merge_proposal", args=[*proposal.version.address, proposal.pk])
        when = short_date(timezone.localdate(held.changed_at))
        told = f"รายการ {item.code} มีผู้แก้เมื่อ {when} หลังจากท่านเปิดหน้านี้"
        raise StepRefused(f"{page}?code={item.code}", f"{told} อ่านค่าใหม่แล้วเลือกอีกครั้ง")
    return held


def side_by_side(proposal, item, picks):
    """Return the rows of a proposal and an item; `picks` says by field which words stay."""
    labels = {name: str(item._meta.get_field(name).verbose_name) for name in COMPARED}
    sent = proposal.words | {"agency": proposal.agency}
    return rows_of(words_of(item), sent, labels, picks)


def words_of(item):
    """Return {field: text} of an item as people and the log read it."""
    texts = values_of(item, COMPARED)
    texts["budget"] = "" if item.budget is None else format_money(item.budget)
    texts["months"] = spelled(item.months, item.version.fiscal_year)
    return texts


def _becomes(item):
    return {"รหัสรายการ": ["", item.code]}
