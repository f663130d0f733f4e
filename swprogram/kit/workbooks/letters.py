"""Texts of a sheet that stand in old fonts or in a wrong encoding, turned into Unicode where that is certain.

A short word may be right in two ways ("Bé" is Bộ in TCVN3); then the other texts of its column decide. A
heading above them all ("Tên") is left as it is where the other headings can only be Unicode.
"""

from collections import Counter, defaultdict

from swprogram.kit.letters import TWICE_ENCODED, is_strange, readings_of
from swprogram.kit.spreadsheet.sheet import letters_of

HEADINGS_WITHIN = 60  # rows


def convert_letters(rows):
    """Convert the rows in place: ([(cell, before, after)], [(cell, text)] of what remains in doubt)."""
    converted, doubtful = [], []
    headings = {line for line, values in rows[:HEADINGS_WITHIN] if _is_unicode(values)}
    for place, texts in _texts_of_columns(rows).items():
        decided, is_above = _decide(texts), True
        for line, values in rows:
            text = values[place]
            if text not in decided:
                continue
            is_above = is_above and not is_strange(text)
            if is_above and line in headings:
                continue
            cell = f"{letters_of(place + 1)}{line}"
            if decided[text] is None:
                doubtful.append((cell, text))
            else:
                values[place] = decided[text]
                converted.append((cell, text, decided[text]))
    return converted, doubtful


def _is_unicode(values):
    """Can the texts of a row only be Unicode, with one at least that has Vietnamese letters?"""
    texts = [value for value in values if isinstance(value, str) and not value.isascii()]
    return any(not readings_of(text) for text in texts) and not any(is_strange(text) for text in texts)


def _texts_of_columns(rows):
    """{place of a column: its texts with other letters than English ones}."""
    found = defaultdict(set)
    for _line, values in rows:
        for place, value in enumerate(values):
            if isinstance(value, str) and not value.isascii():
                found[place].add(value)
    return found


def _decide(texts):
    """{text: it in Unicode, or None where one cannot say} of the texts that are not what they seem."""
    readings = {text: readings_of(text) for text in texts}
    strange = {text for text in texts if is_strange(text)}
    counts = Counter(next(iter(readings[text])) for text in strange if len(readings[text]) == 1)
    usual, count = counts.most_common(1)[0] if counts else ("", 0)
    in_unicode = sum(not readings[text] for text in texts - strange)
    decided = {}
    for text, found in readings.items():
        if TWICE_ENCODED in found:
            decided[text] = found[TWICE_ENCODED]
        elif text in strange and found:
            decided[text] = found.get(usual) if len(found) > 1 else next(iter(found.values()))
        elif usual in found and count > in_unicode:
            decided[text] = found[usual]
    return decided
