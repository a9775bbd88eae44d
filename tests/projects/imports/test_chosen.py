"""What a person says a header means goes before what is found, and is known again next year."""

import io

from projects.imports.column_labels import text_of
from projects.imports.table_columns import Chosen, header_key, read_tables, remembered, row_key
from projects.imports.table_reader import Sheet, read_sheets

OWN = """รายการของกองช่าง
รหัส,งานที่จะทำ,เงิน,ที่ตั้ง,ตุลา,พฤศจิกา 2567
1,ถนน,100,หมู่ 3,x,
2,สะพาน,200,หมู่ 5,,x
"""
CHOSEN = Chosen(2, {"number": 0, "name": 1, "budget": 2, "place": 3}, {10: 4, 11: 5})


def sheets(text):
    return read_sheets(io.BytesIO(text.encode()), "รายการ.csv", 10**7)


def test_a_header_nobody_would_guess_is_read_as_chosen():
    (table,) = read_tables(sheets(OWN), {"รายการ": CHOSEN})

    assert [(row.number, row.cells, row.months) for row in table.rows] == [
        (3, {"number": "1", "name": "ถนน", "budget": "100", "place": "หมู่ 3"}, {10: "x"}),
        (4, {"number": "2", "name": "สะพาน", "budget": "200", "place": "หมู่ 5"}, {11: "x"}),
    ]
    assert table.rows[0].place("budget") == "C3"
    assert table.rows[0].label("budget") == "เงิน"
    assert [kind for _, kind, _ in table.skipped] == ["title", "header"]


def test_nothing_is_read_of_such_a_header_without_a_choice():
    assert read_tables(sheets(OWN)) == []
    assert read_tables(sheets(OWN), {"อื่น": CHOSEN}) == []


def test_a_choice_goes_before_what_is_found():
    text = "โครงการ,งบประมาณ,งบประมาณเดิม\nถนน,100,90\n"
    chosen = {"รายการ": Chosen(1, {"name": 0, "budget": 2}, {})}
    (found,), (table,) = read_tables(sheets(text)), read_tables(sheets(text), chosen)

    assert found.rows[0].cells["budget"] == "100"
    assert table.rows[0].cells["budget"] == "90"
    assert table.rows[0].layout.unused == ["งบประมาณ"]


def test_a_chosen_header_of_two_lines_is_known_again_below():
    head = [["งานที่จะทำ", "เงิน", "ปี 67", None], [None, None, "ต.ค.", "พ.ย."]]
    rows = [*head, ["ถนน", 100, "x", None], *head, ["สะพาน", 200, None, "x"]]
    sheet = Sheet("ก", rows, [(1, 3, 1, 4), (4, 3, 4, 4)])
    chosen = Chosen(1, {"name": 0, "budget": 1}, {10: 2, 11: 3}, height=2)
    (table,) = read_tables([sheet], {"ก": chosen})

    assert [(row.number, row.text("name"), row.months) for row in table.rows] == [
        (3, "ถนน", {10: "x"}),
        (6, "สะพาน", {11: "x"}),
    ]
    assert [layout.row for layout in table.layouts] == [1, 4]
    assert table.layouts[0].labels == {0: "งานที่จะทำ", 1: "เงิน", 2: "ต.ค.", 3: "พ.ย."}


def test_another_header_further_down_keeps_its_own_columns():
    text = OWN + "โครงการ,งบประมาณ\nฝาย,300\n"
    (table,) = read_tables(sheets(text), {"รายการ": CHOSEN})

    assert [text_of(row.cells["name"]) for row in table.rows] == ["ถนน", "สะพาน", "ฝาย"]
    assert table.rows[2].cells == {"name": "ฝาย", "budget": "300"}


def test_the_key_of_a_header_is_that_of_next_years_file():
    this_year = "\n\nลำดับที่,โครงการ,งบประมาณ ปี 2568,ต.ค. 2567\n1,ถนน,1,x\n"
    next_year = "ลำดับที่,โครงการ,งบประมาณ  ปี 2569,ต.ค.2568\n1,ฝาย,2,\n"
    (one,), (other,) = read_tables(sheets(this_year)), read_tables(sheets(next_year))

    assert header_key(one.layouts[0]) == "ลำดับที่|โครงการ|งบประมาณปี|ตค"
    assert header_key(other.layouts[0]) == header_key(one.layouts[0])
    assert row_key(["ที่", "โครงการ", None]) != header_key(one.layouts[0])


def test_a_choice_is_found_again_where_the_header_moved_to():
    known = {row_key(sheets(OWN)[0].rows[1]): CHOSEN}
    moved = sheets("หัวเรื่อง\n" + OWN.replace("2567", "2568"))[0]

    assert remembered(moved.rows, known.get) == Chosen(3, CHOSEN.fields, CHOSEN.months)
    assert remembered([["อื่น"]], known.get) is None
    (table,) = read_tables([moved], {"รายการ": remembered(moved.rows, known.get)})
    assert [row.text("name") for row in table.rows] == ["ถนน", "สะพาน"]
    assert header_key(table.layouts[0]) == row_key(moved.rows[2])


def test_a_choice_beyond_the_sheet_reads_nothing():
    assert read_tables(sheets(OWN), {"รายการ": Chosen(99, {"name": 1}, {})}) == []


def test_a_header_whose_names_stand_over_months_only_is_none():
    rows = [["โครงการ", "งบประมาณ", None], ["ต.ค.", "พ.ย.", "ธ.ค."], ["x", None, "x"]]

    assert read_tables([Sheet("ก", rows)]) == []
