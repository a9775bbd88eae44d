import re

from documents import month_strip
from projects.schedule import ALL_MONTHS, mask_of


def test_an_item_with_gaps_has_several_arrows():
    svg = month_strip.arrows(mask_of([10, 12, 1, 9]))

    assert svg.count("M") == svg.count("z") == 3


def test_arrows_begin_and_end_in_their_months():
    svg = month_strip.arrows(mask_of([1, 2]))

    assert "M21.5 4.7" in svg  # January is the fourth of columns 7 mm wide
    assert "L34.5 4.7" in svg


def test_a_book_defines_a_class_for_each_set_it_uses():
    rules = month_strip.rules({mask_of([10]), mask_of([3, 5]), 0})

    assert re.findall(r"td\.(m\w+)", rules) == ["m000", "m001", "m0a0"]


def test_an_item_without_months_has_the_grid_alone():
    assert month_strip.arrows(0).count("M") == 0
    assert month_strip.words(0) == ""


def test_words_stand_over_their_arrows():
    assert month_strip.words(ALL_MONTHS) == "padding-left:0mm"
    assert month_strip.words(mask_of([10])) == "text-align:left;padding-left:0.5mm"
    assert month_strip.words(mask_of([9])) == "text-align:right;padding-right:0.5mm"
    assert month_strip.words(mask_of([1, 2, 3, 4, 5])) == "padding-right:7mm"
