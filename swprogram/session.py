"""The end of a session, and a form that lay open too long: nothing that was typed is lost by either."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from swprogram.kit.kept import find_kept, forget_what_arrives, keep, kept_of, shown_to

BAD_ORIGIN = REASON_BAD_ORIGIN.partition("%s")[0]
# No new attempt helps then: the portal or the proxy before it is set up wrongly.
WRONG_ORIGIN = (BAD_ORIGIN, "Referer checking failed")


class KeepTyped(LoginRequiredMiddleware):
    """Asks for the sign-in as Django does, and keeps what was sent meanwhile."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.method == "POST" and request.user.is_authenticated:
            forget_what_arrives(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            keep(request)
        return super().handle_no_permission(request, view_func)


@require_GET
@login_not_required
def session_renew(request):
    """Asked by page.js while somebody types, and before it sends: the session, if any, begins anew."""
    if request.user.is_authenticated:
        request.session.modified = True
    return HttpResponse(status=204)


@require_GET
def kept_typing(request):
    """After the sign-in: what was typed before, to be sent by the same person."""
    kept = find_kept(request)
    return render(request, "kept_typing.html", {"kept": kept}) if kept else redirect("home")


def csrf_failure(request, reason=""):
    """A form that lay open over another sign-in is given back to the person for whom it was shown.

    Only a form of this very portal (the browser says its origin) is: no other site can put words into it.
    """
    is_own = "Origin" in request.headers and not reason.startswith(BAD_ORIGIN)
    owner = shown_to(request) if is_own else None
    if owner and not request.user.is_authenticated:
        keep(request)
        return redirect("login")
    kept = kept_of(request) if owner and owner == str(request.user.pk) else None
    context = {
        "kept": kept,
        "is_wrong_origin": reason.startswith(WRONG_ORIGIN),
        "origin": _origin_of(request),
    }
    return render(request, "403_csrf.html", context, status=403)


def _origin_of(request):
    return request.headers.get("Origin") or request.headers.get("Referer", "")
