"""The remark sheet (ใบแสดงความเห็น) of one strategy, to be filled in by hand and keyed in later."""

import segno
from django.conf import settings
from django.urls import reverse

from documents.figures import Figures
from documents.papers.sheet import (
    ACROSS_MARGINS,
    Align,
    Column,
    Facts,
    Head,
    Note,
    Picture,
    Row,
    Sheet,
    Signature,
    Table,
)
from thai.calendar import long_date

from .models import Verdict

DOTS = "." * 60
COLUMNS = (
    Column("เปิดอ่าน", 18, Align.CENTER),
    Column("ที่", 10, Align.CENTER),
    Column("รหัส", 14, Align.CENTER),
    Column("รายการ", 78),
    Column("งบประมาณ (บาท)", 28, Align.RIGHT),
    *(
        Column(choice.label, 19, Align.CENTER, over="ทำเครื่องหมาย ✓ หนึ่งช่อง")
        for choice in Verdict.Choice
    ),
    Column("เหตุผลหรือสิ่งที่ให้ปรับปรุง", 68),
)
HOW = (
    "ทำเครื่องหมายรายการละหนึ่งช่อง และเขียนเหตุผลเมื่อให้ปรับปรุงหรือไม่เห็นชอบ "
    "รายการที่ไม่ทำเครื่องหมายถือว่ายังไม่ให้ผล เว้นแต่ทำเครื่องหมายที่บรรทัดแรกของตาราง "
    "สแกนคิวอาร์เพื่ออ่านรายละเอียดของรายการ"
)


def compose(round, group):
    """Return the Sheet of one strategy of a round."""
    organization, figures = round.organization, Figures(round.organization.digit_style)
    title = figures.prose(f"ใบแสดงความเห็น {group.name} {round.version} รอบที่ {round.number}")
    title += f" รหัส {round.snapshot}"  # for pages that part; to be typed as it is, so as it is
    return Sheet(
        title=title,
        author=organization.full_name,
        head=Head(
            lines=(
                "ใบแสดงความเห็นของกรรมการ",
                figures.prose(f"{round.body_name} รอบที่ {round.number} · {round.version}"),
                figures.prose(group.name),
            )
        ),
        blocks=(
            Facts(_facts(round, figures)),
            Note(HOW),
            Table(COLUMNS, tuple(_rows(round, group, figures))),
            Note(f"ความเห็นอื่นต่อยุทธศาสตร์นี้ {'.' * 200}"),
            Note("." * 245),
            Signature(DOTS, "กรรมการ"),
        ),
        has_thai_digits=figures.is_thai_in_prose,
        is_across=True,
        margins=ACROSS_MARGINS,
        is_long=True,
        look="documents/looks/remark_sheet.css",
    )


def _facts(round, figures):
    facts = [
        ("ชื่อกรรมการ", DOTS),
        ("รหัสยืนยันเนื้อหา", f"{round.snapshot} (พิมพ์รหัสนี้เมื่อบันทึกเข้าระบบ)"),
    ]
    if round.answer_by:
        facts.append(("ส่งคืนภายใน", figures.prose(long_date(round.answer_by))))
    return tuple(facts)


def _rows(round, group, figures):
    yield Row(("", "", "", "เห็นชอบทุกรายการในยุทธศาสตร์นี้ที่ไม่ได้ทำเครื่องหมายไว้", "", "", "", "", ""))
    for number, item in enumerate(group.items, start=1):
        yield Row(
            (
                code_of(round, item),
                figures.table(str(number)),
                figures.table(item.code),
                item.name,
                figures.money(item.budget),
                "", "", "", "",
            )
        )  # fmt: skip


def code_of(round, item):
    """Return the QR code that opens the page of an item."""
    address = reverse("reviews:item", args=[*round.version.address, item.code])
    code = segno.make(settings.SITE_URL + address, error="m", micro=False)
    drawing = code.svg_data_uri(border=2, omitsize=True, svgns=True, omit_charset=True)
    return Picture(drawing, f"คิวอาร์เปิดรายการ {item.code}")
