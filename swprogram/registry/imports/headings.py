"""The headings of a sheet: their words, without what does not count, and the first values below them."""

import re
from dataclasses import dataclass, field

from swprogram.kit.text import search_key

ERRORS_HEADING = "Lỗi"  # the column that a result file adds
PASSED_OVER = {"stt", "tt", "s.t.t", "t.t", "so tt", "so thu tu", "thu tu", "no", "no.", "#", "loi"}
LONGEST_HEADING = 300  # signs that are looked at; what a heading says stands before that
TICKS = {"x", "v", "✓", "✔", "☑", "√"}
MARKS = re.compile(r"[*\s]+")


@dataclass(frozen=True)
class Heading:
    """A column of the sheet: its number from 0, its words and its first values."""

    index: int
    text: str
    samples: list = field(default_factory=list)

    @property
    def is_passed_over(self):
        """Numbers of rows, the errors of a result file, and columns without any content."""
        return plain(self.text) in PASSED_OVER or not (self.samples or self.text)


def plain(text):
    """A heading without what does not count: accents, case, line breaks, stars and a colon at the end."""
    return search_key(MARKS.sub(" ", text[:LONGEST_HEADING])).strip(" :")


def last_words(text):
    """What a heading says of its own column: "Giới tính / Nam" is "Nam"."""
    return text.rpartition("/")[2].strip()


def is_tick(value):
    """An x, a v or a tick: it says that the heading holds."""
    return isinstance(value, str) and search_key(value) in TICKS


def fingerprint(headings):
    """What two workbooks of one kind have in common: their headings in their order."""
    return [plain(heading.text) for heading in headings if not heading.is_passed_over]
