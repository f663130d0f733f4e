from datetime import UTC, date, datetime

import pytest

from swprogram.kit.dates import format_date, format_long_date, read_date, read_month_first


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


def test_a_day_with_a_midnight_of_one_digit_is_that_day():
    assert read_date("1986-03-22 0:00:00") == date(1986, 3, 22)


def test_a_text_that_is_a_day_only_with_the_month_first_is_told_apart():
    texts = ("12/25/1986", "25/12/1986", "05/06/1986", "31/31/1986", "1986")
    assert [read_month_first(text) for text in texts] == [date(1986, 12, 25), None, None, None, None]
