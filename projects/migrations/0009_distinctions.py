import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0001_initial"),
        ("projects", "0008_kept_findings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Distinction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", organizations.fields.RepairedTextField(verbose_name="เหตุผล")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.line",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="distinctions",
                        to="organizations.organization",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="projects.line",
                    ),
                ),
            ],
            options={
                "ordering": ["-at"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organization"),
                        models.F("one"),
                        models.F("other"),
                        name="one_distinction_per_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))),
                        name="distinction_in_order_of_lines",
                    ),
                ],
            },
        ),
    ]
