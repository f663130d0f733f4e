"""Numbers as offices type and print them: strict in, exact out.

Vietnamese groups thousands by a full stop and writes decimals after a comma (1.234.567,8); English
the other way round. What could be read in two ways is refused, never guessed.
"""

import re
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

TOO_LARGE = 10**12
LONGEST_QUOTE = 30
NO_BREAK_SPACE = "\u00a0"
JOINING_BLANKS = (NO_BREAK_SPACE, "\u202f", "\u2009")
SEPARATORS = {"vi": (".", ","), "en": (",", ".")}

BILLION, MILLION = 10**9, 10**6
MONEY_UNITS = {
    "vi": ("tỷ đồng", "triệu đồng", "đồng"),
    "en": ("billion dong", "million dong", "dong"),
}


class NumberError(ValueError):
    """A typed number that cannot be read in exactly one way; the message says why and what to type."""


def parse_number(text):
    """The number of 0 or more that was typed in the active language, as Decimal; NumberError otherwise."""
    return _read(text, _number_remedy())


def parse_count(text):
    """The whole number of 0 or more that was typed in the active language; NumberError otherwise.

    A decimal sign is refused even before zeros: to a reader of the other language it groups thousands.
    """
    number = _read(text, _count_remedy())
    if _separators()[1] in text:
        raise _refusal(_("“%(text)s” is not a whole number."), text, _count_remedy())
    return int(number)


def check_count(number):
    """The count in an int, float or Decimal, such as a number cell of a workbook; NumberError otherwise."""
    exact, text, remedy = Decimal(str(number)), str(number), _count_remedy()
    if not exact.is_finite():
        raise _refusal(_("“%(text)s” is not a number."), text, remedy)
    _check_range(exact, text, remedy)
    if exact != int(exact):
        raise _refusal(_("“%(text)s” is not a whole number."), text, remedy)
    return int(exact)


def round_half_up(value, places=0):
    """The int, Decimal or Fraction rounded once, a half away from zero, with exactly `places` decimals."""
    scaled = abs(Fraction(value)) * 10**places + Fraction(1, 2)
    rounded = Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
    return -rounded if value < 0 and rounded else rounded


def format_number(value, places=0, language=None):
    """The number with grouped thousands and exactly `places` decimals: 1234.5, 1 -> '1.234,5'."""
    grouping, decimal = _separators(language)
    printed = f"{round_half_up(value, places):,.{places}f}"
    return printed.translate(str.maketrans(",.", grouping + decimal))


def format_trimmed(value, places, language=None):
    """The number with at most `places` decimals and no zeros after the last one needed: 8.50 -> '8,5'."""
    rounded = round_half_up(value, places)
    needed = next(count for count in range(places + 1) if round_half_up(rounded, count) == rounded)
    return format_number(rounded, needed, language)


def format_printed(value, text):
    """The number with the decimals that a printed Vietnamese text gives it: 14.5 in "14,50 %" -> '14,50'.

    Where the text does not hold the number: with no more decimals than it needs.
    """
    for places in range(4, 0, -1):
        printed = format_number(value, places, "vi")
        if re.search(rf"(?<![\d.,]){re.escape(printed)}(?!\d)", text):
            return format_number(value, places)
    return format_trimmed(value, 4)


def format_percent(value, places=2, language=None):
    """A value that is already in percent: '42,09 %', '69,6 %', '50 %' (with a no-break space)."""
    return format_trimmed(value, places, language) + NO_BREAK_SPACE + "%"


def format_share(value, language=None):
    """A result in percent with the two decimals that it was rounded to: '42,09 %', '14,50 %', '100,00 %'."""
    return format_number(value, 2, language) + NO_BREAK_SPACE + "%"


def format_money(dong, language=None):
    """The exact amount in the largest unit that states it: '15 tỷ đồng', '69.157 triệu đồng', '950.000 đồng'.

    Billions have two decimals at most and millions three: nothing is rounded away, and 69,157 billion
    is not taken for 69.157 of something.
    """
    billions, millions, single = MONEY_UNITS[_known(language)]
    amount = Fraction(dong)
    for unit, places, name in ((BILLION, 2, billions), (MILLION, 3, millions)):
        in_unit = amount / unit
        if abs(in_unit) >= 1 and in_unit == round_half_up(in_unit, places):
            return f"{format_trimmed(in_unit, places, language)} {name}"
    return f"{format_trimmed(amount, 2, language)} {single}"


def prose_count(number):
    """A count inside a sentence of a document: two digits below ten ('02'), then '10', '1.234'."""
    return f"{number:02d}" if 0 <= number < 10 else format_number(number, language="vi")


def _known(language=None):
    code = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return code if code in SEPARATORS else "vi"


def _separators(language=None):
    return SEPARATORS[_known(language)]


def _number_remedy():
    example = format_number(Decimal("1234.5"), 1)
    return _("Type a number, 0 or more, for example %(example)s.") % {"example": example}


def _count_remedy():
    return _("Type a whole number, 0 or more, for example %(example)s.") % {"example": format_number(1234)}


def _refusal(message, text, remedy, **values):
    quoted = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"
    return NumberError(f"{message % {'text': quoted, **values}} {remedy}")


def _read(text, remedy):
    """Blanks of any kind may stand around the number; between its groups only those that join them."""
    bare = text.strip()
    typed, unsigned = " ".join(bare.split()), bare.lstrip("-−+ ")
    if not typed:
        raise _refusal(_("No number was typed."), typed, remedy)
    if not re.fullmatch(r"[0-9.,;|\s]*[0-9][0-9.,;|\s]*", unsigned):
        raise _refusal(_("“%(text)s” is not a number."), typed, remedy)
    if not _is_well_grouped(unsigned):
        raise _refusal(_("“%(text)s” can be read in more than one way."), typed, remedy)
    return _check_range(_value_of(typed, unsigned), typed, remedy)


def _is_well_grouped(unsigned):
    """12345, 12.345 and each with ,6 behind; not 1.23, 1.2345, 0.123, 1.234 567 or 5, alone.

    A tab or a line break parts the cells of a sheet, and a browser makes a blank of it: "5 123" may be two
    numbers. Only a blank that no line can break at, as Excel and printed tables have it, groups thousands.
    """
    grouping, decimal = (re.escape(sign) for sign in _separators())
    signs = (grouping, *JOINING_BLANKS)
    whole = "|".join(["[0-9]+", *(rf"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+" for sign in signs)])
    return re.fullmatch(rf"(?:{whole})(?:{decimal}[0-9]+)?", unsigned)


def _value_of(typed, unsigned):
    grouping, decimal = _separators()
    joined = re.sub(f"[{''.join(JOINING_BLANKS)}]", "", unsigned.replace(grouping, ""))
    number = Decimal(joined.replace(decimal, "."))
    return -number if typed[0] in "-−" else number


def _check_range(number, text, remedy):
    if number < 0:
        raise _refusal(_("“%(text)s” is below zero."), text, remedy)
    if number >= TOO_LARGE:
        message = _("“%(text)s” is too large; the largest number is %(largest)s.")
        raise _refusal(message, text, remedy, largest=format_number(TOO_LARGE - 1))
    return number
