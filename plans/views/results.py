"""Pages about what the activities of a plan brought about."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans import exports, permissions
from plans.activities import name_activities
from plans.filters import ResultFilter
from plans.forms.money import RowDeletionForm
from plans.forms.results import ResultForm
from plans.measures import count_results, results_of
from plans.models import Activity, ActivityResult, Plan
from plans.services import results as services
from plans.views import fetch
from swprogram.kit.downloads import send_workbook
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page
from swprogram.kit.workflow import ChangeRefused
from swprogram.kit.xlsx import write_workbook

PAGE_SIZE = 25


def activity_results(request, pk):
    """What was done, and the counts of each activity."""
    plan = fetch.get_plan(request.user, pk)
    names = name_activities(plan)
    results = _filtered(request, plan, names)
    context = {
        "plan": plan,
        "filter": results,
        "page_obj": _page(request, plan, results.qs, names),
        "names": names,
        "can_record": plan.is_in_force and permissions.can_record_results(request.user, plan),
        "counts": exports.results_by_activity_table(count_results(results.qs), names),
    }
    return render_page(request, "plans/activity_results.html", context)


def activity_results_export(request, pk):
    """The filtered results and their counts as a workbook."""
    plan = fetch.get_plan(request.user, pk)
    names = name_activities(plan)
    results = _filtered(request, plan, names).qs
    counts = exports.results_by_activity_table(count_results(results), names)
    return send_workbook(
        write_workbook([exports.activity_results_table(plan, results, names), counts]), "ket-qua"
    )


def result_add(request, pk):
    activity = _activity(request.user, pk)
    if refusal := _back_to_plan(request, activity.plan):
        return refusal
    form = ResultForm(request.POST or None, instance=ActivityResult(activity=activity), by=request.user)
    if request.method == "POST" and form.is_valid():
        result = apply(form, services.record_result, activity, by=request.user, values=form.values)
        if result is not None:
            return _back_to_list(request, activity.plan, _("The result is saved."))
    return render(request, "plans/result_form.html", _context(form, activity))


def result_edit(request, pk):
    """A result; what others saved in between is shown beside what was typed."""
    result = _result_to_edit(request.user, pk)
    activity = result.activity
    if refusal := _back_to_plan(request, activity.plan):
        return refusal
    form = ResultForm(request.POST or None, instance=copy(result), by=request.user)
    if request.method == "POST" and form.is_valid():
        changed = apply(
            form, services.change_result, result, by=request.user, values=form.values, **form.change
        )
        if changed is not None:
            return _back_to_list(request, activity.plan, _("The result is saved."))
    return render(request, "plans/result_form.html", _context(form, activity) | {"result": result})


def result_delete(request, pk):
    """Asks once more, and shows the counts that go."""
    result = _result_to_edit(request.user, pk)
    activity = result.activity
    if refusal := _back_to_plan(request, activity.plan):
        return refusal
    form = RowDeletionForm(request.POST or None, instance=copy(result), fields=services.RESULT_FIELDS)
    if request.method == "POST" and form.is_valid():
        deleted = apply(form, services.delete_result, result, by=request.user, **form.change)
        if deleted is not None:
            return _back_to_list(request, activity.plan, _("The result is deleted. Its history stays."))
    return render(request, "plans/result_confirm_delete.html", _context(form, activity) | {"result": result})


def _filtered(request, plan, names):
    results = results_of(plan).select_related("unit").order_by("activity__position", "held_on", "pk")
    return ResultFilter(request.GET, queryset=results, request=request, names=names)


def _page(request, plan, results, names):
    page = Paginator(results, PAGE_SIZE).get_page(request.GET.get("page"))
    units = set(permissions.recording_units(request.user, plan).values_list("pk", flat=True))
    for result in page:
        result.activity_name = names[result.activity_id]
        result.can_change = plan.is_in_force and result.unit_id in units
    return page


def _context(form, activity):
    return {"form": form, "plan": activity.plan, "activity": activity}


def _activity(user, pk):
    activities = Activity.objects.filter(plan__in=Plan.objects.visible_to(user))
    activity = get_object_or_404(activities.select_related("plan__unit"), pk=pk)
    if not permissions.can_record_results(user, activity.plan):
        raise PermissionDenied(_("Your role does not record what an activity brought about."))
    return activity


def _result_to_edit(user, pk):
    results = ActivityResult.objects.visible_to(user).select_related("activity__plan__unit", "unit")
    result = get_object_or_404(results, pk=pk)
    if not permissions.can_record_for(user, result.activity.plan, result.unit_id):
        raise PermissionDenied(_("You record only what your own unit, or a unit below it, has done."))
    return result


def _back_to_plan(request, plan):
    """Opening a form of a plan of which nothing can be recorded leads back to it, with the reason."""
    if request.method == "POST":
        return None
    try:
        services.require_recording(plan)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_detail", plan.pk)
    return None


def _back_to_list(request, plan, text):
    messages.success(request, text)
    return redirect("activity_results", plan.pk)
