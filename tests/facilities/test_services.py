"""The life of a facility: each event keeps what was, and is refused where it cannot have happened."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from facilities import services
from facilities.enums import ClientGroup, EventKind, FacilityKind, Precision, ServiceKind
from facilities.models import Capacity, EventPart, Facility, FacilityEvent, FacilityService
from facilities.services import Decision
from swprogram.kit import clock
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.roles import Role
from tests.factories.facilities import FacilityFactory, FacilityServiceFactory

DAY = date(2024, 3, 1)


@pytest.fixture(autouse=True)
def in_june():
    with clock.at(date(2024, 6, 17)), translation.override("en"):
        yield


def closed(facility, by, day=DAY):
    return services.close_facility(facility, decision=Decision(day), version=facility.version, by=by)


def renamed(facility, name, by, day=DAY, **facts):
    decision = Decision(day, **facts)
    return services.rename_facility(facility, name=name, decision=decision, version=facility.version, by=by)


def transferred(facility, unit, by, managed_by=None, day=DAY):
    return services.transfer_facility(
        facility, unit=unit, managed_by=managed_by, decision=Decision(day), version=facility.version, by=by
    )


def merged(facilities, by, day=DAY, **others):
    versions = {facility.pk: facility.version for facility in facilities}
    return services.merge_facilities(facilities, decision=Decision(day), versions=versions, by=by, **others)


def parts_of(event):
    return sorted(
        event.parts.values_list("facility__name", "is_before", "is_after"), key=lambda part: part[0]
    )


def refusal(call, *args, **kwargs):
    with pytest.raises((ValidationError, ChangeRefused)) as caught:
        call(*args, **kwargs)
    error = caught.value
    return error.message_dict if isinstance(error, ValidationError) else str(error)


# --- Entering and correcting -----------------------------------------------------------------------


def test_an_added_facility_is_signed_and_searchable_without_accents(officer, east):
    values = {"name": "  Trung tâm Đo\u0302ng ", "kind": FacilityKind.HOSPITAL, "unit": east}
    facility = services.add_facility(values=values, by=officer)
    assert (facility.name, facility.search_key) == ("Trung tâm Đông", "trung tam dong")
    assert facility.history.get().history_user == officer


def test_nobody_adds_a_facility_to_a_unit_beside_their_own(world, officer):
    values = {"name": "Xa", "kind": FacilityKind.SCHOOL, "unit": world.home.districts["Tây"]}
    with pytest.raises(PermissionDenied):
        services.add_facility(values=values, by=officer)


def test_nobody_gives_a_facility_away_by_a_correction(world, officer, centre):
    with pytest.raises(PermissionDenied):
        services.change_facility(centre, values={"unit": world.home.districts["Tây"]}, version=1, by=officer)


def test_a_leader_reads_but_does_not_change(world, centre):
    leader = world.home.people[Role.PROVINCIAL_LEADER]
    with pytest.raises(PermissionDenied):
        services.change_facility(centre, values={"phone": "0254"}, version=1, by=leader)


def test_a_correction_counts_the_version_and_one_that_changes_nothing_does_not(officer, centre):
    assert services.change_facility(centre, values={"phone": "0254"}, version=1, by=officer).version == 2
    assert services.change_facility(centre, values={"phone": "0254"}, version=2, by=officer).version == 2
    assert centre.history.count() == 2


def test_a_correction_on_an_old_version_is_refused(officer, centre):
    services.change_facility(centre, values={"phone": "0254"}, version=1, by=officer)
    with pytest.raises(StaleVersion):
        services.change_facility(centre, values={"phone": "0255"}, version=1, by=officer)


def test_what_an_event_has_told_is_not_overwritten(officer, centre):
    centre = renamed(centre, "Tên mới", officer)
    told = refusal(
        services.change_facility, centre, values={"name": "Khác"}, version=centre.version, by=officer
    )
    assert list(told) == ["name"]
    services.change_facility(centre, values={"phone": "0254"}, version=centre.version, by=officer)


def test_services_are_added_changed_and_taken_out(officer, centre):
    FacilityServiceFactory(facility=centre, kind=ServiceKind.ADVICE, since=date(2020, 1, 1))
    FacilityServiceFactory(facility=centre, kind=ServiceKind.THERAPY)
    given = {
        ServiceKind.ADVICE: (date(2020, 1, 1), None),
        ServiceKind.HOTLINE: (date(2024, 1, 1), date(2024, 5, 1)),
    }
    facility = services.set_services(centre, services=given, version=1, by=officer)
    assert facility.version == 2
    assert list(centre.services.values_list("kind", "since", "until")) == [
        ("advice", date(2020, 1, 1), None),
        ("hotline", date(2024, 1, 1), date(2024, 5, 1)),
    ]
    assert FacilityService.history.filter(kind="therapy", history_type="-").get().history_user == officer
    assert FacilityService.history.filter(kind="advice").count() == 1


def test_places_without_a_number_have_no_row(officer, centre):
    typed = {ClientGroup.OLDER: (0, None), ClientGroup.CHILDREN: (None, None)}
    services.set_capacities(centre, capacities=typed, version=1, by=officer)
    assert list(Capacity.objects.values_list("group", "places", "clients")) == [("older", 0, None)]


# --- Opening and closing ---------------------------------------------------------------------------


def test_an_opening_by_decision_is_an_event_with_its_day(officer, east):
    facility = services.open_facility(
        values={"name": "Mới", "kind": FacilityKind.SOCIAL_WORK_CENTRE, "unit": east},
        decision=Decision(date(2011, 10, 1), Precision.MONTH, "2140/QĐ-UBND"),
        by=officer,
    )
    event = FacilityEvent.objects.get()
    assert facility.opened_on == date(2011, 10, 1)
    assert (event.kind, event.shown_day, event.decision_number, event.recorded_by) == (
        EventKind.OPENED,
        "month 10/2011",
        "2140/QĐ-UBND",
        officer,
    )
    assert parts_of(event) == [("Mới", False, True)]


def test_a_closed_facility_is_there_until_the_day_before(officer, centre):
    facility = closed(centre, officer)
    assert facility.is_open_on(date(2024, 2, 29))
    assert not facility.is_open_on(date(2024, 3, 1))
    assert parts_of(FacilityEvent.objects.get()) == [("Trung tâm Công tác xã hội Đông", True, False)]


def test_it_is_not_closed_before_it_was_opened(officer, east):
    late = FacilityFactory(name="Mới mở", unit=east, opened_on=date(2024, 3, 2))
    assert refusal(closed, late, officer) == {
        "when": ["“Mới mở” was opened on 02/03/2024. Type that day or a later one."]
    }


def test_nothing_happens_to_a_closed_facility_any_more(officer, centre):
    facility = closed(centre, officer)
    message = "“Trung tâm Công tác xã hội Đông” is closed since 01/03/2024: nothing happens to it any more."
    assert refusal(closed, facility, officer) == message
    assert refusal(renamed, facility, "Khác", officer) == message


def test_nothing_is_recorded_before_it_has_happened(officer, centre):
    assert refusal(closed, centre, officer, day=date(2024, 6, 18)) == {
        "when": ["That day is still to come. Record it when it has happened."]
    }


# --- Renaming --------------------------------------------------------------------------------------


def test_a_renamed_facility_is_found_by_both_names(officer, centre):
    facility = renamed(centre, "Nhà Tình thương", officer)
    facility = renamed(facility, "Nhà Hy vọng", officer, day=date(2024, 4, 1))
    assert facility.former_names == "Nhà Tình thương; Trung tâm Công tác xã hội Đông"
    assert facility.search_key == "nha hy vong nha tinh thuong; trung tam cong tac xa hoi dong"


def test_it_is_not_renamed_to_the_name_that_it_has(officer, centre):
    assert refusal(renamed, centre, " Trung tâm Công tác xã hội Đông ", officer) == {
        "name": ["It is called so already. Type the new name."]
    }


def test_former_names_that_are_too_long_drop_the_oldest(officer, centre):
    for day, letter in enumerate("abcd", start=1):
        centre = renamed(centre, letter * 300, officer, day=date(2024, 4, day))
    kept = f"{'c' * 300}; {'b' * 300}; {'a' * 300}; Trung tâm Công tác xã hội Đông"
    assert centre.former_names == kept
    centre = renamed(centre, "e", officer, day=date(2024, 4, 5))
    assert centre.former_names == f"{'d' * 300}; {'c' * 300}; {'b' * 300}"


def test_an_event_before_a_later_one_is_refused(officer, centre):
    facility = renamed(centre, "Tên mới", officer)
    assert refusal(closed, facility, officer, day=date(2024, 2, 29)) == {
        "when": ["The last event of “Tên mới” is of 01/03/2024. Type that day or a later one."]
    }


# --- Transfer --------------------------------------------------------------------------------------


def test_a_transfer_keeps_both_units_and_both_agencies(world, officer, east, centre):
    commune = world.home.communes["Đông Một"]
    facility = transferred(centre, commune, officer, managed_by=world.home.health)
    event = FacilityEvent.objects.get()
    assert (facility.unit, facility.managed_by) == (commune, world.home.health)
    assert (event.old_unit, event.new_unit) == (east, commune)
    assert (event.old_agency, event.new_agency) == (None, world.home.health)


def test_only_the_managing_agency_may_change(world, officer, east, centre):
    transferred(centre, east, officer, managed_by=world.home.health)
    event = FacilityEvent.objects.get()
    assert (event.old_unit, event.new_unit, event.new_agency) == (east, east, world.home.health)


def test_a_transfer_to_where_it_is_is_refused(officer, east, centre):
    assert refusal(transferred, centre, east, officer) == {
        "unit": ["It is there already. Choose another unit or managing agency."]
    }


def test_a_district_does_not_transfer_to_another_district(world, officer, centre):
    with pytest.raises(PermissionDenied):
        transferred(centre, world.home.districts["Tây"], officer)
    assert not FacilityEvent.objects.exists()


# --- Merging ---------------------------------------------------------------------------------------


def test_two_become_a_new_one(officer, east, centre, school):
    values = {"name": "Trung tâm chung", "kind": FacilityKind.SOCIAL_WORK_CENTRE, "unit": east}
    after = merged([centre, school], officer, values=values)
    assert after.opened_on == DAY
    assert set(Facility.objects.filter(closed_on=DAY)) == {centre, school}
    assert parts_of(FacilityEvent.objects.get()) == [
        ("Trung tâm Công tác xã hội Đông", True, False),
        ("Trung tâm chung", False, True),
        ("Trường Tiểu học Đông", True, False),
    ]


def test_one_of_them_may_go_on(officer, centre, school):
    after = merged([centre, school], officer, successor=centre)
    assert (after, after.closed_on) == (centre, None)
    assert parts_of(FacilityEvent.objects.get()) == [
        ("Trung tâm Công tác xã hội Đông", True, True),
        ("Trường Tiểu học Đông", True, False),
    ]


def test_a_closed_facility_is_not_merged_and_nothing_of_it_is_kept(officer, centre, school):
    school = closed(school, officer, day=date(2024, 2, 1))
    assert "is closed since 01/02/2024" in refusal(merged, [centre, school], officer, successor=centre)
    centre.refresh_from_db()
    assert (centre.closed_on, centre.version) == (None, 1)


def test_one_facility_alone_is_not_merged(officer, centre):
    message = "Choose at least one other facility to merge with."
    assert refusal(merged, [centre], officer, successor=centre) == message


def test_a_district_merges_nothing_of_another_district(world, officer, centre):
    other = FacilityFactory(unit=world.home.districts["Tây"])
    with pytest.raises(PermissionDenied):
        merged([centre, other], officer, successor=centre)


# --- Withdrawing -----------------------------------------------------------------------------------


def test_a_withdrawn_event_leaves_everything_as_it_was(world, officer, centre):
    facility = renamed(centre, "Tên mới", officer)
    services.withdraw_event(FacilityEvent.objects.get(), by=officer)
    facility.refresh_from_db()
    assert (facility.name, facility.former_names) == ("Trung tâm Công tác xã hội Đông", "")
    facility = transferred(facility, world.home.communes["Đông Một"], officer)
    services.withdraw_event(FacilityEvent.objects.get(), by=officer)
    facility.refresh_from_db()
    assert facility.unit.short_name == "Đông"
    facility = closed(facility, officer)
    services.withdraw_event(FacilityEvent.objects.get(), by=officer)
    facility.refresh_from_db()
    assert facility.closed_on is None
    assert FacilityEvent.history.filter(history_type="-").count() == 3


def test_a_withdrawn_merger_takes_its_new_facility_with_it(officer, east, centre, school):
    values = {"name": "Chung", "kind": FacilityKind.SOCIAL_WORK_CENTRE, "unit": east}
    merged([centre, school], officer, values=values)
    services.withdraw_event(FacilityEvent.objects.get(), by=officer)
    assert set(Facility.objects.filter(closed_on__isnull=True)) == {centre, school}
    assert not EventPart.objects.exists()


def test_only_the_last_event_is_withdrawn(officer, centre):
    facility = renamed(centre, "Tên mới", officer)
    first = FacilityEvent.objects.get()
    closed(facility, officer, day=date(2024, 4, 1))
    assert refusal(services.withdraw_event, first, by=officer) == (
        "Something happened to “Tên mới” after it. Withdraw the later event first."
    )
