"""What a browser sends: numbers that no row can have, and signs that no row can keep."""

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.translation import gettext as _

# The largest number of a column of 64 bits; it has 19 digits.
LARGEST_STORED = 2**63 - 1
MOST_DIGITS = len(str(LARGEST_STORED))
NUL = "\0"


def read_number(typed):
    """The whole number in a parameter, or None when it is none or larger than any column can hold."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        return None
    number = int(typed)
    return number if number <= LARGEST_STORED else None


def read_numbers(typed):
    """The whole numbers among many parameters, without those that are none."""
    return [number for number in map(read_number, typed) if number is not None]


def read_version(request):
    """The version that a button was shown with; one that is missing or no number is never the present one."""
    return read_number(request.POST.get("version", ""))


class RefuseUnstorable:
    """An address with a number past 64 bits names nothing (404); NUL in what was sent is refused (400).

    No keyboard types NUL and PostgreSQL keeps none; forms, filters and plain fields are held alike.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if any(isinstance(value, int) and value > LARGEST_STORED for value in kwargs.values()):
            raise Http404
        if _has_nul([request.path, *kwargs.values()]) or _sends_nul(request.GET) or _sends_nul(request.POST):
            raise BadRequest(_("What was sent holds a sign that cannot be stored."))


def _sends_nul(data):
    return any(_has_nul([name, *values]) for name, values in data.lists())


def _has_nul(texts):
    return any(NUL in text for text in texts if isinstance(text, str))
