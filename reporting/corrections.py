"""What has changed in the counts since a report was issued. The report itself does not move.

The slip names each figure that would now be another one, and the returns that led to it: who, when, why.
"""

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
    """The figures that differ; rows keep their places, because the period's units do not change."""
    for before, after in zip(table.rows, live.rows, strict=False):
        for column, issued, now in zip(table.columns, before, after, strict=False):
            if column.is_numeric and issued != now:
                yield Change(table, before[0], column, issued, now)


def _returns_since(report, user):
    submissions = Submission.objects.visible_to(user).filter(round=report.round)
    events = SubmissionEvent.objects.filter(
        submission__in=submissions, verb=SubmissionVerb.RETURN, at__gt=report.issued_at
    )
    return events.select_related("submission__unit", "by").order_by("at")
