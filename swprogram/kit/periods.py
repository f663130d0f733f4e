"""Reporting periods and working days: a period is a kind and a year, its span follows from them."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SATURDAY = 5


class PeriodKind(TextChoices):
    """How often a report is made; the annual one covers the whole year, not its second half."""

    HALF_YEAR = "half_year", gettext_lazy("First six months")
    YEAR = "year", gettext_lazy("Year")


@dataclass(frozen=True)
class Span:
    """The days of a period, both ends included."""

    starts_on: date
    ends_on: date

    def contains(self, day):
        return self.starts_on <= day <= self.ends_on


def span_of(kind, year):
    """15/12 of the year before to 14/6 (six months) or 14/12 (year): Nghị định 09/2019/NĐ-CP, Điều 12."""
    last_month = {PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}[kind]
    return Span(date(year - 1, 12, 15), date(year, last_month, 14))


def label_of(kind, year):
    """The period's name on a screen, in the active language."""
    names = {
        PeriodKind.HALF_YEAR: _("First six months of %(year)s"),
        PeriodKind.YEAR: _("Year %(year)s"),
    }
    return names[kind] % {"year": year}


def printed_label(kind, year):
    """The period's name in a document, which is always Vietnamese."""
    return {PeriodKind.HALF_YEAR: f"6 tháng đầu năm {year}", PeriodKind.YEAR: f"Năm {year}"}[kind]


def name_in_file(kind):
    """The kind of a period in the name of a file, Vietnamese without marks as the rest of the name."""
    return {PeriodKind.HALF_YEAR: "6-thang", PeriodKind.YEAR: "nam"}[kind]


def previous(kind, year):
    """The (kind, year) reported just before: the year 2023, its six months, the year 2022 …"""
    if kind == PeriodKind.YEAR:
        return PeriodKind.HALF_YEAR, year
    return PeriodKind.YEAR, year - 1


def add_working_days(day, count, holidays=()):
    """The day `count` working days later (earlier if negative); weekends and `holidays` do not count."""
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < SATURDAY and day not in holidays
    return day
