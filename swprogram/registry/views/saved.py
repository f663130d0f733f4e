"""Views of a list that people keep for themselves."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from swprogram.registry.forms import ViewForm
from swprogram.registry.models import SavedView
from swprogram.registry.permissions import require_reader
from swprogram.registry.services import save_view
from swprogram.registry.views.lists import names_of


@require_POST
def view_save(request, registry):
    """Keep the filters, the order and the columns that the page shows now."""
    require_reader(request.user)
    form = ViewForm(request.POST)
    if not form.is_valid():
        context = {"form": form, "registry": registry, "names": names_of(registry)}
        return render(request, "registry/view_form.html", context)
    values = form.cleaned_data
    view = save_view(
        registry, values["name"], values["query"], is_default=values["is_default"], by=request.user
    )
    messages.success(request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return HttpResponseRedirect(f"{reverse(registry.address('list'))}?{view.address}")


@require_POST
def view_delete(request, registry, view_id):
    """Only the view goes; no record does."""
    require_reader(request.user)
    mine = SavedView.objects.visible_to(request.user).filter(registry=registry.code)
    view = get_object_or_404(mine, pk=view_id)
    view.delete()
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect(f"{reverse(registry.address('list'))}?view=")
