"""What a number format of Excel does to the number that it shows: per cent, a date, or nothing.

A format has up to four sections, parted by semicolons, of which the value chooses one. What stands in
quotes, after a backslash, `_` or `*`, or in brackets is shown or obeyed, but it is no sign of the format.
"""

import operator
import re
from dataclasses import dataclass
from functools import cache

# Those that files name by their number alone (ECMA-376, 18.8.30, and the dates of East Asian editions).
PERCENTS = {9, 10}
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}

SHOWN = r'"[^"]*"?|\\.|_.|\*.'
BRACKETS = r"\[[^\]]*\]?"
SIGN = re.compile(rf"{SHOWN}|{BRACKETS}|.", re.DOTALL)
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)\]")
SIGNS_OF_DATES = frozenset("ymdhsYMDHS")
COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}


@dataclass(frozen=True)
class Section:
    """One section: how often it multiplies by 100, whether it shows a date, and for which numbers it is."""

    percents: int = 0
    is_date: bool = False
    sign: str = ""
    bound: float = 0

    def holds_for(self, value):
        return COMPARE[self.sign](value, self.bound)


@cache
def sections_of(code):
    """The Sections of a number format, that of text left out."""
    parts = [[]]
    for sign in SIGN.findall(code):
        if sign == ";":
            parts.append([])
        else:
            parts[-1].append(sign)
    return tuple(_section(signs) for signs in parts[:3])


def _section(signs):
    single = {sign for sign in signs if len(sign) == 1}
    condition = next(filter(None, map(CONDITION.fullmatch, signs)), None)
    return Section(
        percents=signs.count("%"),
        is_date="General" not in "".join(signs)
        and (bool(single & SIGNS_OF_DATES) or any(map(ELAPSED.fullmatch, signs))),
        sign=condition[1] if condition else "",
        bound=float(condition[2]) if condition else 0,
    )


def section_for(code, value):
    """The Section by which Excel shows this number."""
    sections = sections_of(code)
    if any(section.sign for section in sections):
        rest = [section for section in sections if not section.sign]
        fits = (section for section in sections if section.sign and section.holds_for(value))
        return next(fits, rest[-1] if rest else Section())
    if value < 0 and len(sections) > 1:
        return sections[1]
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[0]


@cache
def section_of_builtin(number):
    """The Section of a format that a file names by its number alone."""
    return Section(percents=int(number in PERCENTS), is_date=number in DATES)
