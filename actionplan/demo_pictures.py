"""The demo's photo of a notice board: drawn, and it says so."""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

FONT = settings.BASE_DIR / "build" / "static" / "fonts" / "Sarabun-Bold.ttf"


def board_photo(title, place, day):
    """Return an uploaded JPEG of a notice board with a plan on it; `day` is its words."""
    picture = Image.new("RGB", (1600, 1200), "#c9b79c")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 100, 1480, 1040), fill="#7a5c3a")
    draw.rectangle((160, 140, 1440, 1000), fill="#e9dcc3")
    for left in (240, 860):
        draw.rectangle((left, 220, left + 500, 920), fill="white", outline="#999999", width=3)
        for line in range(10):
            draw.line((left + 50, 460 + line * 40, left + 450, 460 + line * 40), fill="#bbbbbb")
    write(draw, (490, 300), "ประกาศ", 60)
    write(draw, (490, 380), title, 30)
    write(draw, (1110, 300), "แผนการดำเนินงาน", 46)
    write(draw, (800, 1100), f"ภาพวาดสำหรับระบบสาธิต · {place} · {day}", 40)
    data = BytesIO()
    picture.save(data, "JPEG", quality=82)
    return SimpleUploadedFile("ป้ายประกาศ.jpg", data.getvalue(), content_type="image/jpeg")


def write(draw, middle, text, size):
    font = ImageFont.truetype(str(FONT), size) if FONT.exists() else ImageFont.load_default(size)
    draw.text(middle, text, fill="#1b2430", font=font, anchor="mm")
