"""An index for the search of Thai text inside text, as each database can have it."""

from django.db import connections, models

TRIGRAMS = "SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'"


class SearchIndex(models.Index):
    """Fields and, last, a search key: an index that a search may read instead of the rows.

    SQLite reads through the whole of it, a third of the rows themselves. PostgreSQL finds three
    letters at a time, with the extension pg_trgm; without that only the other fields are indexed,
    because an entry of its plain index may not be as long as a key.
    """

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return super().create_sql(model, schema_editor, using, **kwargs)
        *others, key = (model._meta.get_field(name).column for name in self.fields)
        if has_trigrams(schema_editor.connection.alias):
            columns = f'USING gin ("{key}" gin_trgm_ops)'
        else:
            columns = "({})".format(", ".join(f'"{name}"' for name in others))
        return f'CREATE INDEX "{self.name}" ON "{model._meta.db_table}" {columns}'


def has_trigrams(alias):
    """Say whether a PostgreSQL database has the extension."""
    with connections[alias].cursor() as cursor:
        cursor.execute(TRIGRAMS)
        return cursor.fetchone() is not None
