"""What happens to courses and their parts, who may do it, and what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import translation

from swprogram.kit.workflow import ChangeRefused, StaleVersion, WrongState
from swprogram.org.roles import Role
from tests.factories.training import (
    AttendanceFactory,
    CourseFactory,
    LecturerFactory,
    NeedFactory,
    NumberFactory,
    ParticipantFactory,
    PlannedCourseFactory,
    SessionFactory,
)
from tests.factories.workforce import PostFactory
from training import services
from training.enums import CourseState, Result, Subject, TrainingKind
from training.history import read_course_history
from training.models import Attendance, Course, Participant
from training.services.bulk import change_many

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def course(district):
    return PlannedCourseFactory(unit=district, title="Tập huấn", year=2024, planned_days=3)


@pytest.fixture
def held(district):
    return CourseFactory(unit=district, starts_on=date(2024, 5, 10))


@pytest.fixture
def keeper(home):
    return home.people[Role.DISTRICT_OFFICER]


def values_of(unit, **changes):
    kept = {"title": "Bồi dưỡng", "unit": unit, "kind": TrainingKind.DEVELOPMENT, "year": 2024}
    return kept | changes


# --- Courses ------------------------------------------------------------------------------------


def test_a_course_stands_in_the_plan_of_its_year(district, keeper):
    course = services.add_course(by=keeper, values=values_of(district))
    assert (course.state, course.year, course.version) == ("planned", 2024, 1)
    assert course.history.get().history_user == keeper


def test_only_who_keeps_the_registries_of_the_unit_adds_and_changes_its_courses(home, course, district):
    for role in (Role.PROVINCIAL_LEADER, Role.COMMUNE_OFFICER, Role.AGENCY_OFFICER):
        with pytest.raises(PermissionDenied):
            services.add_course(by=home.people[role], values=values_of(district))
        with pytest.raises(PermissionDenied):
            services.change_course(course, by=home.people[role], values={"title": "Khác"}, version=1)


def test_a_course_is_given_only_to_a_unit_that_the_person_keeps(home, course, keeper):
    with pytest.raises(PermissionDenied):
        services.change_course(course, by=keeper, values={"unit": home.unit}, version=1)


def test_what_others_changed_meanwhile_is_not_overwritten(course, keeper):
    services.change_course(course, by=keeper, values={"place": "Hội trường"}, version=1)
    with pytest.raises(StaleVersion):
        services.change_course(course, by=keeper, values={"place": "Nhà văn hóa"}, version=1)


def test_a_participant_added_meanwhile_is_no_conflict_for_the_facts(course, keeper, one):
    services.add_participant(course, by=keeper, values={"full_name": "Lê An", "unit": one})
    changed = services.change_course(course, by=keeper, values={"place": "Hội trường"}, version=1)
    assert (changed.place, changed.version) == ("Hội trường", 3)


def test_a_course_that_was_held_has_its_days(course, keeper):
    days = {"starts_on": date(2024, 5, 10), "ends_on": date(2024, 5, 12), "days": 3}
    held = services.hold_course(course, by=keeper, values=days, version=1)
    assert (held.state, held.ends_on, held.days, held.planned_days) == ("held", date(2024, 5, 12), 3, 3)
    with pytest.raises(WrongState):
        services.hold_course(held, by=keeper, values=days, version=2)


def test_a_course_without_a_last_day_was_not_held(course, keeper):
    with pytest.raises(ValidationError) as refusal:
        services.hold_course(course, by=keeper, values={"starts_on": date(2024, 5, 10)}, version=1)
    assert set(refusal.value.message_dict) == {"ends_on"}


def test_a_cancelled_course_changes_only_after_it_is_planned_again(course, keeper, one):
    cancelled = services.cancel_course(course, by=keeper, version=1, reason="Thiếu kinh phí")
    assert cancelled.state == CourseState.CANCELLED
    assert cancelled.history.first().history_change_reason == "Thiếu kinh phí"
    with pytest.raises(ChangeRefused, match="Put it back into the plan first"):
        services.add_participant(course, by=keeper, values={"full_name": "Lê An", "unit": one})
    services.replan_course(cancelled, by=keeper, version=2)
    services.add_participant(course, by=keeper, values={"full_name": "Lê An", "unit": one})
    assert course.participants.count() == 1


@pytest.mark.parametrize(
    ("name", "values"),
    (
        ("course_dates_in_order", {"starts_on": date(2024, 5, 2), "ends_on": date(2024, 5, 1)}),
        ("course_held_says_when", {"starts_on": None, "ends_on": None}),
    ),
)
def test_the_database_refuses_a_course_that_cannot_be(held, name, values):
    with pytest.raises(IntegrityError, match=name):
        Course.objects.filter(pk=held.pk).update(**values)


# --- Sessions -----------------------------------------------------------------------------------


def test_a_session_has_its_lecturers_and_lies_within_the_course(held, keeper, district):
    lecturer = LecturerFactory(unit=district)
    values = {"held_on": date(2024, 5, 11), "topic": "Vấn đàm"}
    session = services.add_session(held, by=keeper, values=values, lecturers=[lecturer])
    assert list(session.lecturers.all()) == [lecturer]
    with pytest.raises(ValidationError) as refusal:
        services.add_session(held, by=keeper, values={"held_on": date(2024, 5, 13)})
    assert "from 10/05/2024 to 12/05/2024" in str(refusal.value)


def test_a_session_is_changed_on_the_version_that_was_opened_and_deleted_with_its_attendance(held, keeper):
    session = SessionFactory(course=held)
    AttendanceFactory(session=session, participant=ParticipantFactory(course=held))
    version = session.history.latest().history_id
    services.change_session(session, by=keeper, values={"topic": "Mới"}, version=version)
    with pytest.raises(StaleVersion):
        services.change_session(session, by=keeper, values={"topic": "Khác"}, version=version)
    services.delete_session(session, by=keeper)
    assert Attendance.objects.count() == 0


# --- Participants -------------------------------------------------------------------------------


def test_people_of_the_registry_come_with_the_post_that_counts_on_the_last_day(held, keeper, one, two):
    worker = PostFactory(unit=one, ended_on=date(2024, 5, 11)).worker
    PostFactory(worker=worker, number=2, unit=two, started_on=date(2024, 5, 11), workplace="health")
    other = PostFactory(unit=one).worker
    added = services.add_workers(held, [worker, other], by=keeper)
    assert [(line.unit_id, line.workplace) for line in added] == [(two.pk, "health"), (one.pk, "commune")]
    assert services.add_workers(held, [worker, other], by=keeper) == []
    assert [line.history.get().history_user for line in added] == [keeper, keeper]


def test_a_line_is_a_person_or_a_number(held, keeper, one):
    values = {"full_name": "Lê  An ", "headcount": 3, "unit": one}
    with pytest.raises(ValidationError) as refusal:
        services.add_participant(held, by=keeper, values=values)
    assert set(refusal.value.message_dict) == {"headcount"}
    line = services.add_participant(held, by=keeper, values={"headcount": 12, "unit": one})
    assert (line.is_number_only, line.headcount) == (True, 12)


@pytest.mark.parametrize(
    ("name", "values"),
    (
        ("participant_number_only_without_name", {"headcount": 2}),
        ("participant_number_only_without_name", {"headcount": 0, "full_name": ""}),
    ),
)
def test_the_database_refuses_several_people_of_one_name(held, name, values):
    line = ParticipantFactory(course=held)
    with pytest.raises(IntegrityError, match=name):
        Participant.objects.filter(pk=line.pk).update(**values)


def test_a_person_stands_in_a_list_once(held, one):
    worker = PostFactory(unit=one).worker
    ParticipantFactory(course=held, worker=worker)
    with pytest.raises(IntegrityError):
        ParticipantFactory(course=held, worker=worker)


def test_somebody_by_name_is_linked_to_the_registry_later(held, keeper, one):
    worker = PostFactory(unit=one, worker__full_name="Lê Thị An", worker__birth_year=1990).worker
    line = ParticipantFactory(course=held, full_name="LE THI AN", birth_year=None)
    version = line.history.latest().history_id
    line = services.change_participant(line, by=keeper, values={"worker": worker}, version=version)
    assert (line.full_name, line.birth_year) == ("Lê Thị An", 1990)


def test_who_is_taken_out_stays_in_the_history_of_the_course(held, keeper):
    line = ParticipantFactory(course=held, full_name="Lê An")
    services.remove_participant(line, by=keeper)
    newest = read_course_history(held)[0]
    assert (newest.subject, newest.entry.what) == ("Participant “Lê An”", "Deleted")
    assert newest.entry.who == keeper


def test_a_visitor_of_the_province_cannot_change_the_list(home, held, one):
    line = ParticipantFactory(course=held)
    with pytest.raises(PermissionDenied):
        services.remove_participant(line, by=home.people[Role.COMMUNE_OFFICER])
    with pytest.raises(PermissionDenied):
        services.add_workers(held, [], by=home.people[Role.COMMUNE_OFFICER])


# --- Attendance, results, certificates ----------------------------------------------------------


def test_attendance_is_recorded_for_the_whole_course(held, keeper):
    session, person = SessionFactory(course=held), ParticipantFactory(course=held)
    number = NumberFactory(course=held, headcount=10)
    present = {(session.pk, person.pk): 1, (session.pk, number.pk): 9}
    assert services.record_attendance(held, present, by=keeper, version=1) == 2
    with pytest.raises(StaleVersion):
        services.record_attendance(held, present, by=keeper, version=1)
    present = {(session.pk, person.pk): 0, (session.pk, number.pk): 10}
    assert services.record_attendance(held, present, by=keeper, version=2) == 1
    assert list(Attendance.objects.values_list("participant", "present")) == [(number.pk, 10)]


def test_nobody_attends_more_often_than_they_are(held, keeper):
    session, number = SessionFactory(course=held), NumberFactory(course=held, headcount=10)
    with pytest.raises(ValidationError):
        services.record_attendance(held, {(session.pk, number.pk): 11}, by=keeper, version=1)
    AttendanceFactory(session=session, participant=number)
    with pytest.raises(IntegrityError):
        AttendanceFactory(session=session, participant=number)


def test_results_are_recorded_of_a_held_course_with_their_history(held, keeper, course):
    done, failed = (ParticipantFactory(course=held, result=Result.PENDING) for _line in range(2))
    results = {
        done.pk: {"result": Result.COMPLETED, "certificate_number": "01/CN", "certified_on": None},
        failed.pk: {"result": Result.NOT_COMPLETED},
    }
    assert services.record_results(held, results, by=keeper, version=1) == 2
    done.refresh_from_db()
    assert (done.result, done.certificate_number, done.history.count()) == ("completed", "01/CN", 2)
    assert services.record_results(held, results, by=keeper, version=2) == 0
    with pytest.raises(ChangeRefused, match="Say first that it was held"):
        services.record_results(course, {}, by=keeper, version=1)


def test_certificates_are_numbered_in_the_order_of_the_list(held, keeper):
    names = ("Lê Văn Bình", "Lê Thị An", "Đỗ Châu")
    lines = {name: ParticipantFactory(course=held, full_name=name) for name in names}
    ParticipantFactory(course=held, full_name="Âu Minh", result=Result.NOT_COMPLETED)
    NumberFactory(course=held)
    day = date(2024, 5, 12)
    count = services.number_certificates(
        held, pattern="###/2024", first=9, certified_on=day, by=keeper, version=1
    )
    assert count == 3
    found = {name: Participant.objects.get(pk=line.pk).certificate_number for name, line in lines.items()}
    assert found == {"Lê Thị An": "009/2024", "Lê Văn Bình": "010/2024", "Đỗ Châu": "011/2024"}
    with pytest.raises(ValidationError):
        services.number_certificates(held, pattern="2024", first=1, certified_on=day, by=keeper, version=2)


# --- Lecturers and needs ------------------------------------------------------------------------


def test_a_lecturer_who_taught_is_not_deleted(held, keeper, district):
    lecturer = services.add_lecturer(by=keeper, values={"full_name": "Trần  Đức", "unit": district})
    assert lecturer.full_name == "Trần Đức"
    SessionFactory(course=held).lecturers.add(lecturer)
    with pytest.raises(ChangeRefused):
        services.delete_lecturer(lecturer, by=keeper, version=1)
    lecturer.sessions.clear()
    services.delete_lecturer(lecturer, by=keeper, version=1)
    assert lecturer.history.first().history_type == "-"


def test_a_need_stands_once(keeper, district):
    values = {"unit": district, "year": 2025, "kind": "skills", "subject": Subject.CHILDREN, "people": 5}
    need = services.add_need(by=keeper, values=values)
    with pytest.raises(ValidationError, match="stands there already"):
        services.add_need(by=keeper, values=values)
    assert need.history.get().history_user == keeper
    with pytest.raises(IntegrityError):
        NeedFactory(unit=district, year=2025, kind="skills", subject=Subject.CHILDREN)


def test_a_need_is_changed_and_deleted_by_who_keeps_the_unit(home, keeper, district):
    need = NeedFactory(unit=district)
    with pytest.raises(PermissionDenied):
        services.change_need(need, by=home.people[Role.COMMUNE_OFFICER], values={"people": 1}, version=1)
    need = services.change_need(need, by=keeper, values={"people": 30}, version=1)
    assert (need.people, need.version) == (30, 2)
    services.delete_need(need, by=keeper, version=2)


def test_many_courses_change_at_once_with_their_history(held, course, keeper):
    assert change_many(Course.objects.all(), "subject", Subject.HOSPITAL, keeper) == 2
    assert change_many(Course.objects.all(), "subject", Subject.HOSPITAL, keeper) == 0
    course.refresh_from_db()
    assert (course.subject, course.version, course.history.count()) == ("hospital", 2, 2)
