import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0004_digests"),
        ("reviews", "0005_looks"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
                            (2, "เรื่องรับรองรายงานการประชุม"),
                            (3, "เรื่องสืบเนื่องและเรื่องเพื่อทราบ"),
                            (4, "เรื่องเพื่อพิจารณา"),
                            (5, "เรื่องอื่น ๆ"),
                        ],
                        verbose_name="วาระที่",
                    ),
                ),
                (
                    "lines",
                    organizations.fields.RepairedTextField(blank=True, verbose_name="ระเบียบวาระ"),
                ),
                (
                    "minutes",
                    organizations.fields.RepairedTextField(blank=True, verbose_name="บันทึกการประชุม"),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="MeetingNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("call", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="attendance",
            name="left_at",
            field=models.TimeField(blank=True, null=True, verbose_name="กลับเวลา"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="call",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="meeting",
            name="called_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="way",
            field=models.CharField(
                choices=[
                    ("present", "มา"),
                    ("represented", "ส่งผู้แทน"),
                    ("left", "มาแล้วกลับก่อน"),
                    ("leave", "ลา"),
                    ("absent", "ไม่มา"),
                ],
                max_length=12,
                verbose_name="การเข้าประชุม",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_at__isnull", False), ("way", "left")),
                    models.Q(models.Q(("way", "left"), _negated=True), ("left_at__isnull", True)),
                    _connector="OR",
                ),
                name="who_left_did_so_at_a_time",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="agenda_items",
                to="reviews.meeting",
            ),
        ),
        migrations.AddField(
            model_name="meetingnotice",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="reviews.meeting",
            ),
        ),
        migrations.AddField(
            model_name="meetingnotice",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.member",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                models.F("meeting"), models.F("number"), name="one_agenda_item_per_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingnotice",
            constraint=models.UniqueConstraint(
                models.F("meeting"),
                models.F("member"),
                models.F("call"),
                name="one_notice_per_call",
            ),
        ),
    ]
