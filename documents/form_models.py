"""The forms of the book as data: the nation's templates, an organization's choice, what was used.

Announced plans keep the layout they were printed with, whatever is chosen or begins later.
"""

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from organizations.audit import record
from organizations.models import Member, Organization
from plans.models import PlanVersion
from plans.workflow import StepRefused

from .form_layouts import STANDARD, FormLayout, differences, in_words, name_of


class FormTemplateQuerySet(models.QuerySet):
    def in_force(self, on):
        """Return the newest template that had begun on a day, else the oldest there is."""
        return self.filter(in_force_on__lte=on).last() or self.first()


class FormTemplate(models.Model):
    """One set of forms with the day it began; a shipped one is never changed, a newer follows."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField("ชื่อแบบ", max_length=200)
    in_force_on = models.DateField("เริ่มใช้")
    citation = models.CharField("ที่มา", max_length=300)
    version = models.PositiveSmallIntegerField("รุ่น", default=1)
    layout = models.JSONField()  # flat, see form_layouts

    objects = FormTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["in_force_on", "version", "pk"]

    def __str__(self):
        return self.name


class FormChoice(models.Model):
    """The template an organization prints with, and the few places it changed."""

    organization = models.OneToOneField(Organization, models.CASCADE, related_name="form_choice")
    template = models.ForeignKey(FormTemplate, models.PROTECT, related_name="+")
    overrides = models.JSONField(default=dict, blank=True)
    chosen_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.template.name

    def get_absolute_url(self):
        return reverse("documents:forms", args=[self.organization.slug])

    @property
    def flat(self):
        return {**self.template.layout, **self.overrides}

    @classmethod
    def of(cls, organization, on=None):
        """Return an organization's choice; while it made none, the template in force on a day."""
        chosen = cls.objects.filter(organization=organization).select_related("template").first()
        if chosen:
            return chosen
        template = FormTemplate.objects.in_force(on or timezone.localdate())
        template = template or FormTemplate(name="มาตรฐาน", layout=STANDARD.to_flat())
        return cls(organization=organization, template=template)

    @classmethod
    @transaction.atomic
    def choose(cls, organization, template, flat, *, by):
        """Print with a template and what `flat` changes in it; refused when nothing changes.

        What is announced already is settled first: it keeps the forms it had.
        """
        Organization.objects.select_for_update().get(pk=organization.pk)
        before = cls.of(organization)
        after = FormLayout.from_flat(flat).to_flat()
        changed = differences(after, before.flat)
        if before.pk and before.template == template and not changed:
            raise StepRefused(before, "ไม่มีอะไรเปลี่ยนไปจากแบบที่ใช้อยู่")
        PrintedForm.settle(organization)
        words = {name_of(p): [in_words(p, before.flat.get(p, "")), in_words(p, v)]
                 for p, v in changed.items()}  # fmt: skip
        if before.template != template:
            words = {"แบบ": [before.template.name, template.name], **words}
        choice, _ = cls.objects.update_or_create(
            organization=organization,
            defaults={
                "template": template,
                "overrides": differences(after, template.layout),
                "chosen_by": by,
                "chosen_at": timezone.now(),
            },
        )
        record(by, "edit", choice, changes=words)
        return choice


class PrintedForm(models.Model):
    """The layout an announced version was printed with: kept, so that its book can be rebuilt."""

    version = models.OneToOneField(PlanVersion, models.CASCADE, related_name="printed_form")
    layout = models.JSONField()  # flat, digits settled
    kept_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return str(self.version)

    @classmethod
    def keep(cls, version, layout):
        """Keep the layout of a version that is being announced; what is kept stays."""
        cls.objects.get_or_create(version=version, defaults={"layout": layout.to_flat()})

    @classmethod
    def settle(cls, organization):
        """Keep the layout of every announced version that has none kept yet."""
        left = PlanVersion.objects.filter(
            plan__organization=organization, announced_on__isnull=False, printed_form=None
        )
        for version in left.with_plan():
            cls.keep(version, layout_of(version))


def layout_of(version):
    """Return the FormLayout a version's book is printed with, its digits settled."""
    kept = PrintedForm.objects.filter(version=version).first()
    if kept:
        return FormLayout.from_flat(kept.layout)
    organization = version.organization
    choice = FormChoice.of(organization, version.announced_on)
    return FormLayout.from_flat(choice.flat).in_digits(organization.digit_style)
