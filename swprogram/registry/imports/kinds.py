"""Of which kind the values of a sheet's column are, and whether a column of the registry can mean them."""

import re
from datetime import date
from decimal import Decimal

from swprogram.registry.cells import CellRefused, Choice, Code, Reference, Text, Whole, YesNo

DAY, MONTH, NUMBER, WORDS = "day", "month", "number", "words"
AS_DAY = re.compile(r"\s*(?:\d{1,2}\s*[/.\-]\s*){2}\d{4}\s*|\s*\d{4}-\d{2}-\d{2}.*")
AS_MONTH = re.compile(r"\s*\d{1,2}\s*[/.\-]\s*\d{4}\s*")
AS_NUMBER = re.compile(r"[\s'‘’+\-]*\d[\d\s.,]*%?\s*")


def kind_of(value):
    """A day, a number, or words; a text that is written like a day or a number is one."""
    if isinstance(value, date):
        return DAY
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return NUMBER
    text = str(value)
    if AS_DAY.fullmatch(text):
        return DAY
    if AS_MONTH.fullmatch(text):
        return MONTH  # or the number of a paper: 15/2024
    return NUMBER if AS_NUMBER.fullmatch(text) else WORDS


def can_mean(cell, values, is_own=False):
    """Can most of these values be meant by the cell? `is_own`: the heading is the portal's own word."""
    if not values:
        return True
    if isinstance(cell, Code):
        return _are_codes(cell, values, is_own)
    refused = _refused_by(cell)
    return sum(kind_of(value) in refused for value in values) * 2 <= len(values)


def _refused_by(cell):
    if cell.is_day:
        return (WORDS,)
    if cell.is_number:
        return (WORDS,) if _is_year(cell) else (WORDS, DAY)
    if isinstance(cell, Choice):
        return (DAY, NUMBER)
    return (DAY,) if isinstance(cell, (Reference, Text, YesNo)) else ()


def _is_year(cell):
    """A date may stand in a column of years."""
    return isinstance(cell, Whole) and not cell.is_grouped


def _are_codes(cell, values, is_own):
    """An office's own numbers are no codes of the portal, though they may look alike (NL001)."""
    read = [_read_code(cell, value) for value in values]
    if is_own:
        return any(code is not None for code in read)
    return all(
        code is not None and cell.write(code) == str(value).strip()
        for code, value in zip(read, values, strict=True)
    )


def _read_code(cell, value):
    try:
        return cell.read(value)
    except CellRefused:
        return None
