"""Settings: each saved and logged; the seal believed by its content only."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from organizations.models import Organization
from organizations.seals import REFUSAL

SETTINGS = "/maesai/settings/"
SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def form_of(organization, **changes):
    names = [
        "address", "phone", "email", "website", "plan_word", "digit_style", "citation",
        "development_plan", "budget_act", "executive_title", "clerk_title", "council",
        "development_committee", "support_committee", "quorum_percent",
    ]  # fmt: skip
    return {**{name: getattr(organization, name) for name in names}, **changes}


def picture(kind="PNG", size=(900, 900), name="seal.png"):
    drawn = BytesIO()
    Image.new("RGB", size, "navy").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue())


def save(client, organization, **changes):
    return client.post(SETTINGS, form_of(organization, **changes))


def test_words_are_saved_and_logged(sign_in, admin, maesai):
    save(sign_in(admin), maesai, plan_word="แผนดำเนินงาน", quorum_percent="๖๐")

    maesai.refresh_from_db()
    assert (maesai.plan_word, maesai.quorum_percent) == ("แผนดำเนินงาน", 60)
    assert maesai.log_entries.get().changes == {
        "ชื่อเรียกแผน": ["แผนการดำเนินงาน", "แผนดำเนินงาน"],
        "องค์ประชุม (ร้อยละ)": ["50", "60"],
    }


def test_each_setting_says_where_it_shows(sign_in, admin):
    form = sign_in(admin).get(SETTINGS).context["form"]

    assert [name for name, field in form.fields.items() if not field.help_text] == ["remove_seal"]


@pytest.mark.parametrize("percent", ["0", "101", "ครึ่ง", ""])
def test_a_quorum_is_a_percentage(sign_in, admin, maesai, percent):
    page = save(sign_in(admin), maesai, quorum_percent=percent)

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["quorum_percent"])


def test_a_refused_form_keeps_what_was_typed_and_shows_nothing_unsaved(sign_in, admin, maesai):
    page = save(sign_in(admin), maesai, address="ที่ใหม่", quorum_percent="0")

    assert page.context["form"]["address"].value() == "ที่ใหม่"
    assert page.context["organization"].address == ""


@pytest.mark.parametrize(("kind", "name"), [("PNG", "ตรา.png"), ("JPEG", "ตรา.png")])
def test_a_seal_is_drawn_anew_and_public(client, sign_in, admin, maesai, kind, name):
    save(sign_in(admin), maesai, seal=picture(kind, name=name))
    client.logout()

    response = client.get("/public/maesai/seal/")

    with Image.open(BytesIO(response.getvalue())) as shown:
        assert (shown.format, shown.size) == ("PNG", (600, 600))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("seal.png", SCRIPT),
        SimpleUploadedFile("seal.svg", SCRIPT),
        SimpleUploadedFile("seal.png", b"\x89PNG\r\n\x1a\n not a picture"),
        SimpleUploadedFile("seal.png", b"x" * (2 * 1024 * 1024 + 1)),
    ],
    ids=["script as png", "svg", "broken png", "too large"],
)
def test_what_is_no_picture_is_refused(sign_in, admin, maesai, upload):
    upload.seek(0)
    page = save(sign_in(admin), maesai, seal=upload)

    assert page.context["form"].errors == {"seal": [REFUSAL]}
    assert not Organization.objects.get(pk=maesai.pk).seal


def test_a_gif_is_refused(sign_in, admin, maesai):
    page = save(sign_in(admin), maesai, seal=picture("GIF"))

    assert page.context["form"].errors == {"seal": [REFUSAL]}


def test_a_seal_can_be_taken_off(sign_in, admin, maesai):
    client = sign_in(admin)
    save(client, maesai, seal=picture())

    save(client, maesai, remove_seal="on")

    assert not Organization.objects.get(pk=maesai.pk).seal
    assert client.get("/public/maesai/seal/").status_code == 404


def test_saving_without_a_picture_keeps_the_seal(sign_in, admin, maesai):
    client = sign_in(admin)
    save(client, maesai, seal=picture())

    save(client, maesai, address="หมู่ที่ 1")

    assert Organization.objects.get(pk=maesai.pk).seal


def test_the_member_bar_shows_the_seal(sign_in, admin, maesai):
    client = sign_in(admin)
    save(client, maesai, seal=picture())

    assert client.get("/maesai/").content.decode().count('src="/public/maesai/seal/"') == 1
