from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_paper_and_progress"),
    ]

    operations = [
        migrations.AddField(
            model_name="rendering",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
