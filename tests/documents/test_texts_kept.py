"""Section texts through time: what a section read before, and what an announced version keeps."""

from datetime import date

import pytest
from django.urls import reverse

from documents.models import PartOne, PrintedTexts, Rendering, SectionText
from documents.notice import NoticeFacts
from documents.plan_book import compose
from documents.texts import WORDINGS
from organizations.models import LogEntry
from plans.workflow import Stage
from projects.models import BudgetSource

PREFACE = ["maesai", "preface"]


@pytest.fixture
def client_of_planner(version, planner, sign_in):
    return sign_in(planner)


def save(client, body):
    return client.post(reverse("documents:edit_text", args=PREFACE), {"body": body})


def former_of(version):
    return list(version.organization.former_texts.values_list("body", "is_default"))


def test_each_save_keeps_what_the_section_read_before(client_of_planner, version, planner):
    save(client_of_planner, "หนึ่ง")
    save(client_of_planner, "สอง\r\n\r\nสาม")
    save(client_of_planner, "สอง\r\n\r\nสาม")

    assert former_of(version) == [("หนึ่ง", False), (WORDINGS["preface"].body, True)]
    newest = version.organization.former_texts.first()
    assert (newest.written_by, newest.replaced_by) == (planner, planner)


def test_a_former_text_is_compared_and_restored(client_of_planner, version):
    save(client_of_planner, "หนึ่ง\n\nคงเดิม")
    save(client_of_planner, "สอง\n\nคงเดิม")
    former = version.organization.former_texts.first()
    client = client_of_planner

    shown = client.get(reverse("documents:former_text", args=[*PREFACE, former.pk]))
    client.post(reverse("documents:restore_former", args=[*PREFACE, former.pk]))

    pairs = [(pair.before, pair.after) for pair in shown.context["pairs"]]
    assert pairs == [("หนึ่ง", "สอง"), ("คงเดิม", "คงเดิม")]
    assert SectionText.objects.get().body == "หนึ่ง\n\nคงเดิม"
    assert former_of(version)[0] == ("สอง\n\nคงเดิม", False)
    assert LogEntry.objects.first().action == "restore"


def test_restoring_the_default_gives_up_the_own_text(client_of_planner, version):
    save(client_of_planner, "หนึ่ง")
    former = version.organization.former_texts.get(is_default=True)

    client_of_planner.post(reverse("documents:restore_former", args=[*PREFACE, former.pk]))

    assert SectionText.objects.count() == 0
    assert former_of(version)[0] == ("หนึ่ง", False)


def test_what_stands_already_cannot_be_restored(client_of_planner, version):
    client_of_planner.post(reverse("documents:restore_text", args=PREFACE))

    assert former_of(version) == []
    assert LogEntry.objects.filter(action="restore").count() == 0


def test_the_pages_of_former_texts_open(client_of_planner, version):
    save(client_of_planner, "หนึ่ง")
    address = reverse("documents:former_texts", args=PREFACE)

    assert client_of_planner.get(address).status_code == 200


def test_an_announced_version_keeps_the_texts_it_was_printed_with(at_stage, planner):
    version = at_stage(Stage.ANNOUNCED)
    town = version.organization
    text = SectionText.objects.create(organization=town, key="preface", body="ของวันประกาศ")
    facts = NoticeFacts(announced_on=date(2024, 10, 8), signer="นายดี", title="นายก")

    Rendering.ask(version, Rendering.Format.XLSX, by=planner, facts=facts)
    text.body = "ของวันหลัง"
    text.save()
    PartOne.objects.create(organization=town, sources_in="objectives")
    version.refresh_from_db()

    book = compose(version)
    assert [block.text for block in book.preface.blocks] == ["ของวันประกาศ"]
    assert [section.key for section in book.part_one if headings(section)] == ["introduction"]
    assert PrintedTexts.objects.count() == 1


def headings(section):
    return [block.text for block in section.blocks if block.is_heading]


def test_the_order_of_part_one_is_the_organizations_choice(client_of_planner, version):
    address = reverse("documents:part_one", args=["maesai"])
    before = compose(version)
    client_of_planner.post(address, {"sources_in": "objectives"})
    version.refresh_from_db()
    version.organization.refresh_from_db()

    after = compose(version)

    assert [section.key for section in before.part_one if headings(section)] == ["introduction"]
    assert [section.key for section in after.part_one if headings(section)] == ["objectives"]
    assert LogEntry.objects.filter(object_type="partone").count() == 1


def test_the_sources_count_what_the_plan_has(version, add_project):
    add_project(budget=1000)
    add_project(budget=500)
    free = BudgetSource.objects.filter(origin_class="3.3").first()
    add_project(source=free, budget=None)
    version.organization.digit_style = "arabic"

    entries = [block.text for block in compose(version).part_one[0].blocks if block.mark]

    assert [entry.rpartition(" จำนวน ")[2] for entry in entries[:1]] == [
        "2 รายการ งบประมาณ 1,500 บาท"
    ]
    assert entries[2].endswith("จำนวน 1 รายการ ไม่ใช้งบประมาณ")
    assert entries[3].endswith("ไม่มีรายการในแผนฉบับนี้")
    assert len(entries) == 5


def test_items_without_a_source_are_counted_apart(version, add_project):
    version.organization.digit_style = "arabic"
    add_project(source=None, budget=7)

    def entries():
        return [block.text for block in compose(version).part_one[0].blocks if block.mark]

    bare = entries()
    add_project(budget=1000)
    mixed = entries()

    assert [entry for entry in bare if "รายการ" in entry] == []
    assert mixed[0].endswith("จำนวน 1 รายการ งบประมาณ 1,000 บาท")
    assert mixed[1] == bare[1]
    assert mixed[5] == "รายการที่ยังไม่ระบุแหล่งเงิน จำนวน 1 รายการ งบประมาณ 7 บาท"
