"""Workbooks that people send: read as plain values by a process of their own.

A workbook is a zip of XML parts, and either can be made to eat the memory of the server, to name files
outside, or to hold macros. So a process of its own (swprogram.kit.spreadsheet) reads it within the Limits
and says its values row by row; a table in plain text (.csv) comes as one sheet.

`read_sheets` gives every `Sheet` of the file: its `title`, whether it `is_hidden`, its `rows` as
(line, values) with the blank ones left out, and the `hidden_lines` and `hidden_columns` (counted from 1)
that a person or a filter has hidden. `marks` says where cells are merged, hold a formula or an error of
Excel, or a text that was cut off because it is too long. A merged range has its value in its first cell
alone; a formula has the value that Excel kept of it, None if it kept none; an error has None. Whether a
mark is in the way is known by who uses the sheet: `mark.touches(lines, columns)` asks,
`sheet.problem_of(mark)` tells.

Texts in the fonts TCVN3 and VNI or in a wrong encoding come as Unicode: `converted` are the cells as
(cell, before, after), `doubtful` as (cell, text) those that are left because they can be read in two ways.

What is wrong is a `Problem`: where, what, and what to do. `sheet.problems` always stop; all that can be
seen at one step are told at once.
"""

from bisect import bisect_left
from contextlib import closing
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from swprogram.kit.spreadsheet.kinds import check_kind
from swprogram.kit.spreadsheet.sheet import letters_of
from swprogram.kit.spreadsheet.values import decode
from swprogram.kit.workbooks.child import answers_about
from swprogram.kit.workbooks.letters import convert_letters
from swprogram.kit.workbooks.limits import (
    MEGABYTE,
    USUAL,
    Limits,
    Problem,
    Refused,
    WorkbookRefused,
    far_away,
    in_words,
    too_large_a_file,
)
from swprogram.kit.workbooks.marks import ERROR, FORMULA, LONG, MERGED, Mark

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


@dataclass
class Sheet:
    """A sheet: its rows as (line, values), blank ones left out; all of them have the same length.

    `marks` do harm only where they touch what is used; `problems` stop always. A sheet that reaches beyond
    the limits is not read: it has problems and no rows.
    """

    title: str
    rows: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    hidden_lines: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    is_hidden: bool = False
    is_read: bool = True
    converted: list = field(default_factory=list)
    doubtful: list = field(default_factory=list)

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


def read_content(file, limits=USUAL):
    """The bytes of an uploaded file that looks like a workbook by its size and its first bytes."""
    if file.size > limits.file:
        raise too_large_a_file(limits)
    file.seek(0)
    data = file.read(limits.file + 1)
    try:
        check_kind(data)
    except Refused as refusal:
        raise in_words(refusal) from refusal
    return data


def read_workbook(file, limits=USUAL, is_in_the_way=lambda sheet, mark: True):
    """{sheet: rows} of an uploaded .xlsx; a row is a list of (cell reference, value), blank rows left out.

    `is_in_the_way(sheet, mark)` says which marks are problems; all are unless the caller knows better.

    A value is None, text, a bool, an int, a Decimal, a date or a datetime; "30 %" in a percent cell is 30.
    Every row reaches to the last column that the sheet uses. Raises WorkbookRefused.
    """
    sheets = read_sheets(file, limits)
    if problems := [problem for sheet in sheets for problem in _all_problems(sheet, limits, is_in_the_way)]:
        raise WorkbookRefused(*problems)
    return {sheet.title: [_with_references(*row) for row in sheet.rows] for sheet in sheets}


def _all_problems(sheet, limits, is_in_the_way):
    marks = [mark for mark in sheet.marks if is_in_the_way(sheet, mark)][: limits.told]
    return [*sheet.problems, *(sheet.problem_of(mark) for mark in marks)]


def _with_references(number, values):
    return [(f"{letters_of(column)}{number}", value) for column, value in enumerate(values, start=1)]


def read_sheets(file, limits=USUAL, progress=None):
    """The Sheets of an uploaded .xlsx or .csv, each with its problems; WorkbookRefused for the whole file.

    The values are those of read_workbook; progress(done, total) tells from time to time how much is read.
    """
    data = read_content(file, limits)
    try:
        with closing(answers_about(data, limits)) as answers:
            return _Listener(limits, progress).sheets_of(answers)
    except Refused as refusal:
        raise in_words(refusal) from refusal


class _Listener:
    """Puts Sheets together from what the process says. Equal texts are kept once."""

    def __init__(self, limits, progress):
        self.limits, self.progress, self.sheets, self.texts = limits, progress, [], {}

    def sheets_of(self, answers):
        handlers = {"sheet": self._begin, "row": self._row, "progress": self._progress, "end": self._end}
        for kind, parts in answers:
            handlers[kind](*parts)
        return self.sheets

    def _begin(self, said):
        self.sheets.append(Sheet(**said))

    def _row(self, line, values):
        self.sheets[-1].rows.append((line, [self._kept(value) for value in values]))

    def _kept(self, value):
        return self.texts.setdefault(value, value) if isinstance(value, str) else decode(value)

    def _progress(self, done, total):
        if self.progress:
            self.progress(done, total)

    def _end(self, said):
        sheet = self.sheets[-1]
        sheet.hidden_lines = frozenset(said["hidden_lines"])
        sheet.hidden_columns = frozenset(said["hidden_columns"])
        sheet.marks = sorted((Mark(*mark) for mark in said["marks"]), key=lambda mark: (mark.top, mark.left))
        if said["far"]:
            sheet.rows, sheet.is_read = [], False
            sheet.problems.append(Problem(far_away(self.limits), sheet.title, said["far"]))
        _make_even(sheet.rows)
        _empty_what_is_covered(sheet)
        sheet.converted, sheet.doubtful = convert_letters(sheet.rows)


def _make_even(rows):
    width = max((len(values) for _line, values in rows), default=0)
    for _line, values in rows:
        values += [None] * (width - len(values))


def _empty_what_is_covered(sheet):
    """Excel shows the first cell of merged ones; what an older version left in the others is not seen."""
    lines = [line for line, _values in sheet.rows]
    for mark in (mark for mark in sheet.marks if mark.kind == MERGED):
        for line, values in sheet.rows[bisect_left(lines, mark.top) : bisect_left(lines, mark.bottom + 1)]:
            first = mark.left if line == mark.top else mark.left - 1
            width = max(0, min(mark.right, len(values)) - first)
            values[first : first + width] = [None] * width
