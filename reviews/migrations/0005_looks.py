import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0003_corrections_by_resolution"),
        ("reviews", "0004_threads_of_remarks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("support_committee", "คณะกรรมการสนับสนุนการจัดทำแผนพัฒนาท้องถิ่น"),
                            ("committee", "คณะกรรมการพัฒนาท้องถิ่น"),
                            ("executive", "ผู้บริหารท้องถิ่น"),
                        ],
                        max_length=20,
                    ),
                ),
                ("seen_hash", models.CharField(max_length=64)),
                ("before_hash", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("before_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="looks",
                        to="plans.planversion",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("version"),
                        models.F("body"),
                        models.F("member"),
                        name="one_look_per_member",
                    )
                ],
            },
        ),
    ]
