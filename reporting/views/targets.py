"""How a target is counted, and the milestones that were reached."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans.models import Target
from reporting import permissions, services, words
from reporting.forms import FormulaForm, MilestoneForm
from reporting.history import read_formula_changes
from reporting.models import Formula
from swprogram.kit.workflow import ChangeRefused


def formula_edit(request, pk):
    """Take over the formula of another target of the same indicator."""
    target = _target(request.user, pk)
    sources = _sources(request.user, target)
    form = FormulaForm(request.POST or None, sources=sources, target=target)
    if request.method == "POST" and form.is_valid():
        try:
            services.copy_formula(form.cleaned_data["source"], target=target, by=request.user)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("From now on this target is counted that way."))
            return redirect("target_results", target.pk)
    context = {
        "target": target,
        "form": form,
        "current": _in_words(Formula.objects.filter(target=target)),
        "changes": read_formula_changes(target),
        "sources": _in_words(Formula.objects.filter(target__in=sources)),
    }
    return render(request, "reporting/formula_form.html", context)


def milestone_add(request, pk):
    target = _target(request.user, pk)
    form = MilestoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.record_milestone(target, **form.cleaned_data, by=request.user)
        except ChangeRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The milestone was recorded."))
            return redirect("target_results", target.pk)
    milestones = target.milestones.select_related("recorded_by")
    context = {"target": target, "form": form, "milestones": milestones}
    return render(request, "reporting/milestone_form.html", context)


def _target(user, pk):
    target = get_object_or_404(
        Target.objects.visible_to(user).select_related("plan__unit", "indicator"), pk=pk
    )
    if not permissions.can_edit_formula(user, target):
        raise PermissionDenied(_("Only those who enter the plan say how its targets are counted."))
    return target


def _sources(user, target):
    """The other targets of the same indicator, in the person's scope, that have a formula."""
    targets = Target.objects.visible_to(user).filter(indicator=target.indicator_id, formula__isnull=False)
    return targets.exclude(pk=target.pk).select_related("plan").order_by("-from_year", "plan", "position")


def _in_words(formulas):
    """[{target, rule, sides}] of formulas."""
    return [
        {
            "target": formula.target,
            "rule": words.rule_in_words(formula),
            "sides": words.terms_in_words(formula),
        }
        for formula in formulas.with_terms().select_related("target__plan")
    ]
