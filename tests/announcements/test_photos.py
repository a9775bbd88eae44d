from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageFile

from organizations.photos import PhotoRefused, examine

from .conftest import BANGKOK, picture

LIMIT = 10 * 1024 * 1024


def look(data, name="ภาพ.jpg"):
    return examine(name, data, limit=LIMIT, zone=BANGKOK)


def pdf(pages=1, **save):
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.docinfo["/Author"] = "Secret"
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        written = BytesIO()
        made.save(written, **save)
    return written.getvalue()


def test_a_photo_is_known_by_its_content():
    assert look(picture(form="PNG"), "ภาพ.jpg").content_type == "image/png"
    assert look(picture(form="WEBP"), "ภาพ.jpg").content_type == "image/webp"
    assert look(picture(), "ภาพ.pdf").content_type == "image/jpeg"


def test_a_phones_photo_with_a_second_picture_in_it_is_a_jpeg():
    written = BytesIO()
    pictures = [Image.new("RGB", (40, 30), colour) for colour in ("green", "blue")]
    pictures[0].save(written, "MPO", save_all=True, append_images=pictures[1:])

    photo = look(written.getvalue())

    assert (photo.content_type, photo.extension) == ("image/jpeg", "jpg")
    with Image.open(BytesIO(photo.public_copy)) as copy:
        assert (copy.format, copy.size) == ("JPEG", (40, 30))


def test_the_time_comes_from_the_camera_in_the_offices_zone():
    assert look(picture("2024:10:15 09:30:00")).taken_at == datetime(
        2024, 10, 15, 2, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("noted", [None, "0000:00:00 00:00:00", "yesterday"])
def test_a_photo_without_a_time_has_none(noted):
    assert look(picture(noted)).taken_at is None


def test_the_public_copy_is_small_upright_and_says_nothing_more():
    photo = look(picture(size=(3200, 1600)))

    with Image.open(BytesIO(photo.public_copy)) as copy:
        assert copy.format == "JPEG"
        assert copy.size == (800, 1600)
        assert dict(copy.getexif()) == {}
    assert photo.public_copy.count(b"Secret") == 0
    assert photo.public_copy.count(b"Exif") == 0


def test_a_scan_loses_its_author_and_its_scripts():
    scan = look(pdf(2), "ประกาศ.pdf")

    assert (scan.content_type, scan.public_extension, scan.taken_at) == (
        "application/pdf",
        "pdf",
        None,
    )
    with pikepdf.open(BytesIO(scan.public_copy)) as clean:
        assert len(clean.pages) == 2
        assert set(clean.Root.keys()) == {"/Type", "/Pages"}
        assert list(clean.docinfo.keys()) == []


def test_the_same_scan_gives_the_same_copy():
    data = pdf()

    assert look(data).public_copy == look(data).public_copy


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "ไฟล์ “x.jpg” ว่างเปล่า เลือกไฟล์ภาพหรือ PDF ใหม่"),
        (b"<script>alert(1)</script>", "อ่านไฟล์ “x.jpg” ไม่ได้ ใช้ภาพ JPEG, PNG, WebP หรือ PDF ที่เปิดดูได้"),
        (b"%PDF-1.7 and nothing else", "อ่านไฟล์ “x.jpg” ไม่ได้ ใช้ PDF ที่เปิดดูได้"),
        (picture()[:2000], "อ่านไฟล์ “x.jpg” ไม่ได้ ใช้ภาพ JPEG, PNG, WebP หรือ PDF ที่เปิดดูได้"),
        (b"a" * (LIMIT + 1), "ไฟล์ “x.jpg” ใหญ่เกิน 10 MB ย่อภาพแล้วลองใหม่"),
        (pdf(41), "ไฟล์ “x.jpg” ต้องมี 1 ถึง 40 หน้า"),
        (
            pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
            "ไฟล์ “x.jpg” มีรหัสผ่าน บันทึกใหม่แบบไม่มีรหัสแล้วลองอีกครั้ง",
        ),
    ],
    ids=["empty", "html", "no pdf", "cut off", "huge", "long", "locked"],
)
def test_what_proves_nothing_is_refused_in_words(data, sentence, monkeypatch):
    # As it stands in a process that has drawn a plan book.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(PhotoRefused) as refused:
        look(data, "x.jpg")

    assert str(refused.value) == sentence


def test_a_picture_of_too_many_points_is_not_opened():
    written = BytesIO()
    Image.new("1", (20000, 20000)).save(written, "PNG")

    with pytest.raises(PhotoRefused):
        look(written.getvalue())


def test_a_gif_is_no_proof():
    written = BytesIO()
    Image.new("RGB", (10, 10)).save(written, "GIF")

    with pytest.raises(PhotoRefused):
        look(written.getvalue())


def test_an_offset_in_the_photo_wins_over_the_offices_zone():
    image = Image.new("RGB", (10, 10))
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2024:10:15 09:30:00"
    exif.get_ifd(0x8769)[0x9011] = "+09:00"
    written = BytesIO()
    image.save(written, "JPEG", exif=exif)

    assert look(written.getvalue()).taken_at.utcoffset() == timedelta(hours=9)
