import logging
import secrets
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.fields import RepairedTextField
from organizations.models import Member, Organization
from plans.models import Plan, PlanVersion
from plans.workflow import Stage, StepRefused

from . import docx, pdf, tasks, xlsx
from .form_models import FormChoice, FormTemplate, PrintedForm  # noqa: F401  (models)
from .notice import NoticeFacts
from .paper import PrintFault
from .part_store import PartStore
from .plan_book import compose, compose_consolidated, texts_of
from .texts import WORDINGS, SourcesIn, TextFault

logger = logging.getLogger(__name__)

LOST_AFTER = timedelta(minutes=15)  # a worker that was switched off never comes back to its job


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


class RenderingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Keep those of versions the member may read, and of the plan in force."""
        versions = PlanVersion.objects.visible_to(member)
        mine = self.filter(plan__organization=member.organization)
        return mine.filter(Q(version__isnull=True) | Q(version__in=versions))

    def finished(self):
        return self.filter(state=Rendering.State.DONE)

    def announced(self):
        """Keep finished books that carry the signed notice of an announced version: public ones."""
        return self.finished().filter(facts__isnull=False, version__stage=Stage.ANNOUNCED)

    def useful(self):
        """Keep what is finished, and what is waiting and not lost."""
        waiting = Q(state__in=[Rendering.State.QUEUED, Rendering.State.RUNNING])
        not_lost = Q(asked_at__gt=timezone.now() - LOST_AFTER)
        return self.filter(Q(state=Rendering.State.DONE) | waiting & not_lost)


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
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="renderings")
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="renderings"
    )
    as_of = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=20, default="book")  # which of the papers: the plan book…
    format = models.CharField(max_length=4, choices=Format)
    content_hash = models.CharField(max_length=64)  # of everything printed, texts and settings too
    facts = models.JSONField(null=True, blank=True)  # of the notice; given when it is announced
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    progress = models.CharField(max_length=200, blank=True)
    parts_done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)  # 0 until it is known how many
    beat_at = models.DateTimeField(null=True, blank=True)  # the last sign of life of its worker
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
        ordering = ["-asked_at", "-pk"]
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

    def get_absolute_url(self):
        return reverse("documents:detail", args=[self.plan.organization.slug, self.pk])

    @property
    def is_ready(self):
        return self.state == self.State.DONE

    @property
    def is_waiting(self):
        return self.state in {self.State.QUEUED, self.State.RUNNING}

    @property
    def is_lost(self):
        return self.is_waiting and self.asked_at <= timezone.now() - LOST_AFTER

    @property
    def file_name(self):
        """What a browser saves it as: nakhonsawan-2568-original.pdf."""
        part = self.version.slug if self.version_id else f"consolidated-{self.as_of:%Y-%m-%d}"
        slug, year = self.plan.organization.slug, self.plan.fiscal_year
        return f"{slug}-{year}-{part}.{self.format}"

    @classmethod
    def ask(cls, version, format, *, by, facts=None):
        """Return a rendering of what the version holds now: a finished or waiting one, else a new.

        `facts` (NoticeFacts) come from the announcement; later askers get the same signed notice.
        Raises StepRefused when an own text cannot be printed.
        """
        if facts and version.is_announced:
            PrintedTexts.keep(version)
        facts = facts or cls.facts_of(version)
        try:
            book = compose(version, facts=facts)
        except TextFault as fault:
            raise StepRefused(version, *fault.args) from fault
        if facts:
            PrintedForm.keep(version, book.layout)
        return cls._ask(
            book, format=format, by=by, plan=version.plan, version=version,
            facts=facts and facts.to_json(),
        )  # fmt: skip

    @classmethod
    def ask_consolidated(cls, plan, on, format, *, by):
        """Return a rendering of everything in force on a day, as `ask` does."""
        try:
            book = compose_consolidated(plan, on)
        except (TextFault, LookupError) as fault:
            raise StepRefused(plan, *fault.args) from fault
        return cls._ask(book, format=format, by=by, plan=plan, as_of=on)

    @classmethod
    def _ask(cls, book, *, by, **what):
        same = cls.objects.filter(
            plan=what["plan"], format=what["format"], content_hash=book.content_hash
        )
        with transaction.atomic():
            rendering = same.useful().first()
            if rendering is None:
                rendering = cls.objects.create(content_hash=book.content_hash, asked_by=by, **what)
                # After the commit, or the worker might look for a row that is not there yet.
                transaction.on_commit(lambda: tasks.make.enqueue(rendering.pk))
        return rendering

    @classmethod
    def facts_of(cls, version):
        """Return the NoticeFacts the version was announced with, or None."""
        told = cls.objects.filter(version=version, facts__isnull=False).first()
        return NoticeFacts.from_json(told.facts) if told else None

    def compose(self):
        """Return the book this rendering is of, as it is now."""
        if self.version_id is None:
            return compose_consolidated(self.plan, self.as_of)
        version = PlanVersion.objects.with_plan().get(pk=self.version_id)
        return compose(version, facts=NoticeFacts.from_json(self.facts) if self.facts else None)

    def make(self):
        """Print it now and keep the file; what goes wrong is kept too, with a reference."""
        queued = Rendering.objects.filter(pk=self.pk, state=self.State.QUEUED)
        if not queued.update(state=self.State.RUNNING, started_at=timezone.now()):
            return  # another worker has it
        self.refresh_from_db()
        try:
            self._print()
        except (TextFault, PrintFault, LookupError) as fault:
            self._fail("\n".join(fault.args))
        except Exception:
            reference = secrets.token_hex(4)
            logger.exception("Rendering %s failed, reference %s", self.pk, reference)
            self._fail(f"ระบบขัดข้อง แจ้งผู้ดูแลระบบพร้อมรหัสอ้างอิง {reference}")

    def _print(self):
        book = self.compose()
        self.progress = f"กำลังจัดหน้า {len(book.rows):,} รายการ"
        self.save(update_fields=["progress"])
        paper = self._paper_of(book)
        self.file.save(self.file_name, ContentFile(paper.data), save=False)
        self.content_hash = book.content_hash  # what was printed, should it have changed meanwhile
        self.sha256, self.size, self.pages = paper.sha256, len(paper.data), paper.pages
        self.made_with, self.progress, self.error = paper.made_with, "", ""
        self.state, self.finished_at = self.State.DONE, timezone.now()
        self.save()

    def _paper_of(self, book):
        if self.format != self.Format.PDF:
            return PRINTERS[self.format](book)
        store = PartStore()
        paper = pdf.render(book, store, self._tell)
        store.sweep()
        return paper

    def _tell(self, done, parts, pages):
        self.progress = f"จัดหน้าแล้ว {done} จาก {parts} ส่วน {pages:,} หน้า"
        Rendering.objects.filter(pk=self.pk).update(progress=self.progress)

    def _fail(self, error):
        self.state, self.error, self.progress = self.State.FAILED, error, ""
        self.finished_at = timezone.now()
        self.save()


PRINTERS = {
    Rendering.Format.PDF: pdf.render,
    Rendering.Format.DOCX: docx.render,
    Rendering.Format.XLSX: xlsx.render,
}
