import csv
import json
from datetime import date
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from icalendar import Calendar

from announcements.exports import COLUMNS, csv_of
from documents.models import Rendering

ATOM = "{http://www.w3.org/2005/Atom}"


def at(name, *args):
    return reverse(f"public:{name}", args=["maesai", *args])


@pytest.fixture
def printed(announced):
    """The announced book, made."""
    book = announced.book
    book.file.save("book.pdf", ContentFile(b"%PDF-1.7 the book"), save=False)
    book.state, book.sha256, book.size, book.pages = Rendering.State.DONE, "ab" * 32, 17, 4
    book.save()
    return book


def test_the_announced_pdf_is_the_stored_file(printed, client):
    response = client.get(at("pdf", 2568))

    assert b"".join(response.streaming_content) == b"%PDF-1.7 the book"
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-SHA256"] == "ab" * 32
    assert dict(response.cookies) == {}


def test_a_version_has_its_own_pdf(printed, client):
    assert client.get(at("pdf", 2568), {"version": "original"}).status_code == 200
    assert client.get(at("pdf", 2568), {"version": "correction-9"}).status_code == 404


def test_a_book_not_made_yet_says_so(announced, client):
    response = client.get(at("pdf", 2568))

    assert response.status_code == 503
    assert response.content.decode() == "กำลังจัดทำเล่มแผน ลองใหม่ในอีกสักครู่"


def test_a_book_that_was_made_changes_the_etag(announced, client):
    before = client.get(at("plan", 2568))["ETag"]
    Rendering.objects.filter(pk=announced.book.pk).update(
        state=Rendering.State.DONE, sha256="cd" * 32
    )

    assert client.get(at("plan", 2568))["ETag"] != before


def test_the_csv_opens_in_excel_with_every_field(announced, client):
    response = client.get(at("items_csv", 2568))

    assert response.content[:3] == b"\xef\xbb\xbf"
    rows = list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"))))
    assert list(rows[0]) == COLUMNS
    assert (rows[0]["code"], rows[0]["budget"], rows[0]["months"]) == ("0001", "498000.00", "3 4 5")
    assert rows[1]["months_text"] == "ต.ค. 2567, ม.ค. 2568"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_no_cell_begins_like_a_formula(announced, client):
    item = client.get(at("items_json", 2568)).json()["items"][0]

    written = csv_of([{**item, "name": "=1+1", "place": "-"}]).decode("utf-8-sig")

    row = next(csv.DictReader(StringIO(written)))
    assert (row["name"], row["place"], row["budget"]) == ("'=1+1", "'-", "498000.00")


def test_commas_quotes_and_lines_come_back_from_the_csv(announced, client):
    item = client.get(at("items_json", 2568)).json()["items"][0]
    item["name"] = 'ถนน "สายใหญ่", หมู่ 3\nช่วงที่ 2'

    rows = list(csv.reader(StringIO(csv_of([item]).decode("utf-8-sig"))))

    assert rows[1][COLUMNS.index("name")] == 'ถนน "สายใหญ่", หมู่ 3\nช่วงที่ 2'


def test_the_json_is_the_canonical_content(announced, client):
    data = client.get(at("items_json", 2568)).json()

    first = json.loads(announced.snapshot.content)
    kept = [{k: v for k, v in row.items() if k in first["items"][0]} for row in data["items"]]
    assert kept == first["items"]
    assert data["totals"] == first["totals"]
    assert data["versions"] == [
        {
            "version": "original",
            "announced_on": "2024-10-08",
            "number": "1/2567",
            "content_sha256": announced.snapshot.sha256,
            "is_withdrawn": False,
        }
    ]


def test_the_excel_sheet_holds_numbers_and_no_formula(announced, client):
    response = client.get(at("items_xlsx", 2568))

    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == COLUMNS
    assert rows[1][COLUMNS.index("budget")] == 498000
    assert rows[1][COLUMNS.index("code")] == "0001"


def test_the_board_is_readable_by_machines(printed, posted, client):
    data = client.get(at("board_json")).json()

    (notice,) = data["itemListElement"]
    assert (notice["datePosted"], notice["number"]) == ("2024-10-08", "1/2567")
    assert notice["postings"] == [
        {
            "place": "บอร์ดหน้าสำนักงาน",
            "posted_from": "2024-10-15",
            "posted_until": "2024-11-14",
            "removed_on": None,
        }
    ]
    assert notice["documents"][0]["sha256"] == "ab" * 32
    assert notice["url"] == "http://testserver/public/maesai/2568/"


def test_the_feed_lists_what_was_announced(announced, client):
    feed = ElementTree.fromstring(client.get(at("feed")).content)

    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "ประกาศใช้แผนปี 2568 ฉบับแรก"
    assert entry.find(f"{ATOM}id").text == f"urn:sha256:{announced.snapshot.sha256}"


def test_the_calendar_holds_the_days_of_display(posted, client):
    calendar = Calendar.from_ical(client.get(at("calendar")).content)

    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == date(2024, 10, 15)
    assert event.decoded("dtend") == date(2024, 11, 15)
    assert str(event["location"]) == "บอร์ดหน้าสำนักงาน"
