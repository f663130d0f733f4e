"""Pages about the money of a plan."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plans import exports, permissions
from plans.activities import name_activities
from plans.filters import BudgetFilter
from plans.forms.money import BudgetLineForm, RowDeletionForm
from plans.measures import lines_of, measure_budget
from plans.models import BudgetLine
from plans.models.money import AMOUNTS
from plans.services import money as services
from plans.views import fetch
from swprogram.kit.downloads import send_workbook
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page
from swprogram.kit.xlsx import write_workbook

PAGE_SIZE = 25


def budget_list(request, pk):
    """The lines of money and what they add up to by task, source and year."""
    plan = fetch.get_plan(request.user, pk)
    names = name_activities(plan)
    lines = _filtered(request, plan, names)
    budget = _measure(plan, lines)
    context = {
        "plan": plan,
        "filter": lines,
        "page_obj": _page(request, lines.qs, names),
        "budget": budget,
        "tables": _tables(plan, budget, names),
        "can_enter": permissions.can_edit(request.user, plan),
    }
    return render_page(request, "plans/budget_list.html", context)


def budget_export(request, pk):
    """The filtered lines and their sums as a workbook."""
    plan = fetch.get_plan(request.user, pk)
    names = name_activities(plan)
    lines = _filtered(request, plan, names)
    sheets = [exports.budget_lines_table(plan, lines.qs, names)]
    return send_workbook(write_workbook([*sheets, *_tables(plan, _measure(plan, lines), names)]), "kinh-phi")


def budget_add(request, pk):
    plan = fetch.get_plan_to_edit(request.user, pk)
    form = BudgetLineForm(request.POST or None, instance=BudgetLine(plan=plan))
    if request.method == "POST" and form.is_valid():
        line = apply(form, services.add_line, plan, by=request.user, values=form.values)
        if line is not None:
            return _back_to_list(request, line, _("The amounts are saved."))
    return render(request, "plans/budget_form.html", {"form": form, "plan": plan})


def budget_edit(request, pk):
    """A line of money; what others saved in between is shown beside what was typed."""
    line = _line_to_edit(request.user, pk)
    form = BudgetLineForm(request.POST or None, instance=copy(line))
    if request.method == "POST" and form.is_valid():
        changed = apply(form, services.change_line, line, by=request.user, values=form.values, **form.change)
        if changed is not None:
            return _back_to_list(request, changed, _("The amounts are saved."))
    return render(request, "plans/budget_form.html", {"form": form, "plan": line.plan, "line": line})


def budget_delete(request, pk):
    """Asks once more, and shows the amounts that go."""
    line = _line_to_edit(request.user, pk)
    form = RowDeletionForm(request.POST or None, instance=copy(line), fields=services.LINE_FIELDS)
    if request.method == "POST" and form.is_valid():
        deleted = apply(form, services.delete_line, line, by=request.user, **form.change)
        if deleted is not None:
            messages.success(request, _("The line is deleted. Its history stays."))
            return redirect("budget_list", line.plan_id)
    amounts = [(BudgetLine._meta.get_field(name).verbose_name, getattr(line, name)) for name in AMOUNTS]
    context = {"form": form, "plan": line.plan, "line": line, "amounts": amounts}
    return render(request, "plans/budget_confirm_delete.html", context)


def _filtered(request, plan, names):
    order = [F(name).asc(nulls_last=True) for name in ("activity__position", "year")]
    lines = lines_of(plan).order_by(*order, "position", "pk")
    years = range(plan.from_year, plan.to_year + 1)
    return BudgetFilter(request.GET, queryset=lines, request=request, names=names, years=years)


def _measure(plan, lines):
    """The total that the plan prints is compared with all its lines only, never with some of them."""
    return measure_budget(lines.qs, printed=None if lines.narrows else plan.estimated_cost)


def _page(request, lines, names):
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    for line in page:
        line.task = names.get(line.activity_id)
    return page


def _tables(plan, budget, names):
    return [
        exports.budget_by_task_table(budget, names),
        exports.budget_by_source_table(budget),
        exports.budget_by_year_table(budget, plan),
    ]


def _line_to_edit(user, pk):
    lines = BudgetLine.objects.visible_to(user).select_related("plan__unit", "activity")
    line = get_object_or_404(lines, pk=pk)
    fetch.require_editing(user, line.plan)
    return line


def _back_to_list(request, line, text):
    messages.success(request, text)
    for caution in line.cautions:
        messages.warning(request, caution)
    return redirect("budget_list", line.plan_id)
