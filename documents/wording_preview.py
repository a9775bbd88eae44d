"""How a section's text reads when it is filled in from the organization's newest plan."""

from dataclasses import dataclass, field

from django.http import Http404

from plans.models import PlanVersion
from projects.amending import items_of
from projects.totals import totals_of

from .leftovers import leftovers_of
from .models import SectionText
from .notice import values_for
from .texts import WORDINGS, Block, blocks_of, faults_of, fill, hints_of


@dataclass(frozen=True)
class Preview:
    version: PlanVersion
    blocks: list[Block] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)


def texts_of(organization):
    """Return a SectionText for every section: the organization's own, else one not yet saved."""
    own = {text.key: text for text in organization.section_texts.select_related("edited_by__user")}
    return [own.get(key) or _default(organization, key) for key in WORDINGS]


def text_of(organization, key):
    """Return one of them, or raise Http404."""
    if key not in WORDINGS:
        raise Http404
    return organization.section_texts.filter(key=key).first() or _default(organization, key)


def _default(organization, key):
    return SectionText(organization=organization, key=key, body=WORDINGS[key].body)


def preview_of(text, body):
    """Return the Preview of a body, or None while there is no plan to fill it from."""
    versions = PlanVersion.objects.filter(plan__organization=text.organization)
    version = versions.with_plan().order_by("-plan__fiscal_year", "opened_at").first()
    if version is None or faults_of(body):
        return None
    items = items_of(version)
    values = values_for(version, items, totals_of(items))
    strangers = [found.message for found in leftovers_of(body, version) if not found.is_year]
    return Preview(version, blocks_of(fill(body, values)), hints_of(body) + strangers)
