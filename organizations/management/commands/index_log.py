from django.core.management.base import BaseCommand

from organizations.subjects import index_old


class Command(BaseCommand):
    help = "Let the trails also find entries from before there were trails; run once."

    def handle(self, *args, **options):
        self.stdout.write(f"{index_old()} entries indexed")
