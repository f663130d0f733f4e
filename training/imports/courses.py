"""Courses from a workbook: found by their code, or new."""

from collections import Counter

from django.utils.translation import gettext as _

from swprogram.kit.text import search_key
from swprogram.registry.spec import Importer, RowProblem
from training.enums import CourseState
from training.exports.courses import FIELDS, read_courses
from training.exports.references import training_bodies
from training.imports import rows as importing
from training.models import Course

COURSES = importing.Target(Course, FIELDS, ("unit", "body", "activity"), read_courses)


def find(rows, context):
    importing.skip_blanks(rows, "state")
    return importing.find_by_code(rows, Course.objects.visible_to(context.user))


def check(rows, context):
    importing.set_default(rows, "state", CourseState.PLANNED)
    rows = importing.changed_rows(rows, COURSES)
    bodies = set(training_bodies(context.user).values_list("pk", flat=True))
    return [
        *importing.check_editing(rows, COURSES, context.user),
        *importing.check_reference(rows, COURSES, "body", bodies),
        *importing.check_records(rows, COURSES),
        *_look_alike(rows, context.user),
    ]


def _look_alike(rows, user):
    """New rows that another row or a course of the registry says already: perhaps entered twice."""
    new = [row for row in rows if row.pk is None]
    years = {row.values.get("year") for row in new}
    there = Course.objects.visible_to(user).filter(year__in=years)
    known = {
        (search_key(title), unit, year) for title, unit, year in there.values_list("title", "unit", "year")
    }
    times = Counter(_identity(row) for row in new)
    text = _("A course of this title, unit and year stands there already. Give its code to change that one.")
    return [
        RowProblem(row.line, "title", text, is_warning=True)
        for row in new
        if _identity(row) in known or times[_identity(row)] > 1
    ]


def _identity(row):
    return search_key(row.values.get("title") or ""), row.values.get("unit"), row.values.get("year")


def save(rows, context, writer):
    importing.save_rows(rows, COURSES, writer)


COURSE_IMPORTER = Importer(find, COURSES.values_now, check, save)
