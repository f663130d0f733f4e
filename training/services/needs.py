"""What units say that they need: entered, changed, taken out."""

from django.db import transaction

from swprogram.kit.changes import delete, fill, lock_row, require_version, save
from training.models import TrainingNeed
from training.permissions import require_editor

NEED_FIELDS = ("unit", "year", "kind", "subject", "people", "note")


@transaction.atomic
def add_need(*, by, values):
    require_editor(by, values["unit"].pk)
    need = TrainingNeed()
    fill(need, values, NEED_FIELDS)
    return save(need, by)


@transaction.atomic
def change_need(need, *, by, values, version):
    """Who may edit both the old and the new unit."""
    need = lock_row(need)
    require_editor(by, need.unit_id)
    require_editor(by, values.get("unit", need.unit).pk)
    require_version(need, version)
    if fill(need, values, NEED_FIELDS):
        need.version += 1
        save(need, by)
    return need


@transaction.atomic
def delete_need(need, *, by, version):
    need = lock_row(need)
    require_editor(by, need.unit_id)
    require_version(need, version)
    delete(need, by)
