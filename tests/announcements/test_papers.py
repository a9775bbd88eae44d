"""The papers of an announcement: who opens them, and that the public gets announced ones only."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from documents.models import Rendering
from tests.documents.test_sheet import pages_of

NAMES = ("notice_pdf", "notice_docx", "brief_pdf", "brief_docx")
PUBLIC = "/public/maesai/2568/notice.pdf"


def at(name, organization="maesai"):
    return reverse(f"announcements:{name}", args=[organization, 2568, "original"])


@pytest.fixture
def printed(announced):
    """The announced notice, made."""
    notice = announced.notice
    notice.file.save("notice.pdf", ContentFile(b"%PDF-1.7 the notice"), save=False)
    notice.state, notice.sha256, notice.size, notice.pages = Rendering.State.DONE, "cd" * 32, 19, 1
    notice.save()
    return notice


@pytest.mark.parametrize("name", NAMES)
def test_members_open_a_paper(approved, executive, sign_in, name):
    response = sign_in(executive).get(at(name))

    assert response.status_code == 200
    kind = b"%PDF" if name.endswith("pdf") else b"PK"
    assert response.content.startswith(kind)
    assert response["X-Content-Type-Options"] == "nosniff"
    paper, format = name.split("_")
    shown = "inline" if format == "pdf" else "attachment"
    file = f"maesai-2568-original-{paper}.{format}"
    assert response["Content-Disposition"] == f'{shown}; filename="{file}"'


@pytest.mark.parametrize("name", NAMES)
def test_others_do_not(approved, admin, outsider, client, sign_in, name):
    assert client.get(at(name)).status_code == 302
    assert sign_in(admin).get(at(name)).status_code == 403
    assert sign_in(outsider).get(at(name)).status_code == 404


def test_a_draft_of_the_notice_says_so(approved, planner, sign_in):
    (text,) = pages_of(sign_in(planner).get(at("notice_pdf")).content)

    assert "ร่าง ยังไม่ประกาศใช้" in text
    assert "นายสมชาย ใจดี" not in text


def test_an_announced_notice_is_signed_even_before_its_file_is_made(announced, planner, sign_in):
    (text,) = pages_of(sign_in(planner).get(at("notice_pdf")).content)

    assert "ร่าง" not in text
    assert "(นายสมชาย ใจดี)" in text


def test_members_get_the_file_that_was_announced(printed, planner, sign_in):
    response = sign_in(planner).get(at("notice_pdf"))

    assert b"".join(response.streaming_content) == b"%PDF-1.7 the notice"


def test_what_cannot_be_printed_is_said_in_words(approved, planner, sign_in):
    approved.organization.section_texts.create(key="notice", body="ประกาศ {ไม่มี}")

    response = sign_in(planner).get(at("notice_pdf"), follow=True)

    assert response.redirect_chain[-1][0] == approved.get_absolute_url()


def test_the_public_gets_the_announced_notice(printed, client):
    response = client.get(PUBLIC)

    assert b"".join(response.streaming_content) == b"%PDF-1.7 the notice"
    assert response["X-Content-SHA256"] == "cd" * 32
    assert client.get(PUBLIC, {"version": "original"}).status_code == 200
    assert client.get(PUBLIC, {"version": "addition-1"}).status_code == 404


def test_the_public_gets_nothing_before_the_announcement(approved, client):
    assert client.get(PUBLIC).status_code == 404


def test_a_notice_not_made_yet_says_so(announced, client):
    response = client.get(PUBLIC)

    assert response.status_code == 503
    assert response.content.decode() == "กำลังจัดทำประกาศ ลองใหม่ในอีกสักครู่"


@pytest.mark.parametrize("address", ["/public/maesai/2568/", "/public/maesai/board/"])
def test_public_pages_lead_to_it_once_it_is_made(announced, printed, posted, client, address):
    link = f'href="{PUBLIC}?version=original"'

    assert client.get(address).content.decode().count(link) == 1
    Rendering.objects.filter(pk=printed.pk).update(state=Rendering.State.QUEUED)
    assert client.get(address).content.decode().count(link) == 0


def test_the_board_names_both_papers(printed, client):
    (notice,) = client.get("/public/maesai/board.json").json()["itemListElement"]

    assert [(each["name"], each["sha256"]) for each in notice["documents"]] == [
        ("ประกาศ", "cd" * 32)
    ]


def test_it_is_made_in_the_background(announced):
    announced.notice.make()

    announced.notice.refresh_from_db()
    assert announced.notice.is_ready
    (text,) = pages_of(announced.notice.file.read())
    assert "(นายสมชาย ใจดี)" in text
    assert len(announced.notice.sha256) == 64


def test_pages_lead_to_the_papers(approved, executive, sign_in):
    client = sign_in(executive)
    brief = client.get(at("brief")).content.decode()
    announcement = client.get(at("announcement")).content.decode()

    assert [brief.count(f'href="{at(name)}"') for name in NAMES] == [0, 0, 1, 1]
    assert [announcement.count(f'href="{at(name)}"') for name in NAMES] == [1, 1, 0, 0]
