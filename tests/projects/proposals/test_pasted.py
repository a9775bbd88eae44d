"""Lines copied from a spreadsheet into the agency's page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.models import Proposal
from projects.models.proposals import MOST
from projects.proposals.pasted import COLUMNS, lines_of
from projects.schedule import mask_of

TABLE = (
    "ที่\tชื่อโครงการ\tรายละเอียด\tงบประมาณ\tสถานที่\tเดือน\n"
    "1\tขุดลอกลำห้วย\tยาว 500 เมตร\t๔๙๘,๐๐๐\tหมู่ที่ 3\tต.ค. 67 – ม.ค. 68\n"
    '2\tปลูกป่า\t"สองแปลง\nแปลงละ 5 ไร่"\t-\tหมู่ที่ 8\n'
)


@pytest.fixture
def paste(client, invitation):
    """A function that sends the table of the page."""

    def post(table, **fields):
        return client.post(f"{invitation.link}paste/", {"table": table, "contact": "", **fields})

    return post


def test_the_page_opens(client, invitation):
    assert client.get(f"{invitation.link}paste/").status_code == 200


def test_nothing_is_sent_before_it_was_seen(paste):
    page = paste(TABLE)

    assert page.status_code == 200
    assert [(row.name, row.budget, row.months) for row in page.context["rows"]] == [
        ("ขุดลอกลำห้วย", 498000, mask_of([10, 11, 12, 1])), ("ปลูกป่า", None, 0),
    ]  # fmt: skip
    assert Proposal.objects.count() == 0


def test_what_was_confirmed_is_sent_once(paste, invitation):
    answer = paste(TABLE, confirm="1", contact="โทร. 054")
    paste(TABLE, confirm="1", contact="โทร. 054")

    assert answer.url == f"{invitation.link}#sent"
    assert list(Proposal.objects.values_list("name", "detail", "contact")) == [
        ("ขุดลอกลำห้วย", "ยาว 500 เมตร", "โทร. 054"),
        ("ปลูกป่า", "สองแปลง\nแปลงละ 5 ไร่", "โทร. 054"),
    ]


def test_every_fault_of_every_line_is_named_and_nothing_sent(paste):
    page = paste("ขุดลอก\t\tห้าแสน\t\tเดือนหน้า\n\t\t5\nดี\n", confirm="1")

    assert page.status_code == 422
    faults = page.context["form"].errors["table"]
    assert [fault.split(" ")[1] for fault in faults] == ["1", "1", "2"]
    assert page.context["form"]["table"].value().startswith("ขุดลอก")
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("table", ["", "\n\n", "\t\t"])
def test_an_empty_table_asks_for_a_line(paste, table):
    assert list(paste(table).context["form"].errors) == ["table"]


def test_more_than_fits_is_refused(paste, invitation):
    Proposal.objects.bulk_create(
        Proposal(invitation=invitation, name=f"โครงการที่ {number}") for number in range(MOST - 1)
    )

    page = paste("หนึ่ง\nสอง")

    assert page.context["form"].errors["table"] == ["วางมา 2 รายการ รับได้ครั้งนี้ 1 ถึง 1 รายการ"]


def test_a_name_alone_is_a_line():
    (line,) = lines_of("ขุดลอกลำห้วย", 2568)

    assert (line.number, line.data["name"], line.faults) == (1, "ขุดลอกลำห้วย", [])


def test_too_many_cells_are_named():
    (line,) = lines_of("ก\tข\t1\tง\t\tฉ\tช", 2568)

    assert line.faults == ["มี 7 ช่อง รับได้ 6 ช่อง"]


@given(st.text(st.sampled_from("ก1๒\t\n\r\"',-–.\x1c\u2028 "), max_size=60))
def test_whatever_is_pasted_is_read_or_named(text):
    for line in lines_of(text, 2568):
        assert line.faults or set(line.data) <= {*COLUMNS, "contact"}
