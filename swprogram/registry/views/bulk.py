"""One value for many records: choose the rows and the column on the list, type the value, confirm."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from swprogram.kit.workflow import ChangeRefused
from swprogram.registry import services
from swprogram.registry.bulk import foresee, read_chosen
from swprogram.registry.forms import ValueForm
from swprogram.registry.lists import read_query
from swprogram.registry.permissions import require_editor


@require_POST
def bulk_edit(request, registry):
    """`step` says how far the person is: choosing (none), "value" typed, or "sure"."""
    require_editor(request.user)
    try:
        column = _column(registry, request.POST.get("key"))
        chosen = read_chosen(registry, request.user, request.POST)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(_list_url(registry, request.POST))
    cell = column.cell.opened_for(request.user)
    step = request.POST.get("step")
    form = ValueForm(request.POST if step else None, column=column, cell=cell)
    context = _context(request, registry, column, chosen) | {"form": form}
    if not step or not form.is_valid():
        return render(request, "registry/bulk_value.html", context)
    value = form.cleaned_data["value"]
    effect = foresee(registry, chosen, column, cell, value, request.user)
    if step == "sure" and _change(request, registry, chosen, column, value, effect):
        return HttpResponseRedirect(_list_url(registry, request.POST))
    context |= {"effect": effect, "shown": cell.show(value)}
    return render(request, "registry/bulk_confirm.html", context)


def _column(registry, key):
    """404 for a column that is not changed in bulk; a refusal where none is chosen."""
    if registry.change_many is None:
        raise Http404
    if not key:
        raise ChangeRefused(_("Choose the column to change first."))
    column = next((one for one in registry.columns if one.key == key and one.can_bulk), None)
    if column is None:
        raise Http404
    return column


def _change(request, registry, chosen, column, value, effect):
    """True when it is done; otherwise a message says why, and the person confirms again what holds now."""
    if str(len(effect.ids)) != request.POST.get("told"):
        messages.warning(request, _("These records have changed meanwhile. Look again, then confirm."))
        return False
    records = chosen.records.filter(pk__in=effect.ids)
    try:
        count = services.change_many(registry, records, column.key, value, by=request.user)
    except (ChangeRefused, ValidationError) as refusal:
        messages.error(request, "; ".join(getattr(refusal, "messages", [str(refusal)])))
        return False
    text = ngettext("%(count)s record is changed.", "%(count)s records are changed.", count)
    messages.success(request, text % {"count": count})
    return True


def _context(request, registry, column, chosen):
    return {
        "registry": registry,
        "column": column,
        "chosen": chosen,
        "ids": ",".join(str(pk) for pk in chosen.records.values_list("pk", flat=True)),
        "query": request.POST.get("query", ""),
        "list_url": _list_url(registry, request.POST),
        "bulk_url": reverse(registry.address("bulk")),
    }


def _list_url(registry, post):
    query = read_query(post.get("query", "")).urlencode()
    return f"{reverse(registry.address('list'))}?{query or 'view='}"
