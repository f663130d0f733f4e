"""The API: the same facilities as the list, by the same filters, for reading only."""

import pytest

from facilities.models import Facility
from swprogram.org.roles import Role
from tests.factories.facilities import CapacityFactory, FacilityFactory, FacilityServiceFactory

ADDRESS = "/api/facilities/"


def names(response):
    return [row["name"] for row in response.json()["results"]]


def test_it_gives_the_facilities_in_reach(world, signed_in, centre, school):
    FacilityFactory(unit=world.home.districts["Tây"])
    assert names(signed_in(Role.DISTRICT_OFFICER).get(ADDRESS)) == [centre.name, school.name]
    assert names(signed_in(Role.AGENCY_OFFICER).get(ADDRESS)) == []


def test_it_takes_the_filters_of_the_list(signed_in, centre, school):
    client = signed_in(Role.DISTRICT_OFFICER)
    assert names(client.get(ADDRESS, {"body": "school"})) == [school.name]
    assert names(client.get(ADDRESS, {"q": centre.code})) == [centre.name]


def test_a_facility_comes_with_its_unit_services_and_clients(signed_in, centre):
    FacilityServiceFactory(facility=centre)
    CapacityFactory(facility=centre)
    row = signed_in(Role.DISTRICT_OFFICER).get(f"{ADDRESS}{centre.pk}/").json()
    assert (row["code"], row["unit"], row["managed_by"]) == (centre.code, centre.unit.code, None)
    assert row["services"] == [{"kind": "advice", "since": None, "until": None}]
    assert row["capacities"] == [{"group": "older", "places": 50, "clients": None}]


def test_it_changes_nothing(signed_in, centre):
    client = signed_in(Role.DISTRICT_OFFICER)
    assert client.post(ADDRESS, {"name": "Mới"}).status_code == 405
    assert client.delete(f"{ADDRESS}{centre.pk}/").status_code == 405
    assert Facility.objects.count() == 1


@pytest.mark.parametrize("rows", (1, 3))
def test_a_page_takes_as_many_queries_for_three_as_for_one(signed_in, east, rows, django_assert_num_queries):
    for _number in range(rows):
        FacilityServiceFactory(facility=FacilityFactory(unit=east))
    client = signed_in(Role.DISTRICT_OFFICER)
    client.get(ADDRESS)
    with django_assert_num_queries(QUERIES_OF_A_PAGE):
        assert len(names(client.get(ADDRESS))) == rows


QUERIES_OF_A_PAGE = 7
