"""Counts of small worlds, added up by hand."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from facilities.enums import EventKind, FacilityKind
from facilities.models import EventPart, Facility, FacilityEvent
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind, span_of
from swprogram.org.roles import Role
from tests.factories.workforce import AllowanceFactory, BaseWageFactory, PostFactory, WorkerFactory
from workforce import measures
from workforce.enums import StaffKind, Workplace
from workforce.filters import StaffedBodyForm, WorkerFilter
from workforce.models import Worker

pytestmark = pytest.mark.django_db

HALF_YEAR = span_of(PeriodKind.HALF_YEAR, 2024)  # until 14/06/2024
PHASE_FROM = date(2020, 12, 15)
COLLABORATOR, STAFF = StaffKind.COLLABORATOR, StaffKind.SOCIAL_WORK_STAFF
COMMUNE, HEALTH = Workplace.COMMUNE, Workplace.HEALTH


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


@pytest.fixture
def district(world):
    return world.home.districts["Đông"]


def add_facility(unit, kind=FacilityKind.HOSPITAL, **values):
    return Facility.objects.create(name=values.pop("name", "Bệnh viện"), kind=kind, unit=unit, **values)


def count(counter, *units, span=HALF_YEAR):
    return counter([unit.pk for unit in units], span, PHASE_FROM)


def test_a_person_counts_in_the_cell_of_the_post(one, two, district):
    PostFactory(unit=one)
    PostFactory(unit=one)
    PostFactory(unit=two, kind=STAFF, workplace=HEALTH)
    assert count(measures.count_staff, one, two, district) == {
        (one.pk, "collaborator", "commune"): 2,
        (two.pk, "social_work_staff", "health"): 1,
    }


def test_a_district_does_not_count_the_people_of_its_communes(one, district):
    PostFactory(unit=one)
    assert count(measures.count_staff, district) == {}


def test_a_person_with_two_posts_counts_once_at_the_main_post(one, two):
    worker = WorkerFactory()
    PostFactory(worker=worker, unit=one, number=1, is_main=False)
    PostFactory(worker=worker, unit=two, number=2, is_main=True, kind=STAFF, workplace=HEALTH)
    assert count(measures.count_staff, one, two) == {(two.pk, "social_work_staff", "health"): 1}


def test_without_a_main_post_the_first_one_counts(one, two):
    worker = WorkerFactory()
    PostFactory(worker=worker, unit=two, number=2, is_main=False)
    PostFactory(worker=worker, unit=one, number=1, is_main=False)
    assert count(measures.count_staff, one, two) == {(one.pk, "collaborator", "commune"): 1}


def test_a_main_post_that_has_ended_leaves_the_person_to_the_other(one, two):
    worker = WorkerFactory()
    PostFactory(worker=worker, unit=one, number=1, ended_on=date(2024, 6, 14))
    PostFactory(worker=worker, unit=two, number=2, is_main=False)
    assert count(measures.count_staff, one, two) == {(two.pk, "collaborator", "commune"): 1}


@pytest.mark.parametrize(
    ("moved_on", "counted_in"),
    ((date(2024, 6, 14), "Đông Hai"), (date(2024, 6, 15), "Đông Một")),
)
def test_a_person_who_moved_counts_where_the_cut_off_finds_them(world, moved_on, counted_in):
    communes, worker = world.home.communes, WorkerFactory()
    PostFactory(worker=worker, unit=communes["Đông Một"], number=1, ended_on=moved_on)
    PostFactory(worker=worker, unit=communes["Đông Hai"], number=2, started_on=moved_on)
    counts = count(measures.count_staff, communes["Đông Một"], communes["Đông Hai"])
    assert counts == {(communes[counted_in].pk, "collaborator", "commune"): 1}


def test_posts_that_ended_or_have_not_begun_count_nowhere(one):
    PostFactory(unit=one, ended_on=date(2024, 6, 14))
    PostFactory(unit=one, started_on=date(2024, 6, 15))
    assert count(measures.count_staff, one) == {}


def test_a_post_without_a_first_day_was_there_all_along(one):
    PostFactory(unit=one, started_on=None)
    assert count(measures.count_staff, one) == {(one.pk, "collaborator", "commune"): 1}


def test_a_body_counts_once_however_many_people_it_has(one, district):
    hospital = add_facility(district)
    PostFactory(unit=one, facility=hospital)
    PostFactory(unit=district, facility=hospital)
    add_facility(district, name="Bệnh viện không có người")
    assert count(measures.count_staffed_bodies, one, district) == {(district.pk, "hospital", None): 1}


def test_a_facility_that_has_closed_counts_no_more(one):
    PostFactory(unit=one, facility=add_facility(one, closed_on=date(2024, 6, 14)))
    PostFactory(unit=one, facility=add_facility(one, closed_on=date(2024, 6, 15)))
    PostFactory(unit=one, facility=add_facility(one, opened_on=date(2024, 6, 15)))
    assert count(measures.count_staffed_bodies, one) == {(one.pk, "hospital", None): 1}


def test_a_facility_counts_with_the_unit_that_it_had_on_the_day(one, two):
    hospital = add_facility(two)
    PostFactory(unit=one, facility=hospital)
    transfer = FacilityEvent.objects.create(
        kind=EventKind.TRANSFERRED,
        happened_on=date(2024, 8, 1),
        old_unit=one,
        new_unit=two,
        recorded_at=clock.now(),
    )
    EventPart.objects.create(event=transfer, facility=hospital, is_before=True, is_after=True)
    assert count(measures.count_staffed_bodies, one, two) == {(one.pk, "hospital", None): 1}
    year = span_of(PeriodKind.YEAR, 2024)
    assert count(measures.count_staffed_bodies, one, two, span=year) == {(two.pk, "hospital", None): 1}


def test_a_post_without_employer_is_one_at_the_peoples_committee_of_the_commune(one, district):
    committee = add_facility(one, FacilityKind.COMMITTEE, name="UBND xã Đông Một")
    PostFactory(unit=one)
    PostFactory(unit=district)
    assert count(measures.count_staffed_bodies, one, district) == {(one.pk, "commune", None): 1}
    PostFactory(unit=one, facility=committee)
    assert count(measures.count_staffed_bodies, one) == {(one.pk, "commune", None): 1}


def test_a_committee_that_no_registry_holds_is_counted_neither_here_nor_among_the_bodies(one):
    PostFactory(unit=one)
    assert count(measures.count_staffed_bodies, one) == {}


def test_a_post_at_an_agency_staffs_no_body(world, one):
    PostFactory(unit=one, agency=world.home.health)
    assert count(measures.count_staffed_bodies, one) == {}


def test_one_allowance_of_the_base_wage_is_enough(one):
    BaseWageFactory()
    hospital, clinic = add_facility(one), add_facility(one, name="Trạm y tế")
    AllowanceFactory(post=PostFactory(unit=one, facility=hospital), amount=1_800_000)
    AllowanceFactory(post=PostFactory(unit=one, facility=hospital), amount=500_000)
    AllowanceFactory(post=PostFactory(unit=one, facility=clinic), amount=1_799_999)
    assert count(measures.count_allowance_bodies, one) == {(one.pk, "hospital", None): 1}


def test_the_allowance_is_compared_with_the_base_wage_of_that_day(one):
    BaseWageFactory()
    BaseWageFactory(amount=2_340_000, valid_from=date(2024, 7, 1))
    add_facility(one, FacilityKind.COMMITTEE)
    AllowanceFactory(post=PostFactory(unit=one), amount=1_800_000)
    assert count(measures.count_allowance_bodies, one) == {(one.pk, "commune", None): 1}
    assert count(measures.count_allowance_bodies, one, span=span_of(PeriodKind.YEAR, 2024)) == {}


def test_the_newest_allowance_of_the_day_decides_and_zero_ends_it(one):
    BaseWageFactory()
    add_facility(one, FacilityKind.COMMITTEE)
    post = PostFactory(unit=one)
    AllowanceFactory(post=post, amount=2_000_000, valid_from=date(2023, 8, 1))
    assert count(measures.count_allowance_bodies, one) == {(one.pk, "commune", None): 1}
    AllowanceFactory(post=post, amount=0, valid_from=date(2024, 6, 14))
    assert count(measures.count_allowance_bodies, one) == {}


def test_without_a_known_base_wage_nothing_reaches_it(one):
    add_facility(one, FacilityKind.COMMITTEE)
    AllowanceFactory(post=PostFactory(unit=one))
    assert count(measures.count_allowance_bodies, one) == {}


@pytest.fixture
def crowd(world, one, two):
    """Six people, two of them with two posts, in two communes."""
    BaseWageFactory()
    for unit in (one, two):
        add_facility(unit, FacilityKind.COMMITTEE)
        AllowanceFactory(post=PostFactory(unit=unit))
        worker = WorkerFactory()
        PostFactory(worker=worker, unit=unit, number=1)
        PostFactory(worker=worker, unit=one, number=2, is_main=False, kind=STAFF, facility=add_facility(unit))
        PostFactory(unit=unit, ended_on=date(2024, 3, 1))
    return world.home.people[Role.PROVINCIAL_OFFICER]


def test_the_list_of_people_shows_as_many_as_the_cell_counts(crowd, one, two, rf):
    request = rf.get("/")
    request.user = crowd
    for (unit, row, column), number in count(measures.count_staff, one, two).items():
        query = measures.staff_query(unit, HALF_YEAR, PHASE_FROM, row, column)
        workers = Worker.objects.visible_to(crowd)
        shown = WorkerFilter(QueryDict(urlencode(query)), queryset=workers, request=request)
        assert shown.form.errors == {}
        assert shown.qs.count() == number
    assert sum(count(measures.count_staff, one, two).values()) == 4


@pytest.mark.parametrize("name", ("staffed_bodies", "allowance_bodies"))
def test_the_list_of_bodies_shows_as_many_as_the_cell_counts(crowd, one, two, name):
    counts = count(getattr(measures, f"count_{name}"), one, two)
    assert sum(counts.values()) == {"staffed_bodies": 4, "allowance_bodies": 2}[name]
    for (unit, row, column), number in counts.items():
        query = getattr(measures, f"{name}_query")(unit, HALF_YEAR, PHASE_FROM, row, column)
        assert len(StaffedBodyForm(QueryDict(urlencode(query)), user=crowd).find()) == number


@pytest.mark.parametrize("number", (1, 3))
def test_counting_needs_the_same_queries_for_any_number_of_units(world, number, django_assert_num_queries):
    units = list(world.home.communes.values())[:number]
    BaseWageFactory()
    for unit in units:
        add_facility(unit, FacilityKind.COMMITTEE)
        PostFactory(unit=unit)
        PostFactory(unit=unit, facility=add_facility(unit))
    with django_assert_num_queries(1):
        count(measures.count_staff, *units)
    with django_assert_num_queries(3):
        count(measures.count_allowance_bodies, *units)
