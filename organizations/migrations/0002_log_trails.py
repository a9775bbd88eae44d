import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LogCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("number", models.PositiveIntegerField()),
                ("hash", models.CharField(blank=True, max_length=64)),
                (
                    "fault",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("content altered", "เนื้อความไม่ตรงกับรหัสยืนยัน มีการเปลี่ยนหลังบันทึก"),
                            ("number missing", "รายการหายไป"),
                            ("order changed", "ลำดับถูกสลับหรือถูกย้าย"),
                            ("link broken", "ไม่ต่อกับรายการก่อนหน้า"),
                            ("tail missing", "รายการท้ายสุดหายไป"),
                            ("head altered", "รหัสท้ายสุดที่เก็บแยกไว้ไม่ตรงกับรายการ"),
                            ("trail altered", "ดัชนีประวัติไม่ตรงกับรายการ"),
                            ("not as seen before", "ไม่ตรงกับรหัสที่เคยตรวจหรือเคยส่งออกไว้"),
                        ],
                        max_length=20,
                    ),
                ),
                ("broken_number", models.PositiveIntegerField(null=True)),
                ("words", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LogHead",
            fields=[
                (
                    "organization",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="log_head",
                        serialize=False,
                        to="organizations.organization",
                    ),
                ),
                ("number", models.PositiveIntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="LogSubject",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("key", models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name="logentry",
            name="about",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="logentry",
            name="format",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(fields=["organization", "at"], name="log_by_time"),
        ),
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(
                condition=models.Q(("is_exception", True)),
                fields=["organization", "number"],
                name="log_of_exceptions",
            ),
        ),
        migrations.AddField(
            model_name="logcheck",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.member",
            ),
        ),
        migrations.AddField(
            model_name="logcheck",
            name="organization",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="log_checks",
                to="organizations.organization",
            ),
        ),
        migrations.AddField(
            model_name="logsubject",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="subjects",
                to="organizations.logentry",
            ),
        ),
        migrations.AddConstraint(
            model_name="logsubject",
            constraint=models.UniqueConstraint(
                models.F("kind"),
                models.F("key"),
                models.F("entry"),
                name="one_row_per_subject_of_entry",
            ),
        ),
    ]
