"""The rows of an office with what is wrong marked in them: to be mended and uploaded again.

Every row stands where it stood, so that the cells that the page names are the cells of this workbook.
"""

from contextlib import suppress
from datetime import date
from io import BytesIO

import xlsxwriter
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from xlsxwriter.exceptions import OverlappingRange

from swprogram.kit.workbooks import MERGED
from swprogram.registry.exports import DAY, OPTIONS, number_format
from swprogram.registry.imports.checking import problems_by_line
from swprogram.registry.imports.headings import ERRORS_HEADING
from swprogram.registry.imports.layout import RECORD
from swprogram.registry.imports.template import LISTS, SHEET, add_lists, write_value

WRONG, HEADER = "#FCE8E8", "#E6EBEF"
ERRORS_WIDTH, OTHER_WIDTH = 60, 16
GENERAL = "General"
LONGEST_TITLE, NOT_IN_TITLES = 31, set("[]:*?/\\'")
MOST_NOTES = 2_000  # Excel opens a sheet with more notes very slowly; the column of errors says all


def result_name(run):
    """Where it lies: beside the workbook that came."""
    return f"{run.file.name.removesuffix('.xlsx')}-result.xlsx"


def write_result(run, table, cells, answers, checked):
    """Write the workbook for this import, each sheet that is read; one of an earlier check is replaced."""
    output = BytesIO()
    workbook = xlsxwriter.Workbook(output, OPTIONS)
    looks = _Looks(workbook)
    problems = problems_by_line(checked)
    for part in table.parts:
        sheet = workbook.add_worksheet(_title(part))
        places = _places(part, answers)
        shown = {place: cells[key] for key, place in places.items()}
        _ResultWriter(looks, sheet, part, shown, places).write(problems)
        add_lists(workbook, sheet, shown, part.layout.bottom, part.last_line, f"{LISTS}{part.offset or ''}")
    workbook.close()
    default_storage.delete(result_name(run))
    default_storage.save(result_name(run), ContentFile(output.getvalue()))


def _title(part):
    """Its own, where Excel takes it."""
    title = part.sheet.title
    return title if 0 < len(title) <= LONGEST_TITLE and not NOT_IN_TITLES & set(title) else SHEET


def _places(part, answers):
    """{key: its first column in this sheet}."""
    found = {key: part.places[indexes[0]] for key, indexes in answers.columns.items()}
    return {key: place for key, place in found.items() if place is not None}


class _Looks:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook):
        self.workbook, self.made = workbook, {}
        self.heading = workbook.add_format({"bold": True, "bg_color": HEADER, "border": 1, "text_wrap": True})
        self.told = workbook.add_format({"font_color": "#A3232F", "text_wrap": True, "valign": "top"})

    def of(self, number_format, is_wrong=False):
        asked = number_format, is_wrong
        if asked not in self.made:
            look = {"num_format": number_format, "valign": "top"}
            look |= {"bg_color": WRONG, "border": 1, "border_color": "#ECB6BA"} if is_wrong else {}
            self.made[asked] = self.workbook.add_format(look)
        return self.made[asked]


class _ResultWriter:
    """Writes a sheet as it came; `cells` are those of the matched columns, by their place."""

    def __init__(self, looks, sheet, part, cells, places):
        self.looks, self.sheet, self.part = looks, sheet, part
        self.cells, self.places = cells, places
        self.last, self.notes = len(part.texts), 0

    def write(self, problems):
        self._set_columns()
        for line, values in self.part.sheet.rows:
            if self.part.layout.top <= line <= self.part.layout.bottom:
                self._write_headings(line, values)
            else:
                self._write_record(line, values, problems.get(line + self.part.offset, ()))
        self._merge()

    def _set_columns(self):
        for index in range(self.last):
            width = self.cells[index].width + 2 if index in self.cells else OTHER_WIDTH
            self.sheet.set_column(index, index, width, self._look(index))
        self.sheet.set_column(self.last, self.last, ERRORS_WIDTH, self.looks.told)
        self.sheet.freeze_panes(self.part.layout.bottom, 0)

    def _write_headings(self, line, values):
        told = ERRORS_HEADING if line == self.part.layout.bottom else None
        for index, value in enumerate([*values, told]):
            write_value(self.sheet, line - 1, index, value, self.looks.heading)

    def _write_record(self, line, values, problems):
        marked = {self.places[one.key]: one for one in problems if one.key in self.places}
        self._write_row(line, values, marked)
        for index, problem in marked.items():
            self._note(line, index, problem.message)
        if problems:
            text = "\n".join(map(self._said, problems))
            write_value(self.sheet, line - 1, self.last, text, self.looks.told)

    def _write_row(self, line, values, marked=()):
        if line in self.part.sheet.hidden_lines:
            self.sheet.set_row(line - 1, None, None, {"hidden": True})
        for index, value in enumerate(values):
            look = self._look(index, is_wrong=index in marked, is_day=isinstance(value, date))
            write_value(self.sheet, line - 1, index, value, look)

    def _merge(self):
        """What was merged beside the records is merged again: by it a group is known."""
        rows = dict(self.part.sheet.rows)
        for mark in self.part.sheet.marks:
            if (
                mark.kind == MERGED
                and mark.top == mark.bottom
                and self.part.kinds.get(mark.top, RECORD) != RECORD
            ):
                value = rows[mark.top][mark.left - 1] if mark.left <= self.last else None
                with suppress(OverlappingRange):
                    cells = mark.top - 1, mark.left - 1, mark.bottom - 1, min(mark.right, self.last) - 1
                    self.sheet.merge_range(*cells, "")
                    write_value(self.sheet, *cells[:2], value, self.looks.of(GENERAL))

    def _look(self, index, is_wrong=False, is_day=False):
        own = number_format(self.cells[index]) if index in self.cells else GENERAL
        return self.looks.of(DAY if is_day else own, is_wrong)

    def _said(self, problem):
        place = self.places.get(problem.key)
        heading = self.part.texts[place] if place is not None else ""
        return f"{heading}: {problem.message}" if heading else problem.message

    def _note(self, line, index, message):
        self.notes += 1
        if self.notes <= MOST_NOTES:
            self.sheet.write_comment(line - 1, index, message, {"x_scale": 2, "author": "swprogram"})
