"""The words of an office that a column does not know: what they mean for certain, and what they may mean.

"TP. Vũng Tàu", "UBND Phường 1" and "Phường 01" are other ways to write the name of one unit, and are
understood where exactly one can be meant. Everything else is asked once and remembered.
"""

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches

from swprogram.kit.text import search_key
from swprogram.registry.cells import CellRefused, Choice, Choices, Reference

MOST_WORDS = 60  # of a column
LONGEST_WORD = 200
LIKE = 0.72
MOST_COMPARED = 400  # options; comparing with more would take minutes
ABBREVIATED = (
    (re.compile(r"^(?:ubnd|uy ban nhan dan)\b\s*"), ""),
    (re.compile(r"\btp\b\.?\s*"), "thanh pho "),
    (re.compile(r"\btx\b\.?\s*"), "thi xa "),
    (re.compile(r"\btt\b\.?\s*"), "thi tran "),
    (re.compile(r"\bh\.\s*"), "huyen "),
    (re.compile(r"\bq\.\s*|\bq(?=\d)"), "quan "),
    (re.compile(r"\bp\.\s*|\bp(?=\d)"), "phuong "),
    (re.compile(r"\bx\.\s*"), "xa "),
    (re.compile(r"\bt\.\s*"), "tinh "),
    (re.compile(r"[^\w\s]"), " "),
    (re.compile(r"\b0+(?=\d)"), ""),
)


@dataclass
class Word:
    """A text of a column that is not known: how often it stands there, and what it may mean.

    `meaning` is a text that the column knows; it is sure, or only like this word.
    """

    text: str
    count: int
    meaning: str = ""
    is_sure: bool = False

    @property
    def key(self):
        """As answers keep it."""
        return search_key(self.text)


def find_words(texts_of, cells):
    """{key: Words} of the columns with closed lists; texts_of(key) gives the values of a column."""
    found = {}
    for key, cell in cells.items():
        if isinstance(cell, (Choice, Reference)) and not isinstance(cell, Choices):
            words = _unknown_words(texts_of(key), cell)
            if words:
                found[key] = words
    return found


def _unknown_words(texts, cell):
    counts, first = Counter(), {}
    for text in texts:
        if isinstance(text, str):
            key = search_key(text)
            first.setdefault(key, text)
            counts[key] += 1
    unknown = [key for key in counts if key and len(key) <= LONGEST_WORD and not _is_known(cell, first[key])]
    explain = _Explainer(cell) if unknown else None
    return [
        Word(" ".join(first[key].split()), counts[key], *explain.explain(first[key]))
        for key in unknown[:MOST_WORDS]
    ]


def _is_known(cell, text):
    try:
        cell.read(text)
    except CellRefused:
        return False
    return True


class _Explainer:
    """Knows the options of a cell by their full and their shortened names."""

    def __init__(self, cell):
        self.options = {search_key(option): option for option in meanings_of(cell)}
        self.by_name = {}
        if isinstance(cell, Reference):
            for word, pks in cell.by_word.items():
                self.by_name.setdefault(written_out(word), set()).update(cell.by_pk[pk] for pk in pks)

    def explain(self, text):
        """(meaning, is it sure?)"""
        found = self.by_name.get(written_out(text), ())
        if len(found) == 1:
            return next(iter(found)), True
        if found:
            return "", False
        if len(self.options) > MOST_COMPARED:
            return "", False
        like = get_close_matches(search_key(text), self.options, n=1, cutoff=LIKE)
        return (self.options[like[0]], False) if like else ("", False)


def written_out(text):
    """A name of a place without abbreviations, punctuation and leading zeros."""
    words = search_key(text)
    for pattern, full in ABBREVIATED:
        words = pattern.sub(full, words)
    return " ".join(words.split())


def meanings_of(cell):
    """The texts that a person may choose from."""
    return tuple(cell.labels) if isinstance(cell, Choice) else tuple(cell.options)


def sure_words(words):
    """{key: {word: meaning}} of what needs no question."""
    found = {key: {word.key: word.meaning for word in told if word.is_sure} for key, told in words.items()}
    return {key: told for key, told in found.items() if told}
