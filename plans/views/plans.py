"""Pages about plans and targets."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import permissions, services
from plans.exports import plan_targets_table, plans_table
from plans.filters import PlanFilter
from plans.forms import PlanForm, TargetDeletionForm, TargetForm
from plans.history import find_conflicts, read_history
from plans.models import Plan, Target
from plans.reading import read_plan
from swprogram.kit.htmx import render_page
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.kit.xlsx import write_workbook
from swprogram.org.roles import Verb

PAGE_SIZE = 25
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plan_list(request):
    plans = _filtered_plans(request)
    page = Paginator(plans.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": plans, "page_obj": page, "can_add": permissions.can_add(request.user)}
    return render_page(request, "plans/plan_list.html", context)


def plan_export(request):
    """The filtered plans as a workbook."""
    return _workbook(plans_table(_filtered_plans(request).qs), "ke-hoach.xlsx")


def plan_detail(request, pk):
    """The plan as a document, read from top to bottom."""
    plan = _plan(request.user, pk)
    context = read_plan(plan) | {
        "plan": plan,
        "can_edit": permissions.can_edit(request.user, plan),
        "can_issue": permissions.can_issue(request.user, plan),
        "can_follow_results": permissions.can_follow_results(request.user),
    }
    return render(request, "plans/plan_detail.html", context)


def plan_add(request):
    """A new plan begins as a draft."""
    if not permissions.can_add(request.user):
        raise PermissionDenied(_("Your role does not open this page. Ask the administrator of the portal."))
    form = PlanForm(request.POST or None, instance=Plan(), by=request.user, is_in_force=False)
    if request.method == "POST" and form.is_valid():
        plan = _apply(form, services.add_plan, by=request.user, values=form.values)
        if plan is not None:
            messages.success(request, _("The draft is saved. Add its targets, then put it in force."))
            return redirect("plan_detail", plan.pk)
    return render(request, "plans/plan_form.html", {"form": form})


def plan_edit(request, pk):
    """What the plan says; what others saved in between is shown beside what was typed."""
    plan = _editable_plan(request.user, pk)
    form = PlanForm(request.POST or None, instance=copy(plan), by=request.user, is_in_force=plan.is_in_force)
    if request.method == "POST" and form.is_valid():
        changed = _apply(form, services.change_plan, plan, by=request.user, values=form.values, **form.change)
        if changed is not None:
            messages.success(request, _("The plan is saved."))
            return redirect("plan_detail", pk)
    return render(request, "plans/plan_form.html", {"form": form, "plan": plan})


@require_POST
def plan_issue(request, pk):
    plan = _editable_plan(request.user, pk)
    try:
        services.issue_plan(plan, version=_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The plan is in force. Every change from now on needs its reason."))
    return redirect("plan_detail", pk)


def plan_targets_export(request, pk):
    """The targets of one plan as a workbook."""
    return _workbook(plan_targets_table(_plan(request.user, pk)), "chi-tieu.xlsx")


def target_add(request, pk):
    plan = _editable_plan(request.user, pk)
    form = _target_form(request, Target(plan=plan))
    if request.method == "POST" and form.is_valid():
        target = _apply(form, services.add_target, plan, by=request.user, values=form.values, **form.change)
        if target is not None:
            messages.success(request, _("Target %(code)s is saved.") % {"code": target.code})
            return redirect(_place_of(target))
    return render(request, "plans/target_form.html", {"form": form, "plan": plan})


def target_edit(request, pk):
    """The target; what others saved in between is shown beside what was typed."""
    target = _editable_target(request.user, pk)
    form = _target_form(request, copy(target))
    if request.method == "POST" and form.is_valid():
        changed = _apply(
            form, services.change_target, target, by=request.user, values=form.values, **form.change
        )
        if changed is not None:
            messages.success(request, _("Target %(code)s is saved.") % {"code": changed.code})
            return redirect(_place_of(changed))
    return render(request, "plans/target_form.html", {"form": form, "plan": target.plan, "target": target})


def target_delete(request, pk):
    """Asks once more, names the conditions that go too, and wants the reason where the plan is in force."""
    target = _editable_target(request.user, pk)
    form = TargetDeletionForm(request.POST or None, instance=target, is_in_force=target.plan.is_in_force)
    if request.method == "POST" and form.is_valid():
        deleted = _apply(form, services.delete_target, target, by=request.user, **form.change)
        if deleted is not None:
            messages.success(
                request, _("Target %(code)s is deleted. Its history stays.") % {"code": target.code}
            )
            return redirect("plan_detail", target.plan_id)
    context = {"form": form, "plan": target.plan, "target": target, "conditions": target.conditions.all()}
    return render(request, "plans/target_confirm_delete.html", context)


def target_history(request, pk):
    """Every change of a target, also of one that was deleted since."""
    visible = Plan.objects.visible_to(request.user)
    records = Target.history.filter(id=pk, plan__in=visible)
    entries = read_history(records, services.TARGET_FIELDS)
    if not entries:
        raise Http404
    last = records.order_by("history_id").last()
    plan = get_object_or_404(visible, pk=last.plan_id)
    context = {"entries": entries, "last": last, "plan": plan}
    return render(request, "plans/target_history.html", context)


def _filtered_plans(request):
    if not request.user.has_verb(Verb.VIEW_PLANS):
        raise PermissionDenied(_("Your role does not open this page. Ask the administrator of the portal."))
    plans = Plan.objects.visible_to(request.user).for_list()
    return PlanFilter(request.GET, queryset=plans, request=request)


def _plan(user, pk):
    return get_object_or_404(Plan.objects.visible_to(user).select_related("programme", "unit"), pk=pk)


def _editable_plan(user, pk):
    plan = _plan(user, pk)
    _require_editing(user, plan)
    return plan


def _editable_target(user, pk):
    targets = Target.objects.visible_to(user).select_related("plan", "indicator")
    target = get_object_or_404(targets, pk=pk)
    _require_editing(user, target.plan)
    return target


def _require_editing(user, plan):
    if not permissions.can_edit(user, plan):
        raise PermissionDenied(_("Only the provincial officer of the lead agency changes these plans."))


def _target_form(request, target):
    return TargetForm(request.POST or None, instance=target, is_in_force=target.plan.is_in_force)


def _apply(form, service, *args, **kwargs):
    """What the service returns; or None, and the form shows why the service refused."""
    try:
        return service(*args, **kwargs)
    except ValidationError as error:
        form.add_refusal(error)
    except StaleVersion:
        form.show_conflict(*_saved_in_between(form, *args))
    return None


def _saved_in_between(form, row):
    version = form.cleaned_data["version"]
    return find_conflicts(row.history.all(), form.instance, version=version, fields=form.history_fields)


def _version(request):
    """The version that a button was shown with; one that is missing or no number is never the present one."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else None


def _place_of(target):
    return f"{reverse('plan_detail', args=[target.plan_id])}#target-{target.pk}"


def _workbook(table, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_workbook([table]), content_type=XLSX, headers=headers)
