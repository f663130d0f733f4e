"""The empty workbook that an office fills in: headings with help, drop-down lists, formats, a guide.

What is written here is Vietnamese, whatever the reader's screen is. The first sheet holds nothing but its
headings: an example that was left standing would be imported.
"""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest

import xlsxwriter
from django.utils import translation

from swprogram.kit.xlsx import FONT_NAME, NOT_IN_XML
from swprogram.registry.cells import Choices
from swprogram.registry.exports import DATA_SHEET as SHEET
from swprogram.registry.exports import number_format

GUIDE, LISTS = "Hướng dẫn", "Danh mục"
ROWS_WITH_LISTS = 2_000
TOLD_OPTIONS = 60
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
REQUIRED_FILL, FILL = "#CFE5E3", "#EEF2F1"
GUIDE_WIDTHS = (30, 12, 52, 34, 60)
GUIDE_HEADINGS = ("Cột", "Bắt buộc", "Cách điền", "Ví dụ", "Giá trị được nhận")


def write_template(registry, user):
    """The bytes of the template, with the lists that this person may choose from."""
    output = BytesIO()
    with translation.override("vi"):
        workbook = xlsxwriter.Workbook(output, OPTIONS)
        workbook.set_properties({"author": "swprogram"})
        columns = {
            index: (column, column.cell.opened_for(user))
            for index, column in enumerate(registry.sheet_columns)
        }
        sheet = workbook.add_worksheet(SHEET)
        _write_headings(workbook, sheet, columns)
        _write_guide(workbook, registry, columns)
        cells = {index: cell for index, (_column, cell) in columns.items()}
        add_lists(workbook, sheet, cells, 1, ROWS_WITH_LISTS)
        workbook.close()
    return output.getvalue()


def _write_headings(workbook, sheet, columns):
    look = {
        "bold": True, "font_name": FONT_NAME, "border": 1, "text_wrap": True, "valign": "vcenter",
        "align": "center",
    }  # fmt: skip
    required = workbook.add_format(look | {"bg_color": REQUIRED_FILL})
    optional = workbook.add_format(look | {"bg_color": FILL})
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 34)
    for index, (column, cell) in columns.items():
        body = workbook.add_format(
            {"font_name": FONT_NAME, "valign": "top", "num_format": number_format(cell)}
        )
        sheet.set_column(index, index, cell.width + 2, body)
        sheet.write_string(0, index, _heading(column), required if column.is_required else optional)
        if note := _note(column):
            sheet.write_comment(0, index, note, {"author": "swprogram", "x_scale": 1.8, "font_size": 9})


def _heading(column):
    return f"{column.header} *" if column.is_required else str(column.header)


def _note(column):
    lines = ["Bắt buộc." if column.is_required else "", str(column.help)]
    lines.append(f"Ví dụ: {column.example}" if column.example else "")
    return "\n".join(line for line in lines if line)


def _write_guide(workbook, registry, columns):
    sheet = workbook.add_worksheet(GUIDE)
    look = {"font_name": FONT_NAME, "text_wrap": True, "valign": "top"}
    title = workbook.add_format({"font_name": FONT_NAME, "bold": True, "font_size": 13})
    heading = workbook.add_format(look | {"bold": True, "border": 1, "bg_color": FILL})
    plain, line = workbook.add_format({"font_name": FONT_NAME}), workbook.add_format(look | {"border": 1})
    for index, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.write_string(0, 0, str(registry.title), title)
    below = 1
    for below, hint in enumerate(_hints(registry), start=1):
        sheet.write_string(below, 0, hint, plain)
    _write_line(sheet, below + 2, GUIDE_HEADINGS, heading)
    for row, (column, cell) in enumerate(columns.values(), start=below + 3):
        _write_line(sheet, row, _told(column, cell), line)


def _hints(registry):
    yield f"Điền vào trang “{SHEET}”, mỗi dòng một bản ghi. Cột có dấu * là bắt buộc."
    yield "Có thể đổi thứ tự, đổi tên hoặc bỏ bớt cột không bắt buộc: khi tải lên, hệ thống sẽ hỏi lại."
    yield from map(str, registry.hints)


def _told(column, cell):
    required = "Bắt buộc" if column.is_required else ""
    return str(column.header), required, str(column.help), str(column.example), _allowed(cell)


def _allowed(cell):
    options = cell.choices.labels if isinstance(cell, Choices) else cell.options
    shown = "; ".join(str(option) for option in options[:TOLD_OPTIONS])
    return f"{shown}; … (chọn trong danh sách thả xuống)" if len(options) > TOLD_OPTIONS else shown


def _write_line(sheet, row, texts, look):
    for index, text in enumerate(texts):
        sheet.write_string(row, index, text, look)


def add_lists(workbook, sheet, cells, first_row, last_row, title=LISTS):
    """Drop-down lists for the columns of a sheet, {index: cell}, through a hidden sheet that holds them.

    What is not in a list may still be typed: a short name is understood as well.
    """
    listed = {index: cell.options for index, cell in cells.items() if cell.options}
    if not listed:
        return
    hidden = workbook.add_worksheet(title)
    hidden.hide()
    for row, options in enumerate(zip_longest(*listed.values())):
        for place, option in enumerate(options):
            if option is not None:
                hidden.write_string(row, place, str(option))
    for place, (index, options) in enumerate(listed.items()):
        source = f"='{title}'!{_column(place, len(options))}"
        sheet.data_validation(first_row, index, last_row, index, _rule(source))


def _column(place, length):
    letter = xlsxwriter.utility.xl_col_to_name(place)
    return f"${letter}$1:${letter}${length}"


def _rule(source):
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": "Không có trong danh sách",
        "error_message": "Hãy chọn một giá trị trong danh sách thả xuống.",
    }


def write_value(sheet, row, index, value, look):
    """A value as it was read from a workbook; a text is never a formula."""
    if value is None:
        sheet.write_blank(row, index, None, look)
    elif isinstance(value, bool):
        sheet.write_boolean(row, index, value, look)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, index, value, look)
    elif isinstance(value, (date, datetime)):
        sheet.write_datetime(row, index, value, look)
    else:
        sheet.write_string(row, index, _as_text(value), look)


def _as_text(value):
    """The writer takes <r>…</r> for its own mark-up; a blank at the end is not read back."""
    text = NOT_IN_XML.sub("", str(value))
    return f"{text} " if text.startswith("<r>") else text
