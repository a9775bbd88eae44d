"""What stays on one line, and that only this is added to what was typed."""

from documents.kept_words import NO_BREAK, kept_together, markup_with, own_names


def test_numbers_stay_with_their_units_and_signs_with_their_word():
    typed = "พ.ศ. ๒๕๖๘ หมู่ที่ 5 ข้อ ๒๖ จำนวน 3,000 คน กว้าง 4.00 เมตร เด็ก ๆ วันที่ 8 ตุลาคม 2567"
    kept = kept_together(typed)

    assert kept.split(" ") == [
        f"พ.ศ.{NO_BREAK}๒๕๖๘", f"หมู่ที่{NO_BREAK}5", f"ข้อ{NO_BREAK}๒๖",
        "จำนวน", f"3,000{NO_BREAK}คน", "กว้าง", f"4.00{NO_BREAK}เมตร", f"เด็ก{NO_BREAK}ๆ",
        f"วันที่{NO_BREAK}8{NO_BREAK}ตุลาคม", "2567",
    ]  # fmt: skip
    assert kept.replace(NO_BREAK, " ") == typed


def test_the_names_of_a_town_come_from_the_places_of_its_items():
    places = ["บ้านบึงกุ่มงาม หมู่ที่ 5", "ชุมชนรวมใจพัฒนา/วัดใหม่", "-", "ถนนจากหน้าสำนักงานถึงท้ายซอย"]

    assert own_names(places) == {"บึงกุ่มงาม", "รวมใจพัฒนา"}


def test_names_are_marked_and_markup_is_not_obeyed():
    markup = markup_with(["รวมใจพัฒนา"])

    assert markup("<b>ลานรวมใจพัฒนา & รวมใจพัฒนา ฯลฯ") == (
        '&lt;b&gt;ลาน\u200b<span class="kept">รวมใจพัฒนา</span> &amp; '
        f'<span class="kept">รวมใจพัฒนา</span>{NO_BREAK}<span class="kept">ฯลฯ</span>'
    )


def test_a_measure_is_marked_where_it_may_end_a_line():
    markup = markup_with([])
    start = "ก่อสร้างถนนคอนกรีตเสริมเหล็ก"

    assert markup("เด็ก ๆ กว้าง 4.00 เมตร") == f"เด็ก{NO_BREAK}ๆ กว้าง 4.00 เมตร"
    assert markup(f"{start} กว้าง 4.00 เมตร\nยาว 12 เมตร") == (
        f'{start} กว้าง <span class="kept">4.00 เมตร</span>\nยาว 12 เมตร'
    )
    assert markup(f"{start}หมู่ที่ 5") == f'{start}\u200b<span class="kept">หมู่ที่ 5</span>'
