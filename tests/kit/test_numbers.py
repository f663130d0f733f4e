from decimal import Decimal
from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from swprogram.kit.numbers import (
    NumberError,
    check_count,
    format_money,
    format_number,
    format_percent,
    format_trimmed,
    parse_count,
    parse_number,
    prose_count,
    round_half_up,
)

NO_BREAK = "\u00a0"


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


def refusal(parse, text, language="en"):
    with translation.override(language), pytest.raises(NumberError) as refused:
        parse(text)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "number"),
    (
        ("0", "0"),
        ("8,5", "8.5"),
        ("1.234", "1234"),
        ("1.234.567,8", "1234567.8"),
        ("12345,6", "12345.6"),
        (" 1.234\n", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234\u202f567", "1234567"),
        ("007", "7"),
        ("12.736,905", "12736.905"),
    ),
)
def test_a_vietnamese_number_is_read(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"),
    (("8.5", "8.5"), ("1,234", "1234"), ("1,234,567.8", "1234567.8"), ("1\u2009234", "1234")),
)
def test_an_english_number_is_read(text, number):
    with translation.override("en"):
        assert parse_number(text) == Decimal(number)


def test_a_count_is_an_int():
    assert parse_count("1.234") == 1234
    assert isinstance(parse_count("1.234"), int)
    assert parse_count("999.999.999.999") == 999_999_999_999


@pytest.mark.parametrize(
    "text",
    (
        "1.23",
        "1.2345",
        "0.123",
        "1.234.5",
        "1,2,3",
        "1.234 567",
        "5,",
        ",5",
        ".",
        "1..234",
        "12 34",
        "1.234,5.6",
        "5\t123",
        "7\n120",
        "7\r\n120",
        "5\x0b123",
        "5\x0c123",
        "5\u2028123",
        "5 123",
        "5  123",
        "5\u00a0\u00a0123",
        "5\u00a012",
        "12\u00a03",
        "1\u00a0234\u202f567",
        "1.234\u00a0567",
        "5\u3000123",
        "5\u2003123",
        "5;123",
        "5|123",
        "1.2.3",
        "12.34",
    ),
)
def test_a_grouping_that_can_be_misread_is_refused(text):
    with pytest.raises(NumberError):
        parse_number(text)


@pytest.mark.parametrize("text", ("1,000", "12,0", "1,234"))
def test_an_english_thousand_is_not_taken_for_a_vietnamese_decimal(text):
    with pytest.raises(NumberError):
        parse_count(text)


@pytest.mark.parametrize("text", ("abc", "12a", "1e5", "NaN", "Infinity", "12²", "½", "١٢", "50%", "=1+1"))
def test_what_is_no_number_is_refused(text):
    assert refusal(parse_number, text) == (
        f"“{text}” is not a number. Type a number, 0 or more, for example 1,234.5."
    )


def test_each_refusal_says_what_is_wrong_and_what_to_type():
    remedy = "Type a whole number, 0 or more, for example 1,234."
    assert refusal(parse_count, " ") == f"No number was typed. {remedy}"
    assert refusal(parse_count, "-5") == f"“-5” is below zero. {remedy}"
    assert refusal(parse_count, "−5") == f"“−5” is below zero. {remedy}"
    assert refusal(parse_count, "1.5") == f"“1.5” is not a whole number. {remedy}"
    assert refusal(parse_count, "1,23") == f"“1,23” can be read in more than one way. {remedy}"
    assert refusal(parse_count, "1000000000000") == (
        f"“1000000000000” is too large; the largest number is 999,999,999,999. {remedy}"
    )


def test_a_refusal_quotes_only_the_beginning_of_a_long_text():
    assert refusal(parse_count, "x" * 500).startswith("“" + "x" * 30 + "…” is not a number.")


def test_the_example_in_a_refusal_is_written_in_the_reader_s_language():
    assert "1.234." in refusal(parse_count, "abc", language="vi")


@pytest.mark.parametrize("number", (12, 12.0, Decimal("12.00")))
def test_a_whole_number_of_a_workbook_cell_is_a_count(number):
    assert check_count(number) == 12


@pytest.mark.parametrize("number", (-1, 1.5, 10**12, Decimal("1E+999999"), float("nan"), float("inf")))
def test_other_numbers_of_a_workbook_cell_are_refused(number):
    with pytest.raises(NumberError):
        check_count(number)


@given(st.integers(min_value=0, max_value=10**12 - 1), st.sampled_from(["vi", "en"]))
def test_what_is_printed_can_be_typed_again(number, language):
    with translation.override(language):
        assert parse_count(format_number(number)) == number


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    (
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("-0.125"), 2, "-0.13"),
        (Decimal("2.5"), 0, "3"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(200, 3), 2, "66.67"),
        (Fraction(1, 3), 4, "0.3333"),
        (Decimal("-0.001"), 2, "0.00"),
        (7, 2, "7.00"),
    ),
)
def test_a_half_is_rounded_away_from_zero(value, places, rounded):
    assert str(round_half_up(value, places)) == rounded


def test_numbers_are_printed_with_grouped_thousands():
    assert format_number(317058) == "317.058"
    assert format_number(Decimal("1234567.8"), 1) == "1.234.567,8"
    assert format_number(Decimal("1234567.8"), 1, "en") == "1,234,567.8"
    assert format_number(0) == "0"
    assert format_number(-1234) == "-1.234"
    assert format_number(Decimal("2.5"), 2) == "2,50"


def test_zeros_that_say_nothing_can_be_dropped():
    assert format_trimmed(Decimal("8.50"), 2) == "8,5"
    assert format_trimmed(1000, 2) == "1.000"


@pytest.mark.parametrize(
    ("value", "printed"),
    (
        (Decimal("42.09"), "42,09"),
        (Decimal("69.60"), "69,6"),
        (50, "50"),
        (0, "0"),
        (100, "100"),
        (Decimal("-3.125"), "-3,13"),
        (Decimal("1234.5"), "1.234,5"),
    ),
)
def test_a_percentage_has_two_decimals_at_most_and_a_no_break_space(value, printed):
    assert format_percent(value) == f"{printed}{NO_BREAK}%"


@pytest.mark.parametrize(
    ("dong", "printed"),
    (
        (15_000_000_000, "15 tỷ đồng"),
        (2_347_400_000_000, "2.347,4 tỷ đồng"),
        (69_157_000_000, "69.157 triệu đồng"),
        (12_736_905_000, "12.736,905 triệu đồng"),
        (2_500_000, "2,5 triệu đồng"),
        (950_000, "950.000 đồng"),
        (1_234_567, "1.234.567 đồng"),
        (12_736_905_001, "12.736.905.001 đồng"),
        (0, "0 đồng"),
        (-15_000_000_000, "-15 tỷ đồng"),
        (1_000_000_000, "1 tỷ đồng"),
        (1_000_000, "1 triệu đồng"),
        (999_999_000, "999,999 triệu đồng"),
    ),
)
def test_money_is_printed_exactly_in_the_largest_unit_that_states_it(dong, printed):
    assert format_money(dong) == printed


def test_money_is_printed_in_english_too():
    assert format_money(69_157_000_000, "en") == "69,157 million dong"


def test_small_counts_of_a_sentence_have_two_digits():
    assert [prose_count(n) for n in (1, 2, 9, 10, 1234)] == ["01", "02", "09", "10", "1.234"]
