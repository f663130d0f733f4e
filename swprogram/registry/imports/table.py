"""The records of an upload as one table, whichever sheets they stand in."""

from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from swprogram.kit.workbooks import FORMULA, MERGED
from swprogram.registry.imports import layout
from swprogram.registry.imports.headings import Heading, plain
from swprogram.registry.imports.layout import Layout

SAMPLES = 3
LOOKED_AT = 200  # values of a column, to see of which kind they are


class Line(int):
    """A row: a number that counts on over all sheets, written as the number in its own sheet."""

    def __new__(cls, number, own, sheet=""):
        line = super().__new__(cls, number)
        line.own, line.sheet = own, sheet
        return line

    def __str__(self):
        return f"{self.own} (“{self.sheet}”)" if self.sheet else f"{self.own}"


@dataclass
class Part:
    """A sheet that is read: where its headings and records are, and what each of its rows is.

    `places` has its column for each column of the table, None where it lacks one; `offset` is added to the
    numbers of its rows.
    """

    sheet: object
    layout: Layout
    texts: list
    kinds: dict
    places: list = field(default_factory=list)
    offset: int = 0

    def address(self, line, index):
        return f"{get_column_letter(self.places[index] + 1)}{line}"

    @property
    def area(self):
        """Its lines as answers keep them."""
        return [self.layout.top, self.layout.bottom, self.layout.first, self.layout.last]

    @property
    def last_line(self):
        return self.sheet.rows[-1][0]


@dataclass
class Table:
    """The columns of the first sheet and the records of all: `rows` as (line, values).

    `groups` has the words of the row that opens the group of a line.
    """

    parts: list
    headings: list
    rows: list
    groups: dict

    @property
    def sheet(self):
        return self.parts[0].sheet.title

    @property
    def header_line(self):
        return self.parts[0].layout.bottom

    @property
    def converted(self):
        """{text in Unicode: the text as the file has it} of the texts in old letters."""
        return {after: before for part in self.parts for _cell, before, after in part.sheet.converted}

    def part_of(self, line):
        return next(part for part in reversed(self.parts) if line > part.offset)

    def title_of(self, line):
        return self.part_of(line).sheet.title

    def address(self, line, index):
        part = self.part_of(line)
        return part.address(line - part.offset, index) if part.places[index] is not None else ""

    def values_of(self, index):
        """The first values of a column that are not empty."""
        found = (values[index] for _line, values in self.rows if values[index] is not None)
        return [value for value, _number in zip(found, range(LOOKED_AT), strict=False)]

    def problems_in(self, indexes):
        """What stands in the way in these columns of the records, in each sheet."""
        return [problem for part in self.parts for problem in _problems_in(part, indexes)]


def make_part(sheet, where):
    """A sheet by its layout, with its merged cells filled down."""
    _fill_down(sheet, where)
    texts = layout.headings_between(sheet, where.top, where.bottom)
    return Part(sheet, where, texts, layout.sort_rows(sheet, where, texts), list(range(len(texts))))


def _fill_down(sheet, where):
    """What was merged over several rows stands beside each of them."""
    rows = dict(sheet.rows)
    for mark in sheet.marks:
        if mark.kind == MERGED and mark.left == mark.right and where.holds(mark.top) and mark.top in rows:
            value = rows[mark.top][mark.left - 1] if mark.left <= len(rows[mark.top]) else None
            for line in range(mark.top + 1, min(mark.bottom, where.last) + 1):
                if line in rows and mark.left <= len(rows[line]):
                    rows[line][mark.left - 1] = value


def is_like(part, lead):
    """Do two sheets have the same headings, in any order?"""
    return _words_of(part) == _words_of(lead)


def _words_of(part):
    return sorted(words for text in part.texts if (words := plain(text)) not in layout.PASSED_OVER and words)


def join_parts(parts, answers):
    """The Table of these sheets, which have the same headings; hidden and named rows are left out."""
    lead = parts[0]
    _place_below_each_other(parts)
    rows, groups = [], {}
    for part in parts:
        _leave_out(part, answers, is_lead=part is lead)
        _collect(part, rows, groups, sheet="" if len(parts) == 1 else part.sheet.title)
    headings = [Heading(index, text, _samples(rows, index)) for index, text in enumerate(lead.texts)]
    return Table(parts, headings, rows, groups)


def _place_below_each_other(parts):
    lead, offset = parts[0], 0
    for part in parts:
        part.offset = offset
        offset += part.last_line
        if part is not lead:
            part.places = [_place_of(index, lead.texts, part.texts) for index in range(len(lead.texts))]


def _place_of(index, texts, others):
    """Where the column stands in another sheet: the same words, of several the same one in order."""
    words = plain(texts[index])
    number = sum(plain(text) == words for text in texts[:index])
    places = [place for place, text in enumerate(others) if plain(text) == words]
    return places[number] if number < len(places) else None


def _leave_out(part, answers, is_lead):
    spans = answers.lines_left_out if is_lead else []
    for line, kind in part.kinds.items():
        if kind != layout.HEADING and any(line in span for span in spans):
            part.kinds[line] = layout.LEFT_OUT
        elif kind == layout.RECORD and line in part.sheet.hidden_lines and not answers.with_hidden:
            part.kinds[line] = layout.HIDDEN


def _collect(part, rows, groups, sheet):
    group = ""
    for own, values in part.sheet.rows:
        if part.kinds[own] == layout.GROUP:
            group = layout.group_name(values)
        elif part.kinds[own] == layout.RECORD:
            line = Line(part.offset + own, own, sheet) if sheet else own
            rows.append((line, [None if place is None else values[place] for place in part.places]))
            groups[line] = group


def _samples(rows, index):
    """The first values of a column, each once."""
    found = []
    for _line, values in rows:
        if values[index] is not None and values[index] not in found:
            found.append(values[index])
        if len(found) == SAMPLES:
            break
    return found


def _problems_in(part, indexes):
    columns = {part.places[index] + 1 for index in indexes if part.places[index] is not None}
    records = {line: values for line, values in part.sheet.rows if part.kinds[line] == layout.RECORD}
    area = part.layout.first, part.layout.last
    for mark in part.sheet.marks:
        if mark.touches(area, columns) and _is_in_the_way(mark, records, part.layout):
            yield part.sheet.problem_of(mark)


def _is_in_the_way(mark, records, where):
    """A formula whose value Excel kept is as good as typed, and a cell merged downwards was filled in."""
    if mark.kind == MERGED and mark.left == mark.right:
        return False
    below = min(mark.bottom, where.last) + 1
    lines = [line for line in range(max(mark.top, where.first), below) if line in records]
    if mark.kind == FORMULA:
        return any(records[line][mark.left - 1] is None for line in lines)
    return bool(lines)
