"""What an officer types: read or refused, filled in, and two persons kept apart."""

import pytest
from django.utils import translation

from submissions import entry
from submissions.checks import Cell, Reported, RunningTotals
from submissions.enums import FigureState
from submissions.grids import read_sheet
from swprogram.kit.numbers import NumberError
from tests.factories.submissions import fill, place_of

BLANK = Cell(FigureState.NOT_REPORTED)
NOT_APPLICABLE = Cell(FigureState.NOT_APPLICABLE)


def number(value):
    return Cell(FigureState.REPORTED, value)


@pytest.fixture
def sheet(commune):
    fill(commune, {"bodies:school": 3, "bodies:hospital": "x"}, rest=None)
    return read_sheet(commune)


def cell(sheet, place):
    return next(cell for cell in sheet.cells.values() if place_of(cell.figure) == place)


def type_in(sheet, **texts):
    """The form posted with every field as it was loaded, apart from `texts`."""
    entry.show_saved(sheet)
    data = {cell.input_id: cell.text for cell in sheet.cells.values()}
    data |= {cell(sheet, place.replace("__", ":")).input_id: text for place, text in texts.items()}
    entry.read_typed(sheet, data)


@pytest.mark.parametrize(
    ("text", "content"),
    (
        ("", BLANK),
        ("  ", BLANK),
        ("…", BLANK),
        ("...", BLANK),
        ("x", NOT_APPLICABLE),
        (" X ", NOT_APPLICABLE),
        ("*", NOT_APPLICABLE),
        ("х", NOT_APPLICABLE),
        ("0", number(0)),
        ("12", number(12)),
        (
            " 1\u00a0234 ",
            number(1234),
        ),  # a blank that does not break groups thousands, a plain one parts cells
        ("1.234", number(1234)),
        ("12.345.678", number(12345678)),
    ),
)
def test_a_cell_is_blank_x_or_a_whole_number(text, content):
    with translation.override("vi"):
        assert entry.read_cell(text) == content


@pytest.mark.parametrize(
    "text", ("ba", "-3", "1,5", "1.5", "1.2345", "12a", "1 234", "3 người", "xx", "1e3", "9" * 13)
)
def test_everything_else_is_refused_with_a_remedy(text):
    with translation.override("en"), pytest.raises(NumberError, match="Type|largest"):
        entry.read_cell(text)


def test_a_comma_groups_in_english_and_is_refused_in_vietnamese():
    with translation.override("en"):
        assert entry.read_cell("1,234") == number(1234)
    with translation.override("vi"), pytest.raises(NumberError):
        entry.read_cell("1,234")


def test_the_saved_form_is_shown_as_it_would_be_typed(sheet):
    entry.show_saved(sheet)
    shown = [cell(sheet, f"bodies:{kind}").text for kind in ("school", "hospital", "commune")]
    assert shown == ["3", "x", ""]


def test_an_unreadable_text_stays_in_its_field_and_the_saved_figure_stays_saved(sheet):
    type_in(sheet, bodies__school="ba", bodies__commune="1")
    wrong = cell(sheet, "bodies:school")
    assert (wrong.text, wrong.content, wrong.figure.value) == ("ba", BLANK, 3)
    assert wrong.error.startswith("“ba”")
    assert entry.unreadable(sheet) == [wrong]
    assert wrong.figure.pk not in entry.readable_cells(sheet)
    assert entry.readable_cells(sheet)[cell(sheet, "bodies:commune").figure.pk] == number(1)


def test_a_field_that_did_not_arrive_keeps_what_is_saved(sheet):
    entry.read_typed(sheet, {})
    assert cell(sheet, "bodies:school").content == number(3)


def test_zeros_go_into_the_blank_cells_of_one_section_only(sheet):
    type_in(sheet, bodies__other="?", bodies__commune="4")
    network, people = sheet.sections[1:]
    assert entry.fill_zeros(network) == 24 - 4
    kinds = ("school", "hospital", "commune", "other", "office")
    shown = [cell(sheet, f"bodies:{kind}").text for kind in kinds]
    assert shown == ["3", "x", "4", "?", "0"]
    assert people.answered == 0


def test_the_last_period_goes_into_blank_stocks_only(sheet):
    type_in(sheet)
    known = ("bodies:school", "bodies:commune", "children:orphan", "people_consulted:older")
    last = {cell(sheet, place).figure.pk: Reported(9, None) for place in known}
    network, people = sheet.sections[1:]
    assert (entry.copy_last(network, last), entry.copy_last(people, last)) == (1, 1)
    assert [cell(sheet, place).text for place in known] == ["3", "9", "9", ""]


def test_what_cannot_be_read_contradicts_nothing(sheet):
    type_in(sheet, bodies__school="ba", bodies_with_staff__school="2")
    assert entry.relation_problems(sheet, RunningTotals({}, {})) == {}


def test_a_contradiction_is_found_as_typed(sheet):
    type_in(sheet, bodies__school="1", bodies_with_staff__school="2")
    assert list(entry.relation_problems(sheet, RunningTotals({}, {}))) == [
        cell(sheet, "bodies_with_staff:school").figure.pk
    ]


# --- Two persons at one form ---------------------------------------------------------------------


def test_the_form_carries_what_it_was_loaded_with(sheet):
    packed = entry.pack(sheet)
    assert len(packed) < 200
    loaded = entry.unpack(sheet, packed)
    assert loaded == {pk: cell.content for pk, cell in sheet.cells.items()}


@pytest.mark.parametrize("packed", ("", "1,2,3", "a" * 200, "-1" + "," * 97, "9" * 5000 + "," * 97))
def test_a_damaged_memory_is_no_memory(sheet, packed):
    assert entry.unpack(sheet, packed) == {}


def saved_by_another(sheet, **values):
    """What the other person has saved meanwhile."""
    saved = {pk: Cell(one.figure.state, one.figure.value) for pk, one in sheet.cells.items()}
    for place, content in values.items():
        saved[cell(sheet, place.replace("__", ":")).figure.pk] = content
    return saved


def test_only_they_changed_it_their_figure_stands(sheet, in_english):
    loaded = entry.unpack(sheet, entry.pack(sheet))
    type_in(sheet)
    assert entry.show_both(sheet, loaded, saved_by_another(sheet, bodies__school=number(7))) == (1, 0)
    school = cell(sheet, "bodies:school")
    assert (school.text, school.content, school.other) == ("7", number(7), "Saved meanwhile; before: 3")


def test_only_i_changed_it_my_figure_stands_without_a_word(sheet):
    loaded = entry.unpack(sheet, entry.pack(sheet))
    type_in(sheet, bodies__school="5")
    assert entry.show_both(sheet, loaded, saved_by_another(sheet)) == (0, 0)
    assert (cell(sheet, "bodies:school").text, cell(sheet, "bodies:school").other) == ("5", "")


def test_both_changed_it_mine_stands_with_theirs_beside_it(sheet, in_english):
    loaded = entry.unpack(sheet, entry.pack(sheet))
    type_in(sheet, bodies__school="5", bodies__office="?")
    theirs = saved_by_another(sheet, bodies__school=BLANK, bodies__office=number(2))
    assert entry.show_both(sheet, loaded, theirs) == (0, 2)
    school, office = cell(sheet, "bodies:school"), cell(sheet, "bodies:office")
    assert (school.text, school.other) == ("5", "Saved meanwhile: …")
    assert (office.text, office.other) == ("?", "Saved meanwhile: 2")


def test_both_typed_the_same_there_is_nothing_to_settle(sheet):
    loaded = entry.unpack(sheet, entry.pack(sheet))
    type_in(sheet, bodies__school="5")
    assert entry.show_both(sheet, loaded, saved_by_another(sheet, bodies__school=number(5))) == (0, 0)


def test_without_a_memory_every_difference_is_shown(sheet):
    type_in(sheet, bodies__school="5")
    assert entry.show_both(sheet, {}, saved_by_another(sheet, bodies__hospital=number(1))) == (0, 2)


def test_what_was_read_is_saved_and_the_rest_is_not(sheet):
    type_in(sheet, bodies__school="5", bodies__hospital="?")
    entry.keep_as_saved(sheet)
    school, hospital = cell(sheet, "bodies:school").figure, cell(sheet, "bodies:hospital").figure
    assert (school.value, hospital.state) == (5, "not_applicable")
