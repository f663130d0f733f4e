"""Pages on which the parts of a plan are entered, row by row.

Every address is an ordinary page; with htmx the same addresses return only the list, in which the row
that is being edited is replaced by its form.
"""

from copy import copy

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import push_url

from plans import services
from plans.forms import part_form
from plans.parts import PARTS
from plans.rows import list_rows
from plans.services.parts import last_deleted
from plans.views import fetch
from swprogram.kit.forms import apply
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_version
from swprogram.kit.workflow import ChangeRefused

DIRECTIONS = {"up": -1, "down": 1}


def part_list(request, pk, part):
    """The rows of one part, each with what can be done with it."""
    plan, definition = _plan_and_part(request, pk, part)
    return fetch.back_to_plan_in_force(request, plan) or _page(request, plan, part, definition)


def part_add(request, pk, part):
    """A new row, at the end of its part; the address may say under which row: ?parent=, ?body=, ?activity="""
    plan, definition = _plan_and_part(request, pk, part)
    if refusal := fetch.back_to_plan_in_force(request, plan):
        return refusal
    initial = {name: request.GET[name] for name in definition.fields if name in request.GET}
    form = part_form(definition)(request.POST or None, instance=definition.new_row(plan), initial=initial)
    if request.method == "POST" and form.is_valid():
        row = apply(form, services.add_part, plan, definition, values=form.values, by=request.user)
        if row is not None:
            return _done(request, plan, part, _("“%(row)s” is saved."), row)
    return _page(request, plan, part, definition, form=form)


def part_edit(request, pk, part, row_pk):
    """One row; what others saved in between is shown beside what was typed."""
    plan, definition = _plan_and_part(request, pk, part)
    if refusal := fetch.back_to_plan_in_force(request, plan):
        return refusal
    row = _row(plan, definition, row_pk)
    form = part_form(definition)(request.POST or None, instance=copy(row))
    if request.method == "POST" and form.is_valid():
        changed = apply(
            form, services.change_part, row, definition, values=form.values, by=request.user, **form.change
        )
        if changed is not None:
            return _done(request, plan, part, _("“%(row)s” is saved."), changed)
    return _page(request, plan, part, definition, form=form, opened=row)


@require_POST
def part_delete(request, pk, part, row_pk):
    plan, definition = _plan_and_part(request, pk, part)
    row = _row(plan, definition, row_pk)
    verb, version = services.delete_part, read_version(request)
    return _do(request, plan, part, row, _("“%(row)s” is deleted."), verb, row, definition, version=version)


@require_POST
def part_move(request, pk, part, row_pk):
    plan, definition = _plan_and_part(request, pk, part)
    row = _row(plan, definition, row_pk)
    direction = DIRECTIONS.get(request.POST.get("direction"), 0)
    return _do(request, plan, part, row, "", services.move_part, row, definition, direction=direction)


@require_POST
def part_restore(request, pk, part):
    """Undo the last deletion."""
    plan, definition = _plan_and_part(request, pk, part)
    return _do(
        request, plan, part, None, _("The deletion is undone."), services.restore_part, plan, definition
    )


def _plan_and_part(request, pk, part):
    plan = fetch.get_plan_to_edit(request.user, pk)
    if part not in PARTS:
        raise Http404
    return plan, PARTS[part]


def _row(plan, definition, row_pk):
    row = get_object_or_404(definition.rows(plan), pk=row_pk)
    row.plan = plan
    return row


def _do(request, plan, part, row, text, verb, *args, **kwargs):
    """One verb that a button asks for; a refusal is said on the list."""
    try:
        verb(*args, by=request.user, **kwargs)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return _done(request, plan, part, "", row)
    return _done(request, plan, part, text, row)


def _done(request, plan, part, text, row):
    """Back to the list: another page, or its rows at once for htmx."""
    if text:
        messages.success(request, text % {"row": row} if row is not None else text)
    address = reverse("part_list", args=[plan.pk, part])
    if not request.htmx:
        return redirect(f"{address}#row-{row.pk}" if row is not None and row.pk else address)
    return push_url(_page(request, plan, part, PARTS[part]), address)


def _page(request, plan, slug, part, form=None, opened=None):
    context = {
        "plan": plan,
        "slug": slug,
        "part": part,
        "groups": list_rows(plan, part),
        "form": form,
        "opened": opened,
        "deleted": last_deleted(plan, part),
    }
    return render_page(request, "plans/part_list.html", context)
