"""The table in an uploaded workbook: which sheet, which row has the headings, which rows are records.

Offices put titles, notices and merged cells above their table, number its rows and columns, and keep other
sheets beside it: none of that stands in the way.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

from swprogram.kit.workbooks import MEGABYTE, Limits, WorkbookRefused, read_sheets
from swprogram.registry.imports.matching import Heading, plain

LIMITS = Limits(
    file=20 * MEGABYTE,
    content=300 * MEGABYTE,
    part=64 * MEGABYTE,
    elements=6_000_000,
    rows=50_000,
    columns=100,
    told=100_000,
    seconds=60,
)
HEADER_WITHIN = 15  # rows
FEWEST_NUMBERED = 3
SAMPLES = 3


@dataclass
class Table:
    """The used sheet: its headings, the rows below them as (number, values), and what stands above.

    `problems` are those of the whole sheet: merged cells, formulas, errors of Excel.
    """

    sheet: str
    header_line: int
    headings: list
    rows: list
    above: list
    problems: list

    def problems_in(self, indexes):
        """Those of the headings and of these columns; what else stands in the sheet does no harm."""
        return [problem for problem in self.problems if self._touches(problem.cell, set(indexes))]

    def _touches(self, cells, indexes):
        if not cells:
            return True
        first, _top, last, bottom = range_boundaries(cells)
        return bottom >= self.header_line and any(first <= index + 1 <= last for index in indexes)

    def address(self, line, index):
        return f"{get_column_letter(index + 1)}{line}"


def read_table(file, known, tell=None):
    """The Table of an uploaded file; `known` is the set of plain headings that the registry knows.

    Raises WorkbookRefused where the file is none that can be read.
    """
    sheets = read_sheets(file, LIMITS, tell)
    if too_large := [problem for sheet in sheets if not sheet.is_read for problem in sheet.problems]:
        raise WorkbookRefused(*too_large)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise WorkbookRefused(_("The workbook is empty. Fill in the template and upload it again."))
    _count, sheet, position = max(
        (_best_row(sheet.rows[:HEADER_WITHIN], known, sheet) for sheet in sheets), key=lambda found: found[0]
    )
    return _table(sheet, position)


def _best_row(rows, known, sheet):
    """(how many headings are known, the sheet, the position of the row): the first of the best rows.

    Where none is known, the fullest row is taken for the headings, and the person is asked.
    """
    counts = [
        len(known & {plain(value) for value in values if isinstance(value, str)}) for _line, values in rows
    ]
    if not any(counts):
        counts = [sum(isinstance(value, str) for value in values) / 1000 for _line, values in rows]
    best = max(counts)
    return best, sheet, counts.index(best)


def _table(sheet, position):
    header_line, titles = sheet.rows[position]
    rows = sheet.rows[position + 1 :]
    if rows and _numbers_columns(rows[0][1]):
        rows = rows[1:]
    headings = [Heading(index, _text(title), _samples(rows, index)) for index, title in enumerate(titles)]
    problems = [*sheet.problems, *map(sheet.problem_of, sheet.marks)]
    return Table(sheet.title, header_line, headings, rows, sheet.rows[: position + 1], problems)


def _text(title):
    return "" if title is None else " ".join(str(title).split())


def _samples(rows, index):
    """The first values of a column, each once."""
    found = []
    for _line, values in rows:
        if values[index] is not None and values[index] not in found:
            found.append(values[index])
        if len(found) == SAMPLES:
            break
    return found


def _numbers_columns(values):
    """Is this the row "(1) (2) (3) …" that official tables have under their headings?"""
    filled = [str(value).strip("() ") for value in values if value is not None]
    numbers = [int(text) for text in filled if text.isdecimal()]
    return len(numbers) == len(filled) >= FEWEST_NUMBERED and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
