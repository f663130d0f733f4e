"""What commune Đông Một keeps in its registries around the cut-off of 14/06/2024, small enough to add up.

Its committee; schools A (in the network plan, with a service) and C; school B, closed on the day of the
cut-off; a health station in the plan; a care facility that went to Đông Hai afterwards. Bình works for the
committee and has a second post at the health station, An came from Đông Hai, Dung went there, Chi left on
the day of the cut-off, En began on it.
"""

from datetime import date

from facilities.enums import EventKind, FacilityKind
from swprogram.org.models import Unit
from tests.factories.facilities import (
    EventPartFactory,
    FacilityEventFactory,
    FacilityFactory,
    FacilityServiceFactory,
)
from tests.factories.workforce import AllowanceFactory, BaseWageFactory, PostFactory, WorkerFactory
from training.enums import CourseState, Result, TrainingKind
from training.models import Course, Participant
from workforce.enums import StaffKind, Workplace

CUT_OFF = date(2024, 6, 14)
TEACHER = {"kind": StaffKind.PUBLIC_EMPLOYEE, "workplace": Workplace.EDUCATION}

# Every cell of the form that is not 0, by hand.
COUNTS = {
    "staff:cadre:commune": 1,  # En
    "staff:public_employee:education": 1,  # An; Chi and Dung have left
    "staff:collaborator:commune": 1,  # Bình, once
    "staff_trained:public_employee:education": 1,  # An
    "staff_trained:collaborator:commune": 1,  # Bình, trained twice
    "trainees:development": 1,  # An, who took a skills course too
    "trainees:skills": 2,  # Bình and Gấm
    "trained_in_phase": 4,  # An, Bình, Gấm and En
    "bodies:assistance": 1,  # with Đông Hai since July
    "bodies:school": 2,  # A and C
    "bodies:hospital": 1,
    "bodies:commune": 1,
    "bodies_with_staff:school": 1,  # A, by An
    "bodies_with_staff:hospital": 1,  # by the second post of Bình
    "bodies_with_staff:commune": 1,  # by Bình and En
    "bodies_with_allowance:commune": 1,  # Bình has the base wage, An half of it
    "facilities_planned:health": 1,
    "facilities_planned:education": 1,  # A
    "facilities_serving:education": 1,  # A
}
BY_FACILITIES = ("bodies", "facilities_planned", "facilities_serving")
BY_WORKFORCE = ("staff",)
BY_TRAINING = ("trainees", "trained_in_phase")
BY_FACILITIES_AND_WORKFORCE = ("bodies_with_staff", "bodies_with_allowance")
BY_WORKFORCE_AND_TRAINING = ("staff_trained",)
KNOWN = {
    *BY_FACILITIES,
    *BY_WORKFORCE,
    *BY_TRAINING,
    *BY_FACILITIES_AND_WORKFORCE,
    *BY_WORKFORCE_AND_TRAINING,
}


def keep_registries(commune, neighbour):
    """The three registries of `commune`, whose neighbour gave and took people and a facility."""
    school, station = keep_facilities(commune, neighbour)
    keep_courses(commune, keep_workers(commune, neighbour, school, station))


def keep_facilities(commune, neighbour):
    FacilityFactory(name="UBND xã Đông Một", unit=commune, kind=FacilityKind.COMMITTEE)
    school = FacilityFactory(name="Trường A", unit=commune, kind=FacilityKind.SCHOOL, in_network_plan=True)
    FacilityServiceFactory(facility=school, since=date(2020, 1, 1))
    FacilityFactory(name="Trường B", unit=commune, kind=FacilityKind.SCHOOL, closed_on=CUT_OFF)
    FacilityFactory(name="Trường C", unit=commune, kind=FacilityKind.SCHOOL, closed_on=date(2024, 6, 15))
    station = FacilityFactory(
        name="Trạm y tế", unit=commune, kind=FacilityKind.HEALTH_STATION, in_network_plan=True
    )
    _transfer(FacilityFactory(name="Nhà dưỡng lão", unit=neighbour), commune, neighbour, date(2024, 7, 1))
    return school, station


def _transfer(facility, old, new, day):
    event = FacilityEventFactory(
        kind=EventKind.TRANSFERRED, happened_on=day, old_unit=old, new_unit=new, recorded_by=None
    )
    EventPartFactory(event=event, facility=facility, is_before=True, is_after=True)


def keep_workers(commune, neighbour, school, station):
    """The people by their given names."""
    names = ("An", "Bình", "Chi", "Dung", "En")
    people = {name: WorkerFactory(full_name=f"Nguyễn Thị {name}") for name in names}
    BaseWageFactory()
    moved_in, moved_out = date(2024, 3, 1), date(2024, 5, 1)
    PostFactory(worker=people["An"], unit=neighbour, ended_on=moved_in, **TEACHER)
    an = PostFactory(
        worker=people["An"], number=2, unit=commune, facility=school, started_on=moved_in, **TEACHER
    )
    bình = PostFactory(worker=people["Bình"], unit=commune)
    PostFactory(
        worker=people["Bình"],
        number=2,
        unit=commune,
        facility=station,
        is_main=False,
        kind=StaffKind.PUBLIC_EMPLOYEE,
        workplace=Workplace.HEALTH,
    )
    PostFactory(worker=people["Chi"], unit=commune, facility=school, ended_on=CUT_OFF, **TEACHER)
    PostFactory(worker=people["Dung"], unit=commune, facility=school, ended_on=moved_out, **TEACHER)
    PostFactory(worker=people["Dung"], number=2, unit=neighbour, started_on=moved_out, **TEACHER)
    PostFactory(worker=people["En"], unit=commune, kind=StaffKind.CADRE, started_on=CUT_OFF)
    AllowanceFactory(post=bình, amount=1_800_000)
    AllowanceFactory(post=an, amount=900_000)
    return people


def keep_courses(commune, people):
    old = _hold(TrainingKind.SKILLS, date(2020, 11, 1))  # before the phase
    formal = _hold(TrainingKind.FORMAL, date(2022, 5, 1))
    first = _hold(TrainingKind.SKILLS, date(2024, 3, 10))
    second = _hold(TrainingKind.SKILLS, date(2024, 4, 5))
    development = _hold(TrainingKind.DEVELOPMENT, date(2024, 5, 5))
    across = _hold(TrainingKind.FORMAL, date(2024, 6, 20), starts_on=date(2024, 6, 10))
    attended = {
        "An": (first, development),
        "Bình": (first, second, across),
        "Chi": (old,),
        "Dung": (second,),
        "En": (formal, across),
    }
    for name, courses in attended.items():
        for course in courses:
            _complete(course, commune, worker=people[name])
    _complete(first, commune, full_name="Lê Thị Gấm", birth_year=1990)


def _hold(kind, ends_on, starts_on=None):
    return Course.objects.create(
        title=f"Lớp kết thúc ngày {ends_on}",
        unit=Unit.objects.get(short_name="Đông"),
        kind=kind,
        year=ends_on.year,
        state=CourseState.HELD,
        starts_on=starts_on or ends_on,
        ends_on=ends_on,
    )


def _complete(course, unit, **who):
    Participant.objects.create(course=course, unit=unit, result=Result.COMPLETED, **who)
