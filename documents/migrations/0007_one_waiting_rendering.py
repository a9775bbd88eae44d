from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0006_fail_lost_renderings"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="rendering",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["queued", "running"])),
                fields=("plan", "paper", "format", "content_hash"),
                name="one_waiting_rendering_of_a_content",
            ),
        ),
    ]
