"""The third step of an import: the columns somebody chose, kept for this file and the next."""

from django.db import transaction
from django.utils import timezone

from organizations.audit import record

from ..models import ColumnMapping
from .choosing import FIELDS
from .headers import find_layout
from .options import told_of
from .saving import choose, options_of
from .table_columns import column_letter


@transaction.atomic
def map_columns(attempt, chosen, *, by):
    """Keep what columns mean: (header seen, what was said of it) pairs.

    The next file of the organization with such a header is read the same; what is said as we
    would find it ourselves needs no keeping.
    """
    headers = dict(options_of(attempt).headers)
    for seen, told in chosen:
        for sheet, row in seen.sheets:
            headers[sheet] = {**told, "row": row}
        found = find_layout(seen.rows, seen.layout.row - 1)
        before = told_of(seen.layout)
        kept = ColumnMapping.objects.filter(
            organization=attempt.version.organization, header=seen.header
        )
        if found and told_of(found) == told:
            kept.delete()
        else:
            kept.update_or_create(
                organization=attempt.version.organization, header=seen.header,
                defaults={"columns": told, "by": by, "used_at": timezone.now()},
            )  # fmt: skip
        if told != before:
            changes = {"คอลัมน์": [_spelled(before), _spelled(told)]}
            record(by, "remember", attempt, changes=changes,
                   organization=attempt.version.organization)  # fmt: skip
    return choose(attempt, headers=headers)


def _spelled(told):
    """Return the columns of a header as the log shows them."""
    names = [f"{column_letter(column)} {FIELDS[name]}" for name, column in told["fields"].items()]
    months = [f"{column_letter(column)} เดือน {month}" for month, column in told["months"].items()]
    return ", ".join(names + months)
