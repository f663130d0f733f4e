"""Next year's plan from this one: the plan is copied below, its formulas here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.models import Plan
from plans.permissions import can_edit
from plans.services import copies
from plans.services.contents import ContentsRefused
from reporting import services
from reporting.forms import CopyForm
from swprogram.kit.workflow import ChangeRefused


def plan_copy(request, pk):
    """Year and title, and the targets that are proposed for that year; those left ticked are copied."""
    source = get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("programme", "unit"), pk=pk
    )
    if not can_edit(request.user, source):
        raise PermissionDenied(_("Only the provincial officer of the lead agency changes these plans."))
    form = CopyForm(request.POST or None, source=source, asked=request.GET.get("year"))
    if request.method == "POST" and form.is_valid():
        plan = _copied(form, source, request.user)
        if plan is not None:
            messages.success(request, _("The draft is made. Read it through, then put it in force."))
            return redirect("plan_detail", plan.pk)
    context = {"form": form, "plan": source, "above": copies.parent_of_copy(source)}
    return render(request, "reporting/plan_copy.html", context)


def _copied(form, source, by):
    """The new plan with its formulas, or None and the form says why not."""
    try:
        with transaction.atomic():
            plan = copies.copy_plan(source, **form.values, by=by)
            services.copy_formulas(plan, by=by)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except ContentsRefused as refused:
        form.add_error(None, [problem.message for problem in refused.problems])
    except ChangeRefused as refused:
        form.add_error(None, str(refused))
    else:
        return plan
    return None
