from django.db import DatabaseError, migrations, transaction

import organizations.indexes


def allow_trigrams(apps, schema_editor):
    """Have PostgreSQL find three letters at a time, where its owner lets us.

    Who may not create extensions keeps a slower search; an administrator may create pg_trgm first.
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        pass


class Migration(migrations.Migration):
    dependencies = [("projects", "0013_kept_overlaps")]

    operations = [
        migrations.RunPython(allow_trigrams, migrations.RunPython.noop),
        migrations.AddIndex(
            "project",
            organizations.indexes.SearchIndex(fields=["version", "search"], name="project_search"),
        ),
        migrations.AddIndex(
            "equipment",
            organizations.indexes.SearchIndex(
                fields=["version", "search"], name="equipment_search"
            ),
        ),
    ]
