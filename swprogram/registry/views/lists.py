"""The list of a registry."""

from django.shortcuts import redirect

from swprogram.kit.htmx import render_page
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
    views = list(SavedView.objects.visible_to(request.user).filter(registry=registry.code))
    if not request.GET and (default := next((view for view in views if view.is_default), None)):
        return redirect(f"{request.path}?{default.address}")
    listing = Listing(registry, request.user, request.GET)
    return render_page(request, "registry/list.html", _context(request, listing, views))


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
        "bulk_columns": [column for column in registry.columns if column.can_bulk] if can_bulk else [],
    }
