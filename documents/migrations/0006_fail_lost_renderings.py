from django.db import migrations
from django.db.models import Exists, OuterRef

WAITING = ["queued", "running"]


def fail_lost(apps, schema_editor):
    """Of several that wait for the same content only the newest may still be made."""
    Rendering = apps.get_model("documents", "Rendering")
    waiting = Rendering.objects.filter(state__in=WAITING)
    newer = waiting.filter(
        plan=OuterRef("plan"), paper=OuterRef("paper"), format=OuterRef("format"),
        content_hash=OuterRef("content_hash"), pk__gt=OuterRef("pk"),
    )  # fmt: skip
    lost = list(waiting.filter(Exists(newer)).values_list("pk", flat=True))
    Rendering.objects.filter(pk__in=lost).update(state="failed", progress="")


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0005_attempts_of_renderings"),
    ]

    operations = [
        migrations.RunPython(fail_lost, migrations.RunPython.noop),
    ]
