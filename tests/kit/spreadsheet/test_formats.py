"""What a number format does to a number, as Excel shows it."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from swprogram.kit.spreadsheet.formats import Section, section_for, section_of_builtin
from swprogram.kit.spreadsheet.values import number_of


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    (
        ("0%", "0.3", 30),
        ("0.00%", "0.3333", Decimal("33.33")),
        ('0.0"%"', "0.5", Decimal("0.5")),
        (r"0\%", "1", 1),
        ('0"%"', "30", 30),
        ('0" phần trăm (%)"', "30", 30),
        ('"~"0%', "0.3", 30),
        ("[Red]0%", "0.3", 30),
        ("[$%-42A] 0", "0.3", Decimal("0.3")),
        ("[$-42A]0.0%", "0.3", 30),
        ("0_%", "0.3", Decimal("0.3")),
        ("0*%", "0.3", Decimal("0.3")),
        ("0_)%", "0.3", 30),
        ("0%%", "0.3", 3_000),
        ("%0", "0.3", 30),
        ('0%;-0"%"', "0.3", 30),
        ('0%;-0"%"', "-0.3", Decimal("-0.3")),
        ('0"%";0%;0"%"', "-0.3", -30),
        ('0%;0%;"không"', "0", 0),
        ('0;0;0%;@"%"', "0.3", Decimal("0.3")),
        ("[<1]0%;0", "0.3", 30),
        ("[<1]0%;0", "3", 3),
        ("[>=1]0;0%", "0.3", 30),
        ("[>=1]0;[<0]0;0%", "3", 3),
        ('0%;-0"%"', "0", 0),
        ('0%;"âm" d', "0", 0),
        ("[<1]0%;0;0%%", "3", 30_000),
        ("General", "0.3", Decimal("0.3")),
        ("# ?/?", "0.3", Decimal("0.3")),
        ("0.00E+00", "0.3", Decimal("0.3")),
        ('#,##0 "đồng"', "1500000", 1_500_000),
        ('0 "ngày"', "45000", 45_000),
        (r"0 \d\m\y", "45000", 45_000),
        ("[$₫-42A]#,##0", "45000", 45_000),
        ('"%', "0.3", Decimal("0.3")),
        ("", "0.3", Decimal("0.3")),
        ("0%", "0.285", Decimal("28.5")),
        ("0%", "0.28999999999999998", 29),
    ),
)
def test_a_percent_sign_multiplies_only_where_it_is_a_sign_of_the_format(code, raw, value):
    assert number_of(raw, section_for(code, number_of(raw, Section()))) == value


@pytest.mark.parametrize("number", (9, 10))
def test_two_formats_of_per_cent_have_no_code(number):
    assert number_of("0.3", section_of_builtin(number)) == 30


@pytest.mark.parametrize(
    ("code", "raw", "value"),
    (
        ("dd/mm/yyyy", "31493", date(1986, 3, 22)),
        ("[$-42A]dd mmmm yyyy;@", "31493", date(1986, 3, 22)),
        (r'"ngày" dd "tháng" mm "năm" yyyy', "31493", date(1986, 3, 22)),
        ("mm/yyyy", "31493", date(1986, 3, 22)),
        ("dd/mm/yyyy hh:mm", "31493.5", datetime(1986, 3, 22, 12)),  # noqa: DTZ001 - as a cell holds it
        ("dd/mm/yyyy", "31493.000000001", date(1986, 3, 22)),
        ("hh:mm", "0.5", "12:00:00"),
        ("dd/mm/yyyy", "1", date(1900, 1, 1)),
        ("dd/mm/yyyy", "2", date(1900, 1, 2)),
        ("dd/mm/yyyy", "61", date(1900, 3, 1)),
        ("dd/mm/yyyy", "-5", -5),
        ("dd/mm/yyyy", "1e12", 1_000_000_000_000),
    ),
)
def test_dates_are_told_by_their_format(code, raw, value):
    assert number_of(raw, section_for(code, number_of(raw, Section()))) == value


def test_the_dates_among_the_formats_without_a_code_are_told_by_their_number():
    dates = [number for number in range(70) if section_of_builtin(number).is_date]
    assert dates == [*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)]


def test_the_calendar_of_1904_begins_later():
    assert number_of("0", section_for("d/m/yyyy", 0), is_1904=True) == date(1904, 1, 1)
    assert number_of("30031", section_of_builtin(14), is_1904=True) == date(1986, 3, 22)


@pytest.mark.parametrize(
    ("raw", "value"),
    (
        ("2.3000000000000003", Decimal("2.3")),
        ("4.319999999999999", Decimal("4.32")),
        ("0.1", Decimal("0.1")),
        ("9.00000001E8", 900_000_001),
        ("79090001234", 79_090_001_234),
        ("123456789012345", 123_456_789_012_345),
        ("1E+999999999", "1E+999999999"),
        ("NaN", "NaN"),
        ("abc", "abc"),
        ("1_000", "1_000"),
    ),
)
def test_a_number_has_the_fifteen_digits_that_excel_shows(raw, value):
    assert number_of(raw, Section()) == value
