from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.chain import check
from organizations.models import Organization


class Command(BaseCommand):
    help = "Walk the chain of log entries and name the first broken one."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="one organization; without it, all")
        parser.add_argument(
            "--expect",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            help="also compare with what a mail or an export says; needs the slug",
        )

    def handle(self, *args, slug, expect, **options):
        organizations = Organization.objects.all()
        if slug:
            organizations = organizations.filter(slug=slug)
            if not organizations:
                raise CommandError(f"no organization has the address {slug}")
        elif expect:
            raise CommandError("--expect is about one organization: name it", returncode=2)
        expected = [noted(text) for text in expect]
        broken = [line for town in organizations if (line := self.walk(town, expected))]
        if broken:
            raise CommandError("\n".join(broken))

    def walk(self, organization, expected):
        """Print that the chain is whole, or return what is broken."""
        kept, flaw = check(organization, expected=expected)
        if flaw is None:
            end = f", {kept.number}:{kept.hash}" if kept.number else ""
            self.stdout.write(f"{organization.slug}: {kept.number} entries, whole{end}")
            return ""
        line = f"{organization.slug}: broken at entry {flaw.number}: {flaw.fault.value}"
        if flaw.entry:
            at = timezone.localtime(flaw.entry.at).isoformat(timespec="seconds")
            line += f", {at}, {flaw.entry}"
        return line


def noted(text):
    """Return (number, hash) of NUMBER:HASH."""
    number, _, digest = text.partition(":")
    if not number.isdecimal() or not digest:
        raise CommandError(f"{text} is not NUMBER:HASH", returncode=2)
    return int(number), digest
