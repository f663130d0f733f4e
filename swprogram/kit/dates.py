"""Dates as Vietnamese offices print them; the same on every screen, whatever its language."""

import re
from datetime import date, datetime, timedelta

from django.utils import timezone

from swprogram.kit import clock
from swprogram.kit.text import normalise, search_key

MARK = r"\s*[/.\-]\s*"
NUMBERS = re.compile(rf"(\d{{1,2}}){MARK}(\d{{1,2}}){MARK}(\d{{4}}|\d{{2}})(?: 0?0:00(?::00)?)?", re.ASCII)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]0?0:00(?::00)?)?", re.ASCII)
WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", re.ASCII)
YEAR = re.compile(rf"(?:nam )?(\d{{4}})[.]?|(?:thang )?\d{{1,2}}(?:{MARK}| nam )(\d{{4}})", re.ASCII)
SERIALS = range(10_000, 60_000)  # days of 1927 to 2064 that Excel counts from 1900: no year, and no count
EPOCH = date(1899, 12, 30)


def format_date(day):
    """dd/mm/yyyy; a moment is shown on its day in the portal's time zone."""
    return f"{_local_day(day):%d/%m/%Y}"


def format_long_date(day):
    """'ngày 05 tháng 01 năm 2026': a leading zero for days below 10 and for January and February only.

    Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4 (place and time of a document).
    """
    day = _local_day(day)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def read_date(value):
    """The day that an office typed, or that Excel keeps as a date or its bare number; None for others.

    Day before month, as Vietnam writes: 22/03/2011, 22-3-11, 22.3.2011, ngày 22 tháng 3 năm 2011; 2011-03-22.
    Two digits are a year of the hundred years up to this one.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return EPOCH + timedelta(days=value) if value in SERIALS else None
    return _typed_date(value) if isinstance(value, str) else None


def read_year(value):
    """The year that an office typed, alone or in a date (22/03/1986, 3/1986); None for others."""
    if day := read_date(value):
        return day.year
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = YEAR.fullmatch(search_key(value)) if isinstance(value, str) else None
    return int(found[1] or found[2]) if found else None


def read_month_first(value):
    """The day in a text that makes one only with the month first (12/25/1986); None for others."""
    found = NUMBERS.fullmatch(normalise(value)) if isinstance(value, str) else None
    if not found or read_date(value):
        return None
    month, day, year = found.groups()
    return _day(_whole_year(year), month, day)


def read_bare_year(value):
    """The year where nothing but a year stands (1986, "năm 1986"); None for others."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value if 1000 <= value <= 9999 else None
    found = YEAR.fullmatch(search_key(value)) if isinstance(value, str) else None
    return int(found[1]) if found and found[1] else None


def _typed_date(text):
    text = normalise(text)
    if found := NUMBERS.fullmatch(text):
        day, month, year = found.groups()
        return _day(_whole_year(year), month, day)
    if found := ISO.fullmatch(text):
        return _day(*found.groups())
    if found := WORDS.fullmatch(search_key(text).replace(",", "")):
        return _day(*reversed(found.groups()))
    return None


def _whole_year(digits):
    if len(digits) == 4:
        return digits
    this_year = clock.today().year
    year = this_year // 100 * 100 + int(digits)
    return year if year <= this_year else year - 100


def _day(*numbers):
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None


def _local_day(day):
    is_moment = isinstance(day, datetime) and timezone.is_aware(day)
    return timezone.localtime(day) if is_moment else day
