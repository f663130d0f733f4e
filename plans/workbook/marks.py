"""What in a plan's workbook keeps a value from being read, and what only stands beside the values.

A title, a signature or a sum beside the columns may be merged or calculated: nobody reads it.
"""

from plans.workbook.sheets import LISTS_SHEET, MARKER, PLAN, SHEETS
from swprogram.kit.workbooks import FORMULA, MERGED

LAST_LINE = 1_048_576
UPRIGHT = (1, 2)  # the columns of the sheet that stands upright


def is_in_the_way(page, mark):
    """Does this mark hide a value that is read? A formula is as good as the value that Excel kept of it."""
    if page.title == LISTS_SHEET or not mark.touches(_area_of(page), _columns_of(page)):
        return False
    covered = _values_under(page, mark)
    if mark.kind == MERGED:
        return len(covered) > 1 and any(value is not None for value in covered)
    return mark.kind != FORMULA or not covered or None in covered


def _values_under(page, mark):
    """The values of the read cells that this mark covers."""
    columns = [column for column in _columns_of(page) if mark.left <= column <= mark.right]
    first = _area_of(page)[0]
    lines = [values for line, values in page.rows if max(first, mark.top) <= line <= mark.bottom]
    return [values[column - 1] for values in lines for column in columns]


def _area_of(page):
    """The first and the last line of values: below the headings; all of the sheet that stands upright."""
    header = (0,) if page.title == PLAN.title else _header_of(page)
    return (header[0] + 1 if header else 1), LAST_LINE


def _columns_of(page):
    """The columns that are read, counted from 1."""
    if page.title == PLAN.title:
        return UPRIGHT
    names = {column.header for sheet in SHEETS if sheet.title == page.title for column in sheet.columns}
    _line, values = _header_of(page) or (0, [])
    return [place for place, value in enumerate(values, start=1) if _text(value) in names]


def _header_of(page):
    return next(((line, values) for line, values in page.rows if _text(values[0]) == MARKER), None)


def _text(value):
    return str(value or "").strip()
