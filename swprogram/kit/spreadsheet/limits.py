"""How much of a spreadsheet is read, and what a refusal consists of."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much of a workbook is read; sizes in bytes, lengths in signs.

    `part` is the largest part that is no sheet. `told` is how many problems of one kind are told of one
    sheet. `text` is the longest text of a cell, `all_text` what all cells hold together; `seconds` of
    work are spent on a file at most.
    """

    file: int = 10 * MEGABYTE
    content: int = 64 * MEGABYTE
    part: int = 4 * MEGABYTE
    elements: int = 800_000
    rows: int = 5_000
    columns: int = 100
    told: int = 20
    text: int = 32_767
    all_text: int = 30_000_000
    seconds: int = 8


class Refused(Exception):
    """A file that is not read: the code of the reason, and what its words need to say."""

    def __init__(self, code, **values):
        self.code, self.values = code, values
        super().__init__(code)


DAMAGED, TOO_MUCH, MACROS, PASSWORD = "damaged", "too_much", "macros", "password"
DEFINITIONS, OTHER_KIND, NO_WORKBOOK = "definitions", "other_kind", "no_workbook"
