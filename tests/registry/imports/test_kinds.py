"""Of which kind values are, and what a column of them can mean."""

from datetime import date
from decimal import Decimal

import pytest

from swprogram.registry.cells import Code, Day, Text, Whole, year_cell
from swprogram.registry.imports.kinds import can_mean, kind_of


@pytest.mark.parametrize(
    ("value", "kind"),
    (
        (date(1986, 5, 13), "day"),
        ("13/05/1986", "day"),
        ("1986-05-13 00:00:00", "day"),
        ("5/2024", "month"),
        (7, "number"),
        (Decimal("2.34"), "number"),
        ("‘0912 345 678", "number"),
        ("12,5 %", "number"),
        (True, "words"),
        ("NL001", "words"),
    ),
)
def test_a_text_that_is_written_like_a_day_or_a_number_is_one(value, kind):
    assert kind_of(value) == kind


def test_half_of_the_values_may_be_of_another_kind_and_not_more():
    assert can_mean(Day(), ["13/05/1986", "không rõ"])
    assert not can_mean(Day(), ["13/05/1986", "không rõ", "chưa có"])


def test_days_can_be_meant_by_a_year_and_not_by_a_count_or_a_text():
    days = [date(1986, 5, 13)]
    assert can_mean(year_cell(), days)
    assert not can_mean(Whole(), days)
    assert not can_mean(Text(), days)


def test_the_numbers_of_an_office_are_codes_only_where_each_is_written_as_the_portal_writes_it():
    assert can_mean(Code(prefix="NL"), ["NL000012", "NL000013"])
    assert not can_mean(Code(prefix="NL"), ["NL000012", "NL013"])
    assert not can_mean(Code(prefix="NL"), ["NL000012", "013"])


def test_under_the_portals_own_heading_one_code_is_enough():
    assert can_mean(Code(prefix="NL"), ["NL12", "chưa có"], is_own=True)
    assert not can_mean(Code(prefix="NL"), ["chưa có"], is_own=True)
