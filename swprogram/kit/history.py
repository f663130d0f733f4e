"""What was changed: who, when, before and after, and why. Read from the history of simple-history."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter

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
    """One save: `who` is a person or None (loaded with the reference data); `reason` is the amendment's."""

    when: datetime
    who: object
    what: str
    reason: str
    changes: tuple


@dataclass(frozen=True)
class RowChange:
    """One save of one of several kinds of rows: of what ("Post 2"), its entry, and the reason given."""

    subject: str
    entry: Entry
    reason: str
    number: int


@dataclass(frozen=True)
class Conflict:
    """A field that somebody else saved after the form was opened, and what the form now says."""

    label: str
    opened: str
    saved: str
    typed: str


def read_history(records, fields, amendments=()):
    """The entries of one row's records, the newest first; `fields` are the names that are compared.

    A save while one of the `amendments` was open has its subject as the reason.
    """
    records = _in_order(records)
    return read_entries(records, fields, related_names(records, fields), amendments) if records else []


def read_entries(records, fields, names, amendments=()):
    """As read_history, of records in order whose related `names` were looked up already."""
    befores = [None, *records[:-1]]
    entries = [
        _entry(before, record, fields, names, amendments)
        for before, record in zip(befores, records, strict=True)
    ]
    return entries[::-1]


def read_row_changes(records, fields, *, tell, same="id"):
    """The RowChanges of all rows behind these records; `tell(record)` says of what, in a few words.

    Records with an equal field `same` are one row. A save that changed none of the fields says nothing,
    unless a reason was given.
    """
    records = _in_order(records)
    if not records:
        return []
    names, rows = related_names(records, fields), defaultdict(list)
    for record in records:
        rows[getattr(record, same)].append(record)
    return [
        RowChange(tell(record), entry, record.history_change_reason or "", record.history_id)
        for row in rows.values()
        for record, entry in zip(row[::-1], read_entries(row, fields, names), strict=True)
        if entry.changes or record.history_type != "~" or record.history_change_reason
    ]


def newest_first(changes):
    return sorted(changes, key=lambda change: (change.entry.when, change.number), reverse=True)


def find_conflicts(records, typed, *, version, fields, counted_by="version"):
    """What was saved since `version`, beside what was typed.

    `counted_by` is the field of the records that counts the saves: the row's own version or, for a row
    without one, the id of the record itself. What a row points to in numbers is not compared.
    Returns the fields that differ, the entries of the saves, and the version that stands now.
    """
    records = _in_order(records)
    fields = [name for name in fields if not _field(typed, name).many_to_many]
    number_of = attrgetter(counted_by)
    opened = next((record for record in reversed(records) if number_of(record) == version), records[0])
    later = [record for record in records if number_of(record) > version]
    names = related_names([*records, typed], fields)
    conflicts = [
        Conflict(
            _label(records[0], name), *(_shown(row, name, names) for row in (opened, records[-1], typed))
        )
        for name in _differing(opened, records[-1], fields)
    ]
    return conflicts, [_entry(None, record, fields, names) for record in later], number_of(records[-1])


def show_rows(rows, fields):
    """For each row the list of (field, label, value as it is shown), without what is empty."""
    rows = list(rows)
    if not rows:
        return []
    names = related_names(rows, fields)
    shown = [[(name, _label(row, name), _shown(row, name, names)) for name in fields] for row in rows]
    return [[line for line in lines if line[2] != NOTHING] for lines in shown]


def _in_order(records):
    return list(records.select_related("history_user").order_by("history_id"))


def _entry(before, record, fields, names, amendments=()):
    what = {"+": _("Entered"), "~": _("Changed"), "-": _("Deleted")}[record.history_type]
    if record.history_type == "+" and before is not None:
        what = _("Restored")
    changed = _differing(before, record, fields) if before is not None else []
    changes = tuple(
        Change(_label(record, name), _shown(before, name, names), _shown(record, name, names))
        for name in changed
    )
    reason = _reason(record.history_date, amendments)
    return Entry(record.history_date, record.history_user, what, reason, changes)


def _reason(moment, amendments):
    """What the amendment says that was open at this moment."""
    was_open = (row for row in amendments if row.opened_at <= moment and moment <= (row.enacted_at or moment))
    return next((row.subject for row in was_open), "")


def _differing(before, after, fields):
    return [name for name in fields if _stored(before, name) != _stored(after, name)]


def _field(row, name):
    """The field of the row's model; a record of the history stands for its row."""
    return getattr(row, "instance_type", type(row))._meta.get_field(name)


def _stored(row, name):
    """The stored value; of a field that points to many, the sorted ids (set by `related_names`)."""
    field = _field(row, name)
    return row.linked[name] if field.many_to_many else getattr(row, field.attname)


def _label(row, name):
    return capfirst(_field(row, name).verbose_name)


def related_names(rows, fields):
    """{(field, id): name} of everything that the rows point to, in at most two queries per such field."""
    names = {}
    for name in fields:
        field = _field(rows[0], name)
        if field.many_to_many:
            _link(rows, field)
        if field.is_relation:
            ids = {pk for row in rows for pk in _ids(_stored(row, name))}
            found = field.related_model._base_manager.in_bulk(ids) if ids else {}
            names |= {(name, pk): str(related) for pk, related in found.items()}
    return names


def _ids(value):
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _link(rows, field):
    """Note on each row (records of the history, or rows of today) to which ids it points."""
    is_record = hasattr(rows[0], "instance_type")
    through = getattr(type(rows[0]), field.name).model if is_record else field.remote_field.through
    own = "history" if is_record else field.m2m_field_name()
    pairs = through.objects.filter(**{f"{own}__in": [row.pk for row in rows]})
    pairs = pairs.values_list(f"{own}_id", f"{field.m2m_reverse_field_name()}_id")
    linked = defaultdict(list)
    for row_id, related_id in pairs:
        linked[row_id].append(related_id)
    for row in rows:
        row.linked = getattr(row, "linked", {}) | {field.name: tuple(sorted(linked[row.pk]))}


def _shown(row, name, names):
    field, value = _field(row, name), _stored(row, name)
    if value is None or value == "" or value == ():
        return NOTHING
    if field.is_relation:
        return "; ".join(names.get((name, pk), NOTHING) for pk in _ids(value))
    if field.flatchoices:
        return str(dict(field.flatchoices)[value])
    return _printed(field, value)


def _printed(field, value):
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, Decimal):
        return format_trimmed(value, PLACES)
    if isinstance(field, models.BigIntegerField):
        return format_number(value)
    return str(value)
