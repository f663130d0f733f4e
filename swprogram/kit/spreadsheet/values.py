"""What a cell holds: a number as Excel shows it, a date, a text without the signs of its file."""

import re
from datetime import date, datetime, timedelta
from decimal import Context, Decimal

from swprogram.kit.spreadsheet.formats import Section

# Excel keeps 2.3000000000000003 and shows 2.3: it has fifteen digits, and what lies behind is noise.
FIFTEEN_DIGITS = Context(prec=15)
LARGEST_EXPONENT = 300
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a cell has no zone
LAST_DAY = 2_958_465  # 31/12/9999
SPRING_1900 = 60  # Excel's calendar has a 29 February 1900


def number_of(text, section: Section, is_1904=False):
    """An int, a Decimal, a date, a datetime or a time as text; the text itself where it is no number."""
    try:
        exact = FIFTEEN_DIGITS.create_decimal(text.strip())
    except ArithmeticError:
        return text
    if not exact.is_finite() or abs(exact.adjusted()) > LARGEST_EXPONENT:
        return text
    if section.is_date and 0 <= exact <= LAST_DAY:
        return moment_of(exact, is_1904)
    return plain_number(exact.scaleb(2 * section.percents))


def plain_number(exact):
    whole = exact.to_integral_value()
    return int(whole) if exact == whole else exact.normalize()


def moment_of(serial, is_1904=False):
    """The date of a serial number, with its time if it has one; below one day a time of the day as text."""
    seconds = round(float(serial) * 86_400)
    if seconds < 86_400 and not is_1904:
        return str((EPOCH + timedelta(seconds=seconds)).time())
    lost_day = timedelta(days=not is_1904 and serial < SPRING_1900)
    try:
        moment = (EPOCH_1904 if is_1904 else EPOCH) + timedelta(seconds=seconds) + lost_day
    except OverflowError:
        return plain_number(Decimal(serial))
    return moment.date() if moment.time() == datetime.min.time() else moment


def iso_moment(text):
    """A date as Strict files may keep it."""
    try:
        moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    return moment.date() if moment.time() == datetime.min.time() else moment


def text_of(raw):
    """The text of a cell; None where nothing is to be seen. _x000D_ is how a file holds a control sign."""
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw) if "_x" in raw else raw
    if not text.isprintable():
        text = CONTROL.sub("", text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return text if text.strip() else None


def encode(value):
    """The value as JSON can carry it."""
    if isinstance(value, Decimal):
        return ["n", f"{value:f}" if abs(value.adjusted()) < 40 else str(value)]
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    return value


def decode(carried):
    """The value that encode() made ready to be carried."""
    if not isinstance(carried, list):
        return carried
    kind, text = carried
    return {"n": Decimal, "t": datetime.fromisoformat, "d": date.fromisoformat}[kind](text)
