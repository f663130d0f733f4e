"""A plan's workbook read back into contents: every cell that cannot be read is told, with what to do."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plans.contents import PARTS, Row
from plans.workbook.cells import CellError, blank_of, read_cell
from plans.workbook.checks import check_contents
from plans.workbook.lists import lists_for, read_lists
from plans.workbook.marks import is_in_the_way
from plans.workbook.sheets import (
    EXAMPLE,
    GUIDE,
    LISTS_SHEET,
    MARKER,
    PLAN,
    PLAN_HEADERS,
    SHEETS,
    columns_of,
)
from plans.workbook.stamp import find_stamp
from swprogram.kit.workbooks import Problem, WorkbookRefused, read_workbook
from swprogram.org.models import Unit


@dataclass
class Reading:
    """`contents` holds the rows that could be read; the workbook is right where there is no problem.

    `stamp` says from which state of the plan it was downloaded (stamp.py).
    """

    contents: dict
    problems: list = field(default_factory=list)
    stamp: str = ""


def read_plan_workbook(file, *, by):
    """The Reading of an uploaded workbook; a file that is refused as a whole has no contents."""
    try:
        pages = read_workbook(file, is_in_the_way=is_in_the_way)
    except WorkbookRefused as refused:
        return Reading({}, refused.problems)
    problems = _wrong_sheets(pages)
    if problems:
        return Reading({}, problems)
    reading = _PlanReading(read_lists(by=by))
    reading.read(pages)
    return Reading(reading.contents, _in_order(reading.problems), find_stamp(pages[PLAN.title]))


def _wrong_sheets(pages):
    """A missing sheet would mean "all deleted", and one under another name would be lost silently."""
    titles = [sheet.title for sheet in SHEETS]
    missing = _(
        "This sheet is missing. Copy your rows into a fresh template, and keep the names of its sheets."
    )
    unknown = _("The portal does not know this sheet. Delete it, or give it the name that the template has.")
    problems = [Problem(missing, title) for title in titles if title not in pages]
    return problems + [Problem(unknown, title) for title in pages if title not in (*titles, LISTS_SHEET)]


def _in_order(problems):
    titles = [sheet.title for sheet in SHEETS]
    return sorted(
        problems, key=lambda p: (titles.index(p.sheet) if p.sheet in titles else -1, _place(p.cell))
    )


def _place(cell):
    letters = cell.rstrip("0123456789")
    return (int(cell[len(letters) :] or 0), len(letters), letters)


class _PlanReading:
    def __init__(self, lists):
        self.lists, self.problems = lists, []
        self.contents = {name: [] for name in ("plan", *PARTS)}

    def read(self, pages):
        self._read_plan(pages[PLAN.title])
        self._narrow_lists()
        for sheet in SHEETS[1:]:
            self._read_sheet(sheet, pages[sheet.title])
        self.problems += check_contents(self.contents)

    def _narrow_lists(self):
        """The names of units are those of the plan's province, as in the workbook that was downloaded."""
        province = self.contents["plan"][0].values.get("unit") if self.contents["plan"] else None
        if province:
            self.lists = lists_for(Unit.objects.filter(pk=province))

    # The sheet that stands upright

    def _read_plan(self, rows):
        lines = {str(row[0][1]).strip(): row for row in rows if row[0][1] is not None}
        missing = [c.header for c in PLAN.columns if c.header not in lines or len(lines[c.header]) < 2]
        if missing or PLAN_HEADERS[0] not in lines:
            self._missing(PLAN.title, missing or [PLAN_HEADERS[0]])
            return
        cells = {c.field: (c, *lines[c.header][1]) for c in PLAN.columns}
        row = self._row(PLAN.title, cells)
        if row is None:
            return
        if row.values["to_year"] is None:
            row.values["to_year"] = row.values["from_year"]
        self.contents["plan"] = [row]

    # The sheets with one row a line

    def _read_sheet(self, sheet, rows):
        header = next((row for row in rows if str(row[0][1] or "").strip() == MARKER), None)
        if header is None:
            self._missing(sheet.title, [MARKER])
            return
        places = {str(value or "").strip(): place for place, (_cell, value) in enumerate(header)}
        missing = [column.header for column in sheet.columns if column.header not in places]
        if missing:
            self._missing(sheet.title, missing)
            return
        for row in rows[rows.index(header) + 1 :]:
            if row[0][1] not in (GUIDE, EXAMPLE):
                self._read_line(sheet, {c.field: (c, *row[places[c.header]]) for c in sheet.columns})

    def _read_line(self, sheet, cells):
        if all(value is None for _column, _reference, value in cells.values()):
            return
        if sheet.parts == ("bodies", "duties"):
            self._read_body_line(sheet, cells)
            return
        row = self._row(sheet.title, cells)
        if row is not None:
            self.contents[sheet.parts[0]].append(row)

    def _read_body_line(self, sheet, cells):
        """A line names its body and says one of its duties; what it says of the body is said once."""
        of_part = {
            part: {column.field: cells[column.field] for column in columns_of(sheet, part)}
            for part in sheet.parts
        }
        body = self._row(sheet.title, of_part["bodies"])
        if body is None:
            return
        self._keep_body(body)
        if any(value is not None for _column, _reference, value in of_part["duties"].values()):
            self._keep_duty(sheet, of_part["duties"], body)

    def _keep_body(self, body):
        known = next((b for b in self.contents["bodies"] if b.values["name"] == body.values["name"]), None)
        if known is None:
            self.contents["bodies"].append(body)
            return
        for name, value in body.values.items():
            if value not in ("", None, False, (), known.values[name]):
                message = _(
                    "An earlier row says something else of “%(body)s”. Leave this empty, or make both alike."
                )
                self._problem(message % {"body": body.values["name"]}, body.cells[name])

    def _keep_duty(self, sheet, cells, body):
        duty = self._row(sheet.title, cells)
        if duty is None:
            return
        if not duty.values["role"] or not duty.values["text"]:
            field = "role" if not duty.values["role"] else "text"
            self._problem(_("A duty needs its role and its text. Fill in this cell."), duty.cells[field])
            return
        duty.values = {"body": body.values["name"]} | duty.values
        duty.cells["body"] = body.cells["name"]
        self.contents["duties"].append(self._ordered("duties", duty))

    def _row(self, title, cells):
        """The Row of a line, or None where one of its cells cannot be read; all of them are told."""
        values, places, found = {}, {}, len(self.problems)
        for name, (column, reference, value) in cells.items():
            places[name] = (title, reference)
            try:
                values[name] = self._value(column, value)
            except CellError as error:
                self._problem(str(error), places[name])
        if len(self.problems) > found:
            return None
        row = Row(values, cells=places)
        part = next((s.parts[0] for s in SHEETS if s.title == title), "")
        return self._ordered(part, row) if set(values) == set(_fields(part)) else row

    def _value(self, column, value):
        if value is None:
            if column.required:
                raise CellError(_("This must be filled in."))
            return blank_of(column)
        return read_cell(column, value, self.lists)

    def _ordered(self, part, row):
        """The values in the order of the part's fields, so that two rows can be compared."""
        row.values = {name: row.values[name] for name in _fields(part)}
        return row

    def _missing(self, title, headers):
        message = _("These headings are missing: %(headers)s. Copy your rows into a fresh template.")
        self.problems.append(Problem(message % {"headers": ", ".join(f"“{h}”" for h in headers)}, title))

    def _problem(self, message, place):
        self.problems.append(Problem(message, *place))


def _fields(part):
    return PARTS[part].fields if part in PARTS else ()
