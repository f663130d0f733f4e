"""Workbooks that people send: looked through before they are opened, then read as plain values.

A workbook is a zip of XML parts, and either can be made to eat the memory of the server, to name files
outside, or to hold macros. So the file is refused by its size, its directory and a single pass over its
XML before openpyxl sees it; openpyxl then never meets more than the Limits.

`read_sheets` gives every `Sheet` of the file: its `title`, whether it `is_hidden`, its `rows` as
(line, values) with the blank ones left out, and the `hidden_lines` that a person or a filter has hidden.
`marks` says where cells are merged, hold a formula or an error of Excel, or a text that was cut off
because it is too long. A merged range has its value in its first cell alone; a formula has the value that
Excel kept of it, None if it kept none; an error has None. Whether a mark is in the way is known by who
uses the sheet: `mark.touches(lines, columns)` asks, `sheet.problem_of(mark)` tells.

What is wrong is a `Problem`: where, what, and what to do. `sheet.problems` always stop; all that can be
seen at one step are told at once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from xml.parsers.expat import ParserCreate

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.xml.constants import SHARED_STRINGS

from swprogram.kit.workbooks.limits import MEGABYTE, USUAL, Limits, Problem, WorkbookRefused, damaged
from swprogram.kit.workbooks.marks import ERROR, FORMULA, LONG, MERGED, Mark
from swprogram.kit.workbooks.scan import look_through, read_content

__all__ = [
    "ERROR",
    "FORMULA",
    "LONG",
    "MEGABYTE",
    "MERGED",
    "Limits",
    "Mark",
    "Problem",
    "Sheet",
    "WorkbookRefused",
    "read_content",
    "read_sheets",
    "read_workbook",
]

BLANK_ROWS_IN_A_ROW = 200
ROWS_PER_STEP = 500


@dataclass
class Sheet:
    """A sheet: its rows as (line, values), blank ones left out; all of them have the same length.

    `marks` do harm only where they touch what is used; `problems` stop always. A sheet that reaches beyond
    the limits is not read: it has problems and no rows.
    """

    title: str
    rows: list
    problems: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    hidden_lines: frozenset = frozenset()
    is_hidden: bool = False
    is_read: bool = True

    def problem_of(self, mark):
        """What a person is told where this mark is in the way."""
        return Problem(_words_of(mark), self.title, mark.cells)


def _words_of(mark):
    return {
        MERGED: _("Merged cells. Split them, so that each cell holds its own value."),
        FORMULA: _("A formula. Put its value in its place (copy, paste as values)."),
        ERROR: _("Excel shows an error here. Type the value itself."),
        LONG: _("This text is longer than the portal reads. Shorten it."),
    }[mark.kind]


def read_workbook(file, limits=USUAL):
    """{sheet: rows} of an uploaded .xlsx; a row is a list of (cell reference, value), blank rows left out.

    A value is None, text, a bool, an int, a Decimal, a date or a datetime; "30 %" in a percent cell is 30.
    Every row reaches to the last column that the sheet uses. Raises WorkbookRefused.
    """
    sheets = read_sheets(file, limits)
    if problems := [problem for sheet in sheets for problem in _all_problems(sheet, limits)]:
        raise WorkbookRefused(*problems)
    return {sheet.title: [_with_references(*row) for row in sheet.rows] for sheet in sheets}


def _all_problems(sheet, limits):
    return [*sheet.problems, *(sheet.problem_of(mark) for mark in sheet.marks[: limits.told])]


def read_sheets(file, limits=USUAL, progress=None):
    """The Sheets of an uploaded .xlsx, each with its own problems; WorkbookRefused for the whole file.

    The values are those of read_workbook; progress(done, total) counts rows.
    """
    parts = look_through(read_content(file, limits), limits)
    workbook = _open(parts.data)
    found = [(sheet, parts.sheets.get(sheet._worksheet_path.lstrip("/"))) for sheet in workbook.worksheets]
    if any(part is None for _sheet, part in found):
        raise WorkbookRefused(damaged())
    steps = _Steps(progress, sum(part.last_row for _sheet, part in found if not part.is_too_large))
    return [_read_sheet(sheet, part, steps) for sheet, part in found]


@dataclass
class _Steps:
    """Tells from time to time how many of all rows are read."""

    tell: Callable | None
    total: int
    done: int = 0

    def row(self):
        self.done += 1
        if self.tell and self.done % ROWS_PER_STEP == 0:
            self.tell(self.done, self.total)


def _read_sheet(sheet, part, steps):
    problems = list(part.problems(sheet.title))
    rows = [] if part.is_too_large else _rows_of(sheet, part, problems, steps)
    return Sheet(
        sheet.title,
        rows,
        problems,
        sorted(part.marks, key=lambda mark: (mark.top, mark.left)),
        frozenset(part.hidden),
        is_hidden=sheet.sheet_state != "visible",
        is_read=not part.is_too_large,
    )


def _with_references(number, values):
    return [(f"{get_column_letter(column)}{number}", value) for column, value in enumerate(values, start=1)]


def _open(data):
    try:
        reader = _Reader(BytesIO(data), read_only=True, keep_links=False, data_only=True)
        reader.read()
        return reader.wb
    except Exception as error:  # openpyxl raises whatever the first wrong part makes it stumble over
        raise WorkbookRefused(damaged()) from error


class _Reader(ExcelReader):
    """openpyxl's own, but the table of texts is read in one pass instead of as objects."""

    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            self.shared_strings = _Texts().read(self.archive.read(part.PartName[1:]))


class _Texts:
    """The table of texts: each `si` is one, made of all its `t` but those that say how to pronounce it."""

    def __init__(self):
        self.found, self.pieces, self.is_text, self.is_sound = [], [], False, False

    def read(self, data):
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.CharacterDataHandler = self._read
        parser.Parse(data, True)
        return self.found

    def _open(self, name, _attributes):
        name = name.rpartition(" ")[2]
        self.is_text = name == "t"
        self.is_sound = self.is_sound or name == "rPh"

    def _close(self, name):
        name = name.rpartition(" ")[2]
        self.is_text = False
        if name == "rPh":
            self.is_sound = False
        elif name == "si":
            self.found.append("".join(self.pieces).replace("x005F_", ""))
            self.pieces = []

    def _read(self, text):
        if self.is_text and not self.is_sound:
            self.pieces.append(text)


def _rows_of(sheet, part, problems, steps):
    rows, blank = [], 0
    for number, cells in enumerate(_cells_of(sheet, part), start=1):
        steps.row()
        values = [_value_of(cell) for cell in cells]
        if any(value is not None for value in values):
            rows.append((number, values))
            blank = 0
            continue
        blank += 1
        if blank >= BLANK_ROWS_IN_A_ROW:
            problems += _rest_below(sheet.title, number, part)
            break
    return rows


def _cells_of(sheet, part):
    if not part.last_row:
        return
    try:
        yield from sheet.iter_rows(1, part.last_row, 1, part.last_column)
    except Exception as error:  # as above: a sheet is parsed while it is read
        raise WorkbookRefused(damaged()) from error


def _rest_below(title, number, part):
    """Nothing is left out silently: rows below a long gap are told, not dropped."""
    if part.last_row <= number:
        return []
    message = _("More than %(count)d empty rows stand above this row. Delete them.")
    return [Problem(message % {"count": BLANK_ROWS_IN_A_ROW}, title, f"A{part.last_row}")]


def _value_of(cell):
    value = None if cell.data_type == "e" else cell.value
    if isinstance(value, str):
        return unescape(value) if value.strip() else None  # _x000D_ is how a file holds a control sign
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        return _number_of(value, cell.number_format)
    if isinstance(value, datetime):
        return value.date() if (value.hour, value.minute, value.second) == (0, 0, 0) else value
    return value if isinstance(value, (bool, date)) or value is None else str(value)


def _number_of(value, number_format):
    """Excel keeps "30 %" as 0.3; the portal means 30."""
    exact = Decimal(str(value)) * (100 if "%" in (number_format or "") else 1)
    if not exact.is_finite():
        return str(value)
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()
