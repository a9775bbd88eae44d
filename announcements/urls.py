from django.urls import include, path

from . import paper_views, posting_views, views

app_name = "announcements"
version_urls = [
    path("brief/", views.brief, name="brief"),
    path("brief.pdf", paper_views.brief, {"format": "pdf"}, name="brief_pdf"),
    path("brief.docx", paper_views.brief, {"format": "docx"}, name="brief_docx"),
    path("notice.pdf", paper_views.notice, {"format": "pdf"}, name="notice_pdf"),
    path("notice.docx", paper_views.notice, {"format": "docx"}, name="notice_docx"),
    path("announcement/", views.announcement, name="announcement"),
    path("announcement/publish/confirm/", views.confirm_publish, name="confirm_publish"),
    path("announcement/publish/", views.publish, name="publish"),
    path("announcement/send-back/confirm/", views.confirm_send_back, name="confirm_send_back"),
    path("announcement/send-back/", views.send_back, name="send_back"),
    path("announcement/render/", views.render_again, name="render_again"),
    path("extend/confirm/", views.confirm_extend, name="confirm_extend"),
    path("extend/", views.extend, name="extend"),
    path("postings/", posting_views.postings, name="postings"),
    path("postings/add/", posting_views.add_posting, name="add_posting"),
    path("postings/<int:pk>/photos/add/", posting_views.add_evidence, name="add_evidence"),
    path(
        "postings/<int:pk>/take-down/confirm/",
        posting_views.confirm_take_down,
        name="confirm_take_down",
    ),
    path("postings/<int:pk>/take-down/", posting_views.take_down, name="take_down"),
    path("postings/<int:pk>/photos/<int:evidence_pk>/", posting_views.evidence, name="evidence"),
]
urlpatterns = [path("plans/<int:year>/<slug:version>/", include(version_urls))]
