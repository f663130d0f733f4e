"""What an officer says of a workbook, once: kept with the import, and remembered for the next one.

As JSON: `sheets` are the titles of the sheets that are read, each with the first and last line of its
headings and of its records; `columns` maps keys of the registry to numbers of the sheet's columns, from 0,
several where their values are joined. `fixed` has one text for all rows; `by_group` and `by_sheet` are keys
whose value is the row that opens the group, or the title of the sheet. `words` maps what stands in the cells
of a column, as search_key writes it, to a value that the column knows. `swapped` are keys of columns in whose
dates Excel took the day for the month, `kept` those in which it did not. `left_out` are lines of the first
sheet ("5, 9-12").
"""

import re
from dataclasses import asdict, dataclass, field

LINES = re.compile(r"\s*(\d{1,7})\s*(?:[-–]\s*(\d{1,7})\s*)?")


@dataclass
class Answers:
    """What is known of a workbook; empty for what nobody has said yet."""

    sheets: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    fixed: dict = field(default_factory=dict)
    by_group: list = field(default_factory=list)
    by_sheet: list = field(default_factory=list)
    words: dict = field(default_factory=dict)
    swapped: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    with_hidden: bool = False
    left_out: str = ""

    @classmethod
    def of(cls, kept):
        """Those that an import keeps as JSON."""
        return cls(**(kept or {}))

    def as_json(self):
        """Only what was said."""
        return {name: value for name, value in asdict(self).items() if value}

    @property
    def keys(self):
        """The columns of the registry for which a value is known."""
        return {*self.columns, *self.fixed, *self.by_group, *self.by_sheet}

    @property
    def indexes(self):
        """The columns of the sheet that are used."""
        return {index for indexes in self.columns.values() for index in indexes}

    @property
    def lines_left_out(self):
        return read_lines(self.left_out)

    def with_words(self, words):
        """These answers with more words; what was said before counts first."""
        keys = words.keys() | self.words.keys()
        both = {key: words.get(key, {}) | self.words.get(key, {}) for key in keys}
        return Answers(**(vars(self) | {"words": {key: told for key, told in both.items() if told}}))


def read_lines(text):
    """The spans of lines in "5, 9-12" as ranges; ValueError for anything else."""
    spans = []
    for part in filter(str.strip, re.split("[,;]", text)):
        found = LINES.fullmatch(part)
        if not found:
            raise ValueError(part)
        spans.append(range(int(found[1]), int(found[2] or found[1]) + 1))
    return spans
