"""The list of a registry."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from swprogram.kit.htmx import render_page
from swprogram.kit.text import looks_like_identity_number
from swprogram.org.roles import Verb
from swprogram.registry.lists import OF_THE_LIST, Listing, read_query
from swprogram.registry.models import SavedView
from swprogram.registry.permissions import can_edit, require_reader

# The template leaves out what a registry does not have (a list without imports, without a form to add).
ADDRESSES = (
    "list", "detail", "add", "bulk", "export", "view_save", "view_delete", "template", "import",
)  # fmt: skip


def record_list(request, registry):
    """One page of the records. Without any parameter the person's own default view opens."""
    require_reader(request.user)
    if looks_like_identity_number(request.GET.get("q", "")):
        return _lead_away(request, registry)
    views = list(SavedView.objects.visible_to(request.user).filter(registry=registry.code))
    if not request.GET and (default := next((view for view in views if view.is_default), None)):
        return redirect(f"{request.path}?{default.address}")
    listing = Listing(registry, request.user, request.GET)
    return render_page(request, "registry/list.html", _context(request, listing, views))


def _lead_away(request, registry):
    """An identity number leaves the address at once; the page where it is looked up asks for it again."""
    messages.info(request, _("An identity number was typed: it is not looked up in a list."))
    name = registry.number_search if _can_find_numbers(request.user, registry) else registry.address("list")
    address = reverse(name)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def _can_find_numbers(user, registry):
    return bool(registry.number_search) and user.has_verb(Verb.OPEN_IDENTITY_NUMBERS)


def names_of(registry):
    """The names of the addresses that templates link to."""
    return {name: registry.address(name) for name in ADDRESSES}


def _context(request, listing, views):
    registry, user = listing.registry, request.user
    can_bulk = can_edit(user) and registry.change_many is not None
    return {
        "registry": registry,
        "names": names_of(registry),
        "listing": listing,
        "kept": [(name, value) for name in OF_THE_LIST for value in request.GET.getlist(name) if value],
        "query": read_query(request.GET.urlencode()).urlencode(),
        "views": views,
        "opened_view": next((view for view in views if str(view.pk) == request.GET.get("view")), None),
        "can_add": registry.can_add(user),
        "can_find_numbers": _can_find_numbers(user, registry),
        "bulk_columns": [column for column in registry.columns if column.can_bulk] if can_bulk else [],
    }
