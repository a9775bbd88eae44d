"""A monitor's opinion on a report."""

import pytest

from organizations.models import LogEntry
from plans.workflow import StepRefused


def test_an_opinion_is_kept_with_who_and_when(line, report, monitor):
    said = report(line)
    said.give_opinion("ควรเร่งเบิกจ่าย", by=monitor)

    said.refresh_from_db()
    assert (said.opinion, said.opinion_by) == ("ควรเร่งเบิกจ่าย", monitor)
    assert said.opinion_at is not None
    entry = LogEntry.objects.get(action="give opinion")
    assert entry.changes == {"ความเห็นของผู้ติดตาม": ["", "ควรเร่งเบิกจ่าย"]}


def test_an_empty_opinion_is_refused(line, report, monitor):
    with pytest.raises(StepRefused) as refused:
        report(line).give_opinion(" ", by=monitor)

    assert refused.value.reasons == ("กรอกความเห็น",)


def test_the_same_opinion_twice_is_logged_once(line, report, monitor):
    said = report(line)
    said.give_opinion("ดี", by=monitor)
    said.give_opinion("ดี", by=monitor)

    assert LogEntry.objects.filter(action="give opinion").count() == 1


def test_another_monitor_does_not_overwrite_it(line, report, monitor, planner):
    said = report(line)
    said.give_opinion("ดี", by=monitor)

    with pytest.raises(StepRefused) as refused:
        said.give_opinion("ไม่ดี", by=planner)

    assert refused.value.reasons == (f"{monitor} ให้ความเห็นต่อรายงานนี้แล้ว",)
    said.refresh_from_db()
    assert said.opinion == "ดี"
