"""What an activity brought about: recorded, corrected, taken back.

Only while the plan is in force: a draft is not carried out yet, and of a closed plan the results are final.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from plans.enums import LIVE_STATES, PlanState
from plans.models import ActivityResult, Plan
from plans.permissions import can_record_for
from swprogram.kit.changes import delete, fill, lock_row, require_version, save
from swprogram.kit.workflow import ChangeRefused

RESULT_FIELDS = ("kind", "title", "unit", "held_on", "quantity", "persons", "attendances", "note")


@transaction.atomic
def record_result(activity, *, values, by):
    """Record what was done; `values` maps names of RESULT_FIELDS to their values."""
    _lock_plan(activity)
    result = ActivityResult(activity=activity)
    fill(result, values, RESULT_FIELDS)
    _require_recorder(result, by)
    return save(result, by)


@transaction.atomic
def change_result(result, *, values, version, by):
    """Raises StaleVersion when somebody saved the result in between."""
    result = _lock(result, version, by)
    if not fill(result, values, RESULT_FIELDS):
        return result
    _require_recorder(result, by)
    result.version += 1
    return save(result, by)


@transaction.atomic
def delete_result(result, *, version, by):
    """The history keeps the numbers. Raises StaleVersion."""
    result = _lock(result, version, by)
    delete(result, by)
    return result


def require_recording(plan):
    if plan.state == PlanState.DRAFT:
        raise ChangeRefused(_("This plan is a draft. Put it in force, then record what was done."))
    if plan.state not in (*LIVE_STATES, PlanState.AMENDING):
        raise ChangeRefused(_("This plan is closed: its results are final."))


def _lock(result, version, by):
    _lock_plan(result.activity)
    result = lock_row(result)
    _require_recorder(result, by)
    require_version(result, version)
    return result


def _lock_plan(activity):
    require_recording(Plan.objects.select_for_update(of=("self",)).get(pk=activity.plan_id))


def _require_recorder(result, by):
    """Of the unit that did it: also when a result is moved to another unit."""
    if not can_record_for(by, result.activity.plan, result.unit_id):
        raise PermissionDenied(_("You record only what your own unit, or a unit below it, has done."))
