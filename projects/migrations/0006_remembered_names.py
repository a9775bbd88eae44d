import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0001_initial"),
        ("projects", "0005_remembered_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="RememberedName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "noun",
                    models.CharField(
                        choices=[
                            ("strategy", "ยุทธศาสตร์"),
                            ("guideline", "แนวทางการพัฒนา"),
                            ("program", "แผนงาน"),
                            ("category", "ประเภทครุภัณฑ์"),
                            ("unit", "หน่วยงาน"),
                            ("source", "แหล่งเงิน"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", organizations.fields.RepairedCharField(max_length=500)),
                (
                    "search",
                    organizations.fields.SearchKeyField(
                        "text", blank=True, default="", editable=False
                    ),
                ),
                ("target_id", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remembered_names",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organization"),
                        models.F("noun"),
                        models.F("text"),
                        name="one_meaning_per_name",
                    )
                ],
            },
        ),
    ]
