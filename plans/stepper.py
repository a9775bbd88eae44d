"""The road of one version: what is done, where it stands, what is to come."""

from .workflow import Stage

WORDS = {
    Stage.COLLECTING: "รวบรวม",
    Stage.DRAFTED: "ร่างครบถ้วน",
    Stage.IN_REVIEW: "พิจารณา",
    Stage.APPROVED: "เห็นชอบ",
    Stage.ANNOUNCED: "ประกาศใช้",
}


def steps_of(version):
    """Return the steps for the include `stepper.html`, in the order of the version's route.

    The step a body sent it back to says by whom and why.
    """
    changes = list(version.stage_changes.select_related("by__user"))
    reached = {change.to_stage: change.at for change in changes if not change.is_sent_back}
    sent_back = changes[-1] if changes and changes[-1].is_sent_back else None
    road = version.stages
    here = road.index(version.stage)
    steps = []
    for place, stage in enumerate(road):
        is_done = place < here or stage == Stage.ANNOUNCED == version.stage
        step = {"label": WORDS[stage], "state": "now" if place == here else "todo"}
        if is_done:
            step["state"] = "done"
        if stage == Stage.COLLECTING:
            step["on"] = version.opened_at
        elif stage == Stage.ANNOUNCED:
            step["on"] = version.announced_on
        elif place <= here:
            step["on"] = reached.get(stage)
        if sent_back and stage == Stage.COLLECTING:
            step["note"] = f"ส่งกลับโดย {sent_back.by}: {sent_back.reasons}"
        steps.append(step)
    return steps
