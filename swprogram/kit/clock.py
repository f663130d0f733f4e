"""What day it is for the portal: due dates, validity, and the time of an event.

A demonstration is set on a day of its own (setting DEMO_DATE), so that a round of 2024 is open, due or
late as it was then. Everywhere else this is the real time.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_moment = ContextVar("moment", default=None)


def now():
    """The moment of an event, aware of its time zone."""
    return _moment.get() or _demonstration_moment() or timezone.now()


def today():
    """The day on which due dates and validity are judged."""
    return timezone.localdate(now())


@contextmanager
def at(moment):
    """Inside, it is `moment`: a date (then noon) or an aware datetime."""
    token = _moment.set(moment if isinstance(moment, datetime) else _noon(moment))
    try:
        yield
    finally:
        _moment.reset(token)


def _demonstration_moment():
    """The demonstration's day with the real time of day."""
    if not settings.DEMO_DATE:
        return None
    return datetime.combine(date.fromisoformat(settings.DEMO_DATE), timezone.localtime().timetz())


def _noon(day):
    return datetime.combine(day, time(12), tzinfo=timezone.get_default_timezone())
