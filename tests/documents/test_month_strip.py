import re

from documents import month_strip
from projects.schedule import ALL_MONTHS, mask_of

PIXELS = month_strip.PIXELS


def cell(mask, y=0.0, words=()):
    return (10 * PIXELS, y, 8 * PIXELS, mask, list(words))


def arrows(*cells):
    """What is drawn after room was made for the words: a path for each arrow."""
    return re.findall(r"[^\n]+ h\b", month_strip.picture(cells))


def test_an_item_with_gaps_has_several_arrows():
    assert len(arrows(cell(mask_of([10, 12, 1, 9])))) == 3


def test_arrows_begin_and_end_in_their_months():
    (arrow,) = arrows(cell(mask_of([1, 2])))
    across = [float(x) / PIXELS for x, _ in re.findall(r"([\d.]+) ([\d.]+) [ml]", arrow)]

    assert round(min(across), 1) == 28.5  # January is the fourth of columns 6 mm wide
    assert round(max(across), 1) == 39.5


def test_lines_between_months_run_through_cells_that_lie_one_on_another():
    first, second, apart = cell(1), cell(1, 8 * PIXELS), cell(1, 60 * PIXELS)

    assert month_strip.picture([first, second]).count(" l\n") == 11
    assert month_strip.picture([first, second, apart]).count(" l\n") == 22


def test_words_stand_on_white():
    assert month_strip.picture([cell(0, words=[(1, 2, 3, 4)])]).count(" re") == 1


def test_a_book_defines_a_class_for_each_set_it_uses():
    rules = month_strip.rules({mask_of([10]), mask_of([3, 5]), 0})

    assert re.findall(r"td\.(m\w+)", rules) == ["m000", "m001", "m0a0"]


def test_an_item_without_months_has_the_grid_alone():
    assert arrows(cell(0)) == []
    assert month_strip.words(0) == ""


def test_words_stand_over_their_arrows():
    assert month_strip.words(ALL_MONTHS) == "padding-left:0mm"
    assert month_strip.words(mask_of([10])) == "text-align:left;padding-left:0.5mm"
    assert month_strip.words(mask_of([9])) == "text-align:right;padding-right:0.5mm"
    assert month_strip.words(mask_of([1, 2, 3, 4, 5])) == "padding-right:6mm"
