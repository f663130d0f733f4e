"""What stands in a sheet beside plain values: merged cells, formulas, errors, texts that are too long.

None of it is wrong in itself: a signature below the records may well be merged. Who reads the sheet knows
which cells are used, and tells the marks that touch them.
"""

from dataclasses import dataclass

from swprogram.kit.spreadsheet.sheet import ERROR, FORMULA, LONG, MERGED, letters_of

__all__ = ["ERROR", "FORMULA", "LONG", "MERGED", "Mark"]


@dataclass(frozen=True)
class Mark:
    """Something in the cells between these columns and lines, all counted from 1."""

    kind: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def cells(self):
        """As Excel names them: "B3", "A5:D5"."""
        first, last = (
            f"{letters_of(column)}{line}"
            for column, line in ((self.left, self.top), (self.right, self.bottom))
        )
        return first if first == last else f"{first}:{last}"

    def touches(self, lines, columns):
        """Does it stand in one of these columns, counted from 1, between the first and the last line?"""
        first, last = lines
        is_beside = any(self.left <= column <= self.right for column in columns)
        return is_beside and self.top <= last and self.bottom >= first
