"""Kinds of cells: how a value is read from what an office typed, written into a workbook, shown on a page.

`read(write(value)) == value` for every value that a record can hold: an export that is imported again
changes nothing. Values are plain: "" for no text, None for no number, day or choice, a code for a choice,
a frozenset of codes for several, an id for a reference.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils import translation
from django.utils.translation import gettext as _

from swprogram.kit.codes import read_code, write_code
from swprogram.kit.dates import format_date
from swprogram.kit.numbers import NumberError, check_count, format_number, parse_count
from swprogram.kit.text import normalise, search_key

LANGUAGES = ("vi", "en")
DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00:00)?")
YES, NO = {"co", "x", "yes", "1", "true", "dung"}, {"khong", "no", "0", "false", "sai", "-"}
OUTSIDE = re.compile(r"#([0-9]{1,18})", re.ASCII)
SEPARATOR = "; "
TOLD_OPTIONS = 12


class CellRefused(ValueError):
    """What was typed cannot be read; the message says what to type instead."""


@dataclass(frozen=True)
class Cell:
    """The base of all kinds; `empty` is the value of a blank cell."""

    width: int = 20
    is_number = False
    is_day = False
    empty = None

    def opened_for(self, user):
        """The cell with the lists that this person may choose from, read once for many rows."""
        return self

    def named_for(self, user, values):
        """The cell as a page shows these values of it."""
        return self

    def read(self, raw):
        """The value of a cell as kit.workbooks.read_workbook gives it; CellRefused says what is wrong."""
        if raw is None or (isinstance(raw, str) and not raw.strip()):
            return self.empty
        return self.parse(raw)

    def parse(self, raw):
        raise NotImplementedError

    def write(self, value):
        """What goes into a workbook: text, int, Decimal, date or None."""
        return value

    def show(self, value):
        """What a page shows, in the active language; empty for no value."""
        return "" if value is None else str(self.write(value))

    def is_same(self, before, typed):
        return before == typed

    @property
    def options(self):
        """The texts of a drop-down list, in Vietnamese; empty for a cell without one."""
        return ()


@dataclass(frozen=True)
class Text(Cell):
    longest: int = 300
    empty = ""

    def parse(self, raw):
        text = normalise(_as_text(raw))
        if len(text) > self.longest:
            message = _("%(length)d characters; at most %(longest)d are kept. Shorten the text.")
            raise CellRefused(message % {"length": len(text), "longest": self.longest})
        return text

    def show(self, value):
        return value or ""


@dataclass(frozen=True)
class Code(Cell):
    """The portal's own code of the record itself: the value is its id."""

    prefix: str = ""
    width: int = 12

    def parse(self, raw):
        found = read_code(self.prefix, _as_text(raw))
        if found is None:
            example = write_code(self.prefix, 123)
            message = _("Not a code of this list, such as %(example)s. Leave it empty for a new record.")
            raise CellRefused(message % {"example": example})
        return found

    def write(self, value):
        return None if value is None else write_code(self.prefix, value)


@dataclass(frozen=True)
class Whole(Cell):
    """A whole number within its limits; `is_grouped` prints thousands apart (a year has none)."""

    least: int = 0
    most: int = 1_000_000_000
    is_grouped: bool = True
    width: int = 12
    is_number = True

    def parse(self, raw):
        try:
            value = parse_count(raw) if isinstance(raw, str) else check_count(_no_truth(raw))
        except NumberError as error:
            # The example of a count, 1.234, would mislead somebody who types a year.
            raise CellRefused(str(error) if self.is_grouped else self._limits()) from error
        if not self.least <= value <= self.most:
            raise CellRefused(self._limits())
        return value

    def _limits(self):
        limits = {"least": self._shown(self.least), "most": self._shown(self.most)}
        return _("Type a whole number from %(least)s to %(most)s.") % limits

    def show(self, value):
        return "" if value is None else self._shown(value)

    def _shown(self, value):
        return format_number(value) if self.is_grouped else str(value)


def year_cell(least=1900, most=2100):
    return Whole(least=least, most=most, is_grouped=False, width=10)


@dataclass(frozen=True)
class Exact(Cell):
    """A decimal number with a sign and at most `places` decimals: a co-ordinate, a coefficient."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(1000)
    places: int = 2
    width: int = 12
    is_number = True

    def parse(self, raw):
        try:
            value = Decimal(_as_text(_no_truth(raw)).replace(",", ".").replace("\u2212", "-"))
        except InvalidOperation as error:
            raise CellRefused(_("This is not a number. Type it like 10,346.")) from error
        if not (value.is_finite() and self.least <= value <= self.most):
            limits = {"least": self.show(self.least), "most": self.show(self.most)}
            raise CellRefused(_("Type a number from %(least)s to %(most)s.") % limits)
        if value != round(value, self.places):
            raise CellRefused(_("At most %(places)d decimals are kept.") % {"places": self.places})
        return value.quantize(Decimal(1).scaleb(-self.places))

    def show(self, value):
        if value is None:
            return ""
        plain = f"{value.normalize():f}"
        return plain.replace(".", ",") if translation.get_language() != "en" else plain


@dataclass(frozen=True)
class Day(Cell):
    """A day, as Excel keeps it or typed as dd/mm/yyyy."""

    earliest: date = date(1900, 1, 1)
    latest: date = date(2100, 12, 31)
    width: int = 12
    is_day = True

    def parse(self, raw):
        day = _as_day(raw)
        if day is None:
            raise CellRefused(_("Type the date as day/month/year, for example 22/03/2011."))
        if not self.earliest <= day <= self.latest:
            limits = {"first": format_date(self.earliest), "last": format_date(self.latest)}
            raise CellRefused(_("Type a date from %(first)s to %(last)s.") % limits)
        return day

    def show(self, value):
        return "" if value is None else format_date(value)


@dataclass(frozen=True)
class YesNo(Cell):
    """Yes or no; blank is `empty`, which is None where "not known" is an answer of its own."""

    blank: bool | None = False
    width: int = 10

    @property
    def empty(self):
        return self.blank

    def parse(self, raw):
        word = search_key(_as_text(raw))
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
    """One of a closed list, typed as its words in either language or as its code."""

    choices: type = None
    words: dict = field(default_factory=dict, compare=False)
    empty = ""

    def opened_for(self, user):
        return type(self)(**(vars(self) | {"words": self._words()}))

    def parse(self, raw):
        found = (self.words or self._words()).get(search_key(_as_text(raw)))
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
        found = {search_key(value): value for value in self.choices.values}
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
        parts = [part for part in _as_text(raw).split(SEPARATOR.strip()) if part.strip()]
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
        if outside := OUTSIDE.fullmatch(_as_text(raw).strip()):
            return int(outside[1])
        found = self.by_word.get(search_key(_as_text(raw)), set())
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


def _as_text(raw):
    if isinstance(raw, datetime):
        return raw.isoformat(sep=" ")
    if isinstance(raw, bool):
        return "1" if raw else "0"
    return f"{raw:f}" if isinstance(raw, Decimal) else str(raw)


def _no_truth(raw):
    if isinstance(raw, (bool, date)):
        raise CellRefused(_("This is not a number. Type digits only."))
    return raw


def _as_day(raw):
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = normalise(_as_text(raw))
    if found := DAY.fullmatch(text):
        numbers = int(found[3]), int(found[2]), int(found[1])
    elif found := ISO_DAY.fullmatch(text):
        numbers = tuple(map(int, found.groups()))
    else:
        return None
    try:
        return date(*numbers)
    except ValueError:
        return None


def _choose_one(options):
    return _("Not in the list. Choose one of: %(list)s.") % {"list": _joined(options)}


def _joined(options):
    shown = SEPARATOR.join(options[:TOLD_OPTIONS])
    return shown + "…" if len(options) > TOLD_OPTIONS else shown
