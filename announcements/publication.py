"""A plan as the public has it on a day: only what was announced by then, never a draft."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404

from documents.models import Rendering
from documents.papers.registry import BOOK
from documents.plan_book import compose, compose_consolidated
from organizations.models import Organization
from plans.models import Plan
from plans.workflow import Kind, Stage
from projects.amending import consolidated
from projects.canonical import item_content, money
from projects.models import Equipment, Line, Project
from projects.totals import totals_of

from .models import Announcement, Posting


@dataclass
class Publication:
    """The announced versions of one year's plan on a day, and the items then in force."""

    organization: Organization
    plan: Plan
    on: date
    announcements: list  # oldest first
    items: list = field(default_factory=list)

    @property
    def latest(self):
        return self.announcements[-1]

    @property
    def revisions(self):
        return [a for a in self.announcements if a.version.kind != Kind.ORIGINAL]

    @property
    def is_withdrawn(self):
        return all(a.withdrawn_at for a in self.announcements)

    @property
    def totals(self):
        return totals_of(self.items)

    @property
    def book(self):
        """Return the printed book of the day: the announced PDF, or that of all versions."""
        if not self.revisions:
            return self.latest.book
        merged = Rendering.objects.finished().filter(
            plan=self.plan,
            version__isnull=True,
            paper=BOOK,
            format=Rendering.Format.PDF,
            as_of__gte=self.latest.announced_on,
            as_of__lte=self.on,
        )
        return merged.order_by("as_of", "finished_at").first() or self.latest.book

    def compose(self):
        """Return the PlanBook of the day: what every paper of it prints."""
        if self.revisions:
            return compose_consolidated(self.plan, self.on)
        version = self.latest.version
        return compose(version, items=self.items, facts=Rendering.facts_of(version))


def announced_on_or_before(organization, year, on):
    """Return the announcements of a year's plan by a day, oldest first; Http404 without one."""
    found = Announcement.objects.filter(
        organization=organization,
        version__plan__fiscal_year=year,
        version__stage=Stage.ANNOUNCED,
        announced_on__lte=on,
    )
    announcements = list(found.with_version().order_by("announced_on", "pk"))
    if not announcements:
        raise Http404("ยังไม่มีแผนที่ประกาศใช้")
    return announcements


def publication_of(slug, year, on):
    """Return the Publication of an organization's year on a day, or raise Http404."""
    organization = get_object_or_404(Organization.objects.select_related("type"), slug=slug)
    announcements = announced_on_or_before(organization, year, on)
    plan = announcements[0].version.plan
    publication = Publication(organization, plan, on, announcements)
    publication.items = consolidated(plan, on)
    return publication


def fingerprint(slug, year, on):
    """Return a hash that changes whenever the public sees something else of a plan."""
    organization = get_object_or_404(Organization, slug=slug)
    announcements = announced_on_or_before(organization, year, on)
    postings = Posting.objects.filter(announcement__in=announcements).order_by("pk")
    seen = [
        [str(value) for name, value in vars(organization).items() if not name.startswith("_")],
        [
            (a.pk, a.snapshot.sha256, a.withdrawn_at, *map(state_of, (a.book, a.notice)))
            for a in announcements
        ],
        list(postings.values_list("pk", "removed_on", "evidence__sha256")),
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


def state_of(paper):
    return paper and (paper.state, paper.sha256)


def rows_of_line(organization, year, code, on):
    """Return (line, its announced rows by a day, {version id: announcement}), or raise Http404."""
    line = get_object_or_404(
        Line.objects.select_related("plan__organization__type"),
        plan__organization=organization,
        plan__fiscal_year=year,
        code=code,
    )
    announcements = {a.version_id: a for a in announced_on_or_before(organization, year, on)}
    order = list(announcements)
    rows = [
        row
        for model in (Project, Equipment)
        for row in model.objects.filter(line=line, version__in=order)
        .with_labels()
        .prefetch_related("further_units")
    ]
    if not rows:
        raise Http404("ยังไม่มีรายการที่ประกาศใช้")
    for row in rows:
        row.version = announcements[row.version_id].version
    return line, sorted(rows, key=lambda row: order.index(row.version_id)), announcements


def data_of(publication):
    """Return what items.json holds: the canonical content of every item in force on the day."""
    totals = publication.totals
    return {
        "organization": publication.organization.full_name,
        "organization_code": publication.organization.code,
        "fiscal_year": publication.plan.fiscal_year,
        "as_of": publication.on.isoformat(),
        "versions": [
            {
                "version": a.version.slug,
                "announced_on": a.announced_on.isoformat(),
                "number": a.full_number,
                "content_sha256": a.snapshot.sha256,
                "is_withdrawn": a.withdrawn_at is not None,
            }
            for a in publication.announcements
        ],
        "items": [
            {**item_content(item), "version": item.version.slug, "months_text": item.months_text}
            for item in publication.items
        ],
        "totals": {
            "items": totals.count,
            "own": money(totals.own),
            "other": money(totals.other),
            "all": money(totals.all),
        },
    }
