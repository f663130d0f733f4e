"""Pages about amendments, and the history of a plan."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans import permissions, services
from plans.changes import read_changes
from plans.forms import AmendmentForm, EnactmentForm
from plans.models import Amendment
from plans.views import fetch
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page

PAGE_SIZE = 50


def amendment_add(request, pk):
    """Open a plan in force for changes."""
    plan = fetch.get_plan_to_edit(request.user, pk)
    form = AmendmentForm(request.POST or None, instance=Amendment(plan=plan))
    if request.method == "POST" and form.is_valid():
        amendment = apply(form, services.start_amendment, plan, by=request.user, **form.values)
        if amendment is not None:
            messages.success(
                request, _("The plan can be changed now. At the end, put the amendment in force.")
            )
            return redirect("plan_detail", pk)
    return render(request, "plans/amendment_form.html", {"form": form, "plan": plan})


def amendment_detail(request, pk):
    """The decision, and every change between its two moments."""
    amendment = fetch.get_amendment(request.user, pk)
    changes = read_changes(amendment.plan, amendment.opened_at, amendment.enacted_at)
    context = {
        "amendment": amendment,
        "plan": amendment.plan,
        "page_obj": Paginator(changes, PAGE_SIZE).get_page(request.GET.get("page")),
        "can_enact": amendment.enacted_at is None and permissions.can_enact(request.user, amendment.plan),
    }
    return render_page(request, "plans/amendment_detail.html", context)


def amendment_enact(request, pk):
    """The decision is there: its number and date put the amendment in force."""
    amendment = fetch.get_amendment(request.user, pk)
    if not permissions.can_edit(request.user, amendment.plan):
        raise PermissionDenied(_("Only the provincial officer of the lead agency changes these plans."))
    form = EnactmentForm(request.POST or None, instance=amendment)
    if request.method == "POST" and form.is_valid():
        done = apply(form, services.enact_amendment, amendment, by=request.user, **form.values)
        if done is not None:
            messages.success(request, _("The amendment is in force."))
            return redirect("plan_detail", amendment.plan_id)
    context = {"form": form, "plan": amendment.plan, "amendment": amendment}
    return render(request, "plans/amendment_form.html", context)


def plan_history(request, pk):
    """Every change of the plan and of its parts, the newest first."""
    plan = fetch.get_plan(request.user, pk)
    page = Paginator(read_changes(plan), PAGE_SIZE).get_page(request.GET.get("page"))
    return render_page(request, "plans/plan_history.html", {"plan": plan, "page_obj": page})
