"""What every change of a row has in common: its lock, its version, its values and the signature.

The log is the history that simple-history keeps: who, when and the values.
"""

from django.db.models import PROTECT

from swprogram.kit import clock
from swprogram.kit.workflow import StaleVersion


def lock_row(row):
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def require_version(row, version):
    if row.version != version:
        raise StaleVersion


def require_unchanged(row, version, fields):
    """Nobody has changed these fields since `version`; what others saved elsewhere is no conflict."""
    if row.version == version:
        return
    opened = row.history.filter(version=version).order_by("history_id").last()
    if opened is None or any(stored(opened, name) != stored(row, name) for name in fields):
        raise StaleVersion


def fill(row, values, allowed):
    """Set the values on the row; returns the names of those that differ from before."""
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"not to be set: {', '.join(sorted(unknown))}")
    before = {name: stored(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    return [name for name in values if stored(row, name) != before[name]]


def stored(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def save(row, by):
    row.full_clean()
    sign(row, by)
    row.save()
    return row


def delete(row, by):
    sign(row, by)
    row.delete()


def held_by(row):
    """A row that must not lose this one (its link is protected), or None."""
    for relation in row._meta.related_objects:
        if relation.on_delete is PROTECT:
            holder = relation.related_model._base_manager.filter(**{relation.field.name: row}).first()
            if holder is not None:
                return holder
    return None


def sign(row, by):
    """What the history writes beside the values."""
    row._history_user = by
    row._history_date = clock.now()
