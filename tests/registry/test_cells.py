"""What offices put into cells, and what it means: phones, years, days, decimals."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from swprogram.registry.cells import CellRefused, Day, Exact, Phone, Text, Whole, year_cell

YEARS, COEFFICIENT = year_cell(), Exact(most=Decimal(20), places=2)
LATITUDE = Exact(least=Decimal(8), most=Decimal(24), places=6, is_rounded=True)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refusal(cell, raw):
    with pytest.raises(CellRefused) as refused:
        cell.read(raw)
    return str(refused.value)


@pytest.mark.parametrize(
    ("raw", "phone"),
    (
        (900000001, "0900000001"),
        (2543852222, "02543852222"),
        ("‘0900000002", "0900000002"),
        ("'0900000002", "0900000002"),
        ("’ 0254.385.2222", "0254.385.2222"),
        ("912345678", "912345678"),
        (84912345678, "84912345678"),
        (113, "113"),
        ("0912 345 678 - 0254 3852222", "0912 345 678 - 0254 3852222"),
    ),
)
def test_a_telephone_number_has_the_zero_that_a_cell_of_numbers_lost(raw, phone):
    assert Phone().read(raw) == phone


def test_a_number_that_excel_cut_off_is_told():
    assert refusal(Phone(), "9,12E+08") == (
        "Excel has cut this number off. Format the column as text and type it again."
    )


def test_a_text_keeps_its_quotes():
    assert Text().read("‘Mái ấm’ Hoa Sen") == "‘Mái ấm’ Hoa Sen"


@pytest.mark.parametrize(
    ("raw", "year"),
    (
        (1986, 1986),
        ("1986", 1986),
        (date(1986, 3, 22), 1986),
        (datetime(1986, 3, 22, 7, 30), 1986),  # noqa: DTZ001 - as a cell holds it
        ("22/03/1986", 1986),
        ("22-3-86", 1986),
        ("3/1986", 1986),
        ("Tháng 3 năm 1986", 1986),
        ("năm 1986", 1986),
        (31_493, 1986),
    ),
)
def test_the_year_of_a_date_is_taken_in_a_column_of_years(raw, year):
    assert YEARS.read(raw) == year


@pytest.mark.parametrize("raw", (date(1905, 6, 8), "86", "1.986", "1986-1987", True, 986))
def test_what_is_not_surely_one_year_is_refused(raw):
    with pytest.raises(CellRefused):
        YEARS.read(raw)


@pytest.mark.parametrize(
    "raw",
    (
        "5/3/1980",
        "05-03-1980",
        "5.3.80",
        "05 / 03 / 1980",
        "ngày 5 tháng 3 năm 1980",
        "Ngày 05 tháng 03 năm 1980",
        "1980-03-05",
        "05/03/1980 00:00:00",
        "'05/03/1980",
        29_285,
    ),
)
def test_a_day_is_read_in_the_forms_that_offices_write(raw):
    assert Day().read(raw) == date(1980, 3, 5)


def test_a_year_in_a_column_of_days_is_told_by_that_word():
    message = "This is a year only. Type the date as day/month/year, for example 22/03/2011."
    assert [refusal(Day(), raw) for raw in (1986, "1986", "năm 1986", "3/1986")] == [message] * 4


@pytest.mark.parametrize("raw", ("13/13/1980", "05/13/1980", "31/02/1980", "5/3", "x", 5))
def test_what_is_no_day_is_refused(raw):
    with pytest.raises(CellRefused):
        Day().read(raw)


def test_a_map_tells_more_decimals_than_are_kept():
    assert LATITUDE.read(Decimal("10.34601249")) == Decimal("10.346012")
    assert LATITUDE.read("10,3460129") == Decimal("10.346013")
    assert refusal(COEFFICIENT, Decimal("2.345")) == "At most 2 decimals are kept."


@pytest.mark.parametrize("raw", ("5\t123", "5\n1", "5 1", "1_2", "1e1", "1.234,5", "5;1", "١٢"))
def test_a_separator_of_cells_is_no_part_of_a_number(raw):
    for cell in (COEFFICIENT, Whole(), YEARS):
        with pytest.raises(CellRefused):
            cell.read(raw)


def test_a_text_of_an_old_font_that_can_be_read_in_two_ways_is_asked_about():
    message = "This text is in an old font: it can be “Thư”, “Thử”. Type it again in Unicode."
    assert refusal(Text(), "Thö") == message
    assert [Text().read(text) for text in ("Bé", "Müller", "Café")] == ["Bé", "Müller", "Café"]


def test_a_date_with_the_month_first_is_refused_with_the_day_that_it_may_be():
    with pytest.raises(CellRefused) as refused:
        Day().read("12/25/1986")
    assert str(refused.value) == (
        "The month stands before the day here. If it is 25/12/1986, look at all dates of this column."
    )
