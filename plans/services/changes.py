"""What every change of a plan has in common: locks, who may, in which state, and the signature.

The log is the history that simple-history keeps: who, when and the values. Why a plan in force changes
is said by its amendment.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from plans.enums import PlanState
from plans.models import Plan
from plans.permissions import can_edit
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion


def lock_plan(plan, *, by):
    """The plan, locked, for a person who may edit it. Always locked first, so that nobody waits in a ring."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    require_editor(plan, by)
    return plan


def lock_row(row):
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


def require_editor(plan, by):
    if plan.unit_id is None or not can_edit(by, plan):
        raise PermissionDenied(
            _("Only the provincial officer of the lead agency changes this province's plans.")
        )


def require_editable(plan):
    """A draft changes freely; a plan in force only while an amendment is open."""
    if plan.state == PlanState.CLOSED:
        raise ChangeRefused(_("This plan is closed: it is not changed any more."))
    if not plan.is_editable:
        raise ChangeRefused(_("This plan is in force. Start an amendment first."))


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


def count_save(plan, by):
    """A part of the plan was saved: whoever holds an older page of the plan has to look again."""
    plan.version += 1
    return save(plan, by)


def sign(row, by):
    """What the history writes beside the values."""
    row._history_user = by
    row._history_date = clock.now()
