"""Where a value comes from: columns of the sheet, one text for all rows, the group, the sheet's name."""

from datetime import date

from swprogram.kit.text import normalise
from swprogram.registry.imports.headings import is_tick, last_words


class Sources:
    """The raw value of each column in each row, as the officer's answers say."""

    def __init__(self, table, answers):
        self.table, self.answers = table, answers
        self.is_swapped = set(answers.swapped)

    def value_of(self, key, line, values):
        if indexes := self.answers.columns.get(key):
            value = self._ticked(indexes, values) or _joined([values[index] for index in indexes])
            return _swap(value) if key in self.is_swapped else value
        if key in self.answers.by_group:
            return self.table.groups[line] or None
        return self.table.title_of(line) if key in self.answers.by_sheet else self.answers.fixed[key]

    def _ticked(self, indexes, values):
        """Of columns that are ticked, the words over those with a tick; nothing for columns with values."""
        filled = [index for index in indexes if values[index] is not None]
        if len(indexes) > 1 and all(is_tick(values[index]) for index in filled):
            return " ".join(last_words(self.table.headings[index].text) for index in filled)
        return ""

    def texts_of(self, key):
        """All raw values of a column."""
        return [self.value_of(key, line, values) for line, values in self.table.rows]


def _joined(values):
    """One value is left as it is; several are written behind each other."""
    filled = [value for value in values if value is not None]
    if len(filled) < 2:
        return filled[0] if filled else None
    return " ".join(normalise(str(value)) for value in filled)


def _swap(value):
    """Excel took 05/06/1986 for the fifth month: the sixth of May is the fifth of June."""
    if not isinstance(value, date) or value.day > 12:
        return value
    return value.replace(day=value.month, month=value.day)
