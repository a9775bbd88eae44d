import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0004_digests"),
        ("projects", "0015_collecting_of_units"),
        ("reviews", "0006_called_meetings"),
    ]

    operations = [
        migrations.CreateModel(
            name="Interest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", organizations.fields.RepairedTextField(verbose_name="ส่วนได้เสีย")),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="projects.line",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="organizations.member",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to="reviews.reviewround",
                    ),
                ),
            ],
            options={
                "ordering": ["line__code", "declared_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("round"),
                        models.F("line"),
                        models.F("member"),
                        name="one_stake_per_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="stake_has_a_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("agree", "เห็นชอบ"),
                            ("agree_with_changes", "เห็นชอบโดยให้ปรับปรุง"),
                            ("disagree", "ไม่เห็นชอบ"),
                        ],
                        max_length=20,
                        verbose_name="มติ",
                    ),
                ),
                (
                    "words",
                    organizations.fields.RepairedTextField(blank=True, verbose_name="ข้อความในมติ"),
                ),
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
                    "line",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="projects.line",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reviews.meeting",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reviews.reviewround",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("line__code"), nulls_last=True), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("round"), models.F("line"), name="one_decision_per_item"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("line__isnull", True)),
                        fields=("round",),
                        name="one_decision_on_the_rest",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("choice", "agree"),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decided_doubt_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("line__isnull", False), ("choice", "agree"), _connector="OR"
                        ),
                        name="the_rest_is_agreed",
                    ),
                ],
            },
        ),
    ]
