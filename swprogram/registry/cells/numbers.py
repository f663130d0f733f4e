"""Cells of numbers and days."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from swprogram.kit.dates import format_date, read_date, read_month_first, read_year
from swprogram.kit.numbers import NumberError, check_count, format_number, parse_count, round_half_up
from swprogram.registry.cells.base import Cell, CellRefused, as_text, no_truth

DECIMAL = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")


@dataclass(frozen=True)
class Whole(Cell):
    """A whole number within its limits; `is_grouped` prints thousands apart (a year has none)."""

    least: int = 0
    most: int = 1_000_000_000
    is_grouped: bool = True
    width: int = 12
    is_number = True

    def parse(self, raw):
        try:
            value = parse_count(raw) if isinstance(raw, str) else check_count(no_truth(raw))
        except NumberError as error:
            # The example of a count, 1.234, would mislead somebody who types a year.
            raise CellRefused(str(error) if self.is_grouped else self._limits()) from error
        if not self.least <= value <= self.most:
            raise CellRefused(self._limits())
        return value

    def _limits(self):
        limits = {"least": self._shown(self.least), "most": self._shown(self.most)}
        return _("Type a whole number from %(least)s to %(most)s.") % limits

    def show(self, value):
        return "" if value is None else self._shown(value)

    def _shown(self, value):
        return format_number(value) if self.is_grouped else str(value)


@dataclass(frozen=True)
class Year(Whole):
    """A year; of a date the year is taken."""

    is_grouped: bool = False
    width: int = 10

    def parse(self, raw):
        year = read_year(raw)
        # 1986 in a cell of dates is shown, and read, as a day of 1905.
        if isinstance(raw, date) and year == 1905:
            raise CellRefused(_("Excel shows a date of 1905 here. Format the cell as a number."))
        return super().parse(raw if year is None else year)


def year_cell(least=1900, most=2100):
    return Year(least=least, most=most)


@dataclass(frozen=True)
class Exact(Cell):
    """A decimal number with a sign and at most `places` decimals: a co-ordinate, a coefficient.

    What a map tells more exactly than is kept is rounded where the cell `is_rounded`.
    """

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(1000)
    places: int = 2
    is_rounded: bool = False
    width: int = 12
    is_number = True

    def parse(self, raw):
        text = as_text(no_truth(raw)).replace("\u2212", "-").strip()
        if not DECIMAL.fullmatch(text):
            raise CellRefused(_("This is not a number. Type it like 10,346."))
        value = Decimal(text.replace(",", "."))
        kept = round_half_up(value, self.places)
        if value != kept and not self.is_rounded:
            raise CellRefused(_("At most %(places)d decimals are kept.") % {"places": self.places})
        if not self.least <= kept <= self.most:
            limits = {"least": self.show(self.least), "most": self.show(self.most)}
            raise CellRefused(_("Type a number from %(least)s to %(most)s.") % limits)
        return kept

    def show(self, value):
        if value is None:
            return ""
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if translation.get_language() != "en" else plain


@dataclass(frozen=True)
class Day(Cell):
    """A day, as Excel keeps it or typed as dd/mm/yyyy.

    Where only a year stands, the column `year_key` keeps it, if there is one.
    """

    earliest: date = date(1900, 1, 1)
    latest: date = date(2100, 12, 31)
    width: int = 12
    year_key: str = ""
    is_day = True

    def parse(self, raw):
        day = read_date(raw)
        if day is None:
            raise CellRefused(_only_a_year() if read_year(raw) else _no_day(raw))
        if not self.earliest <= day <= self.latest:
            limits = {"first": format_date(self.earliest), "last": format_date(self.latest)}
            raise CellRefused(_("Type a date from %(first)s to %(last)s.") % limits)
        return day

    def show(self, value):
        return "" if value is None else format_date(value)


def _no_day(raw):
    if day := read_month_first(raw):
        message = _(
            "The month stands before the day here. If it is %(day)s, look at all dates of this column."
        )
        return message % {"day": format_date(day)}
    return _("Type the date as day/month/year, for example 22/03/2011.")


def _only_a_year():
    return _("This is a year only. Type the date as day/month/year, for example 22/03/2011.")
