from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from organizations.creation import create_from_register, invite_admin


class Command(BaseCommand):
    help = "Create an organization from the national register, with its starting units."

    def add_arguments(self, parser):
        parser.add_argument("--code", required=True, help="of the register, such as 6560115")
        parser.add_argument("--slug", required=True, help="its address, such as maesai")
        parser.add_argument("--admin-email", help="who is invited to invite everybody else")

    def handle(self, *args, code, slug, admin_email, **options):
        try:
            with transaction.atomic():
                if admin_email:
                    validate_email(admin_email)
                organization = create_from_register(code, slug)
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        units = organization.units.count()
        self.stdout.write(f"{organization.full_name} /{organization.slug}/ {units} units")
        if admin_email:
            invite_admin(organization, admin_email, link_for=link_for)
            self.stdout.write(f"invited {admin_email}")


def link_for(token):
    return settings.SITE_URL + reverse("invitation", args=[token])
