"""Mail to the staff of units that have not said they are done."""

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string

from ..models import UnitReminder
from .standing import standing_of


def remind(version, units, *, by, link):
    """Mail the staff of some units, each person one letter, or raise StepRefused.

    The rows are kept first: a slow mail server must not hold the database, nor mail twice.
    """
    people = {each.unit: each.staff for each in standing_of(version) if each.unit in units}
    kept = UnitReminder.keep(version, people, by=by)
    letters = [
        letter(version, unit, member, by=by, link=link)
        for unit, staff in people.items()
        for member in staff
    ]
    get_connection().send_messages(letters)
    return kept


def letter(version, unit, member, *, by, link):
    organization = version.organization
    context = {
        "version": version, "unit": unit, "member": member, "by": by, "link": link,
        "organization": organization, "deadline": version.finish_by(),
    }  # fmt: skip
    text = render_to_string("projects/collecting_reminder.txt", context)
    subject = f"[{organization}] รอรายการของ{unit} {version}"
    return EmailMessage(subject, text, to=[member.user.email])
