from importlib import import_module

from django.core.management.base import BaseCommand, CommandError

# modules of actionplan.benchmarks, in the order they are printed
PARTS = ["pages", "paper", "items", "forms", "overlaps", "imports"]
ON_REQUEST = ["paper_large"]


class Command(BaseCommand):
    help = "Measure pages, paper and work; ratios are to a baseline of the same run."

    def add_arguments(self, parser):
        parser.add_argument("part", nargs="*", help=", ".join(PARTS + ON_REQUEST), default=PARTS)

    def handle(self, *args, part, **options):
        if unknown := set(part) - set(PARTS + ON_REQUEST):
            raise CommandError(f"Unknown: {', '.join(sorted(unknown))}", returncode=2)
        for name in part:
            module = import_module(f"actionplan.benchmarks.{name}")
            try:
                self.table(module.HEAD, list(module.rows()))
            except (LookupError, RuntimeError) as error:
                raise CommandError(str(error)) from error

    def table(self, head, rows):
        rows = [head, *([str(cell) for cell in row] for row in rows)]
        widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
        for row in rows:
            cells = [row[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
            self.stdout.write("  ".join(cells))
        self.stdout.write("")
