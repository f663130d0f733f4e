"""Pages about plans and targets."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import permissions, services
from plans.exports import plan_targets_table, plans_table
from plans.family import read_family
from plans.filters import PlanFilter
from plans.forms import PlanForm, TargetDeletionForm, TargetForm, shares_forms
from plans.models import Plan, Target
from plans.reading import read_plan
from plans.shares import can_be_split
from plans.views import fetch
from swprogram.kit.downloads import send_workbook
from swprogram.kit.forms import apply
from swprogram.kit.history import read_history
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_version
from swprogram.kit.workflow import ChangeRefused
from swprogram.kit.xlsx import write_workbook
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb

PAGE_SIZE = 25


def plan_list(request):
    plans = _filtered_plans(request)
    page = Paginator(plans.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": plans, "page_obj": page, "can_add": permissions.can_add(request.user)}
    return render_page(request, "plans/plan_list.html", context)


def plan_export(request):
    """The filtered plans as a workbook."""
    return send_workbook(write_workbook([plans_table(_filtered_plans(request).qs)]), "ke-hoach")


def plan_detail(request, pk):
    """The plan as a document, read from top to bottom."""
    plan = fetch.get_plan(request.user, pk)
    can_change = permissions.can_change(request.user, plan)
    amendments = list(plan.amendments.select_related("opened_by", "enacted_by"))
    context = read_plan(plan, with_empty=can_change) | {
        "plan": plan,
        "family": read_family(plan, request.user),
        "amendments": amendments,
        "open_amendment": next((row for row in amendments if can_change and not row.enacted_at), None),
        "can_edit": can_change,
        "can_issue": permissions.can_issue(request.user, plan),
        "can_delete": permissions.can_delete(request.user, plan),
        "can_amend": permissions.can_amend(request.user, plan),
        "can_close": permissions.can_close(request.user, plan),
        "can_follow_results": permissions.can_follow_results(request.user),
        "can_view_courses": request.user.has_verb(Verb.VIEW_REGISTRIES),
        "can_record": plan.is_in_force and permissions.can_record_results(request.user, plan),
        "can_copy": permissions.can_edit(request.user, plan),
        "can_attach": permissions.can_edit(request.user, plan),
        "scans": list(plan.attachments.select_related("uploaded_by").order_by("uploaded_at", "pk")),
    }
    return render(request, "plans/plan_detail.html", context)


def plan_add(request):
    """A new plan begins as a draft."""
    require_role(permissions.can_add(request.user))
    form = PlanForm(request.POST or None, instance=Plan(), by=request.user)
    if request.method == "POST" and form.is_valid():
        plan = apply(form, services.add_plan, by=request.user, values=form.values)
        if plan is not None:
            messages.success(request, _("The draft is saved. Add its targets, then put it in force."))
            return redirect("plan_detail", plan.pk)
    return render(request, "plans/plan_form.html", {"form": form})


def plan_edit(request, pk):
    """What the plan says; what others saved in between is shown beside what was typed."""
    plan = fetch.get_plan_to_edit(request.user, pk)
    if refusal := fetch.back_to_plan_in_force(request, plan):
        return refusal
    form = PlanForm(request.POST or None, instance=copy(plan), by=request.user)
    if request.method == "POST" and form.is_valid():
        changed = apply(form, services.change_plan, plan, by=request.user, values=form.values, **form.change)
        if changed is not None:
            messages.success(request, _("The plan is saved."))
            return redirect("plan_detail", pk)
    return render(request, "plans/plan_form.html", {"form": form, "plan": plan})


@require_POST
def plan_issue(request, pk):
    text = _("The plan is in force. Every change from now on needs an amendment.")
    return _move_on(request, pk, services.issue_plan, text)


@require_POST
def plan_close(request, pk):
    return _move_on(request, pk, services.close_plan, _("The plan is closed."))


@require_POST
def plan_delete(request, pk):
    """A draft that nobody needs goes; a refusal leads back to it."""
    plan = fetch.get_plan_to_edit(request.user, pk)
    try:
        services.delete_draft(plan, version=read_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("plan_detail", pk)
    messages.success(request, _("The draft “%(plan)s” is deleted.") % {"plan": plan})
    return redirect("plan_list")


def plan_targets_export(request, pk):
    """The targets of one plan as a workbook."""
    return send_workbook(write_workbook([plan_targets_table(fetch.get_plan(request.user, pk))]), "chi-tieu")


def target_add(request, pk):
    plan = fetch.get_plan_to_edit(request.user, pk)
    if refusal := fetch.back_to_plan_in_force(request, plan):
        return refusal
    form = TargetForm(request.POST or None, instance=Target(plan=plan))
    if request.method == "POST" and form.is_valid():
        target = apply(form, services.add_target, plan, by=request.user, values=form.values, **form.change)
        if target is not None:
            messages.success(request, _("Target %(code)s is saved.") % {"code": target.code})
            return redirect(_place_of(target))
    return render(request, "plans/target_form.html", {"form": form, "plan": plan})


def target_edit(request, pk):
    """The target; what others saved in between is shown beside what was typed."""
    target = fetch.get_target_to_edit(request.user, pk)
    if refusal := fetch.back_to_plan_in_force(request, target.plan):
        return refusal
    form = TargetForm(request.POST or None, instance=copy(target))
    if request.method == "POST" and form.is_valid():
        changed = apply(
            form, services.change_target, target, by=request.user, values=form.values, **form.change
        )
        if changed is not None:
            messages.success(request, _("Target %(code)s is saved.") % {"code": changed.code})
            return redirect(_place_of(changed))
    splits = shares_forms(target) if can_be_split(target) else []
    context = {"form": form, "plan": target.plan, "target": target, "splits": splits}
    return render(request, "plans/target_form.html", context)


def target_delete(request, pk):
    """Asks once more, and names the conditions that go too."""
    target = fetch.get_target_to_edit(request.user, pk)
    if refusal := fetch.back_to_plan_in_force(request, target.plan):
        return refusal
    form = TargetDeletionForm(request.POST or None, instance=target)
    if request.method == "POST" and form.is_valid():
        deleted = apply(form, services.delete_target, target, by=request.user, **form.change)
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
    last = records.order_by("history_id").last()
    if last is None:
        raise Http404
    plan = get_object_or_404(visible, pk=last.plan_id)
    entries = read_history(records, services.TARGET_FIELDS, plan.amendments.all())
    context = {"entries": entries, "last": last, "plan": plan}
    return render(request, "plans/target_history.html", context)


def _filtered_plans(request):
    require_role(request.user.has_verb(Verb.VIEW_PLANS))
    plans = Plan.objects.visible_to(request.user).for_list()
    return PlanFilter(request.GET, queryset=plans, request=request)


def _move_on(request, pk, service, text):
    """One verb of the plan's life, asked for by a button on its page."""
    plan = fetch.get_plan_to_edit(request.user, pk)
    try:
        service(plan, version=read_version(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, text)
    return redirect("plan_detail", pk)


def _place_of(target):
    return f"{reverse('plan_detail', args=[target.plan_id])}#target-{target.pk}"
