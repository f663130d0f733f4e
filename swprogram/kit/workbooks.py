"""Workbooks that people send: looked through before they are opened, then read as plain values.

A workbook is a zip of XML parts, and either can be made to eat the memory of the server, to name files
outside, or to hold macros. So the file is refused by its size, its directory and a single pass over its
XML before openpyxl sees it; openpyxl then never meets more than the limits below.

What is wrong is a `Problem`: where, what, and what to do. All problems that can be seen at one step are
told at once.
"""

import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from swprogram.kit.numbers import format_number

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_CONTENT = 64 * MEGABYTE
LARGEST_PART = 4 * MEGABYTE  # of every part but a sheet: openpyxl builds these whole
MOST_PARTS = 500
MOST_ELEMENTS = 800_000
MOST_CELLS_IN_A_ROW = 2_000
DEEPEST = 60
MOST_ROWS, MOST_COLUMNS = 5_000, 100
BLANK_ROWS_IN_A_ROW = 200
MOST_TOLD = 20  # of one kind of problem in one sheet

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
CONTENT_TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
SHEETS = "xl/worksheets/"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
LOOKS_LIKE_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\x00<")
MACROS = re.compile(r"vba|macro", re.IGNORECASE)
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True)
class Problem:
    """What is wrong and what to do about it; sheet and cell are empty where it is the whole file."""

    message: str
    sheet: str = ""
    cell: str = ""


class WorkbookRefused(Exception):
    """A file that is not read; `problems` says why, each with its remedy."""

    def __init__(self, *problems):
        self.problems = [p if isinstance(p, Problem) else Problem(p) for p in problems]
        super().__init__("; ".join(problem.message for problem in self.problems))


def read_workbook(file):
    """{sheet: rows} of an uploaded .xlsx; a row is a list of (cell reference, value), blank rows left out.

    A value is None, text, a bool, an int, a Decimal, a date or a datetime; "30 %" in a percent cell is 30.
    Every row reaches to the last column that the sheet uses. Raises WorkbookRefused.
    """
    parts = _look_through(_content_of(file))
    workbook = _open(parts.data)
    problems, sheets = [], {}
    for sheet in workbook.worksheets:
        part = parts.sheets.get(sheet._worksheet_path.lstrip("/"))
        if part is None:
            raise WorkbookRefused(_damaged())
        problems += part.problems(sheet.title)
        if not part.is_too_large:
            sheets[sheet.title] = _rows_of(sheet, part, problems)
    if problems:
        raise WorkbookRefused(*problems)
    return sheets


# --- The file and its directory -------------------------------------------------------------------


def _content_of(file):
    if file.size > LARGEST_FILE:
        raise WorkbookRefused(
            _("The file is larger than %(most)d MB. Delete pictures and empty rows, save it and try again.")
            % {"most": LARGEST_FILE // MEGABYTE}
        )
    file.seek(0)
    data = file.read(LARGEST_FILE + 1)
    if data.startswith(OLD_OFFICE):
        raise WorkbookRefused(
            _("This is an old .xls workbook, or one with a password. Save it as .xlsx without a password.")
        )
    if not data.startswith(ZIP):
        raise WorkbookRefused(_("This is not an Excel workbook. Fill in the template and save it as .xlsx."))
    return data


@dataclass
class _Parts:
    data: bytes
    sheets: dict


def _look_through(data):
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive.infolist())
            return _Parts(data, _scan_parts(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise WorkbookRefused(_damaged()) from error


def _check_directory(entries):
    """By the directory alone, before anything is unpacked; zipfile never unpacks more than is stated."""
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookRefused(_("The workbook has a password. Save it without one and try again."))
    if any(".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) for name in names):
        raise WorkbookRefused(_damaged())
    if CONTENT_TYPES not in names or WORKBOOK not in names or len(set(names)) < len(names):
        raise WorkbookRefused(_("This is not an Excel workbook. Fill in the template and save it as .xlsx."))
    if any(MACROS.search(name) for name in names):
        raise WorkbookRefused(_macros())
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        raise WorkbookRefused(_too_much())
    if any(entry.file_size > LARGEST_PART for entry in entries if not entry.filename.startswith(SHEETS)):
        raise WorkbookRefused(_too_much())


def _damaged():
    return _("The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again.")


def _macros():
    return _("The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros.")


def _too_much():
    return _("The workbook unpacks to more than the portal reads. Copy your rows into a fresh template.")


# --- One pass over the XML ------------------------------------------------------------------------


def _scan_parts(archive):
    """{path: what a sheet holds}; every part that can be XML is passed over once."""
    sheets = {}
    for entry in archive.infolist():
        data = archive.read(entry)
        if entry.filename.lower().endswith(PICTURES):
            if data.lstrip()[:4].startswith(LOOKS_LIKE_XML):
                raise WorkbookRefused(_damaged())
            continue
        if entry.filename == CONTENT_TYPES and MACROS.search(data.decode("utf-8", "replace")):
            raise WorkbookRefused(_macros())
        if data:
            sheets[entry.filename] = _Scan().read(data)
    return sheets


class _Scan:
    """What one XML part holds, by a single pass in which nothing is kept."""

    def __init__(self):
        self.last_row = self.last_column = self.depth = self.elements = self.cells = 0
        self.merged, self.formulas, self.far, self.cell = [], [], "", None

    def read(self, data):
        parser = ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_definitions
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
        except ExpatError as error:
            raise WorkbookRefused(_damaged()) from error
        return self

    def _refuse_definitions(self, *_declaration):
        raise WorkbookRefused(
            _("The workbook holds definitions that Excel never writes. Copy your rows into a fresh template.")
        )

    def _open(self, name, attributes):
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise WorkbookRefused(_too_much())
        handler = HANDLERS.get(name.rpartition(" ")[2])
        if handler:
            handler(self, attributes)

    def _close(self, _name):
        self.depth -= 1

    def _row(self, _attributes):
        self.cells = 0

    def _cell(self, attributes):
        self.cell = attributes.get("r", "")
        self.cells += 1
        if self.cells > MOST_CELLS_IN_A_ROW:
            raise WorkbookRefused(_too_much())

    def _value(self, _attributes):
        """Only a cell that holds something counts: Excel also writes empty ones that are merely coloured."""
        found = REFERENCE.fullmatch(self.cell or "")
        if not found:
            return
        column, row = column_index_from_string(found[1]), int(found[2])
        if row > MOST_ROWS or column > MOST_COLUMNS:
            self.far = self.far or self.cell
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def _formula(self, attributes):
        self._value(attributes)
        self.formulas.append(self.cell or "")

    def _merge(self, attributes):
        self.merged.append(attributes.get("ref", ""))

    @property
    def is_too_large(self):
        return bool(self.far)

    def problems(self, title):
        if self.far:
            yield Problem(_far_away(), title, self.far)
        for reference in self.merged[:MOST_TOLD]:
            yield Problem(
                _("Merged cells. Split them, so that each cell holds its own value."), title, reference
            )
        for reference in self.formulas[:MOST_TOLD]:
            yield Problem(
                _("A formula. Put its value in its place (copy, paste as values)."), title, reference
            )


HANDLERS = {
    "row": _Scan._row,
    "c": _Scan._cell,
    "v": _Scan._value,
    "is": _Scan._value,
    "f": _Scan._formula,
    "mergeCell": _Scan._merge,
}


def _far_away():
    message = _(
        "Something stands here, outside of the %(rows)s rows and %(columns)s columns that the portal reads."
        " Delete it, or copy your rows into a fresh template."
    )
    return message % {"rows": format_number(MOST_ROWS), "columns": MOST_COLUMNS}


# --- The values -----------------------------------------------------------------------------------


def _open(data):
    try:
        return load_workbook(BytesIO(data), read_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever the first wrong part makes it stumble over
        raise WorkbookRefused(_damaged()) from error


def _rows_of(sheet, part, problems):
    rows, blank = [], 0
    if not part.last_row:
        return rows
    for number, cells in enumerate(_cells_of(sheet, part), start=1):
        row = [
            (f"{get_column_letter(column)}{number}", _value_of(cell))
            for column, cell in enumerate(cells, start=1)
        ]
        problems += [_shows_error(sheet.title, row[i][0]) for i, c in enumerate(cells) if c.data_type == "e"]
        if any(value is not None for _reference, value in row):
            rows.append(row)
            blank = 0
            continue
        blank += 1
        if blank >= BLANK_ROWS_IN_A_ROW:
            problems += _rest_below(sheet.title, number, part)
            break
    return rows


def _cells_of(sheet, part):
    try:
        yield from sheet.iter_rows(1, min(part.last_row, MOST_ROWS), 1, min(part.last_column, MOST_COLUMNS))
    except Exception as error:  # as above: a sheet is parsed while it is read
        raise WorkbookRefused(_damaged()) from error


def _shows_error(title, reference):
    return Problem(_("Excel shows an error here. Type the value itself."), title, reference)


def _rest_below(title, number, part):
    """Nothing is left out silently: rows below a long gap are told, not dropped."""
    if part.last_row <= number:
        return []
    message = _("More than %(count)d empty rows stand above this row. Delete them.")
    return [Problem(message % {"count": BLANK_ROWS_IN_A_ROW}, title, f"A{part.last_row}")]


def _value_of(cell):
    value = cell.value
    if isinstance(value, str):
        return value if value.strip() else None
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
