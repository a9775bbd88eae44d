from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0010_proposals")]

    operations = [
        migrations.AddField(
            model_name="agencyinvitation",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="เปิดครั้งแรก"),
        ),
    ]
