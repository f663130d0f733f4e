"""Tables as an Excel workbook: one sheet a table, figures as typed numbers, text never as a formula.

A workbook is a document: what is written here beside the caller's words is Vietnamese.
"""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from swprogram.kit.tables import Mark, places_of

LONGEST_SHEET_TITLE = 31
SHEET_TITLE_FORBIDS = re.compile(r"[\[\]:*?/\\]")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Excel takes a text that starts like this for a formula as soon as somebody edits the cell.
STARTS_LIKE_A_FORMULA = re.compile("^[\\s\ufeff]*[=+\\-@＝＋－＠]|^[\t\r\n]")
POINTS_PER_LINE = 15

FONT_NAME = "Times New Roman"
PLAIN, BOLD = Font(name=FONT_NAME, size=11), Font(name=FONT_NAME, size=11, bold=True)
ITALIC = Font(name=FONT_NAME, size=11, italic=True)
TITLE, NOTICE = (
    Font(name=FONT_NAME, size=13, bold=True),
    Font(name=FONT_NAME, size=11, bold=True, color="B4472E"),
)
THIN = Side(style="thin", color="808080")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEADER_FILL = PatternFill("solid", fgColor="E6EBEF")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")


def write_workbook(tables, *, heading_lines=(), notice=""):
    """The tables as the bytes of an .xlsx file; every sheet opens with the heading lines and the notice."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "swprogram"
    titles = _sheet_titles(tables)
    for table, title in zip(tables, titles, strict=True):
        _write_sheet(workbook.create_sheet(title), table, heading_lines, notice)
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def _write_sheet(sheet, table, heading_lines, notice):
    header_row = _write_lines(sheet, table, heading_lines, notice)
    first_row = _write_header(sheet, table, header_row)
    below = _write_rows(sheet, table, first_row)
    for row, note in enumerate(filter(None, (*table.notes, table.printed_legend)), start=below):
        _write_line(sheet, table, row, note, ITALIC, LEFT)
    for index, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = column.characters + 2
    _set_up_page(sheet, header_row, first_row)


def _write_lines(sheet, table, heading_lines, notice):
    """What stands above the table; returns the row where its header begins."""
    lines = [(line, BOLD, LEFT) for line in heading_lines]
    lines += [(notice, NOTICE, LEFT)] if notice else []
    lines += [(table.title, TITLE, CENTRED)]
    for row, (text, font, alignment) in enumerate(lines, start=1):
        _write_line(sheet, table, row, text, font, alignment)
    return len(lines) + 2


def _write_line(sheet, table, row, text, font, alignment):
    """A text across the whole table, as high as it needs (Excel does not fit merged cells)."""
    cell = write_text(sheet.cell(row, 1), text)
    cell.font, cell.alignment = font, alignment
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(table.columns))
    width = sum(column.characters + 2 for column in table.columns)
    sheet.row_dimensions[row].height = POINTS_PER_LINE * font.size / 11 * _lines_needed(text, width)


def _write_header(sheet, table, row):
    """One row of headings, or two where columns share a group; returns the first row of figures."""
    last_row = row + 1 if table.has_groups else row
    position = 1
    for group, columns in table.header_groups:
        if group:
            _write_group(sheet, row, position, group, columns)
        else:
            _write_heading(sheet, row, position, columns[0].header, end_row=last_row)
        position += len(columns)
    lines = max(_lines_needed(column.header, column.characters) for column in table.columns)
    sheet.row_dimensions[last_row].height = POINTS_PER_LINE * lines + 4
    return last_row + 1


def _write_group(sheet, row, position, group, columns):
    _write_heading(sheet, row, position, group, end_column=position + len(columns) - 1)
    for offset, column in enumerate(columns):
        _write_heading(sheet, row + 1, position + offset, column.header)


def _write_heading(sheet, row, position, text, *, end_row=None, end_column=None):
    end_row, end_column = end_row or row, end_column or position
    for cells in sheet.iter_rows(row, end_row, position, end_column):
        for cell in cells:
            cell.font, cell.alignment, cell.border, cell.fill = BOLD, CENTRED, BOX, HEADER_FILL
    write_text(sheet.cell(row, position), text)
    if (end_row, end_column) != (row, position):
        sheet.merge_cells(start_row=row, start_column=position, end_row=end_row, end_column=end_column)


def _write_rows(sheet, table, first_row):
    """Returns the row below the last one."""
    for row, line in enumerate(table.lines, start=first_row):
        for position, (column, value) in enumerate(line.cells, start=1):
            cell = sheet.cell(row, position)
            _write_value(cell, value, column)
            cell.font, cell.border = BOLD if line.is_emphasised else PLAIN, BOX
    return first_row + len(table.rows)


def _write_value(cell, value, column):
    if isinstance(value, date):
        cell.value, cell.number_format, cell.alignment = value, "dd/mm/yyyy", CENTRED
    elif isinstance(value, (int, Decimal)) and column.kind != "text":
        cell.value, cell.number_format, cell.alignment = value, _number_format(value, column), RIGHT
    elif isinstance(value, Mark):
        write_text(cell, value).alignment = CENTRED
    elif value is not None:
        write_text(cell, value).alignment = LEFT


def _number_format(value, column):
    places = places_of(value, column)
    return f'{_pattern("0", places)}"%"' if column.kind == "percent" else _pattern("#,##0", places)


def _pattern(whole, places):
    return f"{whole}.{'0' * places}" if places else whole


def write_text(cell, text):
    """Text stays text, whatever it starts with."""
    cell.value = NOT_IN_XML.sub("", str(text))
    cell.data_type = "s"
    if STARTS_LIKE_A_FORMULA.match(cell.value):
        cell.quotePrefix = True
    return cell


def _lines_needed(text, width):
    return sum(max(1, ceil(len(line) / width)) for line in str(text).split("\n"))


def _set_up_page(sheet, header_row, first_row):
    """Landscape A4, as wide as one page, headings on every page, page numbers in the footer."""
    sheet.freeze_panes = sheet.cell(first_row, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = f"{header_row}:{first_row - 1}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "Trang &P/&N"


def _sheet_titles(tables):
    """The tables' codes as Excel accepts them: 31 signs, none of []:*?/\\, no two alike in any case."""
    titles = []
    for table in tables:
        name = _clean_title(table.code or table.title)
        taken = {title.casefold() for title in titles}
        choices = (_numbered(name, number) for number in range(1, len(tables) + 1))
        titles.append(next(choice for choice in choices if choice.casefold() not in taken))
    return titles


def _clean_title(text):
    title = SHEET_TITLE_FORBIDS.sub(" ", NOT_IN_XML.sub("", str(text)))
    title = " ".join(title.split())[:LONGEST_SHEET_TITLE].strip("' ")
    return title if title and title.casefold() != "history" else f"Biểu {title}".strip()


def _numbered(name, number):
    suffix = f" ({number})" if number > 1 else ""
    return name[: LONGEST_SHEET_TITLE - len(suffix)] + suffix
