import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0001_initial"),
        ("plans", "0001_initial"),
        ("projects", "0003_export"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="effects",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="import",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="import",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organizations.member",
            ),
        ),
    ]
