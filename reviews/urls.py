from django.urls import path

from organizations.roles import Body

from . import (
    call_views,
    correction_views,
    decision_views,
    exemption_views,
    interest_views,
    meeting_views,
    minutes_views,
    paper_views,
    remark_views,
    views,
)
from .seats.urls import seat_patterns

V = "plans/<int:year>/<slug:version>/"
SUPPORT = {"body": Body.SUPPORT_COMMITTEE}
COMMITTEE = {"body": Body.COMMITTEE}
PDF, DOCX = {"format": "pdf"}, {"format": "docx"}

app_name = "reviews"
urlpatterns = [
    *seat_patterns,
    path(f"{V}agreement/", views.agreement, name="agreement"),
    path(f"{V}agreement/send/confirm/", views.start_confirm, SUPPORT, name="send_draft_confirm"),
    path(f"{V}agreement/send/", views.start, SUPPORT, name="send_draft"),
    path(f"{V}agreement/answer/", views.answer, name="answer"),
    path(f"{V}agreement/close/confirm/", views.close_confirm, name="close_confirm"),
    path(f"{V}agreement/close/", views.close, name="close"),
    path(f"{V}review/", views.review, name="review"),
    path(f"{V}review/send/confirm/", views.start_confirm, COMMITTEE, name="start_confirm"),
    path(f"{V}review/send/", views.start, COMMITTEE, name="start"),
    path(f"{V}review/items/<slug:code>/", views.item, name="item"),
    path(f"{V}review/items/<slug:code>/verdict/", views.give_verdict, name="give_verdict"),
    path(f"{V}review/items/<slug:code>/stake/", interest_views.declare, name="declare_interest"),
    path(f"{V}review/stakes/<int:pk>/", interest_views.withdraw, name="withdraw_interest"),
    path(f"{V}review/agree/confirm/", views.agree_rest_confirm, name="agree_rest_confirm"),
    path(f"{V}review/agree/", views.agree_rest, name="agree_rest"),
    path(f"{V}review/remarks/", remark_views.remarks, name="remarks"),
    path(f"{V}review/remarks/add/", remark_views.add_remark, name="add_remark"),
    path(f"{V}review/remarks/<int:pk>/", remark_views.remark, name="remark"),
    path(f"{V}review/remarks/<int:pk>/say/", remark_views.say, name="say"),
    path(f"{V}review/remarks/<int:pk>/unit/", remark_views.assign, name="assign_remark"),
    path(f"{V}review/remarks/<int:pk>/settle/", remark_views.settle, name="settle_remark"),
    path(f"{V}review/remarks/<int:pk>/answer/", remark_views.reply, name="reply"),
    path(f"{V}review/paper/", paper_views.paper, name="paper"),
    path(f"{V}review/paper/sheets/<int:number>.pdf", paper_views.remark_sheet, name="remark_sheet"),
    path(f"{V}review/paper/<int:pk>/", paper_views.key_in_member, name="key_in_member"),
    path(f"{V}review/paper/<int:pk>/<int:number>/", paper_views.key_in_sheet, name="key_in_sheet"),
    path(f"{V}resolution/", meeting_views.resolution, name="resolution"),
    path(f"{V}resolution/draft/", meeting_views.draft_resolution, name="draft_resolution"),
    path(f"{V}resolution/confirm/confirm/", meeting_views.confirm_confirm, name="confirm_confirm"),
    path(f"{V}resolution/confirm/", meeting_views.confirm, name="confirm"),
    path(
        f"{V}resolution/withdraw/confirm/", meeting_views.withdraw_confirm, name="withdraw_confirm"
    ),
    path(f"{V}resolution/changes/", correction_views.corrections, name="corrections"),
    path(f"{V}resolution/changes/fulfil/", correction_views.fulfil, name="fulfil"),
    path(f"{V}resolution/changes/give-up/", correction_views.give_up, name="give_up"),
    path(f"{V}resolution/withdraw/", meeting_views.withdraw, name="withdraw"),
    path(f"{V}exceptions/", exemption_views.exemptions, name="exemptions"),
    path(f"{V}exceptions/allow/", exemption_views.allow, name="allow_exemption"),
    path(f"{V}exceptions/<int:pk>/withdraw/", exemption_views.withdraw, name="withdraw_exemption"),
    path("meetings/", meeting_views.meeting_list, name="meetings"),
    path("meetings/add/", meeting_views.add_meeting, COMMITTEE, name="add_meeting"),
    path("meetings/add/<slug:body>/", meeting_views.add_meeting, name="add_meeting_of"),
    path("meetings/call/<slug:body>/", call_views.call_meeting, name="call_meeting"),
    path("meetings/<int:pk>/", meeting_views.meeting, name="meeting"),
    path("meetings/<int:pk>/decide/<int:round_pk>/", decision_views.decide, name="decide"),
    path("meetings/<int:pk>/move/", call_views.move_meeting, name="move_meeting"),
    path("meetings/<int:pk>/agenda/", call_views.edit_agenda, name="edit_agenda"),
    path("meetings/<int:pk>/tell/confirm/", call_views.tell_confirm, name="tell_confirm"),
    path("meetings/<int:pk>/tell/", call_views.tell_members, name="tell_members"),
    path("meetings/<int:pk>/notice.pdf", call_views.notice, PDF, name="meeting_notice_pdf"),
    path("meetings/<int:pk>/notice.docx", call_views.notice, DOCX, name="meeting_notice_docx"),
    path("meetings/<int:pk>/minutes/", minutes_views.edit_minutes, name="edit_minutes"),
    path("meetings/<int:pk>/minutes.pdf", minutes_views.minutes, PDF, name="minutes_pdf"),
    path("meetings/<int:pk>/minutes.docx", minutes_views.minutes, DOCX, name="minutes_docx"),
    path("meetings/<int:pk>/scans/add/", minutes_views.add_scan, name="add_scan"),
    path("meetings/<int:pk>/scans/<int:scan_pk>/", minutes_views.scan, name="scan"),
    path("meetings/<int:pk>/meeting.ics", call_views.calendar, name="meeting_calendar"),
    path("meetings/<int:pk>/edit/", meeting_views.edit_meeting, name="edit_meeting"),
]
