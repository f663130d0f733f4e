"""One value for many courses, lecturers or needs at once."""

from simple_history.utils import bulk_update_with_history

from swprogram.kit.bulk import BATCH, signature


def change_many(records, key, value, by):
    """Give one column of these records, which the person may change, a value; returns how many changed."""
    model = records.model
    name = model._meta.get_field(key).attname
    changed = [row for row in records.select_for_update(of=("self",)) if getattr(row, name) != value]
    for row in changed:
        setattr(row, name, value)
        row.clean()
        row.version += 1
    if changed:
        bulk_update_with_history(changed, model, [key, "version"], batch_size=BATCH, **signature(by))
    return len(changed)
