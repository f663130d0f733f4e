"""Tags and filters that every template has without {% load %}: printed figures and paging links.

A figure that is missing is printed as nothing or as its mark, never as a zero.
"""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html

from swprogram.kit import dates, numbers, tables
from swprogram.kit.kept import SHOWN_TO, sign_person

register = template.Library()

NO_TOKENS = {None, "", "NOTPROVIDED"}
MARK_CLASSES = {tables.Mark.NOT_REPORTED: "is-missing", tables.Mark.NOT_APPLICABLE: "is-na"}


@register.simple_tag(takes_context=True, name="csrf_token")
def form_secrets(context):
    """Django's hidden token, and beside it for whom the form is shown (kit/kept.py)."""
    token, request = context.get("csrf_token"), context.get("request")
    if token in NO_TOKENS:
        return ""
    signed = sign_person(request.user) if hasattr(request, "user") else ""
    field = '<input type="hidden" name="{}" value="{}">'
    shown = format_html(field, SHOWN_TO, signed) if signed else ""
    return format_html("{}{}", format_html(field, "csrfmiddlewaretoken", token), shown)


@register.filter
def count(value):
    """1234 -> '1.234'."""
    return numbers.format_number(value) if _is_number(value) else _printed(value)


@register.filter
def number(value, places=None):
    """1234.5 -> '1.234,5'; with places, exactly that many decimals."""
    if not _is_number(value):
        return _printed(value)
    return tables.display(value, tables.Column("", "number", places=places))


@register.filter
def percent(value, places=2):
    """A value in percent: 42.09 -> '42,09 %'."""
    return numbers.format_percent(value, places) if _is_number(value) else _printed(value)


@register.filter
def money(value):
    """An amount in dong: 15000000000 -> '15 tỷ đồng'."""
    return numbers.format_money(value) if _is_number(value) else _printed(value)


@register.filter
def vdate(value):
    """A date or a moment: '14/06/2024'."""
    return dates.format_date(value) if isinstance(value, date) else _printed(value)


@register.filter
def long_date(value):
    """A date as documents write it: 'ngày 05 tháng 01 năm 2026'."""
    return dates.format_long_date(value) if isinstance(value, date) else _printed(value)


@register.filter
def cell_class(value, column):
    """The CSS class of a cell of a tables.Table: its mark, or the kind of its column."""
    return MARK_CLASSES[value] if isinstance(value, tables.Mark) else column.kind


@register.simple_tag
def cell(value, column):
    """A cell of a tables.Table, as the PDF prints it too."""
    return tables.display(value, column)


@register.simple_tag(takes_context=True)
def query_with(context, **changes):
    """The page's query string with some parameters set, or removed by None; the others stay."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def _is_number(value):
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


def _printed(value):
    return "" if value is None else str(value)
