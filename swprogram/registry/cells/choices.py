"""Cells whose answer is one of some: yes or no, a word of a list, another record."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import translation
from django.utils.translation import gettext as _

from swprogram.kit.text import search_key
from swprogram.registry.cells.base import Cell, CellRefused, as_text

LANGUAGES = ("vi", "en")
YES = {"co", "x", "v", "✓", "✔", "☑", "√", "yes", "1", "true", "dung"}
NO = {"khong", "no", "0", "false", "sai", "-"}
OUTSIDE = re.compile(r"#([0-9]{1,18})", re.ASCII)
SEPARATOR = "; "
TOLD_OPTIONS = 12


@dataclass(frozen=True)
class YesNo(Cell):
    """Yes or no; blank is `empty`, which is None where "not known" is an answer of its own."""

    blank: bool | None = False
    width: int = 10

    @property
    def empty(self):
        return self.blank

    def parse(self, raw):
        word = search_key(as_text(raw))
        if word in YES:
            return True
        if word in NO:
            return False
        raise CellRefused(_("Type “Có” or “Không”."))

    def write(self, value):
        return {True: "Có", False: "Không", None: None}[value]

    def show(self, value):
        return {True: _("Yes"), False: _("No"), None: ""}[value]

    @property
    def options(self):
        return ("Có", "Không")


@dataclass(frozen=True)
class Choice(Cell):
    """One of a closed list, typed as its words in either language or as its code.

    `synonyms` maps other words of offices to codes: "ĐH", "cử nhân".
    """

    choices: type = None
    synonyms: dict = field(default_factory=dict, compare=False)
    words: dict = field(default_factory=dict, compare=False)
    empty = ""

    def opened_for(self, user):
        return type(self)(**(vars(self) | {"words": self._words()}))

    def parse(self, raw):
        found = (self.words or self._words()).get(search_key(as_text(raw)))
        if found is None:
            raise CellRefused(_choose_one(self.labels))
        return found

    def write(self, value):
        with translation.override("vi"):
            return str(self.choices(value).label) if value else None

    def show(self, value):
        return str(self.choices(value).label) if value else ""

    @property
    def labels(self):
        with translation.override("vi"):
            return tuple(str(label) for label in self.choices.labels)

    @property
    def options(self):
        return self.labels

    def _words(self):
        found = {search_key(word): str(value) for word, value in self.synonyms.items()}
        found |= {search_key(value): value for value in self.choices.values}
        for language in LANGUAGES:
            with translation.override(language):
                found |= {search_key(str(label)): value for value, label in self.choices.choices}
        return found


@dataclass(frozen=True)
class Choices(Choice):
    """Several of a closed list, with semicolons between them."""

    width: int = 40
    empty = frozenset()

    def parse(self, raw):
        parts = [part for part in as_text(raw).split(SEPARATOR.strip()) if part.strip()]
        return frozenset(super(Choices, self).parse(part) for part in parts)

    def write(self, value):
        return SEPARATOR.join(self._in_order(value, super().write)) or None

    def show(self, value):
        return SEPARATOR.join(self._in_order(value, super().show))

    def _in_order(self, value, words):
        return [words(code) for code in self.choices.values if code in value]

    @property
    def options(self):
        return ()  # a drop-down list can hold one of them only; the template's help sheet lists all


@dataclass(frozen=True)
class Entry:
    """One thing to refer to: `label` is unique, other `words` (a code, a short name) may be shared."""

    pk: int
    label: str
    words: tuple = ()


@dataclass(frozen=True)
class Reference(Cell):
    """Another record: entries(user) returns the Entries that a person may name.

    What a record names outside of that list leaves as "#12" and comes back as the id 12, so that an
    import does not lose it; the importer's check refuses such an id where it was not there before.
    names(pks) returns {pk: label}: a page of 25 rows then need not read thousands of entries.
    """

    entries: Callable = None
    names: Callable = None
    width: int = 34
    by_word: dict = field(default=None, compare=False)
    by_pk: dict = field(default=None, compare=False)

    def opened_for(self, user):
        mine = self.entries(user)
        by_word = {}
        for entry in mine:
            for word in entry.words:
                by_word.setdefault(search_key(word), set()).add(entry.pk)
        by_word |= {search_key(entry.label): {entry.pk} for entry in mine}
        by_pk = {entry.pk: entry.label for entry in mine}
        return type(self)(**(vars(self) | {"by_word": by_word, "by_pk": by_pk}))

    def named_for(self, user, values):
        if self.names is None:
            return self.opened_for(user)
        by_pk = self.names({value for value in values if value is not None})
        return type(self)(**(vars(self) | {"by_pk": by_pk}))

    def parse(self, raw):
        if outside := OUTSIDE.fullmatch(as_text(raw).strip()):
            return int(outside[1])
        found = self.by_word.get(search_key(as_text(raw)), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            labels = sorted(self.by_pk[pk] for pk in found)[:TOLD_OPTIONS]
            raise CellRefused(
                _("Several are called so. Write which one: %(list)s.") % {"list": _joined(labels)}
            )
        raise CellRefused(_("Not in the list, or outside of your area. Choose from the drop-down list."))

    def write(self, value):
        """Needs opened_for(); what lies outside of the person's list is left as it is, by its id."""
        return None if value is None else self.by_pk.get(value, f"#{value}")

    @property
    def options(self):
        return tuple(self.by_pk.values())


def _choose_one(options):
    return _("Not in the list. Choose one of: %(list)s.") % {"list": _joined(options)}


def _joined(options):
    shown = SEPARATOR.join(options[:TOLD_OPTIONS])
    return shown + "…" if len(options) > TOLD_OPTIONS else shown
