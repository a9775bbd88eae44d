"""Comparing works: which words and slots make two of them one."""

import pytest

from projects.overlaps.comparing import Work, compared, likely, pairs
from projects.overlaps.slots import Slot

ROAD = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3"


def judged(one, other, years=(None, None)):
    return compared(Work(1, one, year=years[0]), Work(2, other, year=years[1]))


@pytest.mark.parametrize(
    "other",
    [
        "ก่อสร้างถนน คสล. ม.๓",
        "โครงการก่อสร้างถนน ค.ส.ล. หมู่ 3",
        "ก่อสร้าง ถนนคอนกรีต เสริมเหล็ก หมู่ที่ ๓",
        "ก่อสร้างผิวจราจร คสล. หมู่ที่3",
    ],
)
def test_one_road_in_many_spellings_is_one_work(other):
    assert judged(ROAD, other).is_likely


@pytest.mark.parametrize(
    ("one", "other", "slot"),
    [
        (ROAD, "ก่อสร้างถนน คสล. หมู่ที่ 8", Slot.VILLAGE),
        ("ซ่อมถนน คสล. ซอยสวรรค์วิถี 8", "ซ่อมถนน คสล. ซอยสวรรค์วิถี 66", Slot.PLACE),
        ("วางท่อ จากวัดไทรถึงบ้านเหนือ", "วางท่อ จากวัดไทรถึงตลาดสด", Slot.ENDS),
        ("ขุดลอกคลองส่งน้ำ ระยะที่ 1", "ขุดลอกคลองส่งน้ำ ระยะที่ 2", Slot.PHASE),
        ("ทาสีอาคารเรียน 2", "ทาสีอาคารเรียน 3", Slot.NUMBER),
        ("ก่อสร้างถนนลูกรัง ยาว 200 เมตร", "ก่อสร้างถนนลูกรัง ยาว 350 เมตร", Slot.SIZE),
        ("แข่งขันฟุตบอลชาย", "แข่งขันฟุตบอลหญิง", Slot.SIDE),
    ],
)
def test_a_slot_that_differs_makes_two_works(one, other, slot):
    found = judged(one, other)

    assert (found.is_likely, found.slots) == (False, {slot})


SAME = [
    ("ก่อสร้างถนน คสล. ม.๓", "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่สาม"),
    ("ก่อสร้างถนน คสล. หมู่ 3-5", "ก่อสร้างถนน คสล. หมู่ที่ 3, 4, 5"),
    ("ก่อสร้างถนน คสล. สายบ้านนายแดง - บ้านนายดำ หมู่ 3", "ก่อสร้างถนน คสล. สายบ้านนายดำ-บ้านนายแดง ม.3"),
    (
        "ก่อสร้างถนน คสล. ม.3 กว้าง 4.00 เมตร ยาว 100.00 เมตร",
        "ก่อสร้างถนน คสล. ม.3 กว้าง 4 ม. ยาว 100 ม.",
    ),
    ("ก่อสร้างถนน คสล. บ้านหนองบัว หมู่ที่ 3", "ก่อสร้างถนน คสล.บ้านหนองบัว ม.3 ต.แม่ใส"),
    ("ก่อสร้างระบบประปา (ระยะที่ 2)", "ก่อสร้างระบบประปา ระยะ ๒"),
    ("ก่อสร้างถนน คสล. ซ.3 ม.5", "ก่อสร้างถนน คสล. ซอย 3 หมู่ที่ 5"),
    ("อบรม อสม. ตำบลแม่ใส", "ฝึกอบรมอาสาสมัครสาธารณสุขประจำหมู่บ้าน ต.แม่ใส"),
    ("โครงการจัดงานประเพณีลอยกระทง ประจำปี 2568", "จัดงานลอยกระทง"),
    ("จัดซื้อคอมพิวเตอร์ 5 เครื่อง", "จัดซื้อคอมพิวเตอร์ จำนวน ๕ เครื่อง"),
    ("ติดตั้งไฟฟ้าสาธารณะ ม.3", "ติดตั้งไฟส่องสว่าง หมู่ที่ 3"),
    ("ก่อสรางถนนคอนกรีตเสริมเหลก หมู่ที่ 3", ROAD),
]
OTHER = [
    (ROAD, "ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 13"),
    ("ปรับปรุงถนน หมู่ที่ 3 พื้นที่ไม่น้อยกว่า 400 ตร.ม.", "ปรับปรุงถนน หมู่ที่ 3 พื้นที่ไม่น้อยกว่า 900 ตารางเมตร"),
    ("ก่อสร้างถนน คสล. บ้านหนองบัว", "ก่อสร้างถนน คสล. บ้านหนองแวง"),
    ("ก่อสร้างระบบประปา เฟส 1", "ก่อสร้างระบบประปา เฟส 2"),
    ("ก่อสร้างถนนลาดยาง สายที่ 1", "ก่อสร้างถนนลาดยาง สายที่ 2"),
    ("ก่อสร้างถนน คสล. ซอย 3 หมู่ที่ 5", "ก่อสร้างถนน คสล. ซอย 4 หมู่ที่ 5"),
    ("จัดงานประเพณีลอยกระทง", "จัดงานประเพณีแข่งเรือ"),
    ("ก่อสร้างสะพาน คสล. ข้ามห้วยแม่ใส", "ก่อสร้างสะพาน คสล. ข้ามห้วยแม่ต๋ำ"),
    ("อุดหนุนโรงเรียนบ้านสันป่าสัก", "อุดหนุนโรงเรียนบ้านสันป่าตอง"),
    ("ขุดลอกคลอง กม.0+000 ถึง กม.1+500", "ขุดลอกคลอง กม.1+500 ถึง กม.3+000"),
    ("ก่อสร้างถนน คสล. พย.ถ.12-001", "ก่อสร้างถนน คสล. พย.ถ.12-002"),
    ("ปรับปรุงห้องเวรยาม โรงเรียนกีฬา", "ปรับปรุงห้องสหกรณ์ โรงเรียนกีฬา"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_work_in_other_words(one, other):
    assert judged(one, other, (2568, 2568)).is_likely


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_works_in_nearly_the_same_words(one, other):
    assert not judged(one, other, (2568, 2568)).is_likely


def test_among_many_villages_the_same_one_is_found():
    old = [Work(n, f"ก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ {n}") for n in range(1, 99)]
    [pair] = pairs([Work("new", "ก่อสร้างถนน ค.ส.ล. ม.๗๗")], old)

    assert pair.b.key == 77


def test_the_year_in_a_name_counts_within_a_plan_only():
    one, other = "จัดงานประเพณีสงกรานต์ ประจำปี 2567", "จัดงานประเพณีสงกรานต์ ประจำปี ๒๕๖๘"

    assert judged(one, other, (2568, 2568)).slots == {Slot.YEAR}
    assert judged(one, other, (2567, 2568)).is_likely


def test_a_slot_one_side_does_not_state_is_unknown():
    assert judged(ROAD, "ก่อสร้างถนนคอนกรีตเสริมเหล็ก").is_likely


def test_a_pair_says_what_matches_and_what_differs():
    one = Work("a", "ก่อสร้างถนน คสล. ม.3", budget=500000)
    other = Work("b", ROAD, budget=400000)
    [pair] = pairs([other, one])

    assert (pair.a.key, pair.b.key) == ("a", "b")  # the later one first
    assert pair.why == ("คำในชื่อตรงกัน", "หมู่ที่ 3 ตรงกัน")
    assert [words.split()[0] for words in pair.differs] == ["งบประมาณ"]


def test_the_likeliest_come_first_and_no_more_than_asked():
    others = [Work(n, f"{ROAD} {'ก' * n}") for n in range(8)]
    found = likely(Work("new", ROAD), others, limit=3)

    assert [pair.b.key for pair in found] == [0, 1, 2]


def test_old_works_are_not_compared_with_each_other():
    assert pairs([], [Work(1, ROAD), Work(2, ROAD)]) == []
    assert [p.a.key for p in pairs([Work(3, ROAD)], [Work(1, ROAD), Work(2, ROAD)])] == [3, 3]
