"""Who came in by a personal link acts in that town only, and only while the link is good."""

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect

from ..models import SeatLink
from .sessions import KEY

ENDED = "ลิงก์ส่วนตัวของท่านสิ้นสุดแล้ว หากยังต้องใช้ ขอลิงก์ใหม่จากผู้ออกลิงก์"


class SeatLinkMiddleware:
    """End the session of a link that ended, at the next request, and keep it in its town.

    A person may serve elsewhere in other roles, or have a password there: the link opens none of
    that, and nothing of the account itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        pk = request.session.get(KEY)
        request.seat_link = None
        if pk is not None:
            link = SeatLink.objects.with_people().filter(pk=pk).first()
            if link is None or not link.is_good or link.member.user_id != request.user.pk:
                logout(request)
                messages.warning(request, ENDED)
            else:
                request.seat_link = link
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        link = request.seat_link
        if link is None or getattr(view, "guard", "") == "public":
            return None
        if kwargs.get("organization") == link.organization.slug:
            return None
        return redirect(link.organization)
