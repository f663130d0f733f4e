"""What was changed: who, when, before and after, and why. Read from the history of simple-history."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from swprogram.kit.dates import format_date
from swprogram.kit.numbers import format_number, format_trimmed

NOTHING = "–"
PLACES = 4


@dataclass(frozen=True)
class Change:
    """One field: its label, and its values as they are shown."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One save: `who` is a person or None (loaded with the reference data)."""

    when: datetime
    who: object
    what: str
    reason: str
    changes: tuple


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else saved after the form was opened, and what the form now says."""

    label: str
    opened: str
    saved: str
    typed: str


def read_history(records, fields):
    """The entries of one row's records, the newest first; `fields` are the names that are compared."""
    records = _in_order(records)
    if not records:
        return []
    names = _related_names(records, fields)
    befores = [None, *records[:-1]]
    entries = [_entry(before, record, fields, names) for before, record in zip(befores, records, strict=True)]
    return entries[::-1]


def find_conflicts(records, typed, *, version, fields):
    """What was saved since `version`, beside what was typed.

    Returns the fields that differ, the entries of the saves, and the version that stands now.
    """
    records = _in_order(records)
    opened = next((record for record in reversed(records) if record.version == version), records[0])
    later = [record for record in records if record.version > version]
    names = _related_names([*records, typed], fields)
    conflicts = [
        Conflict(
            _label(records[0], name), *(_shown(row, name, names) for row in (opened, records[-1], typed))
        )
        for name in _differing(opened, records[-1], fields)
    ]
    return conflicts, [_entry(None, record, fields, names) for record in later], records[-1].version


def _in_order(records):
    return list(records.select_related("history_user").order_by("history_id"))


def _entry(before, record, fields, names):
    what = {"+": _("Entered"), "~": _("Changed"), "-": _("Deleted")}[record.history_type]
    changed = _differing(before, record, fields) if before is not None else []
    changes = tuple(
        Change(_label(record, name), _shown(before, name, names), _shown(record, name, names))
        for name in changed
    )
    reason = record.history_change_reason or ""
    return Entry(record.history_date, record.history_user, what, reason, changes)


def _differing(before, after, fields):
    return [name for name in fields if _stored(before, name) != _stored(after, name)]


def _field(row, name):
    return row._meta.get_field(name)


def _stored(row, name):
    return getattr(row, _field(row, name).attname)


def _label(row, name):
    return capfirst(_field(row, name).verbose_name)


def _related_names(rows, fields):
    """{(field, id): name} of everything that the rows point to, in one query per field that points."""
    names = {}
    for name in fields:
        field = _field(rows[0], name)
        if field.is_relation:
            ids = {_stored(row, name) for row in rows} - {None}
            found = field.related_model._base_manager.in_bulk(ids) if ids else {}
            names |= {(name, pk): str(related) for pk, related in found.items()}
    return names


def _shown(row, name, names):
    field, value = _field(row, name), _stored(row, name)
    if value is None or value == "":
        return NOTHING
    if field.is_relation:
        return names.get((name, value), NOTHING)
    if field.flatchoices:
        return str(dict(field.flatchoices)[value])
    return _printed(field, value)


def _printed(field, value):
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_trimmed(value, PLACES)
    if isinstance(field, models.BigIntegerField):
        return format_number(value)
    return str(value)
