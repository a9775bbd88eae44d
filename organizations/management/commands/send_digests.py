from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations import digests
from organizations.models import Organization
from thai.calendar import date_argument


class Command(BaseCommand):
    help = "Mail every member what newly waits, each thing once, at most every five days."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="one organization; without it, all")
        parser.add_argument(
            "--today", type=date_argument, default=None, help="another day than today"
        )
        parser.add_argument("--dry-run", action="store_true", help="say who would be mailed what")

    def handle(self, *args, slug, today, dry_run, **options):
        today = today or timezone.localdate()
        organization = Organization.objects.filter(slug=slug).first()
        if slug and organization is None:
            raise CommandError(f"no organization has the address {slug}")
        mailed, failed = 0, []
        for member in digests.readers(organization):
            try:
                letter = self.preview(member, today) if dry_run else digests.send(member, today)
            except OSError as error:
                failed.append(f"{member.user.email}: {error}")
                continue
            if letter:
                mailed += 1
                self.tell(letter)
        self.stdout.write(f"{mailed} {'would be mailed' if dry_run else 'mailed'}")
        if failed:
            raise CommandError("\n".join(failed))

    def preview(self, member, today):
        if digests.is_too_soon(member, today):
            return None
        return digests.letter_for(member, today)

    def tell(self, letter):
        slug, email = letter.member.organization.slug, letter.member.user.email
        self.stdout.write(f"{slug} {email}: {', '.join(task.title for task in letter.tasks)}")
