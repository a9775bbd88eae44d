import pytest

from documents.text_diff import Pair, side_by_side
from documents.texts import (
    FIELDS,
    PART_ONE,
    WORDINGS,
    Block,
    SourcesIn,
    TextFault,
    Texts,
    blocks_of,
    faults_of,
    fill,
    hints_of,
)


@pytest.mark.parametrize("key", WORDINGS)
def test_our_own_wording_has_no_faults_and_no_typed_years(key):
    body = WORDINGS[key].body

    assert body != ""
    assert faults_of(body) == []
    assert hints_of(body) == []


def test_a_field_is_filled_in():
    assert fill("ปี {fiscal_year}", {"fiscal_year": "2568"}) == "ปี 2568"


def test_an_unknown_field_is_a_fault_never_printed():
    with pytest.raises(TextFault) as fault:
        fill("ปี {year} ของ {town}", {}, "คำนำ")

    assert fault.value.args == (
        "ข้อความ “คำนำ”: ไม่รู้จักช่อง {year} เลือกจากรายชื่อช่องที่ให้ไว้",
        "ข้อความ “คำนำ”: ไม่รู้จักช่อง {town} เลือกจากรายชื่อช่องที่ให้ไว้",
    )


@pytest.mark.parametrize(
    "body", ["{organization.seal}", "{organization!r}", "{0}", "{}", "{organization:>9}"]
)
def test_a_field_is_a_name_and_nothing_else(body):
    assert len(faults_of(body)) == 1


def test_a_lone_brace_is_a_fault():
    assert faults_of("งบ {total บาท") == ["มีเครื่องหมายปีกกาที่ไม่ครบคู่"]


def test_a_year_typed_by_hand_is_a_hint():
    assert hints_of("แผน พ.ศ. ๒๕๖๗ และ 2566 ปี {fiscal_year} รหัส 25671") == [
        "มีปี 2567 ที่พิมพ์ไว้เอง ถ้าเป็นปีของแผนให้ใช้ {fiscal_year} ปีจึงไม่ค้างจากเล่มก่อน",
        "มีปี 2566 ที่พิมพ์ไว้เอง ถ้าเป็นปีของแผนให้ใช้ {fiscal_year} ปีจึงไม่ค้างจากเล่มก่อน",
    ]


def test_paragraphs_and_lists():
    text = "หนึ่ง\nต่อบรรทัด\n\nดังนี้\n1. ข้อแรก\n๒. ข้อสอง\n- จุด\n\n2.5 ล้านบาท"

    assert blocks_of(text) == [
        Block("หนึ่ง\nต่อบรรทัด"),
        Block("ดังนี้"),
        Block("ข้อแรก", "1."),
        Block("ข้อสอง", "๒."),
        Block("จุด", "•"),
        Block("2.5 ล้านบาท"),
    ]


def test_a_heading_stands_alone_between_paragraphs():
    assert blocks_of("ก่อน\n# ที่มา\nหลัง") == [
        Block("ก่อน"),
        Block("ที่มา", is_heading=True),
        Block("หลัง"),
    ]


@pytest.mark.parametrize(
    ("order", "section"),
    [(SourcesIn.INTRODUCTION, "introduction"), (SourcesIn.OBJECTIVES, "objectives")],
)
def test_the_sources_are_told_where_the_order_says(order, section):
    texts = Texts(sources_in=order)

    assert [key for key in PART_ONE if "sources" in texts.keys_of(key)] == [section]


def test_settled_texts_no_longer_depend_on_the_defaults():
    kept = Texts(own={"preface": "ของเรา"}).settled()

    assert set(kept["own"]) == set(WORDINGS)
    assert kept["own"]["preface"] == "ของเรา"
    assert kept["own"]["benefits"] == WORDINGS["benefits"].body


def test_two_readings_side_by_side():
    pairs = side_by_side("หนึ่ง\n\nสอง\nสาม", "หนึ่ง\nสองใหม่\nสาม\nสี่")

    assert pairs == [
        Pair("หนึ่ง", "หนึ่ง"),
        Pair("สอง", "สองใหม่"),
        Pair("สาม", "สาม"),
        Pair("", "สี่"),
    ]


def test_every_field_says_what_it_is():
    assert all(FIELDS.values())
