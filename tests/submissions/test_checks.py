"""What the cells of one submission must be to each other before it may be sent."""

import pytest

from submissions import services
from submissions.checks import Cell, RunningTotals, check_cells, phase_start, running_totals
from submissions.enums import FigureState
from submissions.models import Submission
from swprogram.kit.periods import PeriodKind
from swprogram.kit.workflow import ChangeRefused
from tests.factories.submissions import (
    accept,
    cell_of,
    figure_ids,
    figures_of,
    fill,
    give_back,
    reviewer_of,
    send,
    submission_of,
)
from tests.worlds import DUE_DATES

NO_TOTALS = RunningTotals({}, {})


def problems(submission, counts, totals=NO_TOTALS):
    """{"measure:row:column": message} for a form with these counts, everything else blank."""
    ids = figure_ids(submission)
    cells = {pk: cell_of(counts.get(place)) for place, pk in ids.items()}
    found = check_cells(cells, list(figures_of(submission)), totals)
    places = {pk: place for place, pk in ids.items()}
    return {places[pk]: message for pk, message in found.items()}


@pytest.fixture(autouse=True)
def english(in_english):
    """The messages are read in English."""


def test_an_empty_form_contradicts_nothing(commune):
    assert problems(commune, {}) == {}


@pytest.mark.parametrize(
    ("whole", "part"),
    (
        ("staff:cadre:commune", "staff_trained:cadre:commune"),
        ("bodies:school", "bodies_with_staff:school"),
        ("bodies_with_staff:school", "bodies_with_allowance:school"),
        ("facilities_planned:health", "facilities_serving:health"),
        ("children:orphan", "children_served:orphan"),
    ),
)
def test_a_part_is_at_most_its_whole(commune, whole, part):
    counts = {"bodies:school": 9} | {whole: 3}
    assert problems(commune, counts | {part: 3}) == {}
    assert list(problems(commune, counts | {part: 4})) == [part]


def test_the_message_names_the_limit_and_what_to_type(commune):
    found = problems(commune, {"children:orphan": 1200, "children_served:orphan": 1234})
    message = "1,234 is more than the 1,200 of “Children concerned”. Type a number up to 1,200."
    assert found == {"children_served:orphan": message}


@pytest.mark.parametrize("whole", (None, "x"))
def test_a_part_needs_its_whole(commune, whole):
    found = problems(commune, {"children:orphan": whole, "children_served:orphan": 1})
    assert found == {"children_served:orphan": "Type “Children concerned” first: a part needs its whole."}


@pytest.mark.parametrize("part", (0, None, "x"))
def test_no_part_asks_for_no_whole(commune, part):
    assert problems(commune, {"children:orphan": None, "children_served:orphan": part}) == {}


def test_a_part_is_compared_with_the_whole_of_its_own_cell(commune):
    counts = {"staff:cadre:commune": 9, "staff:cadre:health": 0, "staff_trained:cadre:health": 1}
    assert list(problems(commune, counts)) == ["staff_trained:cadre:health"]


# --- Running totals ------------------------------------------------------------------------------


def open_another(opened, provincial_officer, kind, year):
    return services.open_round(
        opened.province, kind=kind, year=year, due_dates=DUE_DATES, by=provincial_officer
    )


def totals(submission):
    """{"measure:row:column": (value, period)} of what may not fall, where it is more than zero."""
    places = {pk: place for place, pk in figure_ids(submission).items()}
    found = running_totals(submission).earlier
    return {places[pk]: (before.value, str(before.period)) for pk, before in found.items() if before.value}


def test_the_year_is_never_less_than_its_six_months(commune, opened, provincial_officer):
    accept(commune, {"trainees:skills": 5, "bodies:school": 3})
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    assert totals(year) == {"trainees:skills": (5, "First six months of 2024")}  # a stock may fall
    totals_before = running_totals(year)
    assert problems(year, {"trainees:skills": 5}, totals_before) == {}
    assert problems(year, {"trainees:skills": 4}, totals_before) == {
        "trainees:skills": "Less than the 5 reported for First six months of 2024. A running total never"
        " falls: type at least 5, or ask for the earlier report to be returned."
    }


def test_a_new_year_begins_at_zero_and_the_phase_goes_on(commune, opened, provincial_officer):
    accept(commune, {"trainees:skills": 5, "trained_in_phase": 20})
    later = submission_of(open_another(opened, provincial_officer, PeriodKind.HALF_YEAR, 2025), commune.unit)
    assert totals(later) == {"trained_in_phase": (20, "First six months of 2024")}


def test_a_new_phase_begins_at_zero(commune, opened, provincial_officer):
    accept(commune, {"trained_in_phase": 20})
    later = submission_of(open_another(opened, provincial_officer, PeriodKind.HALF_YEAR, 2026), commune.unit)
    assert totals(later) == {}


def test_the_latest_report_counts_and_a_draft_does_not(commune, opened, provincial_officer):
    send(commune, {"trained_in_phase": 20})
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    fill(year, {"trained_in_phase": 30})
    later = submission_of(open_another(opened, provincial_officer, PeriodKind.HALF_YEAR, 2025), commune.unit)
    assert totals(later) == {"trained_in_phase": (20, "First six months of 2024")}
    send(year)
    assert totals(later) == {"trained_in_phase": (30, "Year 2024")}


def test_missing_and_not_applicable_totals_set_no_limit(commune, opened, provincial_officer):
    send(commune, {"trained_in_phase": "x"}, rest=None)
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    assert running_totals(year).earlier == {}


def test_another_unit_sets_no_limit(commune, opened, world, provincial_officer):
    send(submission_of(opened, world.home.communes["Đông Hai"]), {"trained_in_phase": 20})
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    assert running_totals(year).earlier == {}


# --- The periods after it: whatever order they are sent and mended in ---------------------------


def test_the_six_months_are_never_more_than_the_year_that_was_sent_before(
    commune, opened, provincial_officer
):
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    send(year, {"trainees:skills": 5})
    bounds = running_totals(commune)
    assert problems(commune, {"trainees:skills": 5}, bounds) == {}
    assert problems(commune, {"trainees:skills": 6}, bounds) == {
        "trainees:skills": "More than the 5 reported for Year 2024. A running total never falls: type at most"
        " 5, or ask for the later report to be returned."
    }


def test_six_months_mended_after_the_year_was_sent_are_not_sent_above_it(commune, opened, provincial_officer):
    accept(commune, {"trainees:skills": 5})
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    accept(year, {"trainees:skills": 7})
    give_back(commune)
    with pytest.raises(ChangeRefused, match="contradict"):
        send(commune, {"trainees:skills": 8})
    assert send(commune, {"trainees:skills": 7}).state == "sent"


def test_a_total_of_the_phase_is_held_by_every_later_year_of_it(commune, opened, provincial_officer):
    next_year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2025), commune.unit)
    send(next_year, {"trained_in_phase": 20})
    next_phase = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2026), commune.unit)
    send(next_phase, {"trained_in_phase": 1})
    with pytest.raises(ChangeRefused, match="contradict"):
        send(commune, {"trained_in_phase": 21})
    assert send(commune, {"trained_in_phase": 20}).state == "sent"


def test_of_several_reports_the_strictest_holds(commune, opened, provincial_officer):
    for kind, year, value in ((PeriodKind.YEAR, 2025, 30), (PeriodKind.YEAR, 2024, 20)):
        other = submission_of(open_another(opened, provincial_officer, kind, year), commune.unit)
        figures = other.figures.filter(measure__code="trained_in_phase")
        Submission.objects.filter(pk=send(other, {}).pk).update(state="sent")
        figures.update(state="reported", value=value)
    assert {bound.value for bound in running_totals(commune).later.values() if bound.value} == {20}


def test_counts_that_another_report_contradicts_since_are_not_accepted(commune, opened, provincial_officer):
    sent = send(commune, {"trainees:skills": 5})
    year = submission_of(open_another(opened, provincial_officer, PeriodKind.YEAR, 2024), commune.unit)
    send(year, {"trainees:skills": 5})
    year.figures.filter(measure__code="trainees", row__code="skills").update(value=4)
    with pytest.raises(ChangeRefused, match="contradict"):
        services.accept(sent, version=sent.version, by=reviewer_of(sent))


@pytest.mark.parametrize(("year", "start"), ((2021, 2021), (2025, 2021), (2026, 2026), (2030, 2026)))
def test_a_phase_has_five_years(year, start):
    assert phase_start(year) == start


def test_a_cell_is_equal_to_another_with_the_same_content():
    assert Cell("reported", 3) == Cell(FigureState.REPORTED, 3)
