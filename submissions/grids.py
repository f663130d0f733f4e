"""The one shape of a count form, for the form, the page and the Excel file: sections → grids → rows → cells.

Consecutive lines of a section that share their row breakdown and have no columns make one grid, whose
columns are the measures; a measure with two breakdowns makes a grid of its own (rows × columns, with
totals both ways); a measure without breakdown is a single cell.
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from submissions.checks import Cell
from submissions.comparisons import differs
from submissions.enums import FigureState, Nature
from submissions.measures import NOTHING, Total
from submissions.models import FormLine
from submissions.registry_counts import RegistryFigure
from swprogram.kit.numbers import format_number
from swprogram.kit.tables import Mark

MARKS = {
    FigureState.NOT_REPORTED: Mark.NOT_REPORTED,
    FigureState.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
}


@dataclass
class GridCell:
    """A cell on a page: the figure, what stands in it, and what the page says beside it.

    `row` and `column` are its place in the grid, from 0. `whole` is the cell that it is a part of.
    `registry` is what the registries count in it, if the unit keeps them; a cell that `is_prefilled` shows
    that number without being saved. `registry_now` is what they count today, where that is another number
    than at the sending.
    """

    figure: object
    content: Cell
    row: int = 0
    column: int = 0
    label: str = ""
    head: str = ""
    grid_title: str = ""
    whole: "GridCell | None" = None
    text: str = ""
    hint: str = ""
    error: str = ""
    warning: str = ""
    other: str = ""
    is_changed: bool = False
    registry: RegistryFigure | None = None
    registry_now: int | None = None
    is_prefilled: bool = False

    @property
    def input_id(self):
        return f"figure-{self.figure.pk}"

    @property
    def described_by(self):
        """The ids of what is said about the cell beside its field."""
        ids = {"registry": self.registry, "check": self.problem}
        return " ".join(f"{self.input_id}-{name}" for name, is_said in ids.items() if is_said)

    @property
    def value(self):
        """What a table prints: the whole number or the mark."""
        return value_of(self.content)

    @property
    def is_stock(self):
        return self.figure.measure.nature == Nature.STOCK

    @property
    def is_blank(self):
        return self.content.state == FigureState.NOT_REPORTED

    @property
    def is_answered(self):
        """A number that the registries filled in is an answer once somebody has saved it."""
        return not self.is_blank and not self.is_prefilled

    @property
    def differs(self):
        """Does it say something else than the registries?"""
        return self.registry is not None and not self.error and differs(self.content, self.registry.value)

    @property
    def is_none_in_both(self):
        """Nothing counts in it, typed and in the registry: the page says it only once."""
        return self.registry is not None and not (self.registry.value or self.is_blank or self.differs)

    @property
    def problem(self):
        return self.error or self.warning

    @property
    def anchor(self):
        """Where a page without fields shows the cell: its grid."""
        return f"grid-{self.grid_title.partition('.')[0]}"

    @property
    def css_class(self):
        """How a table of figures draws the cell."""
        marks = {FigureState.NOT_REPORTED: "is-missing", FigureState.NOT_APPLICABLE: "is-na"}
        mark = "is-changed" if self.is_changed else marks.get(self.content.state, "")
        return f"{mark} is-different".strip() if self.differs else mark

    @property
    def full_label(self):
        return f"{self.grid_title} – {self.label}"


@dataclass(frozen=True)
class GridRow:
    """A row of a grid; where the form does not ask for a cell there is None."""

    number: int
    label: str
    cells: tuple

    @property
    def total(self):
        return value_of(total_of(self.cells))


@dataclass(frozen=True)
class GridColumn:
    """A column of a grid; `note` says from when its measure is counted, where a grid has several."""

    number: int
    label: str
    note: str = ""


@dataclass(frozen=True)
class Grid:
    """One table of the form. `corner` heads the rows; only the sums that mean something are shown."""

    number: int
    title: str
    corner: str
    measures: tuple
    columns: tuple
    rows: tuple
    sums_rows: bool = False
    sums_columns: bool = False

    @property
    def column_totals(self):
        """[(column, value of its total)] in the order of the columns."""
        sums = [total_of(row.cells[column.number] for row in self.rows) for column in self.columns]
        return [(column, value_of(total)) for column, total in zip(self.columns, sums, strict=True)]

    @property
    def grand_total(self):
        return value_of(total_of(cell for row in self.rows for cell in row.cells))

    @property
    def counted_from(self):
        """When its one measure is taken; grids of several say it in each column."""
        return counted_from(self.measures[0])


@dataclass(frozen=True)
class Section:
    """A part of the form under one heading."""

    number: int
    title: str
    grids: tuple

    @property
    def cells(self):
        return [cell for grid in self.grids for row in grid.rows for cell in row.cells if cell]

    @property
    def answered(self):
        return sum(cell.is_answered for cell in self.cells)


@dataclass(frozen=True)
class Sheet:
    """A whole form, and its cells by the ids of their figures."""

    sections: tuple
    cells: dict = field(default_factory=dict)

    @property
    def grids(self):
        return [grid for section in self.sections for grid in section.grids]

    @property
    def figures(self):
        return [cell.figure for cell in self.cells.values()]

    @property
    def in_reading_order(self):
        """The cells as the eye meets them: grid by grid, row by row."""
        return [cell for section in self.sections for cell in section.cells]

    @property
    def answered(self):
        return sum(cell.is_answered for cell in self.cells.values())

    @property
    def blanks(self):
        return sum(cell.is_blank for cell in self.cells.values())

    @property
    def prefilled(self):
        return sum(cell.is_prefilled for cell in self.cells.values())

    @property
    def knows_registries(self):
        return any(cell.registry for cell in self.cells.values())

    @property
    def differing(self):
        return [cell for cell in self.in_reading_order if cell.differs]

    @property
    def moved(self):
        """The cells of which the registries say something else today than at the sending."""
        return [cell for cell in self.in_reading_order if cell.registry_now is not None]


def read_sheet(submission):
    """The sheet of a submission with what is saved, in two queries."""
    lines = FormLine.objects.filter(form=submission.form_id)
    figures = submission.figures.select_related("measure__rows", "row", "column").order_by("pk")
    return build_sheet(lines, figures)


def build_sheet(lines, figures):
    """The sheet of a submission; no queries.

    `lines` are the form's lines in order, with their measures; `figures` the submission's, with measure,
    row and column. What was asked in its time stays on the sheet even if the form has no such line now.
    """
    cells = {figure.pk: GridCell(figure, Cell(figure.state, figure.value)) for figure in figures}
    places = {figure.place: cells[figure.pk] for figure in figures}
    for cell in cells.values():
        figure = cell.figure
        cell.whole = places.get((figure.measure.part_of_id, figure.row_id, figure.column_id))
    return Sheet(tuple(_sections(_asked_measures(lines, figures), places)), cells)


def _asked_measures(lines, figures):
    """(section title, measure) for everything that the figures answer, in the order of the form."""
    measures = {figure.measure_id: figure.measure for figure in figures}
    asked = [
        (line.section_title, measures.pop(line.measure_id)) for line in lines if line.measure_id in measures
    ]
    return asked + [(_("Asked for earlier"), measure) for measure in measures.values()]


def _sections(asked, places):
    numbered = 0
    for number, (title, group) in enumerate(groupby(asked, key=lambda pair: pair[0]), start=1):
        grids = []
        for _key, run in groupby((measure for _title, measure in group), key=_shared_shape):
            numbered += 1
            grids.append(_grid(numbered, list(run), places))
        yield Section(number, title, tuple(grids))


def _shared_shape(measure):
    """Neighbours with the same key stand in one grid."""
    shares_rows = measure.rows_id and not measure.columns_id
    return measure.rows_id if shares_rows else f"alone {measure.pk}"


def _grid(number, measures, places):
    """One grid of neighbouring measures, in the one of three shapes that they share."""
    first = measures[0]
    rows = _options(places, measures, "row")
    if first.columns_id:
        columns = _options(places, measures, "column")
        cells = [[places.get((first.pk, row.pk, column.pk)) for column in columns] for row in rows]
        return _make_grid(number, measures, rows, columns, cells, sums_rows=True, sums_columns=True)
    if first.rows_id:
        cells = [[places.get((measure.pk, row.pk, None)) for measure in measures] for row in rows]
        return _make_grid(number, measures, rows, measures, cells, sums_columns=True)
    return _make_grid(number, measures, measures, measures, [[places.get((first.pk, None, None))]])


def _options(places, measures, side):
    """The options on one side of the measures' cells, in the order of the catalogue."""
    ids = {measure.pk for measure in measures}
    options = {getattr(cell.figure, side) for place, cell in places.items() if place[0] in ids}
    return sorted(options - {None}, key=lambda option: (option.position, option.pk))


def _make_grid(number, measures, lefts, tops, cells, **sums):
    """A grid headed by `lefts` (rows) and `tops` (columns); every cell learns its place and its name."""
    title = _title(measures)
    columns = tuple(_column(index, top, measures) for index, top in enumerate(tops))
    labels = [_("Number") if left in measures else str(left) for left in lefts]
    rows = tuple(
        GridRow(index, label, tuple(row))
        for index, (label, row) in enumerate(zip(labels, cells, strict=True))
    )
    for row in rows:
        for column, cell in zip(columns, row.cells, strict=True):
            if cell:
                cell.row, cell.column = row.number, column.number
                cell.head, cell.label = column.label, f"{row.label}, {column.label}"
                cell.grid_title = f"{number}. {title}"
    return Grid(number, title, str(measures[0].rows or ""), tuple(measures), columns, rows, **sums)


def _title(measures):
    """The whole that the others are parts of; without one, what the rows are."""
    ids = {measure.pk for measure in measures}
    are_parts = all(measure.part_of_id in ids for measure in measures[1:])
    return str(measures[0] if are_parts else measures[0].rows)


def _column(index, top, measures):
    if top not in measures:
        return GridColumn(index, str(top))
    if len(measures) == 1:
        return GridColumn(index, capfirst(top.get_counted_in_display()))
    return GridColumn(index, str(top), counted_from(top))


def counted_from(measure):
    """When a measure is taken: at the cut-off, or from when on it is counted."""
    return measure.get_accumulates_display() if measure.accumulates else measure.get_nature_display()


def total_of(cells):
    """The Total of cells; None stands for a cell that the form does not ask for."""
    return sum((_as_total(cell.content) for cell in cells if cell), NOTHING)


def _as_total(content):
    return Total(
        value=content.value or 0,
        reported=content.state == FigureState.REPORTED,
        not_reported=content.state == FigureState.NOT_REPORTED,
        not_applicable=content.state == FigureState.NOT_APPLICABLE,
    )


def value_of(content):
    """The whole number of a Cell or a Total, or the mark that a table prints instead."""
    return content.value if content.state == FigureState.REPORTED else MARKS[content.state]


def text_of(content):
    """A Cell or a Total as it is printed and typed: '1.234', 'x', or nothing."""
    if content.state == FigureState.NOT_REPORTED:
        return ""
    return "x" if content.state == FigureState.NOT_APPLICABLE else format_number(content.value)
