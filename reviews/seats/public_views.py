"""The page of a personal link: nothing is known of its holder until the code is right."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_POST

from organizations.access import public
from plans.workflow import StepRefused

from ..models import SeatLink
from . import sessions
from .forms import CodeForm
from .letters import mail_code


def by_link(view):
    """Let a view run for whoever holds a good link; an unknown one is a page that is not there."""

    @wraps(view)
    def opened(request, organization, token):
        link = SeatLink.objects.at_link(organization, token)
        if link is None:
            return _answer(request, "unknown", 404)
        link.token = token
        request.organization = link.organization
        if reasons := link.reasons_against:
            return _answer(request, "closed", 410, reasons=reasons, link=link)
        return _private(view(request, link))

    return opened


def _answer(request, template, status=200, **context):
    return _private(render(request, f"public_seats/{template}.html", context, status=status))


def _private(response):
    """Keep a page whose address is a secret out of caches, search engines and logs.

    The referrer policy is the whole site's: "same-origin" tells no other site.
    """
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Django would write the address of a page of faults into its own log.
    response._has_been_logged = True
    return response


@public
@by_link
def enter(request, link):
    if request.seat_link == link:
        return redirect(link.organization)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if link.enter(form.cleaned_data["code"]):
            sessions.begin(request, link)
            messages.success(request, f"เข้าด้วยลิงก์ส่วนตัวแล้ว ทุกสิ่งที่ทำบันทึกในชื่อ {link.member}")
            return redirect(link.organization)
        form.add_error("code", _fault(link))
    return _answer(request, "enter", 422 if form.errors else 200, form=form, link=link)


def _fault(link):
    if link.tries_left:
        return f"รหัสไม่ถูกต้อง ลองได้อีก {link.tries_left} ครั้ง"
    return "รหัสนี้ใช้ไม่ได้หรือใช้ไม่ได้แล้ว ขอรหัสใหม่"


@require_POST
@public
@by_link
def ask_code(request, link):
    try:
        mail_code(link, link.code_to_mail())
        messages.success(request, "ส่งรหัสไปที่อีเมลที่ลงทะเบียนไว้แล้ว ใช้ได้ 15 นาที")
    except StepRefused as refused:
        messages.warning(request, " ".join(refused.reasons))
    except OSError:
        messages.warning(request, "ส่งอีเมลไม่ได้ในขณะนี้ ขอให้ผู้ออกลิงก์อ่านรหัสให้ฟัง")
    return redirect(link.address)
