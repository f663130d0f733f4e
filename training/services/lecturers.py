"""Who teaches: entered, changed, taken out while nothing hangs on the record."""

from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit.changes import delete, fill, lock_row, require_version, save
from swprogram.kit.workflow import ChangeRefused
from training.models import Lecturer
from training.permissions import require_editor, require_known

LECTURER_FIELDS = (
    "full_name",
    "unit",
    "worker",
    "body",
    "workplace",
    "qualification",
    "subjects",
    "phone",
    "email",
    "is_active",
    "note",
)


@transaction.atomic
def add_lecturer(*, by, values):
    require_editor(by, values["unit"].pk)
    require_known(by, filter(None, [values.get("worker")]))
    lecturer = Lecturer()
    fill(lecturer, values, LECTURER_FIELDS)
    return save(lecturer, by)


@transaction.atomic
def change_lecturer(lecturer, *, by, values, version):
    """Who may edit both the old and the new unit."""
    lecturer = lock_row(lecturer)
    require_editor(by, lecturer.unit_id)
    require_editor(by, values.get("unit", lecturer.unit).pk)
    require_version(lecturer, version)
    changed = fill(lecturer, values, LECTURER_FIELDS)
    if "worker" in changed:
        require_known(by, filter(None, [lecturer.worker]))
    if changed:
        lecturer.version += 1
        save(lecturer, by)
    return lecturer


@transaction.atomic
def delete_lecturer(lecturer, *, by, version):
    lecturer = lock_row(lecturer)
    require_editor(by, lecturer.unit_id)
    require_version(lecturer, version)
    if lecturer.sessions.exists():
        raise ChangeRefused(
            _("This lecturer taught sessions, which keep the name. Say “does not teach now” instead.")
        )
    delete(lecturer, by)
