from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.fields import RepairedTextField
from organizations.models import Member, Organization
from plans.models import Plan, PlanVersion


class SectionText(models.Model):
    """An organization's own wording of a part of the book; {fields} are filled in when printed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="section_texts")
    key = models.SlugField(max_length=40)
    body = RepairedTextField("เนื้อความ")
    edited_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint("organization", "key", name="one_text_per_section")]

    def __str__(self):
        return self.key


class RenderingQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(plan__organization=member.organization)


class Rendering(models.Model):
    """One printing of the plan book: asked for, made in the background, kept with its hash.

    `version` is empty for the consolidated plan of the day `as_of`.
    """

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"

    class State(models.TextChoices):
        QUEUED = "queued", "รอจัดทำ"
        RUNNING = "running", "กำลังจัดทำ"
        DONE = "done", "จัดทำแล้ว"
        FAILED = "failed", "จัดทำไม่สำเร็จ"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="renderings")
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="renderings"
    )
    as_of = models.DateField(null=True, blank=True)
    format = models.CharField(max_length=4, choices=Format)
    content_hash = models.CharField(max_length=64)  # of everything printed, texts and settings too
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    progress = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)
    file = models.FileField(upload_to="books/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    made_with = models.JSONField(default=dict)  # versions of renderer and fonts
    asked_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RenderingQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False) | Q(as_of__isnull=False),
                name="rendering_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(sha256=""), name="done_rendering_has_a_hash"
            ),
        ]

    def __str__(self):
        return f"{self.version or self.plan} {self.get_format_display()}"

    @property
    def is_ready(self):
        return self.state == self.State.DONE

    @property
    def is_waiting(self):
        return self.state in {self.State.QUEUED, self.State.RUNNING}
