"""One cell of a plan's workbook: what was typed, and what it means in its column."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.workbook.lists import labels_of
from plans.workbook.sheets import NO, SEPARATOR
from swprogram.kit.dates import read_date, read_year
from swprogram.kit.numbers import NumberError, parse_number
from swprogram.kit.text import normalise, search_key
from swprogram.registry.cells.choices import YES as YES_WORDS

PLACES = 4
EARLIEST, LATEST = 1990, 2100
LARGEST_LABEL = 60


class CellError(ValueError):
    """What is wrong with one cell, and what to type instead."""


def blank_of(column):
    """What an empty cell means."""
    return {"yes": False, "names": (), "links": ()}.get(column.kind, _empty(column))


def _empty(column):
    return None if column.kind in ("year", "number", "money", "date", "lookup") else ""


def read_cell(column, value, lists):
    """The value of a cell that is not empty; raises CellError."""
    readers = {
        "text": _text,
        "code": _code,
        "link": _code,
        "year": _year,
        "number": _number,
        "money": _money,
        "date": _date,
        "yes": _yes,
    }
    if column.kind in readers:
        return readers[column.kind](value)
    if column.kind == "choice":
        return _choice(_text(value), labels_of(column.choices))
    if column.kind == "links":
        return tuple(sorted(_several(value)))
    names = lists[column.choices]
    if column.kind == "names":
        return tuple(sorted(_choice(name, names) for name in _several(value)))
    return _choice(_text(value), names)


def _text(value):
    if isinstance(value, (date, datetime)):
        raise CellError(_("Excel took this for a date. Format the cell as text and type it again."))
    if isinstance(value, bool):
        return str(value).upper()
    return normalise(str(value).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))


def _code(value):
    """A code that Excel took for a number, as 2.1, is read as it looks."""
    return " ".join(_text(value).split())


def _several(value):
    return [part for part in (" ".join(p.split()) for p in _text(value).split(SEPARATOR)) if part]


def _year(value):
    year = read_year(value)
    if year is None or not EARLIEST <= year <= LATEST:
        raise CellError(_("This is not a year. Type four digits, for example 2025."))
    return year


def _number(value):
    """The number as Decimal; typed as text it is read as Vietnamese offices write it."""
    if isinstance(value, (date, datetime, bool)):
        raise CellError(_("This is not a number. Format the cell as a number and type it again."))
    number = Decimal(value) if isinstance(value, (int, Decimal)) else _parsed(_text(value))
    if number < 0:
        raise CellError(_("A number below zero makes no sense here. Type 0 or more."))
    if number >= Decimal(10) ** 14:
        raise CellError(_("This number is too large. Check it and type it again."))
    if -number.normalize().as_tuple().exponent > PLACES:
        message = ngettext("Type at most %(count)d decimal.", "Type at most %(count)d decimals.", PLACES)
        raise CellError(message % {"count": PLACES})
    return number


def _parsed(text):
    """In a workbook numbers are Vietnamese, whatever language the page has; the refusal is in the page's."""
    try:
        with translation.override("vi"):
            return parse_number(text.removesuffix("%").strip())
    except NumberError as error:
        message = _("“%(text)s” is not a number. Type it like 1.234,5.")
        raise CellError(message % {"text": _short(text)}) from error


def _money(value):
    number = _number(value)
    if number != number.to_integral_value():
        raise CellError(_("An amount in dong has no decimals. Type it in full, for example 15.000.000.000."))
    return int(number)


def _date(value):
    if day := read_date(value):
        return day
    raise CellError(_("This is not a date. Type it as day/month/year, for example 22/03/2011."))


def _yes(value):
    typed = search_key(_text(value))
    if typed in YES_WORDS:
        return True
    if typed in (search_key(NO), "no", "0", "false"):
        return False
    raise CellError(_("Type “Có”, or leave this empty."))


def _choice(text, labels):
    """The value behind a label; case, blanks and kinds of dashes do not count."""
    if text in labels:
        return labels[text]
    alike = [label for label in labels if search_key(label) == search_key(text)]
    if len(alike) == 1:
        return labels[alike[0]]
    if len(labels) > 12:
        raise CellError(
            _("“%(text)s” is not in the list. Choose from the list of this cell.") % {"text": _short(text)}
        )
    message = _("“%(text)s” is not in the list. Choose one of: %(labels)s.")
    raise CellError(message % {"text": _short(text), "labels": ", ".join(labels)})


def _short(text):
    return text if len(text) <= LARGEST_LABEL else f"{text[:LARGEST_LABEL]}…"
