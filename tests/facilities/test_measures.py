"""The counts against sums made by hand, and against the lists behind them."""

from datetime import date

import pytest
from django.http import QueryDict

from facilities import measures
from facilities.enums import EventKind, FacilityKind, Ownership
from facilities.registries import FACILITIES
from facilities.services import Decision, transfer_facility
from swprogram.kit import clock
from swprogram.kit.periods import Span
from swprogram.registry.lists import Selection
from tests.factories.facilities import (
    EventPartFactory,
    FacilityEventFactory,
    FacilityFactory,
    FacilityServiceFactory,
)

HALF_YEAR = Span(date(2023, 12, 15), date(2024, 6, 14))
PHASE = date(2020, 12, 15)
COUNTS = {
    measures.count_bodies: measures.bodies_query,
    measures.count_planned: measures.planned_query,
    measures.count_serving: measures.serving_query,
}


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)):
        yield


def count(measure, *units):
    """{(unit, option): number} by the names of the units."""
    names = {unit.pk: unit.short_name for unit in units}
    found = measure([unit.pk for unit in units], HALF_YEAR, PHASE)
    return {(names[unit], row): number for (unit, row, _column), number in found.items()}


def listed(query, unit, row, user):
    """The names on the list that the count leads to."""
    asked = QueryDict(mutable=True)
    asked.update(query(unit.pk, HALF_YEAR, PHASE, row, None))
    return sorted(facility.name for facility in Selection(FACILITIES, user, asked).records)


@pytest.fixture
def network(world, east):
    """In Đông: two centres and a school in the plan, a private home outside of it, and a court."""
    own = {"unit": east, "in_network_plan": True}
    first = FacilityFactory(name="Một", **own)
    FacilityFactory(name="Hai", **own)
    school = FacilityFactory(name="Trường", kind=FacilityKind.SCHOOL, **own)
    FacilityFactory(name="Nhà mở", kind=FacilityKind.CARE_CHILDREN, ownership=Ownership.NON_PUBLIC, unit=east)
    FacilityFactory(name="Tòa án", kind=FacilityKind.COURT, **own)
    FacilityServiceFactory(facility=first, since=date(2020, 1, 1))
    FacilityServiceFactory(facility=school, until=date(2024, 6, 15))
    return world


def test_bodies_are_counted_by_kind_and_the_private_one_counts_too(network, east):
    assert count(measures.count_bodies, east) == {
        ("Đông", "assistance"): 3,
        ("Đông", "school"): 1,
        ("Đông", "justice"): 1,
    }


def test_the_plan_counts_by_sector_and_a_court_belongs_to_none(network, east):
    assert count(measures.count_planned, east) == {
        ("Đông", "assistance"): 2,
        ("Đông", "education"): 1,
    }


def test_serving_are_those_in_the_plan_with_a_service_on_the_last_day(network, east):
    assert count(measures.count_serving, east) == {
        ("Đông", "assistance"): 1,
        ("Đông", "education"): 1,
    }


def test_a_service_that_ends_on_the_last_day_is_not_given_on_it(network, east):
    FacilityServiceFactory._meta.model.objects.filter(until=date(2024, 6, 15)).update(until=date(2024, 6, 14))
    assert count(measures.count_serving, east) == {("Đông", "assistance"): 1}


def test_a_service_that_begins_after_the_last_day_is_not_counted(east):
    late = FacilityFactory(unit=east, in_network_plan=True)
    FacilityServiceFactory(facility=late, since=date(2024, 6, 15))
    assert count(measures.count_serving, east) == {}


def test_closed_by_the_last_day_is_gone_and_closed_a_day_later_still_counts(east):
    FacilityFactory(unit=east, closed_on=date(2024, 6, 14))
    FacilityFactory(unit=east, closed_on=date(2024, 6, 15))
    assert count(measures.count_bodies, east) == {("Đông", "assistance"): 1}


def test_opened_on_the_last_day_counts_and_a_day_later_does_not_yet(east):
    FacilityFactory(unit=east, opened_on=date(2024, 6, 14))
    FacilityFactory(unit=east, opened_on=date(2024, 6, 15))
    assert count(measures.count_bodies, east) == {("Đông", "assistance"): 1}


def test_a_district_counts_its_own_and_not_those_of_its_communes(world, east):
    commune = world.home.communes["Đông Một"]
    FacilityFactory(unit=east)
    FacilityFactory(unit=commune)
    FacilityFactory(unit=commune)
    assert count(measures.count_bodies, east, commune) == {
        ("Đông", "assistance"): 1,
        ("Đông Một", "assistance"): 2,
    }
    assert count(measures.count_bodies, east) == {("Đông", "assistance"): 1}


def test_a_facility_counts_with_the_unit_that_it_had_on_the_last_day(world, provincial, east):
    west = world.home.districts["Tây"]
    moved = FacilityFactory(unit=east)
    transfer_facility(
        moved,
        unit=west,
        managed_by=None,
        decision=Decision(date(2024, 6, 15)),
        version=moved.version,
        by=provincial,
    )
    assert count(measures.count_bodies, east, west) == {("Đông", "assistance"): 1}


def test_moved_by_the_last_day_it_counts_with_its_new_unit(world, provincial, east):
    west = world.home.districts["Tây"]
    moved = FacilityFactory(unit=east)
    transfer_facility(
        moved,
        unit=west,
        managed_by=None,
        decision=Decision(date(2024, 6, 14)),
        version=moved.version,
        by=provincial,
    )
    assert count(measures.count_bodies, east, west) == {("Tây", "assistance"): 1}


def test_moved_twice_since_it_counts_where_the_first_move_began(world, east):
    west, island = world.home.districts["Tây"], world.home.districts["Đảo"]
    moved = FacilityFactory(unit=island)
    for day, old, new in ((16, west, island), (15, east, west)):
        event = FacilityEventFactory(
            kind=EventKind.TRANSFERRED, happened_on=date(2024, 6, day), old_unit=old, new_unit=new
        )
        EventPartFactory(event=event, facility=moved, is_before=True)
    assert count(measures.count_bodies, east, west, island) == {("Đông", "assistance"): 1}


@pytest.mark.parametrize("measure", COUNTS, ids=lambda measure: measure.__name__)
def test_each_count_equals_the_list_that_it_leads_to(network, provincial, east, measure):
    moved = FacilityFactory(unit=east, name="Chuyển đi", in_network_plan=True)
    FacilityServiceFactory(facility=moved)
    transfer_facility(
        moved,
        unit=network.home.districts["Tây"],
        managed_by=None,
        decision=Decision(date(2024, 6, 16)),
        version=moved.version,
        by=provincial,
    )
    counts = measure([east.pk], HALF_YEAR, PHASE)
    assert sum(counts.values()) > 1
    for (unit, row, _column), number in counts.items():
        assert unit == east.pk
        assert len(listed(COUNTS[measure], east, row, provincial)) == number


def test_the_list_behind_the_serving_centres_names_them(network, provincial, east):
    assert listed(measures.serving_query, east, "assistance", provincial) == ["Một"]


@pytest.mark.parametrize("measure", COUNTS, ids=lambda measure: measure.__name__)
def test_a_count_of_all_units_takes_one_query(network, django_assert_num_queries, measure):
    units = [unit.pk for unit in (*network.home.districts.values(), *network.home.communes.values())]
    with django_assert_num_queries(1):
        measure(units, HALF_YEAR, PHASE)
