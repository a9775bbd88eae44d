import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("announcements", "0001_initial"),
        ("documents", "0007_one_waiting_rendering"),
    ]

    operations = [
        migrations.AddField(
            model_name="announcement",
            name="notice",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.rendering",
            ),
        ),
    ]
