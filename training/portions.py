"""The lines of a course in portions: a grid of a long list sends no more fields than may be sent.

`?page=` names the portion. Its form is saved before another portion opens, so nothing typed is left behind.
"""

from django.core.paginator import Paginator

from swprogram.kit.parameters import read_number

MOST_LINES = 200
MOST_FIELDS = 1500


def split(lines, request, fields_a_line):
    """(the portion that the address names, or the nearest there is; the lines that stand elsewhere)"""
    size = max(1, min(MOST_LINES, MOST_FIELDS // max(1, fields_a_line)))
    shown = Paginator(lines, size).get_page(request.GET.get("page"))
    first = shown.start_index() - 1 if lines else 0
    return shown, lines[:first] + lines[first + size :]


def next_portion(request):
    """The address of the portion whose button was pressed; None without one."""
    number = read_number(request.POST.get("page", ""))
    return f"{request.path}?page={number}" if number else None


def this_portion(request):
    return f"{request.path}?page={read_number(request.GET.get('page', '')) or 1}"
