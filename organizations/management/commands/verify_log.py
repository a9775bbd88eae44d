from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.audit import first_broken
from organizations.models import Organization


class Command(BaseCommand):
    help = "Walk the chain of log entries and name the first broken one."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="one organization; without it, all")

    def handle(self, *args, slug, **options):
        organizations = Organization.objects.all()
        if slug:
            organizations = organizations.filter(slug=slug)
            if not organizations:
                raise CommandError(f"no organization has the address {slug}")
        broken = [line for line in map(self.check_chain, organizations) if line]
        if broken:
            raise CommandError("\n".join(broken))

    def check_chain(self, organization):
        """Print that the chain is whole, or return what is broken."""
        entry = first_broken(organization)
        if entry is None:
            count = organization.log_entries.count()
            self.stdout.write(f"{organization.slug}: {count} entries, whole")
            return ""
        at = timezone.localtime(entry.at).isoformat(timespec="seconds")
        return f"{organization.slug}: broken at entry {entry.number}, {at}, {entry}"
