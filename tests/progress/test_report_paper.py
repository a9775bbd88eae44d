"""The result report as paper: its tables reconcile, and who may open it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from documents.papers.sheet import Prose, RowKind, Table, Title
from organizations.models import DigitStyle
from progress.report_paper import NO_REPORT, compose
from progress.result_files import NO_PROBLEM
from progress.result_report import Label, Result
from progress.statuses import Status

UNTIL = date(2025, 3, 31)
NAMES = ("report_pdf", "report_docx")
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


@pytest.mark.parametrize("name", NAMES)
def test_members_open_it(announced, monitor, sign_in, name):
    response = sign_in(monitor).get(at(name), {"until": "2025-03-31"})

    assert response.status_code == 200
    format = name.removeprefix("report_")
    assert response.content.startswith(b"%PDF" if format == "pdf" else b"PK")
    assert response["Content-Disposition"].endswith(
        f'; filename="results-maesai-2568-2025-03-31.{format}"'
    )


@pytest.mark.parametrize("name", NAMES)
def test_others_do_not(announced, admin, outsider, client, sign_in, name):
    assert client.get(at(name)).status_code == 302
    assert sign_in(admin).get(at(name)).status_code == 403
    assert sign_in(outsider).get(at(name)).status_code == 404
    assert sign_in(outsider).get(at(name, "takfa")).status_code == 404


def test_citizens_open_the_report_of_an_announced_plan_only(announced, client):
    assert client.get(PUBLIC, {"until": "2025-03-31"}).content.startswith(b"%PDF")
    assert client.get(PUBLIC).content.startswith(b"%PDF")
    assert client.get(PUBLIC, {"until": "2025-03-30"}).status_code == 404
    assert client.get("/public/maesai/2569/results.pdf").status_code == 404


def test_pages_lead_to_it(announced, monitor, sign_in):
    client = sign_in(monitor)
    summary = client.get(at("summary"), {"until": "2025-03-31"}).content.decode()
    public = client.get("/public/maesai/2568/results/?until=2025-03-31").content.decode()

    assert [summary.count(f'href="{at(name)}?until=2025-03-31"') for name in NAMES] == [1, 1]
    any_day = client.get("/public/maesai/2568/results/?until=2025-03-30").content.decode()

    assert public.count(f'href="{PUBLIC}?until=2025-03-31"') == 1
    assert any_day.count(PUBLIC) == 0


def test_a_letter_in_no_font_is_named(announced, line, report, monitor, sign_in):
    report(line, Status.COMPLETED, result="ताल", disbursed=Decimal("1.00"))

    response = sign_in(monitor).get(at("report_pdf"), {"until": "2025-03-31"})

    assert response.status_code == 503
    assert response.content.decode().startswith("แบบอักษรไม่มีตัวอักษรต่อไปนี้")
