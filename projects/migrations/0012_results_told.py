from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("projects", "0011_invitation_opened")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="told_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ส่งผลทางอีเมลเมื่อ"),
        ),
    ]
