import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0001_initial"),
        ("projects", "0009_distinctions"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agency",
                    organizations.fields.RepairedCharField(
                        max_length=200, verbose_name="หน่วยงานภายนอก"
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="อีเมลผู้ประสานงาน"),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("expires_at", models.DateTimeField(verbose_name="ใช้ลิงก์ได้ถึง")),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agency_invitations",
                        to="plans.planversion",
                    ),
                ),
            ],
            options={
                "ordering": ["agency", "-sent_at"],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", organizations.fields.RepairedTextField(verbose_name="ชื่อโครงการ")),
                (
                    "detail",
                    organizations.fields.RepairedTextField(blank=True, verbose_name="รายละเอียด"),
                ),
                (
                    "budget",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=14,
                        null=True,
                        verbose_name="งบประมาณ",
                    ),
                ),
                (
                    "place",
                    organizations.fields.RepairedTextField(
                        blank=True, verbose_name="สถานที่ดำเนินการ"
                    ),
                ),
                (
                    "months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="เดือนที่ดำเนินการ"),
                ),
                (
                    "contact",
                    organizations.fields.RepairedCharField(
                        blank=True, max_length=200, verbose_name="ผู้ประสานงาน"
                    ),
                ),
                (
                    "note",
                    organizations.fields.RepairedTextField(blank=True, verbose_name="หมายเหตุ"),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "รอตรวจ"),
                            ("accepted", "รับเป็นรายการใหม่"),
                            ("merged", "รวมกับรายการเดิม"),
                            ("refused", "ไม่รับ"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decision_note",
                    organizations.fields.RepairedTextField(
                        blank=True, verbose_name="ข้อความถึงหน่วยงาน"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="projects.agencyinvitation",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="projects.line",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__gte", 0), ("months__lte", 4095)),
                        name="proposal_months_are_12",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("budget__isnull", True), ("budget__gte", 0), _connector="OR"
                        ),
                        name="proposal_budget_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="proposal_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_decided_with_its_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("line__isnull", False), ("state__in", ["accepted", "merged"])
                            ),
                            models.Q(("line__isnull", True), ("state__in", ["waiting", "refused"])),
                            _connector="OR",
                        ),
                        name="proposal_taken_names_its_line",
                    ),
                ],
            },
        ),
    ]
