"""Whatever is typed: reading a text for comparing never fails, and never takes long."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.overlaps.comparing import Work, compared, pairs
from projects.overlaps.slots import read_slots

WORDS = [
    "ก่อสร้าง", "ถนน", "คสล.", "ม.", "หมู่ที่", "3", "๓", " ", "จาก", "ถึง", "สาย", "บ้าน", "-", "กว้าง",
    "ยาว", "เมตร", "จำนวน", "(", ")", "ระยะที่", "พ.ศ.", "2568", "ไม่น้อยกว่า", ",", "ตร.ม.", "ซอย", "/",
]  # fmt: skip
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=40).map("".join))


@settings(deadline=None, max_examples=300)
@given(texts)
def test_a_text_is_always_read_and_is_one_with_itself(text):
    work = Work(1, text)
    found = compared(work, Work(2, text))

    assert found.slots == frozenset()
    assert found.score >= 0.9 or not read_slots(text).core


@settings(deadline=None, max_examples=300)
@given(texts, texts)
def test_comparing_is_the_same_from_both_sides(one, other):
    there, back = compared(Work(1, one), Work(2, other)), compared(Work(2, other), Work(1, one))

    assert there.slots == back.slots
    assert 0 <= there.score <= 1


@pytest.mark.parametrize(
    "piece",
    ["ขนาด", "กว้างไม่ประมาณ", "หมู่ที่ 1,", "จากบ้าน", "สายบ้าน ก - ", "1-", "ค.ส.", "แอสฟั", "ซอย "],
)
def test_a_long_text_takes_no_longer_than_its_length(piece):
    text = (piece * 5000)[:5000]
    before = time.perf_counter()
    pairs([Work(1, text), Work(2, text + "ก")])

    assert time.perf_counter() - before < 2
