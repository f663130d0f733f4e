"""Which column of a sheet is which column of the registry, also in an office's own words.

Headings that are known are matched; what is merely close is proposed, and a person decides.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.utils import translation

from swprogram.kit.text import search_key
from swprogram.registry.cells import LANGUAGES

ERRORS_HEADING = "Lỗi"  # the column that a result file adds
PASSED_OVER = {"stt", "tt", "so tt", "so thu tu", "no", "no.", "loi"}
MARKS = re.compile(r"[*\s]+")
IN_BRACKETS = re.compile(r"\([^)]*\)")
CLOSE = 0.7
FEWEST_LIKE, FEWEST_HELD = 4, 6  # signs: short words are like many others, and stand in many headings


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


@dataclass
class Matching:
    """`columns` maps keys to sheet columns for certain, `proposed` adds what is likely.

    `unknown` are the sheet columns, and `missing` the keys of required columns, that nothing is known of.
    """

    columns: dict
    proposed: dict
    unknown: list
    missing: list

    @property
    def is_complete(self):
        return not self.unknown and not self.missing


def plain(text):
    """A heading without what does not count: accents, case, line breaks, stars and a colon at the end."""
    return search_key(MARKS.sub(" ", text)).strip(" :")


def labels_of(registry):
    """{plain heading: key} of everything that a column is called; what two columns are called is left out."""
    found = {}
    for column in registry.sheet_columns:
        for words in _words_of(column):
            found.setdefault(plain(words), set()).add(column.key)
    own = {plain(words): column.key for column in registry.sheet_columns for words in _headers_of(column)}
    return {words: next(iter(keys)) for words, keys in found.items() if len(keys) == 1} | own


def _words_of(column):
    return [*_names_of(column), column.key, column.key.replace("_", " ")]


def _names_of(column):
    return [*_headers_of(column), *map(str, column.synonyms)]


def _headers_of(column):
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(column.header))
    return found


def match_headings(registry, headings, labels):
    """The Matching of these headings by their words alone; of two that say the same, the first counts."""
    columns = {}
    for heading in headings:
        key = labels.get(plain(heading.text))
        if key and not heading.is_passed_over:
            columns.setdefault(key, heading.index)
    taken = set(columns.values())
    rest = [one for one in headings if one.index not in taken and not one.is_passed_over]
    proposed = columns | _closest(rest, [one for one in registry.sheet_columns if one.key not in columns])
    unknown = [heading.index for heading in rest]
    return Matching(columns, proposed, unknown, missing_columns(registry, columns))


def missing_columns(registry, columns):
    """The required columns that a matching lacks; rows that are known by their code may come without."""
    if any(column.is_key and column.key in columns for column in registry.sheet_columns):
        return []
    return [one.key for one in registry.sheet_columns if one.is_required and one.key not in columns]


def _closest(headings, columns):
    """{key: sheet column} of what is close enough, the closest pair first."""
    names = [(plain(name), column.key) for column in columns for name in _names_of(column)]
    pairs = [
        (_closeness(heading.text, name), heading.index, key) for heading in headings for name, key in names
    ]
    found = {}
    for closeness, index, key in sorted(pairs, key=lambda pair: -pair[0]):
        if closeness >= CLOSE and key not in found and index not in found.values():
            found[key] = index
    return found


def _closeness(text, name):
    """From 0 to 1; a heading that holds the whole name ("Tên đơn vị trực thuộc") is close."""
    bare = plain(IN_BRACKETS.sub(" ", text))
    if bare == name or min(len(bare), len(name)) < FEWEST_LIKE:
        return float(bare == name)
    ratio = SequenceMatcher(None, bare, name).ratio()
    is_held = len(name) >= FEWEST_HELD and f" {name} " in f" {bare} "
    return max(ratio, CLOSE + ratio / 10) if is_held else ratio


def fingerprint(headings):
    """What two workbooks of one kind have in common: their headings in their order."""
    return [plain(heading.text) for heading in headings if not heading.is_passed_over]
