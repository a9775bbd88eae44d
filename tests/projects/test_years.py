"""Years in texts: read for what they mean, moved on with the plan, never left unseen."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.years import Meaning, mentions, moved, pieces, years_beside
from thai.numerals import to_arabic_digits, to_thai_digits


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("จัดงานสงกรานต์ ประจำปี 2567", "จัดงานสงกรานต์ ประจำปี 2568"),
        ("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", "จัดงานสงกรานต์ ประจำปี ๒๕๖๘"),
        ("ประจำปีงบประมาณ พ.ศ. 2567", "ประจำปีงบประมาณ พ.ศ. 2568"),
        ("ประจำปีงบประมาณ พ.ศ.๒๕๖๗", "ประจำปีงบประมาณ พ.ศ.๒๕๖๘"),
        ("ต.ค. 66 – ม.ค. 67", "ต.ค. 67 – ม.ค. 68"),
        ("ต.ค. ๖๖ - ก.ย. ๖๗", "ต.ค. ๖๗ - ก.ย. ๖๘"),
        ("ตุลาคม 2566 - กันยายน 2567", "ตุลาคม 2567 - กันยายน 2568"),
        ("ตั้งแต่เดือนตุลาคม 2566 ถึงเดือนกันยายน 2567", "ตั้งแต่เดือนตุลาคม 2567 ถึงเดือนกันยายน 2568"),
        ("วันที่ 13 เมษายน 2567", "วันที่ 13 เมษายน 2568"),
        ("วันที่ 13/4/2567", "วันที่ 13/4/2568"),
        ("ปีงบ 67", "ปีงบ 68"),
        ("ปีการศึกษา 2566 ภาคเรียนที่ 1/2567", "ปีการศึกษา 2567 ภาคเรียนที่ 1/2568"),
        ("งานลอยกระทง 2567", "งานลอยกระทง 2568"),
        ("งานลอยกระทง 2567 ตำบลหนองบัว", "งานลอยกระทง 2568 ตำบลหนองบัว"),
        ("ปีงบประมาณ พ.ศ. 2567 (ต.ค. 66 - ก.ย. 67)", "ปีงบประมาณ พ.ศ. 2568 (ต.ค. 67 - ก.ย. 68)"),
        ("วันที่ 1 - 3 พฤษภาคม พ.ศ. 2567", "วันที่ 1 - 3 พฤษภาคม พ.ศ. 2568"),
        ("เทศบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2567",
         "เทศบัญญัติงบประมาณรายจ่าย ประจำปีงบประมาณ พ.ศ. 2568"),
        ("ตาม พ.ร.บ. ป้องกันฯ พ.ศ. 2550 จัดงาน พ.ศ. 2567",
         "ตาม พ.ร.บ. ป้องกันฯ พ.ศ. 2550 จัดงาน พ.ศ. 2568"),
    ],
)  # fmt: skip
def test_a_year_of_the_work_moves_on(before, after):
    assert moved(before, 2567, 2568) == after
    assert years_beside(after, 2568) == []


@pytest.mark.parametrize(
    "text",
    [
        "ตามพระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. 2567",
        "พ.ร.บ. ป้องกันฯ พ.ศ. 2550 แก้ไขเพิ่มเติม (ฉบับที่ 2) พ.ศ. 2567",
        "กฎกระทรวง พ.ศ.2567 และระเบียบ พ.ศ. ๒๕๖๗",
        "หนังสือกระทรวงมหาดไทย ลงวันที่ 5 มกราคม 2567",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 – 2570)",
        "แผนพัฒนาท้องถิ่น (พ.ศ. 2566 ถึง พ.ศ. 2570) เพิ่มเติม",
        "แผนพัฒนาสามปี พ.ศ. 2567",
        "ท่อยาว 2567 เมตร หนา 67 ซม.",
        "จำนวน 2567 คน อายุ 60 ปี 67 คน",
        "บ้านเลขที่ 2567/2 ทางหลวงหมายเลข 2567",
        "เลขที่ 12567/2 งบประมาณ 2,567.50 บาท",
        "(2567-70)",
        "ท่อ มอก. 2567-2557 รุ่น TN-2567",
        "พื้นที่ 2567 ตร.ม. ระยะ 2567 ม. หนา 0.15 ม.",
        "ประกาศกระทรวงมหาดไทย เรื่อง มาตรฐานค่าใช้จ่าย พ.ศ. 2567",
    ],
)
def test_what_is_no_year_of_the_work_stays_and_is_not_found(text):
    assert moved(text, 2567, 2568) == text
    assert years_beside(text, 2568) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ชำรุดตั้งแต่ปี 2567", [2567]),
        ("เกิดอุทกภัยเมื่อวันที่ 5 ม.ค. 2567", [2567]),
        ("วันเสาร์ที่ 13 เมษายน 2567", [2567]),
        ("ครั้งที่ 2/2567", [2567]),
        ("งานสงกรานต์ 2567 ม.3", [2567]),
        ("ตามระเบียบกระทรวงมหาดไทย จัดงานสงกรานต์ พ.ศ. 2567", [2567]),
        ("อบรมตามหลักสูตรผู้นำชุมชน 2567", [2567]),
        ("ประชุมจัดทำแผนพัฒนาท้องถิ่น 2567", [2567]),
        ("ปี 2566 จำนวน 5 คน ปี 2567 จำนวน 6 คน", [2566, 2567]),
        ("ฤดูกาล 2566/67", [2566]),
        ("ต.ค. 67", []),  # of next year's plan already
        ("ม.ค. 66", [2566]),
    ],
)
def test_what_is_uncertain_is_left_and_found(text, years):
    assert moved(text, 2567, 2568) == text
    assert years_beside(text, 2568) == years


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("จัดงานสงกรานต์ ประจำปี ๒๕๖๗", [2567]),
        ("จัดงานสงกรานต์ พ.ศ. 2568", []),
        ("แผนปี 2566-2570", []),
        ("ระยะ 2569 – 2570", [2569]),
        ("ตามพระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. 2562", []),
        ("ท่อยาว 2,567 เมตร", []),
        ("ท่อยาว 2567 เมตร", []),
        ("เลขที่ 12567/2", []),
        ("งบประมาณ 2,567.50 บาท", []),
        ("สร้างเมื่อ พ.ศ. 2490", []),
        ("ปี 2567 และปี 2567 และปี 2566", [2567, 2566]),
    ],
)
def test_years_that_are_not_the_plans(text, years):
    assert years_beside(text, 2568) == years


WORDS = st.sampled_from(["จัดงานสงกรานต์ ", "ก่อสร้างถนน หมู่ที่ 3 ", "ยาว 200 เมตร ", "อบรม 60 คน\n", ""])
LEADS = [
    "ตามระเบียบฯ จัดงาน พ.ศ. ", "หลักสูตรผู้นำ ", "แผนพัฒนาท้องถิ่น ",
    "ปี ", "ประจำปี ", "ประจำปีงบประมาณ พ.ศ. ", "พ.ศ. ", "ปีงบ ", "ต.ค. ", "มีนาคม ", "วันที่ 5 พ.ย. ",
    "13/4/", "ปีการศึกษา ", "ภาคเรียนที่ 2/", "ตั้งแต่ปี ", "เมื่อ พ.ศ. ", "ครั้งที่ 1/", "พ.ร.บ. พ.ศ. ", "ยาว ",
    "เลขที่ ", "", "วันเสาร์ที่ 4 ม.ค. ", "แผนพัฒนาท้องถิ่น พ.ศ. 2566-",
]  # fmt: skip
PARTS = st.tuples(
    WORDS, st.sampled_from(LEADS), st.integers(2555, 2580), st.booleans(), st.booleans()
)


def written(parts):
    """Return a text of words and years, some short, some in Thai digits."""
    text = ""
    for words, lead, year, is_short, is_thai in parts:
        figures = str(year)[2:] if is_short else str(year)
        text += f"{words}{lead}{to_thai_digits(figures) if is_thai else figures} "
    return text


@given(st.lists(PARTS, max_size=5).map(written), st.integers(2560, 2575), st.integers(1, 5))
def test_after_moving_no_stale_year_is_left_unseen(text, year, later):
    after = moved(text, year, year + later)
    stale = [
        mention
        for mention in mentions(after)
        if mention.meaning not in (Meaning.LAW, Meaning.NUMBER, Meaning.SPAN)
        and mention.fiscal_year == year
        and mention.meaning is not Meaning.SCHOOL
    ]

    assert {mention.year for mention in stale} <= set(years_beside(after, year + later))
    assert "".join(piece.before for piece in pieces(text, year, year + later)) == text
    assert re.sub(r"[0-9๐-๙]", "#", after) == re.sub(r"[0-9๐-๙]", "#", text)


@given(st.lists(PARTS, max_size=5).map(written), st.integers(2560, 2575), st.integers(1, 5))
def test_only_years_of_the_work_are_touched(text, year, later):
    kept = {Meaning.LAW, Meaning.NUMBER, Meaning.SPAN, Meaning.UNSURE}
    after = moved(text, year, year + later)

    for mention in mentions(text):
        if mention.meaning in kept:
            assert after[mention.start : mention.end] == text[mention.start : mention.end]
        elif after[mention.start : mention.end] != text[mention.start : mention.end]:
            assert mention.stands_in(year)


@given(st.text(alphabet="ปี256789๒๕๖๗ ./-–,พศ.คมตน\n", max_size=40), st.integers(2560, 2575))
def test_no_text_breaks_the_reader(text, year):
    assert to_arabic_digits(moved(text, year, year)) == to_arabic_digits(text)
    assert len(moved(text, year, year + 1)) == len(text)
