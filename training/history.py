"""Every change of a course and of its parts, the newest first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from swprogram.kit.dates import format_date
from swprogram.kit.history import read_entries, related_names
from training.models import Course, Participant, Session
from training.services import COURSE_FIELDS, PARTICIPANT_FIELDS, SESSION_FIELDS


@dataclass(frozen=True)
class CourseChange:
    """One save of one row: the kind of row, its name, its entry and the reason that was given."""

    kind: str
    name: str
    entry: object
    reason: str
    number: int


def read_course_history(course):
    sources = (
        (Course, (*COURSE_FIELDS, "state"), Course.history.filter(id=course.pk)),
        (Session, SESSION_FIELDS, Session.history.filter(course_id=course.pk)),
        (Participant, PARTICIPANT_FIELDS, Participant.history.filter(course_id=course.pk)),
    )
    found = [change for source in sources for change in _changes_of(*source)]
    return sorted(found, key=lambda change: (change.entry.when, change.number), reverse=True)


def _changes_of(model, fields, records):
    """Saves that changed nothing of these fields are those of another part, and left out."""
    records = list(records.select_related("history_user").order_by("history_id"))
    if not records:
        return []
    names, rows = related_names(records, fields), defaultdict(list)
    for record in records:
        rows[record.id].append(record)
    kind = capfirst(model._meta.verbose_name)
    return [
        CourseChange(kind, _name(record), entry, record.history_change_reason or "", record.history_id)
        for same in rows.values()
        for record, entry in zip(same[::-1], read_entries(same, fields, names), strict=True)
        if entry.changes or record.history_type != "~"
    ]


def _name(record):
    """The title, the name, the day of a session, or how many people a line by number is."""
    named = (getattr(record, field, "") for field in ("title", "full_name", "held_on", "headcount"))
    name = next(filter(None, named))
    return format_date(name) if isinstance(name, date) else str(name)
