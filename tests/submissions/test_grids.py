"""The one shape of a form: sections, grids, totals."""

import pytest

from submissions.checks import Cell
from submissions.enums import FigureState
from submissions.grids import build_sheet, read_sheet, text_of, total_of, value_of
from submissions.models import FormLine
from swprogram.kit.tables import Mark
from tests.factories.submissions import fill

BLANK = Cell(FigureState.NOT_REPORTED)
NOT_APPLICABLE = Cell(FigureState.NOT_APPLICABLE)


@pytest.fixture(autouse=True)
def english(in_english):
    """The shapes are read in English."""


@pytest.fixture
def sheet(commune):
    counts = {
        "staff:cadre:commune": 2,
        "staff:civil_servant:commune": 1234,
        "staff:cadre:assistance": "x",
        "bodies:school": 3,
        "bodies:hospital": "x",
        "trained_in_phase": 7,
    }
    fill(commune, counts, rest=None)
    return read_sheet(commune)


def grid(sheet, number):
    return sheet.grids[number - 1]


def row(grid, label):
    return next(row for row in grid.rows if row.label == label)


def test_a_form_has_its_sections_and_numbers_its_grids_through(sheet):
    shape = [
        (section.title, [(grid.number, grid.title) for grid in section.grids]) for section in sheet.sections
    ]
    assert shape == [
        (
            "A. Social work staff",
            [
                (1, "People who do social work"),
                (2, "People who do social work trained in the period"),
                (3, "People trained, by kind of training"),
                (4, "People trained since the start of the phase"),
            ],
        ),
        ("B. Network of bodies and facilities", [(5, "All bodies"), (6, "Facilities in the network plan")]),
        (
            "C. People assisted",
            [(7, "Children concerned"), (8, "People consulted or supported in the period")],
        ),
    ]


def test_two_breakdowns_make_a_grid_of_rows_and_columns(sheet):
    staff = grid(sheet, 1)
    assert (staff.corner, len(staff.rows), staff.sums_rows, staff.sums_columns) == (
        "Kind of staff",
        5,
        True,
        True,
    )
    assert [column.label for column in staff.columns] == [
        "Commune level",
        "Social assistance facilities",
        "Health facilities",
        "Education facilities",
        "Mass and socio-political organisations",
    ]


def test_neighbours_with_the_same_rows_share_a_grid_with_a_column_each(sheet):
    bodies = grid(sheet, 5)
    assert [(column.label, column.note) for column in bodies.columns] == [
        ("All bodies", "At the cut-off"),
        ("With assigned social work staff", "At the cut-off"),
        ("With an allowance of at least the base wage", "At the cut-off"),
    ]
    assert (bodies.corner, len(bodies.rows)) == ("Kind of body", 6)
    assert (bodies.sums_rows, bodies.sums_columns) == (False, True)  # a part beside its whole is no sum


def test_one_measure_with_rows_is_headed_by_what_it_counts(sheet):
    trainees = grid(sheet, 3)
    assert [column.label for column in trainees.columns] == ["Persons"]
    assert trainees.counted_from == "From the start of the reporting year"


def test_a_measure_without_breakdown_is_one_cell_without_sums(sheet):
    single = grid(sheet, 4)
    assert [[cell.value for cell in row.cells] for row in single.rows] == [[7]]
    assert (single.rows[0].label, single.sums_rows, single.sums_columns) == ("Number", False, False)


def test_every_figure_stands_in_exactly_one_place(sheet, commune):
    placed = [cell.figure.pk for section in sheet.sections for cell in section.cells]
    assert (len(placed), set(placed)) == (98, set(commune.figures.values_list("pk", flat=True)))


def test_a_cell_knows_its_place_its_name_and_its_whole(sheet):
    cell = row(grid(sheet, 5), "Schools").cells[1]
    assert (cell.row, cell.column, cell.head) == (2, 1, "With assigned social work staff")
    assert cell.full_label == "5. All bodies – Schools, With assigned social work staff"
    assert cell.whole is row(grid(sheet, 5), "Schools").cells[0]
    assert cell.whole.whole is None


def test_totals_add_what_is_reported_and_keep_the_three_states_apart(sheet):
    staff = grid(sheet, 1)
    assert [line.total for line in staff.rows] == [
        2,
        1234,
        Mark.NOT_REPORTED,
        Mark.NOT_REPORTED,
        Mark.NOT_REPORTED,
    ]
    assert [total for _column, total in staff.column_totals] == [1236, *[Mark.NOT_REPORTED] * 4]
    assert staff.grand_total == 1236
    assert [total for _column, total in grid(sheet, 5).column_totals] == [
        3,
        Mark.NOT_REPORTED,
        Mark.NOT_REPORTED,
    ]


@pytest.mark.parametrize(
    ("contents", "shown"),
    (
        ([], Mark.NOT_REPORTED),
        ([BLANK, BLANK], Mark.NOT_REPORTED),
        ([NOT_APPLICABLE, NOT_APPLICABLE], Mark.NOT_APPLICABLE),
        ([NOT_APPLICABLE, BLANK], Mark.NOT_REPORTED),
        ([NOT_APPLICABLE, BLANK, Cell(FigureState.REPORTED, 0)], 0),
        ([Cell(FigureState.REPORTED, 2), Cell(FigureState.REPORTED, 3)], 5),
    ),
)
def test_a_total_is_a_number_x_or_missing(sheet, contents, shown):
    cells = list(sheet.cells.values())[: len(contents)]
    for cell, content in zip(cells, contents, strict=True):
        cell.content = content
    assert value_of(total_of([*cells, None])) == shown


@pytest.mark.parametrize(
    ("content", "text", "value"),
    (
        (BLANK, "", Mark.NOT_REPORTED),
        (NOT_APPLICABLE, "x", Mark.NOT_APPLICABLE),
        (Cell(FigureState.REPORTED, 0), "0", 0),
        (Cell(FigureState.REPORTED, 1234), "1,234", 1234),
    ),
)
def test_a_cell_is_typed_as_text_and_printed_as_value(content, text, value):
    assert (text_of(content), value_of(content)) == (text, value)


def test_progress_counts_answers(sheet):
    assert (sheet.answered, sheet.blanks) == (6, 92)
    assert [section.answered for section in sheet.sections] == [4, 2, 0]


def test_what_was_asked_stays_when_the_form_no_longer_has_the_line(commune):
    FormLine.objects.filter(form=commune.form, measure__code="children").delete()
    last = read_sheet(commune).sections[-1]
    assert (last.title, [grid.title for grid in last.grids]) == ("Asked for earlier", ["Children concerned"])


def test_a_column_that_was_never_asked_for_leaves_a_gap(commune):
    figures = commune.figures.select_related("measure__rows", "row", "column").order_by("pk")
    figures = figures.exclude(measure__code="bodies_with_staff", row__code="school")
    bodies = build_sheet(FormLine.objects.filter(form=commune.form), figures).grids[4]
    assert [cell is None for cell in row(bodies, "Schools").cells] == [False, True, False]


def test_measures_that_are_no_parts_of_the_first_are_headed_by_their_rows(commune):
    figures = commune.figures.select_related("measure__rows", "row", "column").order_by("pk")
    figures = figures.filter(measure__code__in=["bodies_with_staff", "bodies_with_allowance", "bodies"])
    lines = FormLine.objects.filter(form=commune.form).order_by("-position")
    assert build_sheet(lines, figures).grids[0].title == "Kind of body"


def test_a_sheet_takes_two_queries(commune, django_assert_num_queries):
    with django_assert_num_queries(2):
        sheet = read_sheet(commune)
        [grid.grand_total for grid in sheet.grids]
