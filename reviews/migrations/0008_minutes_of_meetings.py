import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import organizations.fields


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0004_digests"),
        ("reviews", "0007_stakes_and_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="closed_at",
            field=models.TimeField(blank=True, null=True, verbose_name="เลิกประชุมเวลา"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minute_checker",
            field=organizations.fields.RepairedCharField(
                blank=True, max_length=200, verbose_name="ผู้ตรวจรายงานการประชุม"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minute_taker",
            field=organizations.fields.RepairedCharField(
                blank=True, max_length=200, verbose_name="ผู้จดรายงานการประชุม"
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="opened_at",
            field=models.TimeField(blank=True, null=True, verbose_name="เริ่มประชุมเวลา"),
        ),
        migrations.CreateModel(
            name="SignedMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(upload_to="minutes/%Y/%m/")),
                ("file_name", models.CharField(max_length=255)),
                ("content_type", models.CharField(max_length=60)),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.member",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="reviews.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["added_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("meeting"), models.F("sha256"), name="one_scan_once_per_meeting"
                    )
                ],
            },
        ),
    ]
