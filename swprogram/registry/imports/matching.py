"""Which column of a sheet is which column of the registry, also in an office's own words.

Only what is sure is matched: a heading that is known, over values that can be meant. What is merely close
is proposed beside it, and a person decides.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils import translation

from swprogram.kit import clock
from swprogram.registry.cells import LANGUAGES, CellRefused, Choice
from swprogram.registry.imports.headings import (
    LONGEST_HEADING,
    PASSED_OVER,
    Heading,
    is_tick,
    last_words,
    plain,
)
from swprogram.registry.imports.kinds import WORDS, can_mean, kind_of
from swprogram.registry.imports.layout import JOIN
from swprogram.registry.imports.table import LOOKED_AT

__all__ = ["PASSED_OVER", "Heading", "Matching", "labels_of", "match_headings", "missing_columns"]

IN_BRACKETS = re.compile(r"\([^)]*\)")
CLOSE = 0.6
FEWEST_HELD = 2  # words of a name that a longer heading may hold
# The day and the place of issue of a card say nothing of a certificate or a licence.
CARD = {"cccd", "cmnd", "cmt", "can cuoc", "chung minh", "dinh danh", "ho chieu", "the", "bao hiem", "bhxh"}
NO_WORDS = re.compile(r"\W+")
ISSUE = re.compile(r"(?:ngay|noi|co quan|ngay thang|ngay, thang)\b.*\bcap\b.*")


@dataclass
class Matching:
    """`columns` maps keys to sheet columns for certain, several where a value is written in parts.

    `proposed` maps sheet columns to the key that they may be, `unknown` are the sheet columns that are not
    matched, `missing` the keys of required columns of which nothing is known.
    """

    columns: dict
    proposed: dict = field(default_factory=dict)
    unknown: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def is_complete(self):
        return not self.unknown and not self.missing


def labels_of(registry):
    """{plain heading: key} of everything that a column is called; what two columns are called is left out."""
    found = {}
    for column in registry.sheet_columns:
        for words in [*_names_of(column), column.key, column.key.replace("_", " ")]:
            found.setdefault(plain(words), set()).add(column.key)
    return {words: next(iter(keys)) for words, keys in found.items() if len(keys) == 1} | headers_of(registry)


def headers_of(registry):
    """{plain heading: key} of the portal's own words."""
    return {plain(words): column.key for column in registry.sheet_columns for words in _headers_of(column)}


def known_words(registry):
    """The plain headings by which a sheet of this registry is recognised, those of parts too."""
    return labels_of(registry).keys() | _parts_of(registry).keys()


def _parts_of(registry):
    """{plain heading: key} of what is only a part of a column: "Họ và tên đệm"."""
    return {plain(words): column.key for column in registry.sheet_columns for words in column.parts}


def _names_of(column):
    return [*_headers_of(column), *map(str, column.synonyms)]


def _headers_of(column):
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append(str(column.header))
    return found


def match_headings(registry, headings, labels, table=None):
    """The Matching of these headings; of two that say the same, the first counts.

    `table` has the values below them; without it the words alone count.
    """
    used = [one for one in headings if not one.is_passed_over]
    columns = _join_parts(registry, used, labels)
    taken = {index for indexes in columns.values() for index in indexes}
    for heading in used:
        key = labels.get(_words_of(heading))
        if key and key not in columns and heading.index not in taken and not _is_of_card(heading, headings):
            columns[key] = [heading.index]
    if table:
        _leave_doubtful(registry, headings, columns, table)
        columns |= _ticked_columns(registry, used, columns, table)
    return _complete(registry, headings, columns, labels, table)


def _words_of(heading):
    """Headings in two rows are read as one: "Trình độ / Chuyên môn" is "Trình độ chuyên môn"."""
    return plain(heading.text[:LONGEST_HEADING].replace(JOIN, " "))


def _join_parts(registry, used, labels):
    """{key: sheet columns} of neighbours that are parts of one value, or stand under one merged heading.

    A part that stands alone is not the whole: what is called so then waits for a person.
    """
    parts, found = _parts_of(registry), {}
    keys = [parts.get(words := _words_of(one)) or labels.get(words) for one in used]
    for place, heading in enumerate(used):
        key = keys[place]
        if key and _words_of(heading) in parts and key not in found:
            start = place - 1 if place and keys[place - 1] == key else place
            run = [used[start].index]
            for following, other in zip(used[start + 1 :], keys[start + 1 :], strict=True):
                if other != key:
                    break
                run.append(following.index)
            found[key] = run if len(run) > 1 else []
    return found | _under_one_heading(used, keys, found)


def _under_one_heading(used, keys, found):
    """Neighbours whose heading was merged over both."""
    joined = {}
    for before, heading, key, key_before in zip(used, used[1:], keys[1:], keys, strict=False):
        is_next = heading.index == before.index + 1 and heading.text == before.text
        if key and key == key_before and key not in found and is_next:
            joined.setdefault(key, [before.index]).append(heading.index)
    return joined


def _ticked_columns(registry, used, columns, table):
    """{key: sheet columns} of choices that are ticked: a column headed "Nam", one headed "Nữ"."""
    ticked = [one for one in used if (found := table.values_of(one.index)) and all(map(is_tick, found))]
    found = {}
    for column in registry.sheet_columns:
        if isinstance(column.cell, Choice) and column.key not in columns:
            indexes = [one.index for one in ticked if is_answer(column.cell, one)]
            found |= {column.key: indexes} if len(indexes) > 1 else {}
    return found


def is_answer(cell, heading):
    """Does the cell know what this heading says as one of its values?"""
    try:
        return bool(cell.read(last_words(heading.text)))
    except CellRefused:
        return False


def _is_of_card(heading, headings):
    """Is it the day or the place of issue of an identity card, by its words or by the column before it?"""
    words = _words_of(heading)
    if not ISSUE.fullmatch(words):
        return False
    before = [one for one in headings if one.index < heading.index and not ISSUE.fullmatch(_words_of(one))]
    told = f"{words} {_words_of(before[-1])}" if before and len(words.split()) == FEWEST_HELD else words
    told = f" {NO_WORDS.sub(' ', told)} "
    return any(f" {card} " in told for card in CARD)


def _leave_doubtful(registry, headings, columns, table):
    """Take back what is sure by its words, over values that cannot be meant or would end every record."""
    own = headers_of(registry)
    texts = {heading.index: _words_of(heading) for heading in headings}
    for key, indexes in list(columns.items()):
        column = registry.column(key)
        is_own = len(indexes) == 1 and own.get(texts[indexes[0]]) == key
        values = [value for index in indexes for value in table.values_of(index)]
        if indexes and not can_mean(column.cell, values, is_own=is_own):
            del columns[key]
        elif column.parts and len(indexes) == 1 and _are_halves(texts[indexes[0]], values):
            columns[key] = []
    known = any(column.is_key and columns.get(column.key) for column in registry.sheet_columns)
    for column in registry.sheet_columns:
        if column.key in columns and not known and _ends_all(column, columns[column.key], table):
            del columns[column.key]


def _are_halves(words, values):
    """Does "Tên" hold single words, where a whole name has several? It then is only the last part."""
    return len(words.split()) == 1 and bool(values) and all(len(str(one).split()) == 1 for one in values)


def _ends_all(column, indexes, table):
    """Would this column end every record of the list, because it has a day in the past in every row?"""
    if not column.ends:
        return False
    values = [value for index in indexes for value in table.values_of(index)]
    return len(values) >= min(len(table.rows), LOOKED_AT) > 0 and all(
        _is_past(column.cell, one) for one in values
    )


def _is_past(cell, value):
    try:
        return cell.read(value) <= clock.today()
    except CellRefused:
        return False


def _complete(registry, headings, columns, labels, table):
    columns = {key: indexes for key, indexes in columns.items() if indexes}
    taken = {index for indexes in columns.values() for index in indexes}
    rest = [one for one in headings if one.index not in taken and not one.is_passed_over]
    open_ones = [one for one in rest if _words_of(one) not in labels]  # a known word means nothing else
    proposed = _propose(registry, open_ones, headings, columns, table)
    _propose_beside(open_ones, labels, proposed)
    return Matching(columns, proposed, [one.index for one in rest], missing_columns(registry, columns))


def missing_columns(registry, known):
    """The required columns of which no value is known; rows that are known by their code come without."""
    if any(column.is_key and column.key in known for column in registry.sheet_columns):
        return []
    return [one.key for one in registry.sheet_columns if one.is_required and one.key not in known]


def _propose(registry, rest, headings, columns, table):
    """{sheet column: key} of what is close enough, the closest first; parts may go to one key together."""
    parts = _parts_of(registry)
    found = {one.index: parts[words] for one in rest if (words := _words_of(one)) in parts}
    found |= _propose_halves(registry, rest, headings, columns, table)
    free = [one for one in registry.sheet_columns if one.key not in columns and one.key not in found.values()]
    pairs = [
        (_closeness(one.text, plain(name)), one.index, column)
        for one in rest
        if one.index not in found and not _is_of_card(one, headings)
        for column in free
        for name in _names_of(column)
    ]
    for closeness, index, column in sorted(pairs, key=lambda pair: -pair[0]):
        is_free = index not in found and column.key not in found.values()
        if closeness >= CLOSE and is_free and _may_be(column, index, table):
            found[index] = column.key
    return found


def _propose_beside(rest, labels, proposed):
    """What stands under the same heading as its neighbour goes with it: "Năm sinh / Nam", "Năm sinh / Nữ"."""
    for before, one in pairwise(rest):
        key = labels.get(plain(one.text.partition(JOIN)[0])) if JOIN in one.text else None
        if key and proposed.get(before.index) == key:
            proposed.setdefault(one.index, key)


def _propose_halves(registry, rest, headings, columns, table):
    """The last part of a name, and the column before it that holds the first."""
    labels, found = labels_of(registry), {}
    for before, one in pairwise(headings if table else ()):
        key = labels.get(_words_of(one))
        is_free = key and key not in columns and before in rest
        if is_free and registry.column(key).parts and _hold_a_name(before, one, table):
            found |= {before.index: key, one.index: key}
    return found


def _hold_a_name(before, one, table):
    first, last = table.values_of(before.index), table.values_of(one.index)
    return _are_halves(_words_of(one), last) and {kind_of(value) for value in first} == {WORDS}


def _may_be(column, index, table):
    if table is None:
        return True
    return not _ends_all(column, [index], table) and can_mean(column.cell, table.values_of(index))


def _closeness(text, name):
    """From 0 to 1: how many of all their words two headings share, order and brackets aside."""
    text = text[:LONGEST_HEADING]
    pieces = [text, *text.split(JOIN)]
    return max(_shared(plain(IN_BRACKETS.sub(" ", piece.replace(JOIN, " "))), name) for piece in pieces)


def _shared(words, name):
    if words == name:
        return 1.0
    mine, theirs = set(words.split()), set(name.split())
    shared = len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0
    is_held = len(theirs) >= FEWEST_HELD and f" {name} " in f" {words} "
    return max(shared, CLOSE) if is_held else shared
