"""The plan of a reporting year against what was held: by kind of training and by subject.

Needs are people whom units name; what is planned and held are the courses that stand in the year's plan. Of
held courses persons and attendances are both told: somebody in two courses is one person and two attendances.
A total of persons is therefore no sum of its lines.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from swprogram.kit.tables import Column, Table
from training.enums import CourseState, Subject, TrainingKind
from training.measures import count_people, read_lines
from training.models import Course, Participant, TrainingNeed

MILLION = Decimal(1_000_000)
KINDS, SUBJECTS = ("kind", TrainingKind), ("subject", Subject)


@dataclass(frozen=True)
class YearPlan:
    """Everything that a year's tables are made from, read once."""

    year: int
    needs: list
    courses: list
    lines: list

    @property
    def held(self):
        return [course for course in self.courses if course.state == CourseState.HELD]

    @property
    def cancelled(self):
        return sum(1 for course in self.courses if course.state == CourseState.CANCELLED)


def read_year(year, units, user):
    """The needs and courses of a year that these units have and the person may see, in three queries."""
    here = {"year": year, "unit__in": units}
    courses = Course.objects.visible_to(user).filter(**here)
    held = courses.filter(state=CourseState.HELD)
    return YearPlan(
        year,
        list(TrainingNeed.objects.visible_to(user).filter(**here)),
        list(courses),
        read_lines(Participant.objects.filter(course__in=held.values("pk"))),
    )


def kinds_table(plan):
    """All kinds, and below them what has to be known to read the figures."""
    title, heading = _("By kind of training"), _("Kind of training")
    return _table(plan, *KINDS, "Theo hình thức", title, heading, notes=_notes(plan))


def subjects_table(plan):
    """Only the subjects of which something is needed, planned or held."""
    return _table(plan, *SUBJECTS, "Theo chuyên đề", _("By subject"), _("Subject"))


def _table(plan, field, choices, code, title, heading, notes=()):
    said = Counter(getattr(row, field) for row in (*plan.needs, *plan.courses))
    shown = [value for value in choices.values if said[value] or field == "kind"]
    rows = [_row(plan, choices(value).label, field, value) for value in shown]
    total = _row(plan, _("Total"), field, None)
    last = frozenset([len(rows)])
    return Table(code, title, _columns(heading), [*rows, total], notes=notes, emphasised=last)


def _columns(heading):
    needs, planned, held, done = _("Needs"), _("Planned"), _("Held"), pgettext("training", "Done")
    people, millions = pgettext("training", "People"), _("Million đồng")
    return [
        Column(heading, width=34),
        Column(people, "count", needs),
        Column(_("Number of courses"), "count", planned),
        Column(people, "count", planned),
        Column(_("Days"), "count", planned),
        Column(millions, "number", planned),
        Column(_("Number of courses"), "count", held),
        Column(_("Persons"), "count", held),
        Column(_("Attendances"), "count", held),
        Column(_("Days"), "count", held),
        Column(millions, "number", held),
        Column(_("Of courses"), "percent", done, places=0),
        Column(_("Of people"), "percent", done, places=0),
    ]


def _row(plan, label, field, value):
    """One kind or subject; the value None means all of them together."""
    fits = _fitting(field, value)
    courses, held = list(filter(fits, plan.courses)), list(filter(fits, plan.held))
    line_field = f"course__{field}"
    people = count_people(line for line in plan.lines if value in (None, line[line_field]))
    seats = _sum(courses, "planned_people")
    return (
        str(label),
        _sum(filter(fits, plan.needs), "people"),
        len(courses),
        seats,
        _sum(courses, "planned_days"),
        _sum(courses, "cost") / MILLION,
        len(held),
        people.persons,
        people.attendances,
        _sum(held, "days"),
        _sum(held, "cost") / MILLION,
        _share(len(held), len(courses)),
        _share(people.attendances, seats),
    )


def _fitting(field, value):
    return lambda row: value in (None, getattr(row, field))


def _sum(rows, name):
    return sum(getattr(row, name) or 0 for row in rows)


def _share(part, whole):
    """In percent; nothing to compare with gives no share."""
    return Decimal(100 * part) / whole if whole else None


def _notes(plan):
    notes = [
        _("Somebody in several courses is one person and as many attendances: persons do not add up."),
        _("Done of people: attendances of held courses against the people planned."),
    ]
    if plan.cancelled:
        notes.append(_("Of the planned courses, %(count)d were cancelled.") % {"count": plan.cancelled})
    if (by_number := count_people(plan.lines).by_number) > 0:
        text = _("%(count)d persons are known by number only: they cannot be told apart, so at most so many.")
        notes.append(text % {"count": by_number})
    return notes
