"""Cells of text: any, a telephone number, a code of the portal."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.codes import read_code, write_code
from swprogram.kit.letters import doubts_about
from swprogram.kit.text import normalise
from swprogram.registry.cells.base import Cell, CellRefused, as_text, refuse_cut_off

LOST_ZERO = re.compile("[35789][0-9]{8}|2[0-9]{9}")  # of a mobile number, or of a telephone with its area


@dataclass(frozen=True)
class Text(Cell):
    longest: int = 300
    empty = ""

    def parse(self, raw):
        text = normalise(as_text(raw))
        if doubts := doubts_about(text):
            message = _("This text is in an old font: it can be %(readings)s. Type it again in Unicode.")
            raise CellRefused(message % {"readings": ", ".join(f"“{one}”" for one in doubts)})
        if len(text) > self.longest:
            message = _("%(length)d characters; at most %(longest)d are kept. Shorten the text.")
            raise CellRefused(message % {"length": len(text), "longest": self.longest})
        return text

    def show(self, value):
        return value or ""


@dataclass(frozen=True)
class Phone(Text):
    """A telephone number; the zero at its beginning comes back where a cell of numbers has lost it."""

    longest: int = 50

    def parse(self, raw):
        text = super().parse(raw)
        refuse_cut_off(text)
        return f"0{text}" if isinstance(raw, int) and LOST_ZERO.fullmatch(text) else text


@dataclass(frozen=True)
class Code(Cell):
    """The portal's own code of the record itself: the value is its id."""

    prefix: str = ""
    width: int = 12

    def parse(self, raw):
        found = read_code(self.prefix, as_text(raw))
        if found is None:
            example = write_code(self.prefix, 123)
            message = _("Not a code of this list, such as %(example)s. Leave it empty for a new record.")
            raise CellRefused(message % {"example": example})
        return found

    def write(self, value):
        return None if value is None else write_code(self.prefix, value)
