"""One URL, one template: a fresh page in full, or only the part of it that htmx swaps."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_page(request, template, context=None, partial="results", status=None):
    """The page, or the template's `partial` when htmx asks for it; caches must keep the two apart.

    Boosted links and pages that htmx restores from history replace the whole body, so they get all of it.
    """
    name = f"{template}#{partial}" if _wants_partial(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _wants_partial(request):
    htmx = getattr(request, "htmx", None)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
