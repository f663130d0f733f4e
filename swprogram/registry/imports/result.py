"""The rows of an office with what is wrong marked in them: to be mended and uploaded again.

Every row stands where it stood, so that the cells that the page names are the cells of this workbook.
"""

from datetime import date
from io import BytesIO

import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from swprogram.registry.exports import DAY, OPTIONS, number_format
from swprogram.registry.imports.checking import problems_by_line
from swprogram.registry.imports.matching import ERRORS_HEADING
from swprogram.registry.imports.template import SHEET, add_lists, write_value

WRONG, HEADER = "#FCE8E8", "#E6EBEF"
ERRORS_WIDTH, OTHER_WIDTH = 60, 16
GENERAL = "General"
MOST_NOTES = 2_000  # Excel opens a sheet with more notes very slowly; the column of errors says all


def result_name(run):
    """Where it lies: beside the workbook that came."""
    return f"{run.file.name.removesuffix('.xlsx')}-result.xlsx"


def write_result(run, table, cells, matching, checked):
    """Write the workbook for this import; one of an earlier check is replaced."""
    output = BytesIO()
    workbook = xlsxwriter.Workbook(output, OPTIONS)
    sheet = workbook.add_worksheet(SHEET)
    cells = {index: cells[key] for key, index in matching.items()}
    _ResultWriter(workbook, sheet, table, cells, matching).write(problems_by_line(checked))
    add_lists(workbook, sheet, cells, table.header_line, table.rows[-1][0])
    workbook.close()
    default_storage.delete(result_name(run))
    default_storage.save(result_name(run), ContentFile(output.getvalue()))


class _ResultWriter:
    """Writes the sheet as it came; `cells` are those of the matched columns, by their place."""

    def __init__(self, workbook, sheet, table, cells, matching):
        self.workbook, self.sheet, self.table = workbook, sheet, table
        self.cells, self.matching = cells, matching
        self.last, self.notes, self.looks = len(table.headings), 0, {}
        self.heading = workbook.add_format({"bold": True, "bg_color": HEADER, "border": 1, "text_wrap": True})
        self.told = workbook.add_format({"font_color": "#A3232F", "text_wrap": True, "valign": "top"})

    def write(self, problems):
        self._set_columns()
        for line, values in self.table.above[:-1]:
            self._write_row(line, values)
        self._write_headings()
        for line, values in self.table.rows:
            self._write_record(line, values, problems.get(line, ()))

    def _set_columns(self):
        for index in range(self.last):
            width = self.cells[index].width + 2 if index in self.cells else OTHER_WIDTH
            self.sheet.set_column(index, index, width, self._look(index))
        self.sheet.set_column(self.last, self.last, ERRORS_WIDTH, self.told)
        self.sheet.freeze_panes(self.table.header_line, 0)

    def _write_headings(self):
        row = self.table.header_line - 1
        for index, value in enumerate([*self.table.above[-1][1], ERRORS_HEADING]):
            write_value(self.sheet, row, index, value, self.heading)

    def _write_record(self, line, values, problems):
        marked = {self.matching[one.key]: one for one in problems if one.key in self.matching}
        self._write_row(line, values, marked)
        for index, problem in marked.items():
            self._note(line, index, problem.message)
        if problems:
            text = "\n".join(map(self._said, problems))
            write_value(self.sheet, line - 1, self.last, text, self.told)

    def _write_row(self, line, values, marked=()):
        for index, value in enumerate(values):
            look = self._look(index, is_wrong=index in marked, is_day=isinstance(value, date))
            write_value(self.sheet, line - 1, index, value, look)

    def _look(self, index, is_wrong=False, is_day=False):
        asked = index, is_wrong, is_day
        if asked not in self.looks:
            own = number_format(self.cells[index]) if index in self.cells else GENERAL
            look = {"num_format": DAY if is_day else own, "valign": "top"}
            look |= {"bg_color": WRONG, "border": 1, "border_color": "#ECB6BA"} if is_wrong else {}
            self.looks[asked] = self.workbook.add_format(look)
        return self.looks[asked]

    def _said(self, problem):
        index = self.matching.get(problem.key)
        heading = self.table.headings[index].text if index is not None else ""
        return f"{heading}: {problem.message}" if heading else problem.message

    def _note(self, line, index, message):
        self.notes += 1
        if self.notes <= MOST_NOTES:
            self.sheet.write_comment(line - 1, index, message, {"x_scale": 2, "author": "swprogram"})
