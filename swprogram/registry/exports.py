"""A registry as a workbook: what was filtered, in that order, with every column, ready to be imported again.

The first sheet has its headings in row 1 and the records below; the second says what stands there. A
workbook is a document: it is Vietnamese whatever the reader's screen is.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from tempfile import TemporaryDirectory, TemporaryFile

import xlsxwriter
from django.forms import BooleanField, NullBooleanField
from django.utils import translation
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.kit.numbers import format_number
from swprogram.kit.xlsx import FONT_NAME, NOT_IN_XML, STARTS_LIKE_A_FORMULA
from swprogram.registry.paging import read_page

AT_ONCE = 2000  # rows that are written while the person waits; also how many are read at a time
DATA_SHEET, NOTE_SHEET = "Dữ liệu", "Ghi chú"
TEXT, DAY, GROUPED, PLAIN = "@", "dd/mm/yyyy", "#,##0", "0"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": DAY,
}


@dataclass
class Written:
    """What the second sheet says about the first."""

    rows: int = 0
    is_illustrative: bool = False


@contextmanager
def write_to_file(selection, tell=lambda done: None):
    """An open file with the workbook of a lists.Selection, and the number of its rows.

    `tell` learns how many records are written. Records are read by the thousand, so that memory stays flat.
    """
    with TemporaryDirectory() as aside, TemporaryFile() as file, translation.override("vi"):
        workbook = xlsxwriter.Workbook(file, OPTIONS | {"tmpdir": aside})
        workbook.set_properties({"author": "swprogram", "created": clock.now().replace(tzinfo=None)})
        written = _write_records(workbook, selection, tell)
        _write_note(workbook, selection, written)
        workbook.close()
        file.seek(0)
        yield file, written.rows


def _write_records(workbook, selection, tell):
    columns = selection.registry.sheet_columns
    sheet = workbook.add_worksheet(DATA_SHEET)
    writers = [
        _ColumnWriter(workbook, sheet, position, column, selection.user)
        for position, column in enumerate(columns)
    ]
    _write_headings(workbook, sheet, columns)
    written, read = Written(), 0
    for records in _in_chunks(selection):
        for row in selection.registry.rows_of(records, selection.user):
            written.rows += 1
            for writer in writers:
                writer.write(written.rows, row.values)
        written.is_illustrative |= any(getattr(record, "is_illustrative", False) for record in records)
        read += len(records)
        tell(read)
    sheet.autofilter(0, 0, max(written.rows, 1), len(columns) - 1)
    return written


def _in_chunks(selection):
    after = ""
    while True:
        page = read_page(selection.records, selection.steps, after=after, size=AT_ONCE)
        yield page.records
        after = page.after
        if not after:
            return


def _write_headings(workbook, sheet, columns):
    heading = workbook.add_format(
        {
            "bold": True, "font_name": FONT_NAME, "bg_color": "#E6EBEF", "border": 1,
            "text_wrap": True, "valign": "vcenter", "align": "center",
        }
    )  # fmt: skip
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 34)
    for position, column in enumerate(columns):
        sheet.write_string(0, position, str(column.header), heading)


class _ColumnWriter:
    """Writes the values of one column: a text is never a formula, a day is a day, a number is a number."""

    def __init__(self, workbook, sheet, position, column, user):
        self.sheet, self.position, self.key = sheet, position, column.key
        self.cell = column.cell.opened_for(user)
        look = {"font_name": FONT_NAME, "valign": "top", "num_format": number_format(column.cell)}
        self.format = workbook.add_format(look)
        self.guarded = workbook.add_format(look | {"quote_prefix": True})
        sheet.set_column(position, position, column.cell.width + 2, self.format)

    def write(self, line, values):
        written = self.cell.write(values.get(self.key))
        if written is None or written == "":
            return
        if isinstance(written, date):
            self.sheet.write_datetime(line, self.position, written, self.format)
        elif isinstance(written, (int, Decimal)):
            self.sheet.write_number(line, self.position, written, self.format)
        else:
            self._write_text(line, NOT_IN_XML.sub("", str(written)))

    def _write_text(self, line, text):
        if text.startswith("<r>"):
            text += " "  # the writer takes <r>…</r> for its own mark-up; a blank at the end is not read back
        guarded = STARTS_LIKE_A_FORMULA.match(text)
        self.sheet.write_string(line, self.position, text, self.guarded if guarded else self.format)


def number_format(cell):
    """Text cells stay text when somebody types into them: a telephone keeps its 0."""
    if cell.is_day:
        return DAY
    if not cell.is_number:
        return TEXT
    if places := getattr(cell, "places", 0):
        return f"0.{'0' * places}"
    return GROUPED if getattr(cell, "is_grouped", False) else PLAIN


def _write_note(workbook, selection, written):
    sheet = workbook.add_worksheet(NOTE_SHEET)
    name, plain = (workbook.add_format({"font_name": FONT_NAME, "bold": bold}) for bold in (True, False))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for line, (label, text) in enumerate(_note(selection, written)):
        sheet.write_string(line, 0, label, name)
        sheet.write_string(line, 1, text, plain)


def _note(selection, written):
    yield "Danh sách", str(selection.registry.title)
    for label, text in describe_filters(selection.filter):
        yield f"Lọc theo: {label}", text
    yield "Số dòng", format_number(written.rows, language="vi")
    yield "Ngày xuất", format_date(clock.now())
    yield "Người xuất", str(selection.user)
    if written.is_illustrative:
        yield "Lưu ý", "Dữ liệu minh họa: không phải số liệu chính thức"


def describe_filters(filterset):
    """What is filtered, in words: pairs of (label, value)."""
    form = filterset.form
    if not form.is_valid():
        return []
    typed = (
        (form.fields[name], value) for name, value in form.cleaned_data.items() if _says_something(value)
    )
    return [(str(field.label), _in_words(field, value)) for field, value in typed]


def _says_something(value):
    return value is not None and value is not False and value != "" and value != []


def _in_words(field, value):
    if isinstance(field, (BooleanField, NullBooleanField)):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_date(value)
    if hasattr(field, "queryset"):
        several = value if isinstance(value, (list, tuple)) or hasattr(value, "all") else [value]
        return "; ".join(str(field.label_from_instance(one)) for one in several)
    words = {str(code): str(label) for code, label in getattr(field, "choices", ())}
    several = value if isinstance(value, (list, tuple)) else [value]
    return "; ".join(words.get(str(one), str(one)) for one in several)
