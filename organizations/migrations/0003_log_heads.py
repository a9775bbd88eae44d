"""Keep the end of every chain there is already beside it."""

from django.db import migrations


def keep_heads(apps, schema_editor):
    LogEntry = apps.get_model("organizations", "LogEntry")
    LogHead = apps.get_model("organizations", "LogHead")
    known = {}
    entries = LogEntry.objects.order_by("organization", "number")
    for organization, number, digest in entries.values_list(
        "organization", "number", "hash"
    ).iterator():
        known[organization] = (number, digest)
    LogHead.objects.bulk_create(
        LogHead(organization_id=pk, number=number, hash=digest)
        for pk, (number, digest) in known.items()
    )


def forget_heads(apps, schema_editor):
    apps.get_model("organizations", "LogHead").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_log_trails")]

    operations = [migrations.RunPython(keep_heads, forget_heads)]
