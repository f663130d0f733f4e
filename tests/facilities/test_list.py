"""The list: which facilities each filter finds, in a constant number of queries, for whom."""

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse

from facilities import services
from facilities.enums import FacilityKind, Ownership, ServiceKind
from facilities.models import Facility
from facilities.registries import FACILITIES
from facilities.services import Decision
from facilities.services.bulk import change_many
from swprogram.kit import clock
from swprogram.org.roles import Role
from swprogram.registry.lists import Selection
from swprogram.registry.paging import order_records
from tests.factories.facilities import FacilityFactory, FacilityServiceFactory

READERS = {
    Role.PROVINCIAL_OFFICER,
    Role.PROVINCIAL_LEADER,
    Role.DISTRICT_OFFICER,
    Role.COMMUNE_OFFICER,
}


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)):
        yield


@pytest.fixture
def found(provincial):
    """The names that a query finds, in the order of the list."""

    def find(user=provincial, **query):
        asked = QueryDict(mutable=True)
        for name, value in query.items():
            asked.setlist(name, value if isinstance(value, list) else [str(value)])
        selection = Selection(FACILITIES, user, asked)
        return [facility.name for facility in order_records(selection.records, selection.steps)]

    return find


@pytest.fixture
def four(world, east):
    """A centre and a private home in Đông, a school in its commune, a court in the province."""
    centre = FacilityFactory(name="Trung tâm Đường Sáng", unit=east, in_network_plan=True)
    FacilityFactory(name="Nhà mở", unit=east, kind=FacilityKind.CARE_CHILDREN, ownership=Ownership.NON_PUBLIC)
    FacilityFactory(name="Trường học", unit=world.home.communes["Đông Một"], kind=FacilityKind.SCHOOL)
    FacilityFactory(name="Tòa án", unit=world.home.unit, kind=FacilityKind.COURT)
    FacilityServiceFactory(facility=centre, kind=ServiceKind.ADVICE, until=date(2024, 1, 1))
    FacilityServiceFactory(facility=centre, kind=ServiceKind.HOTLINE, since=date(2024, 1, 1))
    return world


def test_the_list_is_in_vietnamese_order(four, found):
    assert found() == ["Nhà mở", "Tòa án", "Trung tâm Đường Sáng", "Trường học"]
    assert found(order="-name") == ["Trường học", "Trung tâm Đường Sáng", "Tòa án", "Nhà mở"]


@pytest.mark.parametrize("words", ("duong sang", "ĐƯỜNG", "tam đuong"))
def test_names_are_found_without_accents_and_with_either_d(four, found, words):
    assert found(q=words) == ["Trung tâm Đường Sáng"]


def test_a_code_finds_its_facility(four, found):
    court = Facility.objects.get(name="Tòa án")
    assert found(q=court.code) == ["Tòa án"]
    assert found(q=f"cs {court.pk}") == ["Tòa án"]


def test_a_former_name_still_finds_it(four, found, provincial):
    court = Facility.objects.get(name="Tòa án")
    decision = Decision(date(2024, 1, 1))
    services.rename_facility(court, name="Tòa mới", decision=decision, version=1, by=provincial)
    assert found(q="toa an") == ["Tòa mới"]


def test_a_unit_holds_what_is_below_it_unless_one_asks_for_its_own(four, found, east):
    assert found(unit=east.pk) == ["Nhà mở", "Trung tâm Đường Sáng", "Trường học"]
    assert found(unit=east.pk, own="true") == ["Nhà mở", "Trung tâm Đường Sáng"]


@pytest.mark.parametrize(
    ("query", "names"),
    (
        ({"kind": ["court", "school"]}, ["Tòa án", "Trường học"]),
        ({"sector": "education"}, ["Trường học"]),
        ({"body": "justice"}, ["Tòa án"]),
        ({"ownership": "non_public"}, ["Nhà mở"]),
        ({"level": "commune"}, ["Trường học"]),
        ({"in_plan": "true"}, ["Trung tâm Đường Sáng"]),
        ({"in_plan": "false"}, ["Nhà mở", "Tòa án", "Trường học"]),
        ({"serving": "true"}, ["Trung tâm Đường Sáng"]),
        ({"serving": "false"}, ["Nhà mở", "Tòa án", "Trường học"]),
        ({"service": "hotline"}, ["Trung tâm Đường Sáng"]),
        ({"service": "advice"}, []),
        ({"service": "advice", "on": "31/12/2023"}, ["Trung tâm Đường Sáng"]),
        ({"service": "hotline", "on": "2023-12-31"}, []),
    ),
    ids=str,
)
def test_a_filter_finds(four, found, query, names):
    assert found(**query) == names


def test_only_the_open_ones_stand_there_unless_one_asks(east, found):
    FacilityFactory(name="Đóng", unit=east, closed_on=date(2024, 6, 17))
    FacilityFactory(name="Mở", unit=east)
    FacilityFactory(name="Sắp mở", unit=east, opened_on=date(2024, 6, 18))
    assert found() == ["Mở"]
    assert found(state="closed") == ["Đóng"]
    assert found(state="all") == ["Đóng", "Mở", "Sắp mở"]
    assert found(on="16/06/2024") == ["Đóng", "Mở"]
    assert found(on="18/06/2024") == ["Mở", "Sắp mở"]


def test_on_a_past_day_a_transferred_facility_stands_where_it_was(world, found, provincial, east):
    west, moved = world.home.districts["Tây"], FacilityFactory(name="Chuyển", unit=east)
    services.transfer_facility(
        moved, unit=west, managed_by=None, decision=Decision(date(2024, 6, 10)), version=1, by=provincial
    )
    assert (found(unit=east.pk), found(unit=west.pk)) == ([], ["Chuyển"])
    assert found(unit=east.pk, on="09/06/2024") == ["Chuyển"]
    assert found(unit=east.pk, own="true", on="09/06/2024") == ["Chuyển"]
    assert found(unit=west.pk, on="09/06/2024") == []


def test_each_sees_the_own_branch(four, found):
    people = four.home.people
    assert found(people[Role.DISTRICT_OFFICER]) == ["Nhà mở", "Trung tâm Đường Sáng", "Trường học"]
    assert found(people[Role.COMMUNE_OFFICER]) == ["Trường học"]
    assert found(four.other.people[Role.PROVINCIAL_OFFICER]) == []


@pytest.mark.parametrize("role", tuple(Role), ids=str)
def test_the_list_opens_for_those_who_read_registries(signed_in, role):
    expected = 200 if role in READERS else 403
    assert signed_in(role).get(reverse("facility_list")).status_code == expected


@pytest.mark.parametrize("rows", (1, 3))
def test_the_list_takes_as_many_queries_for_three_rows_as_for_one(
    world, signed_in, east, rows, django_assert_num_queries
):
    for number in range(rows):
        facility = FacilityFactory(unit=east, managed_by=world.home.health, name=f"Trung tâm {number}")
        FacilityServiceFactory(facility=facility)
    client = signed_in(Role.PROVINCIAL_OFFICER)
    address = reverse("facility_list")
    client.get(address)
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        assert len(client.get(address, {"unit": east.pk}).context["listing"].rows) == rows


QUERIES_OF_THE_LIST = 11


def test_one_value_for_many_facilities_is_written_with_its_history(four, east, officer):
    changed = change_many(Facility.objects.filter(unit=east), "in_network_plan", True, officer)
    assert changed == 1
    home = Facility.objects.get(name="Nhà mở")
    assert (home.in_network_plan, home.version) == (True, 2)
    assert home.history.order_by("history_id").last().history_user == officer
