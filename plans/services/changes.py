"""What every change of a plan has in common: locks, who may, in which state, and the signature.

The log is the history that simple-history keeps: who, when and the values. Why a plan in force changes
is said by its amendment.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from plans.enums import PlanState
from plans.models import Plan
from plans.permissions import can_edit
from swprogram.kit.changes import save
from swprogram.kit.workflow import ChangeRefused


def lock_plan(plan, *, by):
    """The plan, locked, for a person who may edit it. Always locked first, so that nobody waits in a ring."""
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    require_editor(plan, by)
    return plan


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


def count_save(plan, by):
    """A part of the plan was saved: whoever holds an older page of the plan has to look again."""
    plan.version += 1
    return save(plan, by)
