"""Two readings of a text as one, by words."""

from thai.changes import Piece, pieces

LONG = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3 สายบ้านน้อย ผิวจราจรกว้าง 4 เมตร ยาว 200 เมตร หนา 0.15 เมตร"


def as_pairs(found):
    return [(piece.kind, piece.text) for piece in found]


def test_short_texts_stand_whole_side_by_side():
    assert as_pairs(pieces("498,000.00", "500,000.00")) == [
        ("gone", "498,000.00"),
        ("new", "500,000.00"),
    ]
    assert as_pairs(pieces("", "กองช่าง")) == [("new", "กองช่าง")]
    assert as_pairs(pieces("กองช่าง", "")) == [("gone", "กองช่าง")]
    assert pieces("", "") == []


def test_in_a_long_text_only_the_words_that_changed_are_marked():
    found = pieces(LONG, LONG.replace("200", "250").replace("บ้านน้อย", "บ้านใหญ่"))

    assert [p for p in as_pairs(found) if p[0] in {"gone", "new"}] == [
        ("gone", "บ้านน้อย"),
        ("new", "บ้านใหญ่"),
        ("gone", "200"),
        ("new", "250"),
    ]


def test_words_far_from_any_change_are_left_out():
    after = LONG.replace("0.15", "0.20")
    head, *_ = found = pieces(LONG, after)

    assert as_pairs(found)[-3:] == [("gone", "0.15"), ("new", "0.20"), ("same", " เมตร")]
    assert (head, found[1].text) == (Piece("gap", "…"), "200 เมตร หนา ")


def test_very_long_texts_are_compared_by_lines():
    before = "\n".join(f"บรรทัดที่ {number} ของข้อความ" for number in range(900))
    found = pieces(before, before.replace("บรรทัดที่ 450 ", "บรรทัดใหม่ "))

    assert [p for p in as_pairs(found) if p[0] == "new"] == [("new", "บรรทัดใหม่ ของข้อความ\n")]
