"""A workbook looked through before anything opens it: its size, its directory, one pass over its XML."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from swprogram.kit.numbers import format_number
from swprogram.kit.workbooks.limits import (
    MEGABYTE,
    USUAL,
    Problem,
    WorkbookRefused,
    damaged,
    macros,
    too_much,
)
from swprogram.kit.workbooks.marks import ERROR, FORMULA, MERGED, Mark

MOST_PARTS = 500
MOST_CELLS_IN_A_ROW = 2_000
DEEPEST = 60

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
CONTENT_TYPES, WORKBOOK = "[Content_Types].xml", "xl/workbook.xml"
SHEETS = "xl/worksheets/"
DRAWING = ".vml"  # Excel's own are not always well-formed; openpyxl passes them by
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
LOOKS_LIKE_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe", b"\xfe\xff", b"\x00<")
MACROS = re.compile(r"vba|macro", re.IGNORECASE)
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
AREA = re.compile(rf"{REFERENCE.pattern}(?::{REFERENCE.pattern})?")


def read_content(file, limits=USUAL):
    """The bytes of an uploaded file that looks like a workbook by its size and its first bytes."""
    if file.size > limits.file:
        raise WorkbookRefused(
            _("The file is larger than %(most)d MB. Delete pictures and empty rows, save it and try again.")
            % {"most": limits.file // MEGABYTE}
        )
    file.seek(0)
    data = file.read(limits.file + 1)
    if data.startswith(OLD_OFFICE):
        raise WorkbookRefused(
            _("This is an old .xls workbook, or one with a password. Save it as .xlsx without a password.")
        )
    if not data.startswith(ZIP):
        raise WorkbookRefused(_("This is not an Excel workbook. Fill in the template and save it as .xlsx."))
    return data


@dataclass
class Parts:
    data: bytes
    sheets: dict


def look_through(data, limits):
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive.infolist(), limits)
            return Parts(data, _scan_parts(archive, limits))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise WorkbookRefused(damaged()) from error


def _check_directory(entries, limits):
    """By the directory alone, before anything is unpacked; zipfile never unpacks more than is stated."""
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise WorkbookRefused(_("The workbook has a password. Save it without one and try again."))
    if any(".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) for name in names):
        raise WorkbookRefused(damaged())
    if CONTENT_TYPES not in names or WORKBOOK not in names or len(set(names)) < len(names):
        raise WorkbookRefused(_("This is not an Excel workbook. Fill in the template and save it as .xlsx."))
    if any(MACROS.search(name) for name in names):
        raise WorkbookRefused(macros())
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > limits.content:
        raise WorkbookRefused(too_much())
    if any(entry.file_size > limits.part for entry in entries if not entry.filename.startswith(SHEETS)):
        raise WorkbookRefused(too_much())


def _scan_parts(archive, limits):
    """{path: what a sheet holds}; every part that can be XML is passed over once."""
    sheets = {}
    for entry in archive.infolist():
        data = archive.read(entry)
        if entry.filename.lower().endswith(PICTURES):
            if data.lstrip()[:4].startswith(LOOKS_LIKE_XML):
                raise WorkbookRefused(damaged())
            continue
        if entry.filename == CONTENT_TYPES and MACROS.search(data.decode("utf-8", "replace")):
            raise WorkbookRefused(macros())
        if data:
            sheets[entry.filename] = _Scan(limits).read(data, is_drawing=entry.filename.endswith(DRAWING))
    return sheets


class _Scan:
    """What one XML part holds, by a single pass in which nothing is kept."""

    def __init__(self, limits):
        self.limits = limits
        self.last_row = self.last_column = self.depth = self.elements = self.cells = 0
        self.marks, self.hidden, self.far, self.cell, self.line = [], set(), "", None, 0

    def read(self, data, is_drawing=False):
        parser = ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse_definitions
        parser.StartElementHandler, parser.EndElementHandler = self._open, self._close
        parser.buffer_text = True
        try:
            parser.Parse(data, True)
        except ExpatError as error:
            if not is_drawing:
                raise WorkbookRefused(damaged()) from error
        return self

    def _refuse_definitions(self, *_declaration):
        raise WorkbookRefused(
            _("The workbook holds definitions that Excel never writes. Copy your rows into a fresh template.")
        )

    def _open(self, name, attributes):
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > self.limits.elements:
            raise WorkbookRefused(too_much())
        handler = HANDLERS.get(name.rpartition(" ")[2])
        if handler:
            handler(self, attributes)

    def _close(self, _name):
        self.depth -= 1

    def _row(self, attributes):
        self.cells = 0
        number = attributes.get("r", "")
        self.line = int(number) if number.isdecimal() else self.line + 1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden.add(self.line)

    def _cell(self, attributes):
        self.cell = attributes.get("r", "")
        self.cells += 1
        if attributes.get("t") == "e":
            self._mark(ERROR, self.cell)
        if self.cells > MOST_CELLS_IN_A_ROW:
            raise WorkbookRefused(too_much())

    def _value(self, _attributes):
        """Only a cell that holds something counts: Excel also writes empty ones that are merely coloured."""
        found = REFERENCE.fullmatch(self.cell or "")
        if not found:
            return
        column, row = column_index_from_string(found[1]), int(found[2])
        if row > self.limits.rows or column > self.limits.columns:
            self.far = self.far or self.cell
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)

    def _formula(self, attributes):
        self._value(attributes)
        self._mark(FORMULA, self.cell)

    def _merge(self, attributes):
        self._mark(MERGED, attributes.get("ref", ""))

    def _mark(self, kind, cells):
        if AREA.fullmatch(cells or ""):
            self.marks.append(Mark.at(kind, cells))

    @property
    def is_too_large(self):
        return bool(self.far)

    def problems(self, title):
        if self.far:
            yield Problem(_far_away(self.limits), title, self.far)


HANDLERS = {
    "row": _Scan._row,
    "c": _Scan._cell,
    "v": _Scan._value,
    "is": _Scan._value,
    "f": _Scan._formula,
    "mergeCell": _Scan._merge,
}


def _far_away(limits):
    message = _(
        "Something stands here, outside of the %(rows)s rows and %(columns)s columns that the portal reads."
        " Delete it, or copy your rows into a fresh template."
    )
    return message % {"rows": format_number(limits.rows), "columns": limits.columns}
