from django.conf import settings
from django.core.management.base import BaseCommand

from actionplan import demo
from actionplan.demo_people import accounts


class Command(BaseCommand):
    help = "Load real organizations in every stage, one user per role; harmless when repeated."

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="only print the accounts")

    def handle(self, *args, accounts, **options):
        if not accounts:
            for sentence in demo.load():
                self.stdout.write(sentence)
        self.print_accounts()

    def print_accounts(self):
        self.stdout.write(f"Demo accounts (password of all: {settings.DEMO_PASSWORD})")
        organization = None
        for town, roles, email in accounts():
            if town != organization:
                organization = town
                self.stdout.write(f"  {town.full_name}  /{town.slug}/")
            self.stdout.write(f"    {email:36} {roles}")
