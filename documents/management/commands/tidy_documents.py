from django.core.management.base import BaseCommand

from documents.tidying import tidy


class Command(BaseCommand):
    help = "Remove old files of documents by rule, as the worker does every day."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count what would go")

    def handle(self, *args, dry_run, **options):
        tidied = tidy(is_dry_run=dry_run)
        verb = "would go" if dry_run else "removed"
        self.stdout.write(
            f"{verb}: {tidied.files} old files (their rows stay), {tidied.rows} rows that came to"
            f" nothing, {tidied.unnamed} files without a row, {tidied.parts} printed parts"
        )
