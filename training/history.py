"""Every change of a course and of its parts, the newest first."""

from datetime import date

from django.utils.text import capfirst

from swprogram.kit.dates import format_date
from swprogram.kit.history import newest_first, read_row_changes
from training.models import Course, Participant, Session
from training.services import COURSE_FIELDS, PARTICIPANT_FIELDS, SESSION_FIELDS


def read_course_history(course):
    sources = (
        (Course.history.filter(id=course.pk), (*COURSE_FIELDS, "state")),
        (Session.history.filter(course_id=course.pk), SESSION_FIELDS),
        (Participant.history.filter(course_id=course.pk), PARTICIPANT_FIELDS),
    )
    return newest_first(
        change for records, fields in sources for change in read_row_changes(records, fields, tell=_tell)
    )


def _tell(record):
    """The kind of row and its title, name, day of a session, or how many people a line by number is."""
    named = (getattr(record, field, "") for field in ("title", "full_name", "held_on", "headcount"))
    name = next(filter(None, named))
    shown = format_date(name) if isinstance(name, date) else name
    return f"{capfirst(record.instance_type._meta.verbose_name)} “{shown}”"
