from datetime import UTC, date, datetime

import pytest

from swprogram.kit.dates import find_swapped_days, format_date, format_long_date


def test_a_date_is_day_month_year():
    assert format_date(date(2024, 6, 3)) == "03/06/2024"


def test_a_moment_is_shown_on_its_day_in_vietnam():
    assert format_date(datetime(2024, 6, 14, 17, 30, tzinfo=UTC)) == "15/06/2024"


@pytest.mark.parametrize(
    ("day", "printed"),
    (
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2011, 3, 22), "ngày 22 tháng 3 năm 2011"),
        (date(2024, 10, 9), "ngày 09 tháng 10 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ),
)
def test_a_long_date_has_leading_zeros_only_where_the_decree_asks_for_them(day, printed):
    assert format_long_date(day) == printed


def test_dates_that_excel_may_have_swapped_are_found_beside_the_texts_that_it_left():
    column = ["13/05/1986", date(1986, 6, 5), None, date(1990, 7, 7), date(1991, 1, 12)]
    assert find_swapped_days(column) == {1: date(1986, 5, 6), 4: date(1991, 12, 1)}


@pytest.mark.parametrize(
    "column",
    (
        [date(1986, 6, 5), date(1990, 1, 2)],
        ["13/05/1986", date(1986, 6, 25), date(1986, 6, 5)],
        ["03/05/1986", date(1986, 6, 5)],
        ["13/05/1986", "05/06/1986"],
        ["ghi chú", date(1986, 6, 5)],
    ),
)
def test_a_column_of_one_kind_of_dates_is_in_no_doubt(column):
    assert find_swapped_days(column) == {}
