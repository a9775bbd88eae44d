"""Makers of records for tests: plain, valid, Thai."""

import factory
from factory.django import DjangoModelFactory

from organizations.models import Member, Organization, User
from projects.amending import new_line
from projects.models import Equipment, Project


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    prefix = "นาย"
    name = factory.Sequence(lambda n: f"สมชาย ใจดี {n}")
    email = factory.Sequence(lambda n: f"user{n}@example.org")


class OrganizationFactory(DjangoModelFactory):
    class Meta:
        model = Organization

    district = "เมือง"
    province = "พะเยา"
    citation = "ระเบียบกระทรวงมหาดไทยว่าด้วยการจัดทำแผนพัฒนาขององค์กรปกครองส่วนท้องถิ่น"
    executive_title = factory.LazyAttribute(
        lambda o: f"{o.type.executive_title}{o.name}".removesuffix("พัทยาพัทยา")
    )
    budget_act = factory.LazyAttribute(lambda o: o.type.budget_act)
    clerk_title = factory.LazyAttribute(lambda o: o.type.clerk_title)
    council = factory.LazyAttribute(lambda o: o.type.council)
    development_committee = factory.LazyAttribute(lambda o: o.type.development_committee)
    support_committee = "คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่น"


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    user = factory.SubFactory(UserFactory)


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    line = factory.LazyAttribute(lambda o: new_line(o.version.plan))
    order = factory.Sequence(lambda n: n)


class EquipmentFactory(ProjectFactory):
    class Meta:
        model = Equipment
