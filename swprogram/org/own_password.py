"""Who signs in with a password that somebody else gave takes one of their own first."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

OPEN_PAGES = {"password_change", "logout", "set_language", "login", "session_renew"}


class OwnPasswordMiddleware:
    """Every page leads to the change of the password until it is the person's own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not _must_change(request.user) or request.resolver_match.url_name in OPEN_PAGES:
            return None
        message = _("This password was given to you by somebody else. Choose one of your own first.")
        if request.path.startswith(reverse("api-root")):
            return JsonResponse({"detail": message}, status=403)
        messages.info(request, message)
        return redirect("password_change")


def _must_change(user):
    return user.is_authenticated and user.must_change_password and not user.is_demo
