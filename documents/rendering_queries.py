"""Which renderings: those a member sees, those waiting, those given up, those of the public."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from plans.models import PlanVersion
from plans.workflow import Stage

SILENT_AFTER = timedelta(seconds=60)  # a worker that prints gives a sign at every part


class Format(models.TextChoices):
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    XLSX = "xlsx", "Excel"


class State(models.TextChoices):
    QUEUED = "queued", "รอจัดทำ"
    RUNNING = "running", "กำลังจัดทำ"
    DONE = "done", "จัดทำแล้ว"
    FAILED = "failed", "จัดทำไม่สำเร็จ"
    CANCELLED = "cancelled", "ยกเลิกแล้ว"


WAITING = (State.QUEUED, State.RUNNING)


class RenderingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Keep those of versions the member may read, and of the plan in force."""
        versions = PlanVersion.objects.visible_to(member)
        mine = self.filter(plan__organization=member.organization)
        return mine.filter(Q(version__isnull=True) | Q(version__in=versions))

    def finished(self):
        """Keep those whose file is there; an old one may have been tidied away."""
        return self.filter(state=State.DONE).exclude(file="")

    def announced(self):
        """Keep finished books that carry the signed notice of an announced version: public ones."""
        return self.finished().filter(facts__isnull=False, version__stage=Stage.ANNOUNCED)

    def announced_as(self, version, format, paper):
        """Return the file a version was announced with, or None; only a PDF is announced."""
        papers = self.announced().filter(version=version, format=format, paper=paper)
        return papers.last() if format == Format.PDF else None

    def waiting(self):
        return self.filter(state__in=WAITING)

    def lost(self):
        """Keep those a worker began and gave no sign of since: it was killed, or switched off."""
        seen = timezone.now() - SILENT_AFTER
        return self.filter(state=State.RUNNING).exclude(beat_at__gt=seen)

    def alive(self):
        """Keep those that are being printed at this moment."""
        return self.filter(state=State.RUNNING, beat_at__gt=timezone.now() - SILENT_AFTER)

    def before(self, rendering):
        """Keep those a worker takes first."""
        earlier = Q(asked_at__lt=rendering.asked_at)
        same_moment = Q(asked_at=rendering.asked_at, pk__lt=rendering.pk)
        return self.filter(earlier | same_moment)
