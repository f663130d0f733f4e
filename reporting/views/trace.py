"""From a decision to a line of a report, and back."""

from django.shortcuts import get_object_or_404, render

from plans.models import Plan, Target
from reporting import permissions, trace


def plan_trace(request, pk):
    """Every chain of one plan; figures and reports only for those who follow them."""
    plans = Plan.objects.visible_to(request.user).select_related("programme", "unit", "parent")
    plan = get_object_or_404(plans, pk=pk)
    context = trace.trace_plan(plan, request.user) | {"plan": plan} | _may(request.user)
    return render(request, "reporting/trace_plan.html", context)


def target_trace(request, pk):
    """The chain of one target."""
    targets = Target.objects.visible_to(request.user)
    related = ("plan__programme", "plan__unit", "indicator", "phase", "condition_of")
    target = get_object_or_404(targets.select_related(*related), pk=pk)
    context = trace.trace_target(target, request.user) | {"plan": target.plan, "target": target}
    return render(request, "reporting/trace_target.html", context | _may(request.user))


def _may(user):
    return {
        "can_follow_results": permissions.can_view_results(user),
        "can_read_reports": permissions.can_view_reports(user),
    }
