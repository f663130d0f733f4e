"""Dates as Vietnamese offices print them; the same on every screen, whatever its language."""

from datetime import datetime

from django.utils import timezone


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


def _local_day(day):
    is_moment = isinstance(day, datetime) and timezone.is_aware(day)
    return timezone.localtime(day) if is_moment else day
