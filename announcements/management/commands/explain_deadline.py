import json

from django.core.management.base import BaseCommand, CommandError

from organizations.holidays import calendar_for
from organizations.models import Organization
from thai.calendar import date_argument, weekday_date
from thai.periods import OTHER_READING_CITATION, explain


def some_days(text):
    days = int(text)
    if not 1 <= days <= 3650:
        raise ValueError
    return days


class Command(BaseCommand):
    help = "Explain a period: strict day, holiday or not, last working day before, the counted days"

    def add_arguments(self, parser):
        parser.add_argument("--start", required=True, type=date_argument, metavar="YYYY-MM-DD")
        parser.add_argument("--days", required=True, type=some_days, help="1 to 3650")
        parser.add_argument("--organization", metavar="SLUG", help="with its own holidays")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, start, days, organization, as_json, **options):
        town = Organization.objects.filter(slug=organization).first() if organization else None
        if organization and town is None:
            raise CommandError(f"ไม่พบองค์กร “{organization}”")
        deadline = explain(start, days, calendar_for(town))
        if as_json:
            self.stdout.write(json.dumps(deadline.to_json(), ensure_ascii=False))
            return
        for line in told(deadline):
            self.stdout.write(line)


def told(deadline):
    """Yield the sentences of an explained deadline, as the page words them."""
    yield f"เริ่มจาก{weekday_date(deadline.start)} ไม่นับวันแรก นับ {deadline.days} วัน"
    yield f"ครบกำหนด{weekday_date(deadline.strict)}"
    if deadline.is_holiday:
        yield f"ตรงกับ{deadline.holiday_name} ควรทำไม่เกิน{weekday_date(deadline.safe)}"
        yield f"ตาม{OTHER_READING_CITATION} จะเลื่อนเป็น{weekday_date(deadline.section_193_8)}"
    if not deadline.holidays_known:
        yield "ยังไม่มีรายการวันหยุดของปีนี้ รู้เฉพาะวันเสาร์และวันอาทิตย์"
    for number, day in enumerate(deadline.counted, start=1):
        yield f"{number:>4}  {weekday_date(day)}"
