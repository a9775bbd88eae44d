"""The stages of a version and the order a procedure's route gives them."""

from itertools import combinations

from django.db.models import TextChoices

from organizations.roles import Body


class Stage(TextChoices):
    COLLECTING = "collecting", "กำลังรวบรวม"
    DRAFTED = "drafted", "ร่างครบถ้วน"
    IN_REVIEW = "in_review", "อยู่ระหว่างพิจารณา"
    APPROVED = "approved", "เห็นชอบแล้ว"
    ANNOUNCED = "announced", "ประกาศใช้แล้ว"


class Kind(TextChoices):
    ORIGINAL = "original", "ฉบับแรก"
    ADDITION = "addition", "เพิ่มเติม"
    CHANGE = "change", "เปลี่ยนแปลง"
    CORRECTION = "correction", "แก้ไข"


class Trigger(TextChoices):
    """The events of ข้อ 27 that start the 30 days, and the executive's own order."""

    ANNUAL_BUDGET = "annual_budget", "ประกาศใช้งบประมาณรายจ่ายประจำปี"
    SUPPLEMENTARY_BUDGET = "supplementary_budget", "ประกาศใช้งบประมาณรายจ่ายเพิ่มเติม"
    ACCUMULATED_FUND = "accumulated_fund", "อนุมัติให้ใช้จ่ายเงินสะสม"
    AGENCY_NOTICE = "agency_notice", "ได้รับแจ้งโครงการจากหน่วยงานอื่น"
    EXECUTIVE_ORDER = "executive_order", "ผู้บริหารท้องถิ่นสั่งให้แก้ไข"


STAGES_OF_BODY = {  # what a body's turn adds to the road
    Body.SUPPORT_COMMITTEE: [Stage.DRAFTED],  # reviews.Resolution
    Body.COMMITTEE: [Stage.IN_REVIEW, Stage.APPROVED],  # reviews.ReviewRound, reviews.Resolution
    Body.EXECUTIVE: [Stage.ANNOUNCED],  # announcements.Announcement
}


def roads_through(bodies):
    """Return every route that passes some of the bodies in their order and ends with the last.

    >>> [len(road) for road in roads_through(["support_committee", "committee", "executive"])]
    [3, 2, 2, 1]
    """
    *before, last = map(Body, bodies)
    counts = range(len(before), -1, -1)
    return [[*some, last] for count in counts for some in combinations(before, count)]


def stages_on(route):
    """Return the stages of a route, first to last.

    >>> [s.value for s in stages_on(["support_committee", "executive"])]
    ['collecting', 'drafted', 'announced']
    """
    return [Stage.COLLECTING, *(stage for body in route for stage in STAGES_OF_BODY[Body(body)])]


def next_stages(stage, route):
    """Return the stages reachable in one step: the next on the route, or back to collecting."""
    if stage == Stage.ANNOUNCED:
        return set()
    road = stages_on(route)
    following = set(road[road.index(stage) + 1 :][:1])
    return following if stage == Stage.COLLECTING else following | {Stage.COLLECTING}


class StepRefused(Exception):
    """A step that cannot be taken now, with every reason in the words of the page.

    A reason is a sentence; `links` may give an address for some of them: {sentence: address}.
    """

    def __init__(self, subject, *reasons, links=None):
        super().__init__(*reasons)
        self.subject = subject
        self.reasons = reasons
        self.links = links or {}
