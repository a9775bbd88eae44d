"""One part of the book at once: the list of them, the PDF, and what bounds the work."""

import io

import pikepdf
import pypdf
import pytest
from django.urls import reverse

from documents import one_at_a_time, press
from documents.book_parts import Cutter
from documents.models import Rendering, SectionText
from documents.one_at_a_time import PRESS
from documents.part_previews import MOST_ROWS, pieces_of, preview_of
from documents.part_store import PartStore
from documents.plan_book import compose
from plans.workflow import Stage
from projects.models import Project

VERSION = ["maesai", 2568, "original"]
ALWAYS = ["front", "prose", "summary"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def part_at(key):
    return reverse("documents:part", args=[*VERSION, key])


def test_the_list_names_parts_as_the_book_is_cut(real_list):
    cutter = Cutter(compose(real_list))
    weights = {part.key: part.weight for part in cutter.parts()}

    pieces = pieces_of(real_list)

    assert {piece.key for piece in pieces} == weights.keys() - {"index"} - {"form-02-1-0"}
    assert [piece.key for piece in pieces][:3] == ALWAYS
    forms = [piece for piece in pieces if piece.key.startswith("form-")]
    assert [piece.rows for piece in forms] == [weights[piece.key] for piece in forms]
    assert sum(piece.rows for piece in forms) == 289
    assert all(piece.groups for piece in forms)


def test_a_part_is_a_pdf_that_the_book_takes_from_the_store(ready_version):
    preview = preview_of(ready_version, "form-02-0")

    text = pypdf.PdfReader(io.BytesIO(preview.data)).pages[0].extract_text()
    assert text.count("อบรมอาชีพผู้สูงอายุ") == 1
    part = next(p for p in Cutter(compose(ready_version)).parts() if p.key == "form-02-0")
    assert PartStore().get(part).data == preview.data


@pytest.mark.parametrize("key", [*ALWAYS, "form-02-0"])
def test_every_part_opens(ready_version, monitor, sign_in, key):
    response = sign_in(monitor).get(part_at(key))

    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert len(pikepdf.open(io.BytesIO(response.content)).pages) > 0


def test_a_draft_says_so(ready_version):
    for key in ALWAYS:
        data = preview_of(ready_version, key).data
        pages = pypdf.PdfReader(io.BytesIO(data)).pages
        assert all(page.extract_text().count("ร่าง ยังไม่ประกาศใช้") for page in pages)


def test_the_browser_keeps_what_did_not_change(ready_version, planner, sign_in):
    client = sign_in(planner)
    first = client.get(part_at("summary"))
    same = {"If-None-Match": first["ETag"]}

    assert client.get(part_at("summary"), headers=same).status_code == 304
    Project.objects.filter(version=ready_version).update(budget=7)
    assert client.get(part_at("summary"), headers=same).status_code == 200


@pytest.mark.parametrize("key", ["index", "epilogue", "form-02-99"])
def test_what_is_no_part_is_not_found(ready_version, planner, sign_in, key):
    assert sign_in(planner).get(part_at(key)).status_code == 404


def test_a_long_part_is_shown_only_once_it_is_printed(ready_version, add_project):
    for number in range(MOST_ROWS):
        add_project(f"โครงการที่ {number}")
    assert [piece.key for piece in pieces_of(ready_version) if piece.is_long] == ["form-02-0"]
    with pytest.raises(LookupError):
        preview_of(ready_version, "form-02-0")

    part = next(p for p in Cutter(compose(ready_version)).parts() if p.key == "form-02-0")
    PartStore().put(part, press.print_part(part))

    assert preview_of(ready_version, "form-02-0").data.startswith(b"%PDF")


def test_a_text_that_cannot_be_printed_is_told(ready_version, planner, sign_in):
    SectionText.objects.create(
        organization=ready_version.organization, key="preface", body="{year}"
    )
    client = sign_in(planner)

    for address in (reverse("documents:parts", args=VERSION), part_at("summary")):
        page = client.get(address, follow=True)
        assert page.content.decode().count("ไม่รู้จักช่อง {year}") == 1


def test_one_waits_for_another_but_not_for_ever(ready_version, planner, sign_in, monkeypatch):
    monkeypatch.setattr(one_at_a_time, "WAIT", 0.01)  # seconds
    client, notice = sign_in(planner), reverse("announcements:notice_pdf", args=VERSION)

    with PRESS:
        assert client.get(part_at("summary")).status_code == 503
        refused = client.get(notice, follow=True).content.decode()

    assert refused.count("มีผู้พิมพ์ในระบบพร้อมกันหลายคน") == 1
    assert client.get(part_at("summary")).status_code == 200
    assert client.get(notice).status_code == 200


def test_the_list_of_parts_costs_the_same_queries_for_two_and_four_rows(
    ready_version, add_project, planner, sign_in, django_assert_max_num_queries
):
    client, address = sign_in(planner), reverse("documents:parts", args=VERSION)
    with django_assert_max_num_queries(40) as two:
        client.get(address)
    add_project("ก"), add_project("ข")
    with django_assert_max_num_queries(len(two)):
        client.get(address)


def test_the_committee_finds_no_part_of_a_draft(ready_version, committee_member, at_stage, sign_in):
    assert sign_in(committee_member).get(part_at("summary")).status_code == 404
    at_stage(Stage.IN_REVIEW)
    assert sign_in(committee_member).get(part_at("summary")).status_code == 200


def test_looking_asks_for_nothing(ready_version, planner, sign_in):
    sign_in(planner).get(part_at("summary"))

    assert Rendering.objects.count() == 0
