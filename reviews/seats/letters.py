"""Mails to a member without an account: the link, and the code it asks for. Plain text, short."""

from django.core.mail import send_mail
from django.template.loader import render_to_string


def mail_link(link, address):
    """Mail a member their link."""
    _mail(link, "ลิงก์ส่วนตัวของกรรมการ", "link", {"address": address})


def mail_code(link, code):
    """Mail a member the code that opens the link."""
    _mail(link, "รหัสเข้าลิงก์ส่วนตัว", "code", {"code": code})


def _mail(link, subject, name, context):
    context |= {"link": link, "organization": link.organization}
    text = render_to_string(f"reviews/seat_{name}_mail.txt", context)
    send_mail(f"[{link.organization}] {subject}", text, None, [link.member.user.email])
