"""An organization out of the register: by command and by page."""

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from organizations.creation import create_from_register, invite_admin
from organizations.models import Member, Organization, User
from organizations.roles import Role
from tests import factories

from .conftest import address_in

NEW = "/organizations/new/"


@pytest.fixture
def installer(client, db):
    user = User.objects.create_superuser("root@example.org", "x", name="ผู้ดูแลกลาง")
    client.force_login(user)
    return client


def test_everything_comes_from_the_register_and_the_type(register):
    organization = create_from_register("3600102", "nakhonsawan")

    assert organization.full_name == "เทศบาลนครนครสวรรค์"
    assert str(organization) == "ทน.นครสวรรค์"
    assert organization.area == "อำเภอเมืองนครสวรรค์ จังหวัดนครสวรรค์"
    assert organization.executive_title == "นายกเทศมนตรีนครนครสวรรค์"
    assert organization.budget_act == "เทศบัญญัติ"
    assert organization.development_committee == "คณะกรรมการพัฒนาเทศบาล"
    assert organization.citation == (
        "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น"
        " พ.ศ. 2548 และที่แก้ไขเพิ่มเติมถึง (ฉบับที่ 3) พ.ศ. 2561"
    )


def test_it_starts_with_the_units_of_its_type(register):
    organization = create_from_register("6560115", "maesai")

    names = [unit.name for unit in organization.units.all()]
    assert (names[:2], len(names)) == (["สำนักปลัด", "กองคลัง"], 9)
    assert organization.units.first().other_names == ["สำนักปลัดองค์การบริหารส่วนตำบล"]


def test_pattaya_is_not_named_twice(register):
    organization = create_from_register("3200407", "pattaya")

    assert str(organization) == "เมืองพัทยา"
    assert organization.executive_title == "นายกเมืองพัทยา"
    assert organization.area == "อำเภอบางละมุง จังหวัดชลบุรี"


def test_it_opens_its_own_log(register):
    [entry] = create_from_register("6560115", "maesai").log_entries.all()

    assert (entry.number, entry.action, entry.actor) == (1, "create", "ระบบ")


@pytest.mark.parametrize(
    ("code", "slug", "reasons"),
    [
        ("6560115", "admin", ["ใช้ “admin” เป็นที่อยู่ไม่ได้ เพราะระบบใช้คำนี้แล้ว"]),
        ("6560115", "Mae Sai", ["ที่อยู่ใช้ได้เฉพาะ a-z 0-9 และขีดกลาง เช่น maesai"]),
        ("6560115", "maesai\n", ["ที่อยู่ใช้ได้เฉพาะ a-z 0-9 และขีดกลาง เช่น maesai"]),
        ("6560115", "a" * 51, ["ที่อยู่ยาวได้ไม่เกิน 50 ตัวอักษร"]),
        ("9999999", "nowhere", ["ไม่พบรหัส 9999999 ในทะเบียนองค์กรปกครองส่วนท้องถิ่น"]),
        (
            "5600101",
            "takfa",
            [
                "เทศบาลตำบลตากฟ้ามีอยู่ในระบบแล้ว ที่อยู่คือ “takfa”",
                "เทศบาลตำบลตากฟ้าใช้ที่อยู่ “takfa” แล้ว",
            ],
        ),
    ],
)
def test_every_fault_is_told_at_once(register, takfa, code, slug, reasons):
    with pytest.raises(ValidationError) as refused:
        create_from_register(code, slug)

    assert refused.value.messages == reasons
    assert Organization.objects.count() == 1


def test_the_command_creates_and_invites(register, capsys):
    call_command(
        "create_organization", code="6560115", slug="maesai", admin_email="It@maesai.example"
    )

    member = Member.objects.get(organization__slug="maesai")
    assert (member.user.email, member.roles) == ("it@maesai.example", {Role.ADMIN})
    assert address_in(mail.outbox[0]).startswith("/accounts/invitation/")
    assert capsys.readouterr().out.splitlines() == [
        "องค์การบริหารส่วนตำบลแม่ใส /maesai/ 9 units",
        "invited It@maesai.example",
    ]


def test_the_command_refuses_with_the_reasons(register, takfa):
    with pytest.raises(CommandError) as refused:
        call_command("create_organization", code="6560115", slug="public")

    assert str(refused.value) == "ใช้ “public” เป็นที่อยู่ไม่ได้ เพราะระบบใช้คำนี้แล้ว"
    assert refused.value.returncode == 1


def test_the_command_creates_nothing_for_a_wrong_address(register):
    with pytest.raises(CommandError):
        call_command("create_organization", code="6560115", slug="maesai", admin_email="ใคร")

    assert Organization.objects.count() == 0


def test_an_administrator_known_elsewhere_keeps_the_account(register, outsider):
    organization = create_from_register("6560115", "maesai")

    invite_admin(organization, outsider.user.email, link_for=lambda token: f"http://x/{token}")

    assert User.objects.get(email=outsider.user.email).members.count() == 2


def test_the_page_finds_by_name_short_name_and_code(installer, register):
    for query in ("แม่ใส", "อบต.แม่ใส", "6560115", "๖๕๖๐๑๑๕"):
        page = installer.get(NEW, {"q": query})
        assert [entry.code for entry, _ in page.context["rows"]] == ["6560115"]


def test_the_page_says_which_are_here_already(installer, register, takfa):
    [(entry, here)] = installer.get(NEW, {"q": "ตากฟ้า"}).context["rows"]

    assert (entry.code, here) == ("5600101", takfa)


def test_the_page_confirms_then_creates_and_invites(installer, register):
    page = installer.get(f"{NEW}6560115/")
    installer.post(f"{NEW}6560115/", {"slug": "MaeSai", "admin_email": "it@maesai.example"})

    organization = Organization.objects.get(slug="maesai")
    assert page.context["title"] == "นายกองค์การบริหารส่วนตำบลแม่ใส"
    assert organization.members.get().is_invited
    assert organization.log_entries.first().organization == organization


def test_the_page_refuses_a_taken_address(installer, register, takfa):
    page = installer.post(f"{NEW}6560115/", {"slug": "takfa", "admin_email": "it@x.example"})

    assert page.status_code == 422
    assert page.context["form"].errors == {"slug": ["เทศบาลตำบลตากฟ้าใช้ที่อยู่ “takfa” แล้ว"]}


@pytest.mark.parametrize("address", [NEW, f"{NEW}6560115/"])
def test_only_the_installation_may(client, sign_in, register, admin, address):
    assert client.get(address).url == f"/accounts/login/?next={address}"
    assert sign_in(admin).get(address).status_code == 403


def test_nobody_creates_what_is_not_in_the_register(installer, register):
    assert installer.get(f"{NEW}0000000/").status_code == 404


def test_the_choice_after_sign_in_leads_the_installer_there(installer):
    page = installer.get("/accounts/organizations/").content.decode()

    assert page.count(f'href="{NEW}"') == 1
    assert factories.UserFactory().is_superuser is False
