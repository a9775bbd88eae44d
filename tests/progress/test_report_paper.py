"""The result report as paper: its tables reconcile, and who may open it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from documents.models import Rendering
from documents.papers.sheet import Prose, RowKind, Table, Title
from organizations.models import DigitStyle
from progress.report_paper import NO_REPORT, RESULTS, compose
from progress.result_files import NO_PROBLEM
from progress.result_report import Label, Result
from progress.statuses import Status

UNTIL = date(2025, 3, 31)
PUBLIC = "/public/maesai/2568/results.pdf"


def at(name, organization="maesai"):
    return reverse(f"progress:{name}", args=[organization, 2568])


def tables_of(sheet):
    """Return {title: the table below it}."""
    found, title = {}, ""
    for block in sheet.blocks:
        if isinstance(block, Title):
            title = block.text
        elif isinstance(block, Table):
            found[title] = block
    return found


@pytest.fixture
def sheet(announced, row):
    """The report of three rows: two of our own money, one of another agency's."""
    announced.organization.digit_style = DigitStyle.ARABIC
    rows = [
        row("0001", planned=100, disbursed=50, status=Status.COMPLETED),
        row("0002", planned=300, status=Status.UNABLE, reason="ไม่มีผู้ยื่นข้อเสนอ"),
        row("0003", planned=1000, disbursed=250, is_others_money=True),
    ]
    names = ["ก", "ข", "ข"]
    rows = [replace(r, strategy=Label((0,), n, n)) for r, n in zip(rows, names, strict=True)]
    return compose(announced.plan, Result(rows, UNTIL))


def test_sums_keep_others_money_apart(sheet):
    table = tables_of(sheet)["ตามยุทธศาสตร์"]

    assert table.rows[-1].kind == RowKind.TOTAL
    assert table.rows[-1].cells == (
        "รวม", "3", "100.00", "400", "50", "50", "12.50", "1,000", "250", "250", "25.00",
    )  # fmt: skip
    assert sum(column.width for column in table.columns) == 273


def test_statuses_are_counted_over_all_items(sheet):
    tables = tables_of(sheet)

    assert [row.cells for row in tables["ตามสถานะ"].rows[-2:]] == [
        ("ยังไม่รายงาน", "1", "33.33"),
        ("รวม", "3", "100.00"),
    ]
    counts = tables["จำนวนรายการตามสถานะของแต่ละยุทธศาสตร์"].rows
    assert [row.cells for row in counts] == [
        ("ก", "-", "-", "1", "-", "-", "-", "1"),
        ("ข", "-", "-", "-", "1", "-", "1", "2"),
        ("รวม", "-", "-", "1", "1", "-", "1", "3"),
    ]


def test_every_item_stands_under_its_strategy(sheet):
    rows = tables_of(sheet)["ทุกรายการ ข"].rows

    assert [row.cells[0] for row in rows] == ["0002", "0003", "", ""]
    assert rows[0].cells[4:8] == ("300", "-", "0.00", "เหตุผล ไม่มีผู้ยื่นข้อเสนอ")
    assert [row.cells[1:] for row in rows[2:]] == [
        ("รวม งบของหน่วยงานเอง", "", "", "300", "-", "0.00", "", ""),
        ("รวม งบของหน่วยงานภายนอก", "", "", "1,000", "250", "25.00", "", ""),
    ]


@pytest.mark.parametrize(("status", "said"), [(Status.COMPLETED, NO_PROBLEM), (None, NO_REPORT)])
def test_without_problems_it_says_so(announced, row, status, said):
    sheet = compose(announced.plan, Result([row(status=status)], UNTIL))

    assert [block.text for block in sheet.blocks if isinstance(block, Prose)] == [said]


@pytest.fixture
def made(announced, planner):
    """A function that has the report of a day printed."""

    def make(format="pdf", on=UNTIL):
        report = Rendering.ask_consolidated(announced.plan, on, format, RESULTS, by=planner)
        report.make()
        report.refresh_from_db()
        return report

    return make


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_it_is_printed_in_the_background(announced, planner, sign_in, format):
    response = sign_in(planner).post(at("ask_report"), {"until": "2025-03-31", "format": format})

    report = Rendering.objects.get(paper=RESULTS)
    assert response.url == report.get_absolute_url()
    assert (report.as_of, report.format, report.asked_by) == (UNTIL, format, planner)
    assert report.about == "แผนปี 2568 ข้อมูลถึง 31 มีนาคม 2568"
    report.make()
    report.refresh_from_db()
    assert report.is_ready, report.error
    assert report.file_name == f"maesai-2568-consolidated-2025-03-31-results.{format}"


def test_nothing_changed_is_not_printed_twice(made, line, report):
    first = made()
    assert made() == first

    report(line, Status.COMPLETED)
    assert made() != first


def test_who_may_ask_for_it(announced, admin, monitor, outsider, client, sign_in):
    asked = {"until": "2025-03-31", "format": "pdf"}

    assert client.post(at("ask_report"), asked).status_code == 302
    assert sign_in(admin).post(at("ask_report"), asked).status_code == 403
    assert sign_in(monitor).post(at("ask_report"), asked).status_code == 403
    assert sign_in(outsider).post(at("ask_report"), asked).status_code == 404
    assert Rendering.objects.filter(paper=RESULTS).count() == 0


@pytest.mark.parametrize(
    "asked",
    [
        {"until": "2025-03-31", "format": "xlsx"},
        {"until": "2025-03-31"},
        {"until": "2020-01-01", "format": "pdf"},
    ],
)
def test_what_no_button_asks_for_is_not_found(announced, planner, sign_in, asked):
    assert sign_in(planner).post(at("ask_report"), asked).status_code == 404
    assert sign_in(planner).get(at("ask_report")).status_code == 405


def test_the_summary_offers_what_is_printed(made, monitor, planner, sign_in):
    page, day = at("summary"), {"until": "2025-03-31"}
    assert sign_in(planner).get(page, day).content.decode().count(at("ask_report")) == 1
    made("docx")
    report = made("pdf")

    text = sign_in(monitor).get(page, day).content.decode()

    assert text.count(f">{report.file_name}</a>") == 1
    assert text.count("results.docx</a>") == 1
    assert text.count(at("ask_report")) == 0
    other_day = sign_in(monitor).get(page, {"until": "2025-03-30"}).content.decode()
    assert other_day.count(report.file_name) == 0


def test_citizens_get_the_report_that_was_printed(announced, made, client):
    page = "/public/maesai/2568/results/?until=2025-03-31"
    assert client.get(PUBLIC, {"until": "2025-03-31"}).status_code == 404
    assert client.get(page).content.decode().count(PUBLIC) == 0
    made("docx")
    assert client.get(PUBLIC, {"until": "2025-03-31"}).status_code == 404
    report = made("pdf")

    response = client.get(PUBLIC, {"until": "2025-03-31"})

    assert b"".join(response.streaming_content)[:4] == b"%PDF"
    assert response["ETag"] == f'"{report.sha256}"'
    assert client.get(page).content.decode().count(f'href="{PUBLIC}?until=2025-03-31"') == 1
    assert client.get("/public/maesai/2569/results.pdf").status_code == 404


def test_it_is_never_taken_for_the_book(announced, made, planner, sign_in):
    made("pdf", on=date(2025, 3, 31))
    shelf = sign_in(planner).get("/maesai/plans/2568/original/documents/").content.decode()

    assert shelf.count("results.pdf") == 0


def test_a_letter_in_no_font_is_named(announced, line, report, made):
    report(line, Status.COMPLETED, result="ताल")

    failed = made()

    assert failed.state == Rendering.State.FAILED
    assert failed.error.startswith("แบบอักษรไม่มีตัวอักษรต่อไปนี้")
