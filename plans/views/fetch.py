"""Plans and targets in the reach of the person who asks: 404 outside of it, 403 where it is not allowed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from plans import permissions
from plans.models import Amendment, Plan, Target
from plans.services.changes import require_editable
from swprogram.kit.workflow import ChangeRefused


def get_plan(user, pk):
    return get_object_or_404(Plan.objects.visible_to(user).select_related("programme", "unit"), pk=pk)


def get_plan_to_edit(user, pk):
    plan = get_plan(user, pk)
    require_editing(user, plan)
    return plan


def get_target_to_edit(user, pk):
    targets = Target.objects.visible_to(user).select_related("plan__unit", "indicator")
    target = get_object_or_404(targets, pk=pk)
    require_editing(user, target.plan)
    return target


def get_amendment(user, pk):
    amendments = Amendment.objects.filter(plan__in=Plan.objects.visible_to(user))
    return get_object_or_404(amendments.select_related("plan__unit", "opened_by", "enacted_by"), pk=pk)


def require_editing(user, plan):
    if not permissions.can_edit(user, plan):
        raise PermissionDenied(_("Only the provincial officer of the lead agency changes these plans."))


def back_to_plan_in_force(request, plan):
    """Opening a form of a plan that cannot be changed now leads back to it, with what to do first.

    What was typed meanwhile is not sent away: a form that is posted shows the refusal itself.
    """
    if request.method == "POST":
        return None
    try:
        require_editable(plan)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_detail", plan.pk)
    return None
