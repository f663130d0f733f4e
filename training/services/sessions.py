"""The meetings of a course: day, hours, topic, and who teaches."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit.changes import delete, fill, lock_row, save
from swprogram.kit.dates import format_date
from swprogram.kit.workflow import StaleVersion
from training.models import Session
from training.services.courses import count_save, open_course

SESSION_FIELDS = ("held_on", "part", "topic")


@transaction.atomic
def add_session(course, *, by, values, lecturers=()):
    course = open_course(course, by=by)
    session = Session(course=course)
    fill(session, values, SESSION_FIELDS)
    _save(session, lecturers, by)
    count_save(course, by)
    return session


@transaction.atomic
def change_session(session, *, by, values, version, lecturers=()):
    course = open_course(session.course, by=by)
    session = lock_row(session)
    require_newest(session, version)
    fill(session, values, SESSION_FIELDS)
    _save(session, lecturers, by)
    count_save(course, by)
    return session


@transaction.atomic
def delete_session(session, *, by):
    """Who was present at it goes too."""
    course = open_course(session.course, by=by)
    delete(lock_row(session), by)
    count_save(course, by)


def version_of(row):
    """The id of the newest record of the row's history: it counts the saves of a row without a version."""
    return row.history.order_by("-history_id").values_list("history_id", flat=True).first()


def require_newest(row, version):
    if version_of(row) != version:
        raise StaleVersion


def _save(session, lecturers, by):
    _require_within(session)
    save(session, by)
    session.lecturers.set(lecturers)


def _require_within(session):
    """A session lies between the first and the last day of its course, as far as these are known."""
    first, last, day = session.course.starts_on, session.course.ends_on, session.held_on
    if (first and day < first) or (last and day > last):
        days = {"first": format_date(first) if first else "…", "last": format_date(last) if last else "…"}
        message = _(
            "The course runs from %(first)s to %(last)s. Change its dates first, or type another day."
        )
        raise ValidationError({"held_on": message % days})
