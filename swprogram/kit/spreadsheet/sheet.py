"""One sheet of a .xlsx, in one pass: its rows as they are come by, and what it holds beside values."""

import re
from functools import cache
from xml.parsers.expat import ParserCreate

from swprogram.kit.spreadsheet.archive import local, parse
from swprogram.kit.spreadsheet.formats import Section
from swprogram.kit.spreadsheet.limits import DAMAGED, TOO_MUCH, Refused
from swprogram.kit.spreadsheet.values import encode, iso_moment, number_of, text_of

MOST_CELLS_IN_A_ROW = 2_000
MOST_MERGED = 20_000_000
COLUMN = re.compile("[A-Z]{1,3}")
AREA = re.compile("([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
TRUE = ("1", "true")
EMPTY, HOLDING = {"row", "c"}, {"v", "is", "f"}
DIGITS, LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
NO_SECTION = Section()
MERGED, FORMULA, ERROR, LONG = "merged", "formula", "error", "long"


class _Beyond(Exception):
    """Something stands outside of what is read; the rest of the sheet need not be looked at."""


class SheetReader:
    """Calls give(line, values) for every row that holds something.

    Afterwards `marks` are [kind, first column, first line, last column, last line] and `far` is the first
    cell beyond the limits.
    """

    def __init__(self, package, limits, give):
        self.package, self.limits, self.give = package, limits, give
        self.marks, self.told, self.hidden_lines, self.hidden_columns = [], {}, [], []
        self.far, self.elements, self.left, self.merged = "", 0, limits.all_text, 0
        self.line = self.column = self.cells = 0
        self.is_in_rows = self.is_in_cell = self.is_text = self.is_sound = False
        self.row, self.opened, self.closed = {}, {}, {}

    def read(self, archive, name, tell):
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.CharacterDataHandler = self._read
        self._look_closely()
        try:
            parse(archive, name, self.parser, most=archive.limits.content, tell=tell)
        except _Beyond:
            self.marks = []

    def _open(self, name, attributes):
        self.elements += 1
        handler = self.opened.get(name)
        if handler is None:
            if self.elements > self.limits.elements:
                raise Refused(TOO_MUCH)
            handler = self.opened[name] = OPENED.get(local(name), _pass_over)
        handler(self, attributes)

    def _close(self, name):
        handler = self.closed.get(name)
        if handler is None:
            handler = self.closed[name] = CLOSED.get(local(name), _pass_over)
        handler(self)

    def _read(self, text):
        """One sign more than is read is kept, which tells that the text is too long."""
        if self.is_text and self.length <= self.limits.text:
            self.pieces.append(text[: self.limits.text + 1 - self.length])
            self.length += len(text)

    def _look_closely(self):
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._open, self._close

    def _look_beyond(self):
        """A million coloured rows below the last one that is read are passed over as fast as can be."""
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._open_beyond, None

    def _open_beyond(self, name, attributes):
        if name in EMPTY:
            self.attributes = attributes
        elif local(name) in HOLDING:
            self.far = self.attributes.get("r", f"{letters_of(self.column)}{self.line}")
            raise _Beyond
        elif local(name) not in EMPTY:
            self.is_in_rows = False
            self._look_closely()
            self._open(name, attributes)

    # Rows

    def _open_rows(self, _attributes):
        self.is_in_rows = True

    def _close_rows(self):
        self.is_in_rows = False

    def _open_row(self, attributes):
        if self.elements > self.limits.elements:
            raise Refused(TOO_MUCH)
        number = attributes.get("r")
        line = _whole(number) if number else self.line + 1
        if line <= self.line:
            raise Refused(DAMAGED)
        self.line, self.column, self.cells = line, 0, 0
        if attributes.get("hidden") in TRUE or attributes.get("ht") == "0":
            self._hide(self.hidden_lines, line)
        if line > self.limits.rows:
            self._look_beyond()

    def _close_row(self):
        if self.row:
            self.give(self.line, [self.row.get(column) for column in range(1, max(self.row) + 1)])
            self.row = {}

    def _open_column(self, attributes):
        if attributes.get("hidden") in TRUE:
            first, last = _whole(attributes.get("min")), _whole(attributes.get("max"))
            for column in range(first, min(last, self.limits.columns) + 1):
                self._hide(self.hidden_columns, column)

    def _hide(self, places, place):
        if len(places) < self.limits.rows:
            places.append(place)

    # Cells

    def _open_cell(self, attributes):
        self.cells += 1
        if self.cells > MOST_CELLS_IN_A_ROW:
            raise Refused(TOO_MUCH)
        reference = attributes.get("r")
        self.column = _column_of(reference.rstrip(DIGITS)) if reference else self.column + 1
        self.is_in_cell, self.attributes = self.is_in_rows, attributes
        self.pieces, self.length, self.has_value, self.has_formula = [], 0, False, False

    def _open_value(self, _attributes):
        self.has_value = self.is_text = self.is_in_cell

    def _open_text(self, _attributes):
        self.has_value = self.is_in_cell
        self.is_text = self.is_in_cell and not self.is_sound

    def _close_text(self):
        self.is_text = False

    def _open_sound(self, _attributes):
        self.is_sound = True

    def _close_sound(self):
        self.is_sound = False

    def _open_formula(self, _attributes):
        self.has_formula = self.is_in_cell

    def _close_cell(self):
        self.is_in_cell = False
        if not self.has_value and not self.has_formula:
            return
        if self.attributes.get("r", "").lstrip(LETTERS) not in ("", str(self.line)):
            raise Refused(DAMAGED)
        value = self._value() if self.has_value else None
        is_error = self.attributes.get("t") == "e"
        is_without_result = self.has_formula and self.attributes.get("t") != "str"
        if value is not None or is_error or is_without_result:
            self._keep(value, is_error)

    def _keep(self, value, is_error):
        if self.line > self.limits.rows or self.column > self.limits.columns:
            self.far = f"{letters_of(self.column)}{self.line}"
            raise _Beyond
        if is_error or self.has_formula:
            self._mark(ERROR if is_error else FORMULA)
        if value is not None:
            self.row[self.column] = encode(value)

    def _value(self):
        kind, raw = self.attributes.get("t", "n"), "".join(self.pieces)
        if kind in ("n", ""):
            return self._number(raw) if raw.strip() else None
        if kind == "s":
            return self._limited(self._shared(raw))
        if kind == "b":
            return raw.strip() in TRUE
        if kind == "e":
            return None
        return iso_moment(raw) if kind == "d" else self._limited(text_of(raw))

    def _number(self, raw):
        value = number_of(raw, NO_SECTION)
        if isinstance(value, str):
            return text_of(value)
        section = self.package.styles.section(self.attributes.get("s"), value)
        return value if section == NO_SECTION else number_of(raw, section, self.package.is_1904)

    def _shared(self, raw):
        number = _whole(raw)
        if number >= len(self.package.texts):
            raise Refused(DAMAGED)
        return self.package.texts[number]

    def _limited(self, text):
        """The same long text in every cell is much to carry, however small its file."""
        if text is None:
            return None
        if len(text) > self.limits.text:
            self._mark(LONG)
            text = text[: self.limits.text]
        self.left -= len(text)
        if self.left < 0:
            raise Refused(TOO_MUCH)
        return text

    # What stands beside values

    def _mark(self, kind):
        self._keep_mark(kind, self.column, self.line, self.column, self.line)

    def _open_merge(self, attributes):
        found = AREA.fullmatch(attributes.get("ref", ""))
        if not found:
            return
        left, top = _column_of(found[1]), int(found[2])
        right, bottom = (_column_of(found[3]), int(found[4])) if found[3] else (left, top)
        if left > right or top > bottom:
            raise Refused(DAMAGED)
        if left > self.limits.columns or top > self.limits.rows:
            return
        self.merged += (min(right, self.limits.columns) - left + 1) * (
            min(bottom, self.limits.rows) - top + 1
        )
        if self.merged > MOST_MERGED:
            raise Refused(TOO_MUCH)
        self._keep_mark(MERGED, left, top, right, bottom)

    def _keep_mark(self, kind, *bounds):
        self.told[kind] = self.told.get(kind, 0) + 1
        if self.told[kind] <= self.limits.told:
            self.marks.append([kind, *bounds])


OPENED = {
    "sheetData": SheetReader._open_rows,
    "row": SheetReader._open_row,
    "c": SheetReader._open_cell,
    "v": SheetReader._open_value,
    "t": SheetReader._open_text,
    "rPh": SheetReader._open_sound,
    "f": SheetReader._open_formula,
    "col": SheetReader._open_column,
    "mergeCell": SheetReader._open_merge,
}
CLOSED = {
    "sheetData": SheetReader._close_rows,
    "row": SheetReader._close_row,
    "c": SheetReader._close_cell,
    "v": SheetReader._close_text,
    "t": SheetReader._close_text,
    "rPh": SheetReader._close_sound,
}


def _pass_over(_reader, _attributes=None):
    """Nothing that is read."""


def _whole(text):
    if not (text and text.strip().isdecimal() and len(text) < 12):
        raise Refused(DAMAGED)
    return int(text)


@cache
def _column_of(letters):
    if not COLUMN.fullmatch(letters):
        raise Refused(DAMAGED)
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters_of(column):
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
