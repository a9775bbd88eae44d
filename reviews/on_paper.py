"""What members said on paper, keyed in for them by the planner; it stays marked as such."""

from django.db import transaction

from plans.workflow import StepRefused
from projects.models import Line

from .agreement import short_code
from .models import Remark, Verdict


def barriers(round, member, by):
    """Return why nothing can be keyed in for a member now; empty when it can."""
    reasons = round.barriers_for(member)
    if not reasons and not round.is_seat_of(member):
        reasons.append(f"รอบนี้เป็นของ{round.body_name}")
    if member == by:
        reasons.append("ความเห็นของท่านเองให้ในระบบโดยตรง")
    return reasons


def own_verdicts(round, member):
    """Return {code: Verdict} of a member on items, however it was given."""
    given = round.verdicts.filter(member=member, line__isnull=False)
    return {each.line.code: each for each in given.select_related("line", "recorded_by__user")}


def is_code_of(round, typed):
    """Say whether a typed code is that of the content on the table, however it is spaced."""
    code = "".join(typed.split()).lower()
    return code == "".join(short_code(round.snapshot.sha256).split())


def key_in(round, member, group, marks, *, by, rest=False, words="", typed):
    """Keep what a sheet says of one strategy, or raise StepRefused; return how many items.

    `marks` maps codes to (choice, reason); `rest` says that the others were agreed to together.
    What a member gave in the system themself is never replaced by paper.
    """
    with transaction.atomic():
        round.lock()
        reasons = barriers(round, member, by) + _faults(round, member, group, marks)
        if not is_code_of(round, typed):
            reasons.append(f"รหัสยืนยันเนื้อหาบนเอกสารไม่ตรงกับรอบนี้ ({round.snapshot})")
        if not (marks or rest or words.strip()):
            reasons.append("ยังไม่ได้เลือกผลของรายการใด")
        if reasons:
            raise StepRefused(round, *reasons)
        lines = Line.objects.filter(plan=round.version.plan, code__in=marks).order_by("code")
        for line in lines:
            choice, reason = marks[line.code]
            Verdict.give(round, by=member, choice=choice, reason=reason, line=line, paper=by)
        count = len(marks)
        if rest and Verdict.rest_of(round, member, group):
            count += Verdict.give_rest(round, by=member, group=group, paper=by)
        if words.strip():
            Remark.make(round, by=member, body=f"{group.name}: {words.strip()}", paper=by)
    return count


def _faults(round, member, group, marks):
    codes, own = {item.code for item in group.items}, own_verdicts(round, member)
    stakes = set(round.interests.filter(member=member).values_list("line__code", flat=True))
    faults = []
    for code, (choice, reason) in marks.items():
        if code not in codes:
            faults.append(f"ไม่มีรายการ {code} ในยุทธศาสตร์นี้")
        elif code in stakes:
            faults.append(f"{member} มีส่วนได้เสียในรายการ {code} จึงไม่ให้ผลพิจารณา")
        elif code in own and own[code].recorded_by_id is None:
            faults.append(f"{member} ให้ผลรายการ {code} ในระบบด้วยตนเองแล้ว เอกสารแทนไม่ได้")
        elif choice != Verdict.Choice.AGREE and not reason.strip():
            faults.append(f"กรอกเหตุผลของรายการ {code}")
    return faults
