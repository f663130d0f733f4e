"""Dates in which Excel may have taken the day for the month: asked with examples, never decided alone.

A list that was typed day first, in an Excel that expects the month first, holds 13/05/1986 as a text and
05/06/1986 as the sixth of May.
"""

from datetime import date

from swprogram.kit.dates import format_date
from swprogram.registry.cells import CellRefused
from swprogram.registry.imports.sources import Sources

LAST_MONTH = 12
EXAMPLES = 3


def find_doubtful_dates(table, answers, cells):
    """{key: examples} of columns with texts that can only be day first beside dates that may be swapped."""
    found, sources = {}, Sources(table, answers)
    for key in answers.columns:
        if cells[key].is_day and key not in (*answers.swapped, *answers.kept):
            examples = _examples_of(sources.texts_of(key), cells[key])
            if examples:
                found[key] = examples
    return found


def _examples_of(values, cell):
    days = [value for value in values if isinstance(value, date)]
    texts = [value for value in values if isinstance(value, str) and _is_day_first(value, cell)]
    if not texts or not days or any(day.day > LAST_MONTH for day in days):
        return None
    swapped = [day for day in days if day.day != day.month][:EXAMPLES]
    if not swapped:
        return None
    return {
        "texts": [text.strip() for text in texts[:EXAMPLES]],
        "days": [
            [format_date(day), format_date(day.replace(day=day.month, month=day.day))] for day in swapped
        ],
    }


def _is_day_first(text, cell):
    try:
        return cell.read(text).day > LAST_MONTH
    except (CellRefused, AttributeError):
        return False
