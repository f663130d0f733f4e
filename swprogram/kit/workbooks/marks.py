"""What stands in a sheet beside plain values: merged cells, formulas, errors, texts that are too long.

None of it is wrong in itself: a signature below the records may well be merged. Who reads the sheet knows
which cells are used, and tells the marks that touch them.
"""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

MERGED, FORMULA, ERROR, LONG = "merged", "formula", "error", "long"


@dataclass(frozen=True)
class Mark:
    """Something in these cells ("B3" or "A5:D5"), with its columns and lines counted from 1."""

    kind: str
    cells: str
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def at(cls, kind, cells):
        return cls(kind, cells, *range_boundaries(cells))

    @classmethod
    def in_cell(cls, kind, line, column):
        return cls(kind, f"{get_column_letter(column)}{line}", column, line, column, line)

    def touches(self, lines, columns):
        """Does it stand in one of these columns, counted from 1, between the first and the last line?"""
        first, last = lines
        is_beside = any(self.left <= column <= self.right for column in columns)
        return is_beside and self.top <= last and self.bottom >= first
