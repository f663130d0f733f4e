"""How often one may try to sign in: django-axes counts, three limits decide.

- One account from one address: settings.AXES_FAILURE_LIMIT.
- One address, whatever the accounts: SIGN_IN_ADDRESS_LIMIT. Who signs in takes back the own failures.
- One account, whatever the addresses: SIGN_IN_ACCOUNT_LIMIT; not where the account has signed in before.

A browser in which the account has signed in carries a signed mark, and has a count of its own, so that nobody
locks out a person by trying that person's name.
"""

import secrets
from datetime import timedelta
from ipaddress import ip_address, ip_network

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.core import signing
from django.db.models import Sum

COOKIE = "known_browser"
KEPT = timedelta(days=180)
IPV4, LINE = 4, 64


class SignInHandler(AxesDatabaseHandler):
    """Named in settings.AXES_HANDLER."""

    def get_failures(self, request, credentials=None):
        """The failures of the account here, or the limit itself where another limit is reached."""
        username = get_client_username(request, credentials)
        recent = AccessAttempt.objects.filter(attempt_time__gt=get_cool_off_threshold(request))
        of_account = recent.filter(username=username)
        if mark := known_browser(request, username):
            return _count(of_account.filter(user_agent=mark))
        if _count(recent.filter(ip_address=request.axes_ip_address)) >= settings.SIGN_IN_ADDRESS_LIMIT:
            return settings.AXES_FAILURE_LIMIT
        if _count(of_account) >= settings.SIGN_IN_ACCOUNT_LIMIT and not _was_here(request, username):
            return settings.AXES_FAILURE_LIMIT
        return _count(of_account.filter(ip_address=request.axes_ip_address))

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        """Failures in a known browser are kept under its mark, where they count for it alone."""
        if request is not None and (mark := known_browser(request, credentials.get("username"))):
            request.axes_user_agent = mark
        super().user_login_failed(sender, credentials, request, **kwargs)


def counted_address(request):
    """Named in settings.AXES_CLIENT_IP_CALLABLE: a line has 2**64 addresses of IPv6, which count as one."""
    address = request.META.get("REMOTE_ADDR", "")
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == IPV4:
        return address
    return str(found.ipv4_mapped or ip_network((int(found), LINE), strict=False).network_address)


def known_browser(request, username):
    """The mark of this browser if the account has signed in here before, else an empty text."""
    try:
        mark, known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return f"known browser {mark}" if username in known else ""


def remember_browser(request, response, username):
    """Mark the browser in which the account has just signed in; the accounts of a shared one are kept."""
    try:
        mark, known = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=KEPT)
    except (signing.BadSignature, ValueError, TypeError):
        mark, known = secrets.token_urlsafe(12), []
    known = [username, *(name for name in known if name != username)][:10]
    response.set_cookie(
        COOKIE,
        signing.dumps([mark, known], salt=COOKIE),
        max_age=KEPT,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _was_here(request, username):
    return AccessLog.objects.filter(username=username, ip_address=request.axes_ip_address).exists()


def _count(attempts):
    return attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
