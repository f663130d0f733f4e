"""When what stands below the portal fails: the database, the disk. The page names the reason, and what to do.

Nothing is caught on the way: Django asks `server_error` (handler500) for every error, of a page, of the API
or of what stands before them, and this tells an outage from a fault of the program.
"""

import errno
import logging
import sys
import time

from django.db import InterfaceError, OperationalError
from django.db import InternalError as DatabaseInternalError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from swprogram.kit.kept import kept_of

BUSY, GONE, FULL, READ_ONLY = "busy", "gone", "full", "read_only"
TITLES = {
    BUSY: _("Many people are saving at this moment"),
    GONE: _("The database does not answer"),
    FULL: _("The server has no room left"),
    READ_ONLY: _("The server cannot write"),
}
INSUFFICIENT_STORAGE = 507
STATUS = {BUSY: 503, GONE: 503, FULL: INSUFFICIENT_STORAGE, READ_ONLY: 503}
RETRY_AFTER = {BUSY: 5, GONE: 15, FULL: 120, READ_ONLY: 120}  # seconds
OF_FILES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}
OF_SQLITE = {
    "BUSY": BUSY,
    "LOCKED": BUSY,
    "FULL": FULL,
    "READONLY": READ_ONLY,
    "PERM": READ_ONLY,
    "CANTOPEN": GONE,
    "IOERR": GONE,
    "NOTADB": GONE,
    "CORRUPT": GONE,
}
# SQLSTATE of PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
OF_POSTGRESQL = {
    "53100": FULL,
    "55P03": BUSY,
    "57014": BUSY,
    "40001": BUSY,
    "40P01": BUSY,
    "53300": BUSY,
    "25006": READ_ONLY,
}
OF_DATABASES = (OperationalError, InterfaceError, DatabaseInternalError)
LONGEST_CHAIN = 20


def find_outage(error):
    """Which outage an error comes from, itself or what caused it; None for a fault of the program."""
    for _step in range(LONGEST_CHAIN):
        if error is None:
            return None
        if found := _outage_of(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def _outage_of(error):
    if isinstance(error, OF_DATABASES):
        return _outage_of_database(error)
    if isinstance(error, OSError):
        return OF_FILES.get(error.errno)
    return None


def _outage_of_database(error):
    cause = error.__cause__
    if name := getattr(cause, "sqlite_errorname", None):
        return OF_SQLITE.get(name.removeprefix("SQLITE_").partition("_")[0])
    state = getattr(cause, "pgcode", None)
    if isinstance(error, DatabaseInternalError):
        return OF_POSTGRESQL.get(state)
    return OF_POSTGRESQL.get(state, GONE)


# --- What the person sees -----------------------------------------------------------------------


def server_error(request):
    """Django's handler500: the page of an outage, or of an error that we made."""
    outage = find_outage(sys.exc_info()[1])
    if outage is None:
        return _answer(request, 500, "500.html", _typed(request), _("Something went wrong"))
    context = {"outage": outage, "title": TITLES[outage], "address": request.path, **_typed(request)}
    response = _answer(request, STATUS[outage], "503.html", context, TITLES[outage])
    response["Retry-After"] = str(RETRY_AFTER[outage])
    return response


def _answer(request, status, template, context, title):
    """Plain: neither the database nor the session is asked for anything."""
    context["status"] = status
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": str(title)}, status=status)
    if request.headers.get("HX-Request") and status != 500:
        template = "outage_part.html"
    return HttpResponse(render_to_string(template, context), status=status)


def _typed(request):
    """What components/kept_form.html needs to send it again; the token comes from the cookie alone."""
    return {"kept": kept_of(request), "csrf_token": get_token(request)}


# --- What the log keeps -------------------------------------------------------------------------


class OutagesOnce(logging.Filter):
    """An outage is told once a minute, with how often it was met; without it a log grows by megabytes."""

    EVERY = 60  # seconds

    def __init__(self):
        super().__init__()
        self.told_at, self.left_out = {}, {}

    def filter(self, record):
        outage = find_outage(record.exc_info[1]) if record.exc_info else None
        if outage is None:
            return True
        now = time.monotonic()
        if now - self.told_at.get(outage, -self.EVERY) < self.EVERY:
            self.left_out[outage] = self.left_out.get(outage, 0) + 1
            return False
        self.told_at[outage] = now
        if left_out := self.left_out.pop(outage, 0):
            record.msg, record.args = f"{record.getMessage()} (and {left_out} more like this)", ()
        return True
