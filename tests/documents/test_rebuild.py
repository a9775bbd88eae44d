"""An announced book is kept with its content: found for ever, and printed again to the byte."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from documents import book_json, makers
from documents.models import PrintedBook, Rendering
from documents.notice import NoticeFacts
from documents.plan_book import compose
from organizations.models import Unit
from plans.workflow import Stage
from projects.models import EquipmentCategory
from tests import factories

PDF, XLSX = Rendering.Format.PDF, Rendering.Format.XLSX
FACTS = NoticeFacts(announced_on=date(2024, 10, 8), signer="นายสมชาย ใจดี", title="นายก", number=12)


@pytest.fixture
def announced(at_stage, planner):
    """The finished rendering of an announced version."""
    version = at_stage(Stage.ANNOUNCED)
    rendering = Rendering.ask(version, PDF, by=planner, facts=FACTS)
    rendering.make()
    rendering.refresh_from_db()
    assert rendering.is_ready
    return rendering


def rebuild(*args):
    call_command("rebuild_document", "maesai", 2568, *args, verbosity=0)


def test_a_book_comes_back_from_json_field_for_field(ready_version, add_project, program, source):
    add_project(budget=None, months=0, place="", detail="ก\nข")
    gone = add_project("ถนนเดิม", budget=Decimal("0.50"))
    gone.replaces, gone.change = gone, "cancel"
    gone.save()
    factories.EquipmentFactory(
        version=ready_version, name="รถ", program=program, source=source,
        category=EquipmentCategory.objects.get(key="vehicle"), budget=Decimal("2500000.00"),
    )  # fmt: skip
    book = compose(ready_version, facts=FACTS)

    again = book_json.loaded(book_json.dumped(book))

    assert again == book
    assert again.content_hash == book.content_hash


def test_the_announced_book_is_printed_again_to_the_byte(announced, tmp_path, capsys):
    rebuild("--output", tmp_path / "again.pdf")

    assert capsys.readouterr().out.splitlines() == [
        f"ประกาศไว้ sha256 {announced.sha256}",
        f"จัดทำใหม่ sha256 {announced.sha256}",
        "ตรงกับเล่มที่ประกาศทุกไบต์",
    ]
    with announced.file.open("rb") as file:
        assert (tmp_path / "again.pdf").read_bytes() == file.read()


def test_names_of_today_do_not_change_what_was_announced(announced, maesai, capsys):
    Unit.objects.filter(name="กองช่าง").update(name="กองโยธา")
    maesai.full_name = "เทศบาลตำบลแม่ใส"
    maesai.save()

    rebuild()

    assert capsys.readouterr().out.endswith("ตรงกับเล่มที่ประกาศทุกไบต์\n")


def test_a_book_that_comes_out_otherwise_is_said_to(announced, another_renderer):
    announced.made_with["weasyprint"] = "69.0"
    announced.sha256 = "0" * 64
    announced.save()
    another_renderer()

    with pytest.raises(CommandError) as refused:
        rebuild()

    assert refused.value.returncode == 1
    told = str(refused.value)
    assert told.startswith("ไม่ตรงกับเล่มที่ประกาศ django None → ")
    assert f"; weasyprint 69.0 → {makers.made_with()['weasyprint']}" in told


def test_content_that_was_not_kept_is_taken_from_today(announced, capsys, maesai):
    PrintedBook.objects.all().delete()
    rebuild()
    assert capsys.readouterr().err.startswith("ไม่ได้เก็บเนื้อหาไว้เมื่อประกาศ")

    maesai.full_name = "เทศบาลตำบลแม่ใส"
    maesai.save()
    with pytest.raises(CommandError, match="ไม่ตรงกับเล่มที่ประกาศ เนื้อหาต่างกัน"):
        rebuild()


def test_nothing_announced_cannot_be_rebuilt(ready_version, planner):
    Rendering.ask(ready_version, PDF, by=planner).make()

    for args in ([], ["--version", "change-1"]):
        with pytest.raises(CommandError, match="ไม่พบเล่ม PDF ที่ประกาศ"):
            rebuild(*args)


def test_content_is_kept_of_what_is_announced_alone(at_stage, planner):
    version = at_stage(Stage.COLLECTING)
    Rendering.ask(version, PDF, by=planner).make()

    assert PrintedBook.objects.count() == 0


def test_after_an_update_the_announced_file_is_still_the_one(announced, planner, another_renderer):
    """Working files are printed anew; what the public has is never replaced."""
    version = announced.version

    another_renderer()

    assert Rendering.ask(version, PDF, by=planner) == announced
    assert Rendering.objects.count() == 1
    assert Rendering.ask(version, XLSX, by=planner).is_waiting
