"""The judgement of values: marks, elapsed time, states, and what may stand on one line."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from plans.enums import Comparator, MeasuredIn
from plans.models import Target
from reporting.enums import ResultState
from reporting.formulas import elapsed_share, judge, percent, required_value
from swprogram.kit.periods import PeriodKind, span_of


def target(value, *, comparator=Comparator.AT_LEAST, measured_in=MeasuredIn.PERCENT, years=(2024, 2024)):
    return Target(
        value=Decimal(value),
        comparator=comparator,
        measured_in=measured_in,
        from_year=years[0],
        to_year=years[1],
    )


def period(kind, year):
    return SimpleNamespace(kind=kind, year=year, ends_on=span_of(kind, year).ends_on)


HALF_2024 = period(PeriodKind.HALF_YEAR, 2024)
YEAR_2024 = period(PeriodKind.YEAR, 2024)


def test_a_percentage_is_rounded_half_up_once():
    assert percent(1, 3) == Decimal("33.33")
    assert percent(2, 3) == Decimal("66.67")
    assert percent(1, 8) == Decimal("12.50")
    assert percent(12345, 100000) == Decimal("12.35")


def test_the_mark_is_the_value_of_the_target():
    assert required_value(target(30, comparator=Comparator.EQUAL)) == Decimal(30)
    assert required_value(target(10)) == Decimal(10)


def test_about_is_reached_at_95_hundredths():
    assert required_value(target(50, comparator=Comparator.ABOUT)) == Decimal("47.50")


def test_a_minimum_per_unit_must_hold_in_every_unit():
    assert required_value(target(1, measured_in=MeasuredIn.PERSON_PER_UNIT)) == Decimal(100)


@pytest.mark.parametrize(
    ("day", "share"),
    (
        (date(2023, 12, 14), Decimal(0)),
        (date(2023, 12, 15), Decimal(1) / Decimal(366)),
        (date(2024, 6, 14), Decimal(183) / Decimal(366)),
        (date(2024, 12, 14), Decimal(1)),
        (date(2025, 3, 1), Decimal(1)),
    ),
)
def test_the_elapsed_share_runs_over_the_reporting_year(day, share):
    assert elapsed_share(target(10), day) == share


@pytest.mark.parametrize(
    ("value", "state"),
    (
        ("10", ResultState.REACHED),
        ("9.99", ResultState.ON_THE_WAY),
        ("5", ResultState.ON_THE_WAY),
        ("4.99", ResultState.BEHIND),
        ("0", ResultState.BEHIND),
    ),
)
def test_after_half_of_the_year_half_of_the_target_is_due(value, state):
    assert judge(target(10), Decimal(value), HALF_2024) == state


def test_at_the_end_of_the_span_all_of_it_is_due():
    assert judge(target(10), Decimal("9.99"), YEAR_2024) == ResultState.BEHIND


def test_a_period_outside_the_span_is_not_compared():
    assert judge(target(10), Decimal(99), period(PeriodKind.YEAR, 2023)) is None
    assert judge(target(10), Decimal(99), period(PeriodKind.HALF_YEAR, 2025)) is None


def test_one_centre_in_five_years_is_due_on_the_last_day_only():
    centre = target(1, measured_in=MeasuredIn.FACILITY, years=(2021, 2025))
    assert judge(centre, Decimal(0), HALF_2024) == ResultState.ON_THE_WAY
    assert judge(centre, Decimal(0), period(PeriodKind.YEAR, 2025)) == ResultState.BEHIND
    assert judge(centre, Decimal(1), HALF_2024) == ResultState.REACHED


def test_people_of_a_phase_are_due_year_by_year():
    """348 people in five years: after three and a half, 243 are due (348 × 1278 ÷ 1826 days = 243.56)."""
    people = target(348, measured_in=MeasuredIn.PERSON, years=(2021, 2025))
    assert judge(people, Decimal(243), HALF_2024) == ResultState.ON_THE_WAY
    assert judge(people, Decimal(242), HALF_2024) == ResultState.BEHIND
    assert judge(people, Decimal(348), HALF_2024) == ResultState.REACHED
