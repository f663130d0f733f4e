"""What all kinds of cells share."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

CUT_OFF = re.compile(r"[0-9][.,][0-9]+E\+?[0-9]+", re.IGNORECASE)
# Whoever wants digits as text types a quote before them; some lists carry it along.
QUOTED = re.compile(r"['‘’`´]\s*([0-9+(][0-9 .,/()+\-]*)")


class CellRefused(ValueError):
    """What was typed cannot be read; the message says what to type instead."""


@dataclass(frozen=True)
class Cell:
    """The base of all kinds; `empty` is the value of a blank cell."""

    width: int = 20
    is_number = False
    is_day = False
    year_key = ""
    empty = None

    def opened_for(self, user):
        """The cell with the lists that this person may choose from, read once for many rows."""
        return self

    def named_for(self, user, values):
        """The cell as a page shows these values of it."""
        return self

    def read(self, raw):
        """The value of a cell as kit.workbooks.read_workbook gives it; CellRefused says what is wrong."""
        if isinstance(raw, str):
            raw = _without_quote(raw.strip())
        return self.empty if raw is None or raw == "" else self.parse(raw)

    def parse(self, raw):
        raise NotImplementedError

    def write(self, value):
        """What goes into a workbook: text, int, Decimal, date or None."""
        return value

    def show(self, value):
        """What a page shows, in the active language; empty for no value."""
        return "" if value is None else str(self.write(value))

    def is_same(self, before, typed):
        return before == typed

    @property
    def options(self):
        """The texts of a drop-down list, in Vietnamese; empty for a cell without one."""
        return ()


def as_text(raw):
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ")
    if isinstance(raw, bool):
        return "1" if raw else "0"
    return f"{raw:f}" if isinstance(raw, Decimal) else str(raw)


def no_truth(raw):
    if isinstance(raw, (bool, date)):
        raise CellRefused(_("This is not a number. Type digits only."))
    return raw


def refuse_cut_off(text):
    """9,00E+08 is what Excel shows of a number that is too long for its cell: its digits are gone."""
    if CUT_OFF.fullmatch(text):
        raise CellRefused(_("Excel has cut this number off. Format the column as text and type it again."))


def _without_quote(text):
    found = QUOTED.fullmatch(text)
    return found[1] if found else text
