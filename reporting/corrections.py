"""What has changed in the counts since a report was issued. The report itself does not move.

The slip names each figure that would now be another one, and the returns that led to it: who, when, why.
"""

from collections import Counter
from dataclasses import dataclass

from reporting.tables import COMPLETENESS, build_tables
from submissions.enums import SubmissionVerb
from submissions.models import Submission, SubmissionEvent
from swprogram.kit.tables import Table


@dataclass(frozen=True)
class Change:
    """One figure: where it stands, what the report says and what the counts say today (raw cells)."""

    table: object
    row: str
    column: object
    issued: object
    now: object


@dataclass(frozen=True)
class Slip:
    changes: list
    returns: list


def read_slip(report, user):
    """The Slip of an issued report; empty as long as its counts stand as they were.

    Why counts were returned is told to those only who may read these counts.
    """
    frozen = [Table.from_json(data) for data in report.frozen_tables]
    live = {table.code: table for table in build_tables(report.round, report.plan)}
    changes = [
        change
        for table in frozen
        if table.code in live and table.code != COMPLETENESS
        for change in _changes_of(table, live[table.code])
    ]
    return Slip(changes, list(_returns_since(report, user)) if changes else [])


def _changes_of(table, live):
    """The figures that differ, of rows and columns that stand in both tables, wherever they stand."""
    keyed = bool(table.row_keys) and bool(live.row_keys)
    today = dict(zip(_row_keys(live, keyed), live.rows, strict=True))
    places = {key: place for place, key in enumerate(_column_keys(live, keyed))}
    columns = [
        (place, column, places[key])
        for place, (column, key) in enumerate(zip(table.columns, _column_keys(table, keyed), strict=True))
        if column.is_numeric and key in places
    ]
    for key, row in zip(_row_keys(table, keyed), table.rows, strict=True):
        for place, column, live_place in columns if key in today else ():
            if row[place] != today[key][live_place]:
                yield Change(table, row[0], column, row[place], today[key][live_place])


def _row_keys(table, keyed):
    """What tells the rows apart; in a report frozen before rows had keys, their names and which one it is."""
    return table.row_keys if keyed else _numbered(row[0] for row in table.rows)


def _column_keys(table, keyed):
    names = [column.key if keyed else (column.group, column.header) for column in table.columns]
    return _numbered(names)


def _numbered(names):
    """(name, 0), and (name, 1) where the same name comes again."""
    seen = Counter()
    for name in names:
        yield name, seen[name]
        seen[name] += 1


def _returns_since(report, user):
    submissions = Submission.objects.visible_to(user).filter(round=report.round)
    events = SubmissionEvent.objects.filter(
        submission__in=submissions, verb=SubmissionVerb.RETURN, at__gt=report.issued_at
    )
    return events.select_related("submission__unit", "by").order_by("at")
