from datetime import date

import pytest
from django.utils import translation

from swprogram.kit.periods import (
    PeriodKind,
    Span,
    add_working_days,
    label_of,
    previous,
    printed_label,
    span_of,
)


def test_six_months_run_from_mid_december_to_mid_june():
    assert span_of(PeriodKind.HALF_YEAR, 2024) == Span(date(2023, 12, 15), date(2024, 6, 14))


def test_a_year_runs_from_mid_december_to_mid_december():
    assert span_of(PeriodKind.YEAR, 2024) == Span(date(2023, 12, 15), date(2024, 12, 14))
    assert span_of("year", 2024) == span_of(PeriodKind.YEAR, 2024)


def test_a_span_includes_both_its_ends():
    span = span_of(PeriodKind.HALF_YEAR, 2024)
    days = [date(2023, 12, 14), date(2023, 12, 15), date(2024, 6, 14), date(2024, 6, 15)]
    assert [span.contains(day) for day in days] == [False, True, True, False]


def test_years_follow_each_other_without_a_gap():
    assert span_of(PeriodKind.YEAR, 2025).starts_on.toordinal() == (
        span_of(PeriodKind.YEAR, 2024).ends_on.toordinal() + 1
    )


def test_a_period_is_named_on_screens_and_in_documents():
    with translation.override("en"):
        assert label_of(PeriodKind.HALF_YEAR, 2024) == "First six months of 2024"
        assert label_of("year", 2024) == "Year 2024"
    assert printed_label("half_year", 2024) == "6 tháng đầu năm 2024"
    assert printed_label(PeriodKind.YEAR, 2024) == "Năm 2024"


def test_the_period_before_is_the_one_reported_just_before():
    assert previous(PeriodKind.HALF_YEAR, 2024) == (PeriodKind.YEAR, 2023)
    assert previous(PeriodKind.YEAR, 2023) == (PeriodKind.HALF_YEAR, 2023)
    assert previous("year", 2023) == ("half_year", 2023)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    (
        (date(2024, 6, 14), 0, date(2024, 6, 14)),
        (date(2024, 6, 14), 1, date(2024, 6, 17)),  # Friday to Monday
        (date(2024, 6, 14), 2, date(2024, 6, 18)),
        (date(2024, 6, 15), 1, date(2024, 6, 17)),  # from a Saturday
        (date(2024, 6, 17), -1, date(2024, 6, 14)),
        (date(2024, 6, 14), 10, date(2024, 6, 28)),
    ),
)
def test_weekends_are_no_working_days(day, count, expected):
    assert add_working_days(day, count) == expected


def test_holidays_are_no_working_days():
    national_day = [date(2024, 9, 2), date(2024, 9, 3)]
    assert add_working_days(date(2024, 8, 30), 2, national_day) == date(2024, 9, 5)
