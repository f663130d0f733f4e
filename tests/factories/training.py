"""Courses, participants, lecturers and needs for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from training.enums import CourseState, Result, Subject, TrainingKind
from training.models import Attendance, Course, Lecturer, Participant, Session, TrainingNeed


class CourseFactory(DjangoModelFactory):
    """Held in May 2024 unless told otherwise; its unit must be given."""

    class Meta:
        model = Course

    title = factory.Sequence(lambda n: f"Tập huấn kỹ năng {n}")
    kind = TrainingKind.SKILLS
    subject = Subject.SOCIAL_WORK
    year = factory.LazyAttribute(lambda course: course.ends_on.year if course.ends_on else 2024)
    state = CourseState.HELD
    ends_on = date(2024, 5, 12)
    starts_on = factory.SelfAttribute("ends_on")


class PlannedCourseFactory(CourseFactory):
    state = CourseState.PLANNED
    ends_on = None


class SessionFactory(DjangoModelFactory):
    class Meta:
        model = Session

    course = factory.SubFactory(CourseFactory)
    held_on = factory.SelfAttribute("course.ends_on")


class LecturerFactory(DjangoModelFactory):
    class Meta:
        model = Lecturer

    full_name = factory.Sequence(lambda n: f"Giảng viên {n}")


class ParticipantFactory(DjangoModelFactory):
    """Who completed a course, by name; `worker` makes it a person of the registry."""

    class Meta:
        model = Participant

    course = factory.SubFactory(CourseFactory)
    full_name = factory.Sequence(lambda n: f"Học viên {n}")
    birth_year = 1985
    unit = factory.SelfAttribute("course.unit")
    result = Result.COMPLETED


class NumberFactory(ParticipantFactory):
    """People of whom only the number is known."""

    full_name = ""
    birth_year = None
    headcount = 10


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = TrainingNeed

    year = 2024
    kind = TrainingKind.SKILLS
    subject = Subject.SOCIAL_WORK
    people = 25
