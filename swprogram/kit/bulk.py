"""Many rows at once: in portions that every database takes, signed as each alone would be."""

from dataclasses import dataclass

from swprogram.kit import clock

BATCH = 500  # ids in one condition, rows in one statement
ROWS_AT_ONCE = 200  # whole rows in one statement
LONGEST_REASON = 100  # what the history keeps of a reason


def batches_of(items):
    """The items in lists of at most 500."""
    items = list(items)
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def signature(by, reason=""):
    """Who changes, when and why, as simple-history's functions for many rows take it."""
    return {
        "default_user": by,
        "default_change_reason": reason[:LONGEST_REASON] or None,
        "default_date": clock.now(),
    }


def values_of(row):
    """{column: value} of all columns of a row, an id for what it points to."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def rows_now(model, pks):
    """{id: row} as they stand now, locked."""
    found = {}
    for some in batches_of(pks):
        found |= model._base_manager.select_for_update(of=("self",)).in_bulk(some)
    return found


@dataclass(frozen=True)
class Step:
    """A row that was written: its columns before (None: it was added) and after (None: it was deleted)."""

    model: type
    pk: int
    before: dict | None
    after: dict | None


class BulkWriter:
    """Adds, changes and deletes many rows in few statements, each with the record that its history needs.

    `steps` says what was done, in order: that is all that undoing it needs. Rows are written in the order
    in which they are given, so that one row can free what another takes.
    """

    def __init__(self, by, reason=""):
        self.by, self.reason, self.steps = by, reason[:LONGEST_REASON] or None, []

    def add(self, model, rows):
        if rows:
            model._base_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
            self._record(model, rows, "+")
            self.steps += [Step(model, row.pk, None, values_of(row)) for row in rows]

    def change(self, model, rows):
        """Written as rows that are there already: a CASE for every row and column would take minutes."""
        if not rows:
            return
        before = {pk: values_of(row) for pk, row in rows_now(model, [row.pk for row in rows]).items()}
        names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
        model._base_manager.bulk_create(
            rows, batch_size=ROWS_AT_ONCE, update_conflicts=True, unique_fields=["id"], update_fields=names
        )
        self._record(model, rows, "~")
        self.steps += [Step(model, row.pk, before[row.pk], values_of(row)) for row in rows]

    def delete(self, model, rows):
        """Nothing may hang on the rows any more: neither Django nor the history looks at them one by one."""
        if not rows:
            return
        self._record(model, rows, "-")
        self.steps += [Step(model, row.pk, values_of(row), None) for row in rows]
        for some in batches_of(row.pk for row in rows):
            gone = model._base_manager.filter(pk__in=some)
            gone._raw_delete(using=gone.db)

    def _record(self, model, rows, kind):
        if not hasattr(model, "history"):
            return
        records = model.history.model
        names = [field.attname for field in records.tracked_fields]
        signed = {
            "history_date": clock.now(),
            "history_user": self.by,
            "history_change_reason": self.reason,
            "history_type": kind,
        }
        kept = (records(**signed, **{name: getattr(row, name) for name in names}) for row in rows)
        records._base_manager.bulk_create(kept, batch_size=ROWS_AT_ONCE)
