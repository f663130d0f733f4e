"""The rows of an import cut into portions, each saved in a transaction of its own.

SQLite lets one transaction write at a time. A whole workbook in one would keep everybody else waiting for
half a minute; a portion takes a fraction of a second, and between two of them others have their turn.
"""

import time

from django.db import connection

from swprogram.registry.imports.codec import decode, encode
from swprogram.registry.models import ImportPortion
from swprogram.registry.spec import Row

ROWS_PER_PORTION = 200
PAUSE = 0.1  # seconds: who waits for SQLite asks again at least so often


def stage(run, registry, rows, before):
    """Keep the rows that are to be saved, cut into portions; `before` has the values of the known ones."""
    portions = [
        ImportPortion(run=run, number=number, size=len(part), rows=[_keep(row, before) for row in part])
        for number, part in enumerate(_cut(_together(registry, rows)), start=1)
    ]
    ImportPortion.objects.bulk_create(portions)


def rows_of(portion):
    """(the Rows, {pk: values of before}) as they were staged."""
    rows = [Row(one["line"], decode(one["values"]), one["pk"]) for one in portion.rows]
    return rows, {one["pk"]: decode(one["before"]) for one in portion.rows if one["pk"] is not None}


def let_others_write():
    """PostgreSQL needs none of this."""
    if connection.vendor == "sqlite":
        time.sleep(PAUSE)


def _keep(row, before):
    known = None if row.pk is None else encode(before[row.pk])
    return {"line": row.line, "pk": row.pk, "values": encode(row.values), "before": known}


def _together(registry, rows):
    together = registry.importer.together
    return together(rows) if together else [[row] for row in rows]


def _cut(groups):
    part = []
    for group in groups:
        part += group
        if len(part) >= ROWS_PER_PORTION:
            yield part
            part = []
    if part:
        yield part
