"""A course as its page shows it: sessions, who took part, and where they count."""

from dataclasses import dataclass

from django.db.models import Case, Prefetch, Sum, When

from swprogram.kit.periods import label_of, span_of
from swprogram.org.models import Unit
from training.enums import CourseState, Result, TrainingKind
from training.measures import count_people, periods_of, places_of, read_lines
from training.models import Attendance, Lecturer, Participant
from workforce.enums import StaffKind
from workforce.models import Worker


@dataclass(frozen=True)
class Line:
    """A line of the list: how many were present at each session, and where it counts (or None)."""

    participant: object
    present: tuple
    place: object
    unit: str

    @property
    def sessions_attended(self):
        return sum(1 for number in self.present if number)

    @property
    def staff_kind(self):
        return StaffKind(self.place.kind).label

    @property
    def highest(self):
        return TrainingKind(self.place.highest).label


def read_course(course, user):
    """The context of the page of a course, in a constant number of queries."""
    sessions = read_sessions(course)
    participants = list(_visible_lines(course, user))
    everybody = read_lines(course.participants.all())
    people = count_people(everybody)
    return {
        "sessions": sessions,
        "known_lecturers": _known(Lecturer.objects.visible_to(user).filter(sessions__course=course)),
        "known_workers": _known(Worker.objects.visible_to(user).filter(participations__course=course)),
        "lines": _read_lines(course, participants, sessions),
        "others": people.attendances - sum(line.headcount for line in participants),
        "people": people,
        "completed": count_people(line for line in everybody if line["result"] == Result.COMPLETED),
        "pending": sum(1 for line in everybody if line["result"] == Result.PENDING),
        "periods": _periods(course),
    }


def _known(records):
    """Whose own pages the reader may open; other names are no links."""
    return set(records.values_list("pk", flat=True))


def read_sessions(course):
    """The sessions in order, with their lecturers and `present`, how many people were there."""
    lecturers = Prefetch("lecturers", Lecturer.objects.order_by("sort_key", "pk"))
    sessions = course.sessions.annotate(present=Sum("attendances__present", default=0))
    return list(sessions.prefetch_related(lecturers).order_by("held_on", "pk"))


def ordered_lines(course):
    """By name; lines by number come last."""
    named_first = Case(When(full_name="", then=1), default=0)
    lines = course.participants.select_related("worker", "unit__parent")
    return lines.order_by(named_first, "sort_key", "pk")


def _visible_lines(course, user):
    """All for whoever follows the unit of the course; for others those of their own branch."""
    visible = Participant.objects.visible_to(user).filter(course=course)
    return ordered_lines(course).filter(pk__in=visible.values("pk"))


def _read_lines(course, participants, sessions):
    marks = Attendance.objects.filter(session__course=course)
    present = {(mark.session_id, mark.participant_id): mark.present for mark in marks}
    places = places_of(course)
    units = Unit.objects.in_bulk({place.unit_id for place in places.values()})
    return [
        Line(
            line,
            tuple(present.get((session.pk, line.pk), 0) for session in sessions),
            places.get(line.pk),
            units[places[line.pk].unit_id].short_name if line.pk in places else "",
        )
        for line in participants
    ]


def _periods(course):
    """(label, last day) of the periods in which the course counts; none before it was held."""
    if course.state != CourseState.HELD:
        return []
    return [(label_of(*period), span_of(*period).ends_on) for period in periods_of(course.ends_on)]
