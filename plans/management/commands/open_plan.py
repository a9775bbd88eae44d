from django.core.management.base import BaseCommand, CommandError

from organizations.models import Organization
from organizations.roles import Role
from plans.models import Plan
from plans.workflow import Kind, StepRefused, Trigger
from thai.calendar import date_argument


class Command(BaseCommand):
    help = "Open a version of a year's plan with its triggering event."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("year", type=int, help="fiscal year, B.E.")
        parser.add_argument("--kind", choices=Kind.values, default=Kind.ORIGINAL)
        parser.add_argument("--trigger", choices=Trigger.values, required=True)
        parser.add_argument("--on", type=date_argument, required=True, help="YYYY-MM-DD")

    def handle(self, *args, slug, year, kind, trigger, on, **options):
        organization = Organization.objects.filter(slug=slug).first()
        if organization is None:
            raise CommandError(f"ไม่พบองค์กร {slug}")
        planners = organization.members.filter(is_active=True, role_rows__role=Role.PLANNER)
        try:
            version = Plan.open(
                organization,
                year,
                kind=Kind(kind),
                trigger=trigger,
                trigger_on=on,
                by=planners.first(),
            )
        except StepRefused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.stdout.write(str(version))
