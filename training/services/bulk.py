"""One value for many courses, lecturers or needs at once."""

from simple_history.utils import bulk_update_with_history

from swprogram.kit.bulk import BATCH, signature
from swprogram.org.models import within_reach
from swprogram.org.roles import Verb


def change_many(records, key, value, by):
    """Give one column of these records that `by` may change a value; returns how many changed."""
    model = records.model
    name = model._meta.get_field(key).attname
    mine = records.filter(within_reach(by, Verb.EDIT_REGISTRIES)).select_for_update(of=("self",))
    changed = [row for row in mine if getattr(row, name) != value]
    for row in changed:
        setattr(row, name, value)
        row.clean()
        row.version += 1
    if changed:
        bulk_update_with_history(changed, model, [key, "version"], batch_size=BATCH, **signature(by))
    return len(changed)
