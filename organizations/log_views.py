"""The log as people read it, as files, and whether it is whole."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_POST

from .access import member_may
from .chain import check
from .log_exports import csv_lines, json_lines
from .log_forms import LogFilter
from .log_reading import Row
from .models import LogCheck, LogEntry, LogHead
from .tasks import check_log, is_being_checked

PER_PAGE = 50
CHECKS_SHOWN = 10
AT_ONE_REQUEST = 20_000  # a longer log is walked by the worker


class LogPaginator(Paginator):
    """Pages of a log; how long the whole of it is, its head knows without counting."""

    head = None

    @cached_property
    def count(self):
        return self.head.number if self.head else super().count


@member_may("organizations.view_log")
def log(request):
    form = LogFilter(request.GET, member=request.member)
    context = {
        "filter": form,
        "title": form.title,
        "count_of_exceptions": LogEntry.objects.visible_to(request.member)
        .filter(is_exception=True)
        .count(),
        "last_check": LogCheck.objects.visible_to(request.member).first(),
        **page_of(form.found(), request, head_of(request) if not form.is_used else None),
    }
    return render(request, "organizations/log.html", context)


@member_may("organizations.home")
def mine(request):
    """Show a member the own acts, whatever the role."""
    entries = LogEntry.objects.visible_to(request.member).filter(member=request.member)
    return render(
        request, "organizations/log_mine.html", page_of(entries.order_by("-number"), request)
    )


@member_may("organizations.view_log")
def log_csv(request):
    """Stream the entries found, one line per changed field."""
    entries = LogFilter(request.GET, member=request.member).found()
    return download(request, csv_lines(entries.iterator()), "csv", "text/csv")


@member_may("organizations.view_log")
def log_json(request):
    """Stream the entries found with all that their hashes cover, oldest first."""
    form, head = LogFilter(request.GET, member=request.member), head_of(request)
    entries = form.found().order_by("number").iterator()
    lines = json_lines(entries, request.organization, head, is_everything=not form.is_used)
    return download(request, lines, "json", "application/json")


@member_may("organizations.view_log")
def log_check(request):
    """Show what the last walks over the chain found."""
    checks = LogCheck.objects.visible_to(request.member).select_related("by__user")
    context = {
        "checks": checks[:CHECKS_SHOWN],
        "head": head_of(request),
        "is_running": is_being_checked(request.organization),
    }
    return render(request, "organizations/log_check.html", context)


@require_POST
@member_may("organizations.view_log")
def run_log_check(request):
    head = head_of(request)
    if head and head.number > AT_ONE_REQUEST:
        if not is_being_checked(request.organization):
            check_log.enqueue(request.organization.pk, request.member.pk)
    else:
        tell(request, *check(request.organization, by=request.member))
    return redirect("organizations:log_check", request.organization.slug)


def tell(request, kept, flaw):
    if flaw:
        messages.error(request, f"บันทึกการใช้งานไม่ครบถ้วน {flaw.words}")
    else:
        messages.success(request, f"ตรวจแล้ว {kept.number:,} รายการ ครบทุกลำดับ ไม่พบการแก้")


def page_of(entries, request, head=None):
    """Return the context of one page of entries, each ready to read."""
    paginator = LogPaginator(entries, PER_PAGE)
    paginator.head = head
    page = paginator.get_page(request.GET.get("page"))
    return {"page_obj": page, "rows": [Row(entry) for entry in page]}


def head_of(request):
    return LogHead.objects.filter(organization=request.organization).first()


def download(request, lines, ending, content_type):
    response = StreamingHttpResponse(lines, content_type=content_type)
    name = f"log-{request.organization.slug}-{timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
