"""One printing of a paper: asked for, made in the background, kept with its hash."""

import logging
import secrets
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from functools import cached_property

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.models import Member
from organizations.roles import Role
from plans.models import Plan, PlanVersion
from plans.workflow import StepRefused
from thai.calendar import long_date

from . import rendering_queries, tasks
from .form_models import PrintedForm, layout_of
from .notice import NoticeFacts
from .paper import PrintFault
from .papers.registry import BOOK, PAPERS
from .part_store import PartStore
from .printed_book import PrintedBook
from .pulse import Cancelled, Pulse, beating
from .rendering_queries import SILENT_AFTER, WAITING, RenderingQuerySet
from .text_models import PrintedTexts
from .texts import TextFault
from .unchanged import hash_now

logger = logging.getLogger(__name__)

LATE_AFTER = timedelta(minutes=1)  # in the queue while no worker is at work: there is none
TRIES = 2  # what killed its worker twice would do so again
INTERRUPTED = "หยุดกลางคัน เพราะตัวทำงานเบื้องหลังหยุดทำงาน ส่วนที่พิมพ์เสร็จแล้วยังอยู่ กดลองใหม่เพื่อทำต่อ"


class Rendering(models.Model):
    """One printing of a paper of a version, in one format.

    `version` is empty for a paper about the plan of the day `as_of`: the consolidated book.
    """

    Format = rendering_queries.Format
    State = rendering_queries.State

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="renderings")
    version = models.ForeignKey(
        PlanVersion, models.PROTECT, null=True, blank=True, related_name="renderings"
    )
    as_of = models.DateField(null=True, blank=True)
    paper = models.CharField(max_length=20, default=BOOK)  # a key of PAPERS
    format = models.CharField(max_length=4, choices=Format)
    content_hash = models.CharField(max_length=64)  # of everything printed, texts and settings too
    facts = models.JSONField(null=True, blank=True)  # of the notice; given when it is announced
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)  # how often a worker began it
    progress = models.CharField(max_length=200, blank=True)
    parts_done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField(default=0)  # 0 until it is known how many
    beat_at = models.DateTimeField(null=True, blank=True)  # the last sign of life of its worker
    error = models.TextField(blank=True)
    file = models.FileField(upload_to="books/%Y/%m/", blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)  # so far, while it is printed
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
            models.UniqueConstraint(
                fields=["plan", "paper", "format", "content_hash"],
                condition=Q(state__in=["queued", "running"]),
                name="one_waiting_rendering_of_a_content",
            ),
        ]

    def __str__(self):
        title = "" if self.paper == BOOK else f"{self.title} "
        return f"{self.version or self.plan} {title}{self.get_format_display()}"

    def get_absolute_url(self):
        return reverse("documents:detail", args=[self.plan.organization.slug, self.pk])

    @property
    def kind(self):
        return PAPERS[self.paper]

    @property
    def title(self):
        """What it is called: เล่มแผน, or the name of another paper."""
        return self.kind.title

    @property
    def is_ready(self):
        return self.state == self.State.DONE and bool(self.file)

    @property
    def is_tidied(self):
        """Say whether its file was removed by rule; the hash stays as a record."""
        return self.state == self.State.DONE and not self.file

    @property
    def is_waiting(self):
        return self.state in WAITING

    @property
    def is_failed(self):
        return self.state == self.State.FAILED

    @property
    def is_running(self):
        return self.state == self.State.RUNNING

    @property
    def is_lost(self):
        """Say whether a worker began it and gave no sign of life since."""
        seen = timezone.now() - SILENT_AFTER
        return self.is_running and (self.beat_at is None or self.beat_at <= seen)

    @property
    def is_late(self):
        """Say whether it waits though nothing is being printed: there may be no worker."""
        waits_long = self.asked_at <= timezone.now() - LATE_AFTER
        is_queued = self.state == self.State.QUEUED
        return is_queued and waits_long and not Rendering.objects.alive().exists()

    @cached_property
    def jobs_before(self):
        """Return how many printings of all organizations a worker finishes before this one."""
        queued = Rendering.objects.filter(state=self.State.QUEUED).before(self)
        return queued.count() + Rendering.objects.alive().exclude(pk=self.pk).count()

    @property
    def time_taken(self):
        """Return how long it has been printed, or was: "1 นาที 12 วินาที"."""
        until = self.finished_at or timezone.now()
        taken = max(until - self.started_at, timedelta()) if self.started_at else timedelta()
        minutes, seconds = divmod(int(taken.total_seconds()), 60)
        return f"{minutes} นาที {seconds} วินาที" if minutes else f"{seconds} วินาที"

    @property
    def about(self):
        """What it is of: a version, or the plan as it stood on a day."""
        if self.version_id:
            return str(self.version)
        of_day = "แผนฉบับรวมถึง" if self.paper == BOOK else "ข้อมูลถึง"
        return f"{self.plan} {of_day} {long_date(self.as_of)}"

    @property
    def file_name(self):
        """What a browser saves it as: nakhonsawan-2568-original.pdf."""
        part = self.version.slug if self.version_id else f"consolidated-{self.as_of:%Y-%m-%d}"
        slug, year = self.plan.organization.slug, self.plan.fiscal_year
        paper = "" if self.paper == BOOK else f"-{self.paper.replace('_', '-')}"
        return f"{slug}-{year}-{part}{paper}.{self.format}"

    @classmethod
    def ask(cls, version, format, paper=BOOK, *, by, facts=None):
        """Return a rendering of what the version holds now: a finished or waiting one, else a new.

        `facts` (NoticeFacts) come from the announcement; later askers get the same signed notice.
        Raises StepRefused when an own text cannot be printed.
        """
        if announced := cls.objects.announced_as(version, format, paper):
            return announced  # for ever the file that was announced, whatever prints today
        if facts and version.is_announced:
            PrintedTexts.keep(version)
        facts = facts or cls.facts_of(version)
        if facts and paper == BOOK:
            PrintedForm.keep(version, layout_of(version))
        try:
            content_hash = hash_now(version, paper, facts)
        except TextFault as fault:
            raise StepRefused(version, *fault.args) from fault
        return cls._ask(
            content_hash, format=format, paper=paper, by=by, plan=version.plan,
            version=version, facts=facts and facts.to_json(),
        )  # fmt: skip

    @classmethod
    def ask_consolidated(cls, plan, on, format, paper=BOOK, *, by):
        """Return a rendering about everything in force on a day, as `ask` does."""
        kind = PAPERS[paper]
        try:
            content_hash = kind.content_hash(kind.compose_on(plan, on))
        except (TextFault, LookupError) as fault:
            raise StepRefused(plan, *fault.args) from fault
        return cls._ask(content_hash, format=format, paper=paper, by=by, plan=plan, as_of=on)

    @classmethod
    def _ask(cls, content_hash, *, plan, paper, format, by, **what):
        """Return the one rendering of a content, however many ask for it at the same instant."""
        same = cls.objects.filter(
            plan=plan, paper=paper, format=format, content_hash=content_hash
        ).select_related("plan__organization", "version")
        if finished := same.finished().first():
            return finished
        for lost in same.lost():
            lost.give_up()
        with transaction.atomic():
            # The task is a row of the same transaction: both are there, or neither.
            rendering, is_new = cls.objects.get_or_create(
                plan=plan, paper=paper, format=format, content_hash=content_hash,
                state__in=WAITING, defaults={"asked_by": by, **what},
            )  # fmt: skip
            if is_new:
                tasks.make.enqueue(rendering.pk)
                record(by, "print", rendering, organization=plan.organization)
        return rendering

    @classmethod
    def facts_of(cls, version):
        """Return the NoticeFacts the version was announced with, or None."""
        told = cls.objects.filter(version=version, facts__isnull=False).first()
        return NoticeFacts.from_json(told.facts) if told else None

    @property
    def is_announced(self):
        """Say whether it is one of the papers that an announcement publishes."""
        return self.facts is not None and self.format == self.Format.PDF

    def why_not_cancelled_by(self, member):
        """Return the sentence that refuses it: it is for who asked, and for the planner."""
        if not self.is_waiting:
            return f"ยกเลิกไม่ได้ เพราะเอกสารนี้{self.get_state_display()}"
        if self.is_announced:
            return "เอกสารนี้เผยแพร่พร้อมประกาศ ยกเลิกการจัดทำไม่ได้"
        if member.is_planner or member.pk == self.asked_by_id:
            return ""
        return f"ผู้ยกเลิกได้คือผู้ขอ ({self.asked_by}) หรือ{Role.PLANNER.label}"

    @transaction.atomic
    def cancel(self, *, by):
        """Let nobody begin it, or stop it at the next part, or raise StepRefused."""
        if reason := self.why_not_cancelled_by(by):
            raise StepRefused(self, reason)
        cancelled = {"state": self.State.CANCELLED, "progress": "", "pages": 0}
        rows = Rendering.objects.waiting()
        if not self._change(rows, finished_at=timezone.now(), **cancelled):
            raise StepRefused(self, self.why_not_cancelled_by(by))
        record(by, "cancel printing", self)

    @property
    def why_not_retried(self):
        """Return the sentence that refuses to make it again."""
        is_at_work = self.is_waiting and not self.is_lost and not self.is_late
        if is_at_work or self.is_ready:
            return f"ไม่ต้องจัดทำอีก เพราะเอกสารนี้{self.get_state_display()}"
        return ""

    def retry(self, *, by):
        """Return a rendering of the content of now, for one that came to nothing or is gone."""
        if reason := self.why_not_retried:
            raise StepRefused(self, reason)
        if self.is_late:
            tasks.make.enqueue(self.pk)  # should the first task have gone with its worker
            return self
        if self.is_lost:
            self.give_up()
        if self.version_id is None:
            plan, on = self.plan, self.as_of
            return Rendering.ask_consolidated(plan, on, self.format, self.paper, by=by)
        version = PlanVersion.objects.with_plan().get(pk=self.version_id)
        return Rendering.ask(version, self.format, self.paper, by=by)

    def give_up(self):
        """Mark one whose worker is gone; it came to nothing until somebody asks again."""
        self._change(Rendering.objects.lost(), **_failed(INTERRUPTED))

    def rescue(self):
        """Put one whose worker is gone in the queue again, once; then give it up."""
        if not self.is_running:
            return
        if self.is_lost:
            self._put_back(Rendering.objects.lost())
        else:
            self._look_again()

    @transaction.atomic
    def _put_back(self, rows):
        """Let the next worker begin it again; what stops a second one is given up."""
        if self.attempts >= TRIES:
            self._change(rows, **_failed(INTERRUPTED))
        elif self._change(rows, state=self.State.QUEUED, progress=""):
            tasks.make.enqueue(self.pk)

    def _look_again(self):
        """Have a worker look whether it is still printed: the one that prints it may be killed."""
        after = timezone.now() + SILENT_AFTER
        tasks.rescue.using(run_after=after).enqueue(self.pk)

    def compose(self):
        """Return the content this rendering is of, as it is now."""
        if self.version_id is None:
            return self.kind.compose_on(self.plan, self.as_of)
        version = PlanVersion.objects.with_plan().get(pk=self.version_id)
        facts = NoticeFacts.from_json(self.facts) if self.facts else None
        return self.kind.compose(version, facts=facts)

    def make(self):
        """Print it now and keep the file; what goes wrong is kept too, with a reference."""
        now = timezone.now()
        begun = {"started_at": now, "beat_at": now, "attempts": self.attempts + 1}
        fresh = {"parts": 0, "parts_done": 0, "pages": 0, "progress": "", "error": ""}
        queued = Rendering.objects.filter(state=self.State.QUEUED)
        if not self._change(queued, state=self.State.RUNNING, **begun, **fresh):
            return  # another worker has it, or it was cancelled
        self._look_again()
        try:
            self._print()
        except Cancelled:
            logger.info("Rendering %s was cancelled", self.pk)
        except (TextFault, PrintFault) as fault:
            self._fail("\n".join(fault.args))
        except BrokenProcessPool:  # the system ended a process that printed a part
            self._put_back(self._ours)
        except Exception:
            reference = secrets.token_hex(4)
            logger.exception("Rendering %s failed, reference %s", self.pk, reference)
            self._fail(f"ระบบขัดข้อง แจ้งผู้ดูแลระบบพร้อมรหัสอ้างอิง {reference}")
        except BaseException:  # the worker is told to stop at once
            self._put_back(self._ours)
            raise

    def _print(self):
        content = self.compose()
        paper = self._paper_of(content)
        self.file.save(self.file_name, ContentFile(paper.data), save=False)
        made = {
            # what was printed, should it have changed meanwhile
            "content_hash": self.kind.content_hash(content),
            "sha256": paper.sha256, "size": len(paper.data), "pages": paper.pages,
            "made_with": paper.made_with, "progress": "", "error": "", "file": self.file.name,
        }  # fmt: skip
        done = {"state": self.State.DONE, "finished_at": timezone.now()}
        with transaction.atomic():
            if not self._change(self._ours, **done, **made):
                self.file.storage.delete(made["file"])
                raise Cancelled
            if self.is_announced and self.paper == BOOK:
                PrintedBook.keep(self, content)

    def _paper_of(self, content):
        printer, pulse = self.kind.printers[self.format], Pulse(self._ours)
        if self.format != self.Format.PDF:
            pulse.write(progress="กำลังเขียนไฟล์")
            with beating(self._ours):
                return printer(content)
        pulse.write(progress="กำลังแบ่งส่วน")
        return printer(content, PartStore(), pulse)

    @property
    def _ours(self):
        """The row as long as it is ours: a worker given up as lost finds a later attempt there."""
        return Rendering.objects.filter(
            pk=self.pk, state=self.State.RUNNING, attempts=self.attempts
        )

    def _fail(self, error):
        self._change(self._ours, **_failed(error))

    def _change(self, rows, **fields):
        """Write fields if the row is still among `rows`; say whether it was.

        Compare and swap: of two workers, or a worker and somebody who cancels, one wins.
        """
        is_changed = bool(rows.filter(pk=self.pk).update(**fields))
        self.refresh_from_db()
        return is_changed


def _failed(error):
    return {
        "state": Rendering.State.FAILED, "error": error, "progress": "", "pages": 0,
        "finished_at": timezone.now(),
    }  # fmt: skip
