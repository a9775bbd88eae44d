"""What an organization words itself: the texts of part one, how they were before, their order."""

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member, Organization
from plans.models import PlanVersion
from plans.workflow import StepRefused

from .plan_book import texts_of
from .texts import WORDINGS, SourcesIn


class SectionTextQuerySet(models.QuerySet):
    def visible_to(self, member):
        return self.filter(organization=member.organization)


class SectionText(models.Model):
    """An organization's own wording of a part of the book; {fields} are filled in when printed."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="section_texts")
    key = models.SlugField(max_length=40)
    body = RepairedTextField("เนื้อความ")
    edited_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    edited_at = models.DateTimeField(auto_now=True)

    objects = SectionTextQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint("organization", "key", name="one_text_per_section")]

    def __str__(self):
        return f"ข้อความ {self.title}"

    @property
    def wording(self):
        return WORDINGS[self.key]

    @property
    def title(self):
        """What the editor calls the section: "1.2 วัตถุประสงค์ของแผน"."""
        return self.wording.heading.replace("{plan_word}", self.organization.plan_word)

    def get_absolute_url(self):
        return reverse("documents:edit_text", args=[self.organization.slug, self.key])

    @property
    def former(self):
        """Return what the section read before, newest first, the default of then included."""
        return self.organization.former_texts.filter(key=self.key).select_related(
            "written_by__user", "replaced_by__user"
        )

    def keep(self, body, *, by):
        """Keep what it read until now; call it when something else takes its place."""
        return FormerText.objects.create(
            organization=self.organization, key=self.key, body=body, is_default=self.pk is None,
            written_by=self.edited_by, written_at=self.edited_at, replaced_by=by,
        )  # fmt: skip

    @transaction.atomic
    def restore(self, body, *, by):
        """Let it read `body` again, or the default when that is None; the log has both."""
        now = self.body
        wanted = self.wording.body if body is None else body
        if now == wanted:
            raise StepRefused(self, f"“{self.title}” เป็นข้อความนี้อยู่แล้ว")
        self.keep(now, by=by)
        if body is not None:
            self.body, self.edited_by = body, by
            self.save()
        record(by, "restore", self, changes={"เนื้อความ": [now, wanted]})
        if body is None:
            self.delete()


class FormerText(models.Model):
    """What a section read until somebody changed it: body, whose it was, who changed it."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="former_texts")
    key = models.SlugField(max_length=40)
    body = RepairedTextField("เนื้อความ")
    is_default = models.BooleanField(default=False)  # it was the product's own, not worded here
    written_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self):
        return f"ข้อความก่อนหน้าของ {WORDINGS[self.key].heading}"


class PartOne(models.Model):
    """How an organization orders part one of its book."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="part_one")
    sources_in = models.CharField(
        "ลำดับหัวข้อ", max_length=12, choices=SourcesIn, default=SourcesIn.INTRODUCTION
    )

    def __str__(self):
        return "ลำดับหัวข้อในส่วนที่ 1"

    @classmethod
    def of(cls, organization):
        """Return the organization's choice, or the usual one, not saved."""
        return getattr(organization, "part_one", None) or cls(organization=organization)


class PrintedTexts(models.Model):
    """The texts an announced version was printed with: it keeps them whatever is worded later."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="printed_texts")
    content = models.JSONField()  # texts.Texts
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"ข้อความในเล่มของ {self.version}"

    @classmethod
    def keep(cls, version):
        """Keep the texts of now for a version that is announced, unless it has them already."""
        cls.objects.get_or_create(
            version=version, defaults={"content": texts_of(version).settled()}
        )
