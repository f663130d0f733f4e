"""The life of a course: it stands in a year's plan, is held or cancelled.

Sessions, participants, attendance and results are parts of the course: each change of them counts as a
save of the course, so that whoever holds an older page of it has to look again.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit.changes import fill, lock_row, require_unchanged, require_version, save
from swprogram.kit.workflow import ChangeRefused
from training.enums import COURSE_WORKFLOW, CourseState, CourseVerb
from training.models import Course
from training.permissions import require_editor

COURSE_FIELDS = (
    "title",
    "unit",
    "kind",
    "level",
    "subject",
    "target_group",
    "year",
    "planned_days",
    "planned_people",
    "starts_on",
    "ends_on",
    "days",
    "place",
    "body",
    "organiser",
    "funding",
    "cost",
    "activity",
    "note",
)
HOLDING_FIELDS = ("starts_on", "ends_on", "days", "place", "cost")


@transaction.atomic
def add_course(*, by, values):
    """A course in the plan of its year."""
    require_editor(by, values["unit"].pk)
    course = Course()
    fill(course, values, COURSE_FIELDS)
    return save(course, by)


@transaction.atomic
def change_course(course, *, by, values, version):
    """Change what the course says of itself; who may edit both the old and the new unit."""
    course = open_course(course, by=by)
    require_editor(by, values.get("unit", course.unit).pk)
    require_unchanged(course, version, COURSE_FIELDS)
    return count_save(course, by) if fill(course, values, COURSE_FIELDS) else course


@transaction.atomic
def hold_course(course, *, by, values, version):
    """The course was held: from then on it counts in the period that contains its last day."""
    course = lock_course(course, by=by)
    require_unchanged(course, version, (*COURSE_FIELDS, "state"))
    COURSE_WORKFLOW.apply(course, CourseVerb.HOLD)
    fill(course, values, HOLDING_FIELDS)
    return count_save(course, by)


@transaction.atomic
def cancel_course(course, *, by, version, reason=""):
    """It will not be held; it stays in the year's plan, as cancelled."""
    return _move_on(course, CourseVerb.CANCEL, by=by, version=version, reason=reason)


@transaction.atomic
def replan_course(course, *, by, version, reason=""):
    """It was called held or cancelled by mistake: it is planned again and does not count."""
    return _move_on(course, CourseVerb.REPLAN, by=by, version=version, reason=reason)


def _move_on(course, verb, *, by, version, reason):
    course = lock_course(course, by=by)
    require_version(course, version)
    COURSE_WORKFLOW.apply(course, verb)
    return count_save(course, by, reason)


def lock_course(course, *, by):
    """The course, locked, for a person who keeps it. Always locked first, so that nobody waits in a ring."""
    course = lock_row(course)
    require_editor(by, course.unit_id)
    return course


def open_course(course, *, by):
    """The course, locked, unless it was cancelled."""
    course = lock_course(course, by=by)
    if course.state == CourseState.CANCELLED:
        raise ChangeRefused(_("This course was cancelled. Put it back into the plan first."))
    return course


def count_save(course, by, reason=""):
    """The course or a part of it was saved."""
    course.version += 1
    course._change_reason = reason[:100] or None
    return save(course, by)
