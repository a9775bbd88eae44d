"""The plan as JSON for machines: the canonical content, whose hash the verdicts are about."""

from projects.amending import consolidated
from projects.canonical import content_of, item_content, money, text_of
from projects.totals import totals_of
from thai.calendar import long_date


def text_of_version(version, items=None):
    """Return the canonical text of one version; who has loaded its `items` gives them."""
    return text_of(content_of(version, items))


def text_of_consolidated(plan, on, items=None):
    """Return everything in force on a day in the same shape; raise LookupError when nothing is."""
    if items is None:
        if not plan.versions.announced_by(on).exists():
            raise LookupError(f"ยังไม่มีแผนปี {plan.fiscal_year} ที่ประกาศใช้ถึงวันที่ {long_date(on)}")
        items = consolidated(plan, on)
    totals = totals_of(items)
    return text_of(
        {
            "organization": plan.organization.full_name,
            "organization_code": plan.organization.code,
            "fiscal_year": plan.fiscal_year,
            "version": "consolidated",
            "as_of": on.isoformat(),
            "items": [item_content(item) for item in items],
            "totals": {
                "items": totals.count,
                "own": money(totals.own),
                "other": money(totals.other),
                "all": money(totals.all),
            },
        }
    )
