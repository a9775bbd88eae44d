from django.core.management.base import BaseCommand

from organizations import standards


class Command(BaseCommand):
    help = "Load programs, sources, categories, types, procedures, holidays and the register."

    def add_arguments(self, parser):
        parser.add_argument("--small", action="store_true", help="without the register")

    def handle(self, *args, small, verbosity, **options):
        for name, count in standards.load(with_register=not small):
            if verbosity:
                self.stdout.write(f"{name}: {count}")
