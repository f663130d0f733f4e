"""A plan as a workbook to fill in: explanations on top, lists to choose from, texts that stay texts."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from plans.workbook.lists import labels_of
from plans.workbook.sheets import (
    EXAMPLE,
    GUIDE,
    LISTS_SHEET,
    MARKER,
    NO,
    PLAN,
    PLAN_HEADERS,
    SEPARATOR,
    SHEETS,
    YES,
)
from plans.workbook.stamp import PLACE, print_stamp
from swprogram.kit.xlsx import BOLD, BOX, FONT_NAME, HEADER_FILL, ITALIC, PLAIN, TITLE, write_text

HEADER_ROW, FIRST_ROW, LAST_ROW = 3, 6, 1000
WRAPPED = Alignment(wrap_text=True, vertical="top")
REQUIRED_FILL = PatternFill("solid", fgColor="F6DDD6")
GUIDE_FONT = Font(name=FONT_NAME, size=10, italic=True, color="666666")
FORMATS = {"date": "dd/mm/yyyy", "money": "#,##0", "number": "General", "year": "0"}
PLACES = 4


def write_plan_workbook(contents, lists, fingerprint=""):
    """The bytes of an .xlsx with these contents ({}: the empty template); `lists` as of lists.read_lists.

    `fingerprint` is that of the plan: uploaded again, the workbook tells whether the plan changed meanwhile.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "swprogram"
    ranges = _Lists(lists)
    for sheet in SHEETS:
        page = workbook.create_sheet(sheet.title)
        if sheet is PLAN:
            _write_plan(page, contents.get("plan", []), ranges)
            if fingerprint:
                write_text(page.cell(*PLACE), print_stamp(fingerprint)).font = GUIDE_FONT
        else:
            _write_rows(page, sheet, contents, ranges)
    ranges.write(workbook.create_sheet(LISTS_SHEET))
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


class _Lists:
    """The lists to choose from, each in a column of a hidden sheet."""

    def __init__(self, lists):
        self.lists, self.columns = lists, []

    def names(self, column):
        """{id: name} of what the column may hold."""
        found = labels_of(column.choices) if column.kind == "choice" else self.lists[column.choices]
        return {value: name for name, value in found.items()}

    def validation(self, column):
        """The drop-down of a column, or None."""
        if column.kind == "yes":
            labels = [YES, NO]
        elif column.kind in ("choice", "lookup"):
            labels = list(self.names(column).values())
        else:
            return None
        if labels not in self.columns:
            self.columns.append(labels)
        letter = get_column_letter(self.columns.index(labels) + 1)
        source = f"{quote_sheetname(LISTS_SHEET)}!${letter}$1:${letter}${max(len(labels), 1)}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = "Không có trong danh sách", "Chọn một dòng của danh sách."
        return rule

    def write(self, page):
        for position, labels in enumerate(self.columns, start=1):
            for row, label in enumerate(labels, start=1):
                write_text(page.cell(row, position), label)
        page.sheet_state = "hidden"


def _write_plan(page, rows, ranges):
    """The plan itself stands upright: one line per item."""
    values = rows[0].values if rows else {}
    _write_top(page, PLAN)
    for position, header in enumerate(PLAN_HEADERS, start=1):
        _write_header(page.cell(HEADER_ROW, position), header, False)
    for number, column in enumerate(PLAN.columns, start=HEADER_ROW + 1):
        _write_header(page.cell(number, 1), column.header, column.required)
        _write_cell(page.cell(number, 2), values.get(column.field), column, ranges)
        write_text(page.cell(number, 3), column.hint).font = GUIDE_FONT
        _add_validation(page, ranges.validation(column), f"B{number}")
    for letter, width in zip("ABC", (34, 90, 50), strict=True):
        page.column_dimensions[letter].width = width


def _write_rows(page, sheet, contents, ranges):
    _write_top(page, sheet)
    _write_header(page.cell(HEADER_ROW, 1), MARKER, False)
    write_text(page.cell(HEADER_ROW + 1, 1), GUIDE).font = GUIDE_FONT
    write_text(page.cell(HEADER_ROW + 2, 1), EXAMPLE).font = GUIDE_FONT
    page.column_dimensions["A"].width = 10
    for position, column in enumerate(sheet.columns, start=2):
        _write_column(page, position, column, ranges)
    for number, row in enumerate(_rows_of(sheet, contents), start=FIRST_ROW):
        page.cell(number, 1, number - FIRST_ROW + 1).font = GUIDE_FONT
        for position, column in enumerate(sheet.columns, start=2):
            if column.field in row.get(column.part or sheet.parts[0], {}):
                value = row[column.part or sheet.parts[0]][column.field]
                _write_cell(page.cell(number, position), value, column, ranges)
    page.freeze_panes = page.cell(FIRST_ROW, 2)


def _rows_of(sheet, contents):
    """[{part: values}] of the lines of a sheet; a body is one line for each of its duties, at least one."""
    if len(sheet.parts) == 1:
        return [{sheet.parts[0]: row.values} for row in contents.get(sheet.parts[0], [])]
    lines = []
    for body in contents.get("bodies", []):
        name = {"name": body.values["name"]}
        duties = [d.values for d in contents["duties"] if d.values["body"] == body.values["name"]]
        lines.append({"bodies": body.values, "duties": duties[0] if duties else {}})
        lines += [{"bodies": name, "duties": duty} for duty in duties[1:]]
    return lines


def _write_top(page, sheet):
    write_text(page.cell(1, 1), sheet.title).font = TITLE
    write_text(page.cell(2, 1), f"{sheet.note} Tiêu đề nền đỏ nhạt: bắt buộc điền.").font = ITALIC
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"


def _write_header(cell, header, is_required):
    write_text(cell, header)
    cell.font, cell.border, cell.alignment = BOLD, BOX, WRAPPED
    cell.fill = REQUIRED_FILL if is_required else HEADER_FILL


def _write_column(page, position, column, ranges):
    letter = get_column_letter(position)
    _write_header(page.cell(HEADER_ROW, position), column.header, column.required)
    for row, words in ((HEADER_ROW + 1, column.hint), (HEADER_ROW + 2, column.example)):
        cell = write_text(page.cell(row, position), words)
        cell.font, cell.alignment = GUIDE_FONT, WRAPPED
    page.column_dimensions[letter].width = column.width
    page.column_dimensions[letter].number_format = FORMATS.get(column.kind, "@")
    _add_validation(page, ranges.validation(column), f"{letter}{FIRST_ROW}:{letter}{LAST_ROW}")
    for number in range(FIRST_ROW, FIRST_ROW + 200):
        page.cell(number, position).number_format = FORMATS.get(column.kind, "@")


def _add_validation(page, rule, cells):
    if rule is not None:
        page.add_data_validation(rule)
        rule.add(cells)


def _write_cell(cell, value, column, ranges):
    cell.number_format = FORMATS.get(column.kind, "@")
    cell.font, cell.alignment = PLAIN, WRAPPED
    if value in (None, "", ()) or value is False:
        return
    if column.kind in FORMATS:
        cell.value = value
    else:
        write_text(cell, _words(value, column, ranges))


def _words(value, column, ranges):
    if column.kind in ("choice", "lookup"):
        return ranges.names(column)[value]
    if column.kind == "names":
        return f"{SEPARATOR} ".join(ranges.names(column)[one] for one in value)
    if column.kind == "links":
        return f"{SEPARATOR} ".join(value)
    return YES if column.kind == "yes" else value
