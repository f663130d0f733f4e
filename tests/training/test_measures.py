"""Who was trained, in small worlds added up by hand. Persons and attendances are told apart."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from swprogram.kit.periods import PeriodKind, Span, span_of
from swprogram.org.roles import Role
from tests.factories.training import CourseFactory, NumberFactory, ParticipantFactory
from tests.factories.workforce import PostFactory, WorkerFactory
from training import measures
from training.enums import CourseState, Result, TrainingKind
from training.filters import TrainedForm
from training.models import Course, Participant
from training.trained import find_trained, sum_up
from workforce.enums import StaffKind, Workplace
from workforce.services import merge_workers

pytestmark = pytest.mark.django_db

HALF_YEAR = span_of(PeriodKind.HALF_YEAR, 2024)  # 15/12/2023 to 14/06/2024
PHASE_FROM = date(2020, 12, 15)


def count(counter, *units, span=HALF_YEAR):
    return dict(counter([unit.pk for unit in units], span, PHASE_FROM))


def add_staff(unit, **values):
    return PostFactory(unit=unit, **values).worker


def complete(course, worker, **values):
    return ParticipantFactory(course=course, worker=worker, **values)


# --- When a course counts -----------------------------------------------------------------------


def test_a_course_across_the_cut_off_counts_in_the_period_of_its_last_day(one):
    staff = add_staff(one)
    course = CourseFactory(unit=one, starts_on=date(2024, 6, 10), ends_on=date(2024, 6, 15))
    complete(course, staff)
    year = span_of(PeriodKind.YEAR, 2024)
    assert count(measures.count_staff_trained, one) == {}
    assert count(measures.count_staff_trained, one, span=year) == {(one.pk, "collaborator", "commune"): 1}


@pytest.mark.parametrize(
    ("day", "counts"), ((date(2023, 12, 14), 0), (date(2023, 12, 15), 1), (date(2024, 6, 14), 1))
)
def test_both_ends_of_a_period_belong_to_it(one, day, counts):
    complete(CourseFactory(unit=one, ends_on=day), add_staff(one))
    assert sum(count(measures.count_trainees, one).values()) == counts


@pytest.mark.parametrize("result", (Result.PENDING, Result.NOT_COMPLETED))
def test_who_has_not_completed_the_course_does_not_count(one, result):
    complete(CourseFactory(unit=one), add_staff(one), result=result)
    for counter in (measures.count_staff_trained, measures.count_trainees, measures.count_trained_in_phase):
        assert count(counter, one) == {}


@pytest.mark.parametrize("state", (CourseState.PLANNED, CourseState.CANCELLED))
def test_a_course_that_was_not_held_does_not_count(one, state):
    complete(CourseFactory(unit=one, state=state), add_staff(one))
    assert count(measures.count_trainees, one) == {}


def test_a_day_belongs_to_the_six_months_and_the_year_or_to_the_year_alone():
    assert measures.periods_of(date(2024, 6, 14)) == [("half_year", 2024), ("year", 2024)]
    assert measures.periods_of(date(2024, 6, 15)) == [("year", 2024)]
    assert measures.periods_of(date(2024, 12, 15)) == [("half_year", 2025), ("year", 2025)]


# --- Who is one person --------------------------------------------------------------------------


def test_somebody_in_two_courses_is_one_person_and_two_attendances_under_the_higher_kind(one):
    staff = add_staff(one)
    complete(CourseFactory(unit=one, kind=TrainingKind.FORMAL, ends_on=date(2024, 2, 1)), staff)
    complete(CourseFactory(unit=one, kind=TrainingKind.SKILLS, ends_on=date(2024, 5, 1)), staff)
    assert count(measures.count_staff_trained, one) == {(one.pk, "collaborator", "commune"): 1}
    assert count(measures.count_trainees, one) == {(one.pk, "formal", None): 1}
    assert count(measures.count_trained_in_phase, one) == {(one.pk, None, None): 1}
    people = measures.persons_and_attendances(Participant.objects.all())
    assert (people.persons, people.attendances, people.by_number) == (1, 2, 0)


def test_a_person_trained_in_two_periods_counts_in_both_but_once_in_the_phase(one):
    staff = add_staff(one)
    complete(CourseFactory(unit=one, kind=TrainingKind.FORMAL, ends_on=date(2022, 5, 1)), staff)
    complete(CourseFactory(unit=one, kind=TrainingKind.SKILLS, ends_on=date(2024, 5, 1)), staff)
    earlier = span_of(PeriodKind.HALF_YEAR, 2022)
    assert count(measures.count_trainees, one, span=earlier) == {(one.pk, "formal", None): 1}
    assert count(measures.count_trainees, one) == {(one.pk, "skills", None): 1}
    assert count(measures.count_trained_in_phase, one) == {(one.pk, None, None): 1}


def test_a_person_with_two_posts_counts_once_at_the_main_one(one, two):
    staff = add_staff(one)
    PostFactory(worker=staff, number=2, unit=two, is_main=False, kind=StaffKind.CIVIL_SERVANT)
    complete(CourseFactory(unit=two), staff, unit=two)
    assert count(measures.count_staff_trained, one, two) == {(one.pk, "collaborator", "commune"): 1}
    assert count(measures.count_trainees, one, two) == {(one.pk, "skills", None): 1}


def test_who_moved_after_the_course_counts_where_the_main_post_is_on_the_cut_off_day(one, two):
    staff = add_staff(one, ended_on=date(2024, 6, 1))
    PostFactory(worker=staff, number=2, unit=two, started_on=date(2024, 6, 1), workplace=Workplace.HEALTH)
    complete(CourseFactory(unit=one), staff, unit=one)
    assert count(measures.count_staff_trained, one, two) == {(two.pk, "collaborator", "health"): 1}
    assert count(measures.count_trainees, one, two) == {(two.pk, "skills", None): 1}
    assert count(measures.count_trainees, one) == {}


def test_who_left_is_a_trainee_of_the_unit_of_the_list_but_no_trained_staff(one, two):
    staff = add_staff(one, ended_on=date(2024, 6, 1))
    complete(CourseFactory(unit=one, ends_on=date(2024, 2, 1)), staff, unit=one)
    complete(CourseFactory(unit=one, ends_on=date(2024, 3, 1)), staff, unit=two)
    assert count(measures.count_staff_trained, one, two) == {}
    assert count(measures.count_trainees, one, two) == {(two.pk, "skills", None): 1}
    assert count(measures.count_trainees, one) == {}


def test_people_by_name_are_told_apart_by_name_year_of_birth_and_unit(one, two):
    first, second = CourseFactory(unit=one), CourseFactory(unit=one)
    ParticipantFactory(course=first, full_name="Nguyễn Thị Đào", birth_year=1985)
    ParticipantFactory(course=second, full_name="NGUYEN THI DAO", birth_year=1985)
    ParticipantFactory(course=second, full_name="Nguyễn Thị Đào", birth_year=1990)
    ParticipantFactory(course=second, full_name="Nguyễn Thị Đào", birth_year=1985, unit=two)
    assert count(measures.count_trainees, one, two) == {
        (one.pk, "skills", None): 2,
        (two.pk, "skills", None): 1,
    }
    assert count(measures.count_staff_trained, one, two) == {}
    people = measures.persons_and_attendances(Participant.objects.all())
    assert (people.persons, people.attendances) == (3, 4)


def test_people_by_number_count_in_full_and_make_the_count_at_most(one):
    for course in (CourseFactory(unit=one), CourseFactory(unit=one)):
        NumberFactory(course=course, headcount=10)
    ParticipantFactory(course=course)
    assert count(measures.count_trainees, one) == {(one.pk, "skills", None): 21}
    assert count(measures.count_trained_in_phase, one) == {(one.pk, None, None): 21}
    people = measures.persons_and_attendances(Participant.objects.all())
    assert (people.persons, people.attendances, people.by_number, people.is_at_most) == (21, 21, 20, True)


def test_a_unit_counts_without_the_units_below_it(one, district):
    complete(CourseFactory(unit=district), add_staff(one), unit=one)
    complete(CourseFactory(unit=district), add_staff(district), unit=district)
    assert count(measures.count_trainees, district) == {(district.pk, "skills", None): 1}
    assert count(measures.count_trainees, district, one) == {
        (district.pk, "skills", None): 1,
        (one.pk, "skills", None): 1,
    }


# --- Merged records -----------------------------------------------------------------------------


def test_courses_of_a_merged_record_count_for_the_one_that_was_kept(one, officer):
    keep, drop = add_staff(one, worker__full_name="Lê Thị An"), add_staff(one, worker__full_name="Lê Thị An")
    complete(CourseFactory(unit=one, kind=TrainingKind.SKILLS), keep)
    complete(CourseFactory(unit=one, kind=TrainingKind.RETRAINING), drop)
    assert count(measures.count_trainees, one) == {
        (one.pk, "skills", None): 1,
        (one.pk, "retraining", None): 1,
    }
    merge_workers(keep, drop, taken=(), versions=(keep.version, drop.version), by=officer)
    assert count(measures.count_trainees, one) == {(one.pk, "retraining", None): 1}
    assert count(measures.count_staff_trained, one) == {(one.pk, "collaborator", "commune"): 1}


def test_both_records_in_one_course_are_one_person_and_two_attendances_after_merging(one, officer):
    keep, drop = add_staff(one), add_staff(one)
    course = CourseFactory(unit=one)
    complete(course, keep)
    complete(course, drop)
    merge_workers(keep, drop, taken=(), versions=(keep.version, drop.version), by=officer)
    assert count(measures.count_trainees, one) == {(one.pk, "skills", None): 1}
    people = measures.persons_and_attendances(course.participants.all())
    assert (people.persons, people.attendances) == (1, 2)


# --- The same number on the list, in a constant number of queries --------------------------------


@pytest.fixture
def crowd(one, two, district):
    """Staff of three units, somebody who left, somebody by name, and a number."""
    staff = [add_staff(unit) for unit in (one, two, district)]
    course = CourseFactory(unit=district)
    formal = CourseFactory(unit=district, kind=TrainingKind.FORMAL, ends_on=date(2022, 5, 1))
    for worker in staff:
        complete(course, worker, unit=district)
    complete(formal, staff[0], unit=one)
    complete(course, add_staff(one, ended_on=date(2024, 1, 1)), unit=one)
    ParticipantFactory(course=course, unit=one)
    NumberFactory(course=course, unit=one, headcount=7)


COUNTERS = (
    (measures.count_staff_trained, measures.staff_trained_query),
    (measures.count_trainees, measures.trainees_query),
    (measures.count_trained_in_phase, measures.trained_in_phase_query),
)


@pytest.mark.parametrize(("counter", "query"), COUNTERS)
def test_the_list_behind_a_count_shows_as_many_persons(crowd, one, two, district, officer, counter, query):
    found = count(counter, one, two, district)
    assert found
    for (unit, row, column), number in found.items():
        asked = QueryDict(urlencode(query(unit, HALF_YEAR, PHASE_FROM, row, column)))
        form = TrainedForm(asked, user=officer)
        assert form.is_valid()
        assert sum_up(find_trained(form)).persons == number


def test_the_counts_of_the_crowd(crowd, one, two, district):
    assert count(measures.count_staff_trained, one, two, district) == {
        (one.pk, "collaborator", "commune"): 1,
        (two.pk, "collaborator", "commune"): 1,
        (district.pk, "collaborator", "commune"): 1,
    }
    assert count(measures.count_trainees, one, two, district) == {
        (one.pk, "skills", None): 10,
        (two.pk, "skills", None): 1,
        (district.pk, "skills", None): 1,
    }


@pytest.mark.parametrize(("counter", "query"), COUNTERS)
def test_counting_takes_two_queries_however_many_units(
    crowd, one, two, district, django_assert_num_queries, counter, query
):
    for units in ((one,), (one, two, district)):
        with django_assert_num_queries(2):
            count(counter, *units)


def test_persons_and_attendances_take_one_query(crowd, django_assert_num_queries):
    with django_assert_num_queries(1):
        measures.persons_and_attendances(Participant.objects.all())


def test_the_page_of_a_course_says_where_each_counts(one, two, officer):
    moved = add_staff(one, ended_on=date(2024, 6, 1))
    PostFactory(worker=moved, number=2, unit=two, started_on=date(2024, 6, 1))
    course = CourseFactory(unit=one)
    first = complete(course, moved, unit=one)
    failed = complete(course, add_staff(one), result=Result.NOT_COMPLETED)
    complete(CourseFactory(unit=one, kind=TrainingKind.FORMAL, ends_on=date(2024, 1, 1)), moved)
    places = measures.places_of(course)
    assert places[first.pk].unit_id == two.pk
    assert places[first.pk].highest == "formal"
    assert failed.pk not in places
    assert measures.places_of(CourseFactory(unit=one, state=CourseState.PLANNED)) == {}


def test_a_person_of_the_registry_without_any_post_counts_by_the_list(one):
    complete(CourseFactory(unit=one), WorkerFactory(), unit=one)
    trained = measures.read_trained([one.pk], Span(date(2024, 1, 1), date(2024, 6, 14)))
    assert [(row.unit_id, row.is_staff) for row in trained] == [(one.pk, False)]
    assert Course.objects.held_in(date(2024, 1, 1), date(2024, 6, 14)).count() == 1


def test_a_reader_of_a_branch_sees_only_its_trained_people(crowd, home, one, two):
    form = TrainedForm(QueryDict("ever=on"), user=home.people[Role.COMMUNE_OFFICER])
    assert {row.unit_id for row in find_trained(form)} == {one.pk}
