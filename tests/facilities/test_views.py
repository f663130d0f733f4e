"""The pages of a facility: who may open them, what they show and what they save."""

from datetime import date

import pytest
from django.urls import reverse

from facilities import services
from facilities.enums import EventKind, ServiceKind
from facilities.models import Capacity, Facility, FacilityEvent
from facilities.services import Decision
from swprogram.kit import clock
from swprogram.org.roles import Role
from tests.factories.facilities import CapacityFactory, FacilityFactory, FacilityServiceFactory

FORMS = (
    "facility_edit",
    "facility_services",
    "facility_clients",
    "facility_close",
    "facility_rename",
    "facility_transfer",
    "facility_merge",
)


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)):
        yield


def page(client, url_name, facility, /, **data):
    address = reverse(url_name, args=[facility.pk])
    return client.post(address, data) if data else client.get(address)


def status(client, name, facility):
    return page(client, name, facility).status_code


def typed(facility, **changes):
    """The facility as its form sends it."""
    kept = {
        "name": facility.name,
        "kind": facility.kind,
        "ownership": facility.ownership,
        "unit": facility.unit_id,
        "version": facility.version,
    }
    return kept | changes


# --- Who may open what -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ("facility_detail", *FORMS))
def test_the_own_unit_and_those_below_open_and_a_sibling_is_not_found(world, signed_in, centre, name):
    client = signed_in(Role.DISTRICT_OFFICER)
    below = FacilityFactory(unit=world.home.communes["Đông Một"])
    sibling = FacilityFactory(unit=world.home.districts["Tây"])
    above = FacilityFactory(unit=world.home.unit)
    answers = [status(client, name, facility) for facility in (centre, below, sibling, above)]
    assert answers == [200, 200, 404, 404]


@pytest.mark.parametrize("name", FORMS)
def test_a_leader_reads_but_opens_no_form(signed_in, centre, name):
    client = signed_in(Role.PROVINCIAL_LEADER)
    assert status(client, "facility_detail", centre) == 200
    assert status(client, name, centre) == 403


@pytest.mark.parametrize("role", (Role.SYSTEM_ADMINISTRATOR, Role.AGENCY_OFFICER, Role.MINISTRY_VIEWER))
def test_roles_without_registries_are_refused(signed_in, centre, role):
    client = signed_in(role)
    assert status(client, "facility_detail", centre) == 404
    assert client.get(reverse("facility_add")).status_code == 403


# --- The page of a facility ------------------------------------------------------------------------


def test_the_page_tells_facts_services_clients_life_and_counts(world, signed_in, officer, centre):
    centre.in_network_plan = True
    centre.save()
    FacilityServiceFactory(facility=centre, since=date(2020, 1, 1))
    CapacityFactory(facility=centre, places=1200, clients=None)
    services.rename_facility(
        centre,
        name="Nhà mới",
        decision=Decision(date(2013, 2, 1), "month", "5/QĐ"),
        version=1,
        by=officer,
    )
    html = page(signed_in(Role.DISTRICT_OFFICER), "facility_detail", centre).content.decode()
    for text in ("Nhà mới", "Advice", "01/01/2020", "1,200", "month 2/2013", "5/QĐ", "Former names"):
        assert text in html
    assert html.count("Huyện Đông, under “Social assistance facilities”") == 3


@pytest.mark.parametrize(
    ("values", "reasons"),
    (
        ({}, ["", "It is not in the network plan.", "It is not in the network plan."]),
        ({"in_network_plan": True}, ["", "", "It gives no social work service on this day."]),
        ({"closed_on": date(2024, 1, 1)}, ["It is closed since 01/01/2024."] * 3),
        ({"opened_on": date(2024, 7, 1)}, ["It opens on 01/07/2024."] * 3),
        (
            {"kind": "court", "in_network_plan": True},
            ["", *["A body of this kind belongs to no sector of the network plan."] * 2],
        ),
    ),
    ids=str,
)
def test_the_page_says_why_a_facility_does_not_count(signed_in, east, values, reasons):
    facility = FacilityFactory(unit=east, **values)
    context = page(signed_in(Role.DISTRICT_OFFICER), "facility_detail", facility).context
    shown = [("" if place.is_counted else place.text) for place in context["places_in_counts"]]
    assert shown == reasons


def test_what_lies_outside_of_reach_is_named_without_an_address(world, signed_in, provincial, centre):
    other = FacilityFactory(name="Trung tâm Tây", unit=world.home.districts["Tây"])
    services.merge_facilities(
        [centre, other],
        decision=Decision(date(2024, 3, 1)),
        versions={centre.pk: 1, other.pk: 1},
        successor=centre,
        by=provincial,
    )
    address = reverse("facility_detail", args=[other.pk])
    html = page(signed_in(Role.DISTRICT_OFFICER), "facility_detail", centre).content.decode()
    assert "Trung tâm Tây" in html
    assert address not in html
    assert address in page(signed_in(Role.PROVINCIAL_OFFICER), "facility_detail", centre).content.decode()


@pytest.mark.parametrize("rows", (1, 3))
def test_the_page_takes_as_many_queries_for_three_of_everything_as_for_one(
    signed_in, officer, centre, rows, django_assert_num_queries
):
    for number, kind in enumerate(list(ServiceKind)[:rows], start=1):
        FacilityServiceFactory(facility=centre, kind=kind)
        services.rename_facility(
            centre,
            name=f"Tên {number}",
            decision=Decision(date(2024, 1, number)),
            version=number,
            by=officer,
        )
    client = signed_in(Role.DISTRICT_OFFICER)
    page(client, "facility_detail", centre)
    with django_assert_num_queries(QUERIES_OF_THE_PAGE):
        page(client, "facility_detail", centre)


QUERIES_OF_THE_PAGE = 15


# --- Entering and correcting -----------------------------------------------------------------------


def test_a_new_facility_with_a_rough_day_is_opened_by_an_event(signed_in, east):
    data = {"name": "Nhà mở", "kind": "care_children", "ownership": "non_public", "unit": east.pk}
    data |= {
        "opened_on": "10/2011",
        "decision_number": "2140/QĐ-UBND",
        "latitude": "10.346012",
        "longitude": "107,084331",
    }
    response = signed_in(Role.DISTRICT_OFFICER).post(reverse("facility_add"), data)
    facility = Facility.objects.get()
    assert response.url == reverse("facility_services", args=[facility.pk])
    assert (facility.opened_on, str(facility.latitude)) == (date(2011, 10, 1), "10.346012")
    event = FacilityEvent.objects.get()
    assert (event.kind, event.precision, event.decision_number) == ("opened", "month", "2140/QĐ-UBND")


def test_a_new_facility_without_a_decision_has_no_event(signed_in, east):
    data = {"name": "Nhà mở", "kind": "care_children", "ownership": "public", "unit": east.pk}
    data |= {"opened_on": "22/03/2011"}
    signed_in(Role.DISTRICT_OFFICER).post(reverse("facility_add"), data)
    assert Facility.objects.get().opened_on == date(2011, 3, 22)
    assert not FacilityEvent.objects.exists()


def test_a_unit_beside_the_own_one_cannot_be_chosen(world, signed_in):
    data = {"name": "Xa", "kind": "school", "ownership": "public", "unit": world.home.districts["Tây"].pk}
    response = signed_in(Role.DISTRICT_OFFICER).post(reverse("facility_add"), data)
    assert list(response.context["form"].errors) == ["unit"]


def test_both_coordinates_or_none(signed_in, centre):
    response = page(
        signed_in(Role.DISTRICT_OFFICER), "facility_edit", centre, **typed(centre, latitude="10,3")
    )
    assert response.context["form"].errors == {"longitude": ["Give both co-ordinates, or none."]}


def test_what_somebody_else_saved_meanwhile_is_shown_and_nothing_is_lost(signed_in, officer, centre):
    services.change_facility(centre, values={"phone": "0254"}, version=1, by=officer)
    client = signed_in(Role.PROVINCIAL_OFFICER)
    response = page(client, "facility_edit", centre, **typed(centre, phone="0255"))
    assert [(row.label, row.saved, row.typed) for row in response.context["form"].conflicts] == [
        ("Telephone", "0254", "0255")
    ]
    assert page(client, "facility_edit", centre, **typed(centre, phone="0255", version=2)).status_code == 302
    centre.refresh_from_db()
    assert centre.phone == "0255"


def test_what_an_event_told_stands_in_the_form_but_is_closed(signed_in, officer, centre):
    services.rename_facility(
        centre, name="Nhà mới", decision=Decision(date(2024, 1, 1)), version=1, by=officer
    )
    client = signed_in(Role.DISTRICT_OFFICER)
    assert page(client, "facility_edit", centre).context["form"].fields["name"].disabled
    page(client, "facility_edit", centre, **typed(centre, name="Khác", version=2, phone="0254"))
    centre.refresh_from_db()
    assert (centre.name, centre.phone) == ("Nhà mới", "0254")


def test_services_are_ticked_with_their_days(signed_in, centre):
    data = {"version": 1, "gives_advice": "on", "since_hotline": "01/02/2024"}
    response = page(signed_in(Role.DISTRICT_OFFICER), "facility_services", centre, **data)
    assert response.url == reverse("facility_detail", args=[centre.pk])
    assert list(centre.services.values_list("kind", "since").order_by("kind")) == [
        ("advice", None),
        ("hotline", date(2024, 2, 1)),
    ]


def test_a_service_does_not_end_before_it_begins(signed_in, centre):
    data = {"version": 1, "since_advice": "01/02/2024", "until_advice": "31/01/2024"}
    response = page(signed_in(Role.DISTRICT_OFFICER), "facility_services", centre, **data)
    assert list(response.context["form"].errors) == ["until_advice"]


def test_services_saved_by_somebody_else_meanwhile_are_told(signed_in, officer, centre):
    services.set_services(centre, services={"hotline": (None, None)}, version=1, by=officer)
    response = page(
        signed_in(Role.PROVINCIAL_OFFICER), "facility_services", centre, version=1, gives_advice="on"
    )
    assert [save.who for save in response.context["form"].saves] == [officer]
    assert response.context["form"]["version"].value() == "2"


def test_clients_are_typed_as_offices_write_numbers(signed_in, centre):
    client = signed_in(Role.DISTRICT_OFFICER)
    page(client, "facility_clients", centre, version=1, places_older="1,200", clients_older="0")
    assert Capacity.objects.values_list("group", "places", "clients").get() == ("older", 1200, 0)
    response = page(client, "facility_clients", centre, version=2, places_older="100001")
    assert list(response.context["form"].errors) == ["places_older"]


# --- Events ----------------------------------------------------------------------------------------


def test_each_event_is_recorded_by_its_form(world, signed_in, centre):
    client = signed_in(Role.DISTRICT_OFFICER)
    commune = world.home.communes["Đông Một"]
    page(client, "facility_rename", centre, version=1, when="01/2023", name="Nhà mới")
    page(client, "facility_transfer", centre, version=2, when="2024", unit=commune.pk)
    page(client, "facility_close", centre, version=3, when="01/02/2024", decision_number="7/QĐ")
    centre.refresh_from_db()
    assert (centre.name, centre.unit, centre.closed_on) == ("Nhà mới", commune, date(2024, 2, 1))
    assert list(FacilityEvent.objects.values_list("kind", "precision")) == [
        (EventKind.RENAMED, "month"),
        (EventKind.TRANSFERRED, "year"),
        (EventKind.CLOSED, "day"),
    ]


@pytest.mark.parametrize("when", ("", "31/02/2024", "13/2024", "hôm qua"))
def test_a_day_that_cannot_be_read_is_told_at_its_field(signed_in, centre, when):
    response = page(signed_in(Role.DISTRICT_OFFICER), "facility_close", centre, version=1, when=when)
    assert list(response.context["form"].errors) == ["when"]


def test_what_the_service_refuses_stands_beside_the_field(signed_in, centre):
    data = {"version": 1, "when": "01/01/2024", "name": centre.name}
    response = page(signed_in(Role.DISTRICT_OFFICER), "facility_rename", centre, **data)
    assert response.context["form"].errors == {"name": ["It is called so already. Type the new name."]}


def test_a_merger_finds_the_others_by_name_and_makes_a_new_facility(signed_in, centre, school):
    client = signed_in(Role.DISTRICT_OFFICER)
    shown = client.get(reverse("facility_merge", args=[centre.pk]), {"q": "tieu hoc"}).context["shown"]
    assert shown == [school]
    data = {"version": 1, "when": "02/2013", "others": [school.pk], "into": "new", "name": "Nhà chung"}
    response = page(client, "facility_merge", centre, **data, kind="social_work_centre")
    after = Facility.objects.get(name="Nhà chung")
    assert response.url == reverse("facility_detail", args=[after.pk])
    assert (after.opened_on, after.unit) == (date(2013, 2, 1), centre.unit)
    assert Facility.objects.filter(closed_on=date(2013, 2, 1)).count() == 2


def test_a_merger_into_a_new_facility_needs_its_name(signed_in, centre, school):
    data = {"version": 1, "when": "2013", "others": [school.pk], "into": "new", "kind": "school"}
    response = page(signed_in(Role.DISTRICT_OFFICER), "facility_merge", centre, **data)
    assert response.context["form"].errors == {"name": ["Type the name of the new facility."]}
    assert response.context["shown"] == [school]


def test_the_last_event_is_withdrawn_by_those_who_keep_the_facility(world, signed_in, officer, centre):
    services.close_facility(centre, decision=Decision(date(2024, 1, 1)), version=1, by=officer)
    address = reverse("facility_event_withdraw", args=[FacilityEvent.objects.get().pk])
    assert signed_in(Role.COMMUNE_OFFICER).post(address).status_code == 404
    assert signed_in(Role.PROVINCIAL_LEADER).post(address).status_code == 403
    assert signed_in(Role.DISTRICT_OFFICER).get(address).status_code == 405
    assert signed_in(Role.DISTRICT_OFFICER).post(address).status_code == 302
    centre.refresh_from_db()
    assert centre.closed_on is None
