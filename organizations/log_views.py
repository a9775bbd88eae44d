"""The log as people read it, and as a file."""

import csv

from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from .access import member_may
from .log_forms import LogFilter
from .log_words import sentence
from .models import LogEntry
from .spreadsheets import harmless

PER_PAGE = 50
COLUMNS = [
    "ลำดับ", "เวลา", "ผู้ทำ", "สิ่งที่ทำ", "ช่อง", "เดิม", "ใหม่", "เหตุผล", "กรณีพิเศษ", "รหัสยืนยัน",
]  # fmt: skip


@member_may("organizations.view_log")
def log(request):
    form = LogFilter(request.GET, member=request.member)
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("page"))
    everything = LogEntry.objects.visible_to(request.member)
    context = {
        "filter": form,
        "page_obj": page,
        "rows": [(entry, sentence(entry)) for entry in page],
        "count_of_exceptions": everything.filter(is_exception=True).count(),
    }
    return render(request, "organizations/log.html", context)


@member_may("organizations.view_log")
def log_csv(request):
    """Stream the entries found, one line per changed field."""
    entries = LogFilter(request.GET, member=request.member).found()
    response = StreamingHttpResponse(lines(entries.iterator()), content_type="text/csv")
    name = f"log-{request.organization.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class Echo:
    """A file that hands every written line straight on."""

    def write(self, line):
        return line


def lines(entries):
    writer = csv.writer(Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)  # the mark lets Excel read Thai
    for entry in entries:
        for field, (before, after) in (entry.changes or {"": ["", ""]}).items():
            cells = [
                entry.number,
                timezone.localtime(entry.at).isoformat(timespec="seconds"),
                entry.actor,
                sentence(entry),
                field,
                before,
                after,
                entry.reason,
                "1" if entry.is_exception else "0",
                entry.hash,
            ]
            yield writer.writerow([harmless(cell) for cell in cells])
