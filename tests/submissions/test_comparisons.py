"""What a cell said before: the last period, and the sending before."""

import pytest

from submissions import services
from submissions.comparisons import changed_since_last_sending, changed_strongly, last_figures
from submissions.models import Submission
from swprogram.kit.periods import PeriodKind
from tests.factories.submissions import accept, figure_ids, fill, give_back, send, submission_of
from tests.worlds import DUE_DATES


@pytest.fixture
def periods(opened, commune, provincial_officer):
    """Đông Một over three periods: the half year of 2024 (empty), and what it reported before it."""
    counts = {
        (PeriodKind.HALF_YEAR, 2023): {"bodies:school": 1, "trainees:skills": 10, "trained_in_phase": 10},
        (PeriodKind.YEAR, 2023): {"bodies:school": 2, "trainees:skills": 30, "trained_in_phase": 30},
    }
    for (kind, year), reported in counts.items():
        earlier = services.open_round(
            opened.province, kind=kind, year=year, due_dates=DUE_DATES, by=provincial_officer
        )
        accept(submission_of(earlier, commune.unit), reported)
    return commune


def last(submission):
    places = {pk: place for place, pk in figure_ids(submission).items()}
    found = last_figures(submission)
    return {places[pk]: before.value for pk, before in found.items() if before.value}


def test_a_stock_and_a_phase_total_compare_with_the_last_report_of_any_kind(periods):
    shown = last(periods)
    assert (shown["bodies:school"], shown["trained_in_phase"]) == (2, 30)


def test_a_flow_of_the_year_compares_with_the_same_kind_of_period(periods):
    assert last(periods)["trainees:skills"] == 10


def test_a_zero_was_reported_too(periods):
    assert sum(before.value == 0 for before in last_figures(periods).values()) == 95


def test_the_future_is_no_past(periods, opened):
    first = Submission.objects.get(
        unit=periods.unit, round__period__year=2023, round__period__kind="half_year"
    )
    assert last_figures(first) == {}


@pytest.mark.parametrize(
    ("value", "before", "is_strong"),
    (
        (15, 10, False),  # exactly one half more
        (16, 10, True),
        (5, 10, False),  # exactly one half less
        (4, 10, True),
        (4, 0, False),  # fewer than five
        (5, 0, True),
        (0, 4, False),
        (0, 5, True),
        (1005, 1000, False),
    ),
)
def test_a_strong_change_is_more_than_half_and_at_least_five(value, before, is_strong):
    assert changed_strongly(value, before) is is_strong


def changed(submission):
    submission = Submission.objects.get(pk=submission.pk)
    places = {pk: place for place, pk in figure_ids(submission).items()}
    found = changed_since_last_sending(submission, list(submission.figures.all()))
    return {places[pk]: before for pk, before in found.items()}


def test_nothing_changed_before_the_second_sending(commune):
    assert changed(commune) == {}
    assert changed(send(commune, {"bodies:school": 3})) == {}


def test_the_reviewer_sees_what_was_sent_before(commune):
    send(commune, {"bodies:school": 3, "bodies:hospital": "x", "bodies:other": None})
    give_back(commune)
    send(commune, {"bodies:school": 4, "bodies:hospital": 1, "bodies:other": 0})
    assert changed(commune) == {"bodies:school": 3, "bodies:hospital": "x", "bodies:other": None}
    give_back(commune)
    assert changed(commune) == {}
    fill(commune, {"bodies:school": 5, "bodies:hospital": 1})
    assert changed(commune) == {"bodies:school": 4}
