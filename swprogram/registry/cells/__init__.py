"""Kinds of cells: how a value is read from what an office typed, written into a workbook, shown on a page.

`read(write(value)) == value` for every value that a record can hold: an export that is imported again
changes nothing. Values are plain: "" for no text, None for no number, day or choice, a code for a choice,
a frozenset of codes for several, an id for a reference.
"""

from swprogram.registry.cells.base import Cell, CellRefused, refuse_cut_off
from swprogram.registry.cells.choices import LANGUAGES, Choice, Choices, Entry, Reference, YesNo
from swprogram.registry.cells.numbers import Day, Exact, Whole, Year, year_cell
from swprogram.registry.cells.texts import Code, Phone, Text

__all__ = [
    "Cell",
    "CellRefused",
    "Choice",
    "Choices",
    "Code",
    "Day",
    "Entry",
    "Exact",
    "LANGUAGES",
    "Phone",
    "Reference",
    "Text",
    "Whole",
    "Year",
    "YesNo",
    "refuse_cut_off",
    "year_cell",
]
