"""What the database itself holds, each constraint by its name."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from facilities.enums import COUNTED_AS, EventKind, FacilityKind, Precision, kinds_of_body, kinds_of_sector
from facilities.models import Facility
from tests.factories.facilities import (
    CapacityFactory,
    EventPartFactory,
    FacilityEventFactory,
    FacilityFactory,
    FacilityServiceFactory,
)


def refused(constraint, factory, **values):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        factory(**values)
    return constraint in str(caught.value)


@pytest.mark.parametrize(
    ("constraint", "values"),
    (
        ("facility_dates_in_order", {"opened_on": date(2020, 1, 2), "closed_on": date(2020, 1, 1)}),
        ("facility_both_coordinates_or_none", {"latitude": Decimal("10.3")}),
        ("facility_licence_says_which", {"licence_number": "12/GP"}),
    ),
)
def test_a_facility_is_refused_by(east, constraint, values):
    assert refused(constraint, FacilityFactory, unit=east, **values)


@pytest.mark.parametrize(
    ("constraint", "factory", "values"),
    (
        ("capacity_says_something", CapacityFactory, {"places": None}),
        (
            "service_dates_in_order",
            FacilityServiceFactory,
            {"since": date(2020, 1, 2), "until": date(2020, 1, 1)},
        ),
        ("event_part_before_or_after", EventPartFactory, {"is_after": False}),
    ),
)
def test_its_parts_are_refused_by(centre, constraint, factory, values):
    assert refused(constraint, factory, facility=centre, **values)


@pytest.mark.parametrize("factory", (CapacityFactory, FacilityServiceFactory))
def test_a_group_and_a_service_stand_once_in_a_facility(centre, factory):
    factory(facility=centre)
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(facility=centre)


def test_a_facility_stands_once_in_an_event(centre):
    part = EventPartFactory(facility=centre)
    with pytest.raises(IntegrityError), transaction.atomic():
        EventPartFactory(facility=centre, event=part.event)


def test_an_event_is_refused_by(east):
    renaming = {"kind": EventKind.RENAMED, "old_name": "Cũ"}
    assert refused("event_renaming_has_both_names", FacilityEventFactory, **renaming)
    transfer = {"kind": EventKind.TRANSFERRED, "old_unit": east}
    assert refused("event_transfer_has_both_units", FacilityEventFactory, **transfer)
    assert refused("event_renaming_has_both_names", FacilityEventFactory, old_name="Cũ", new_name="Mới")


def test_the_first_day_is_in_and_the_closing_day_is_out(east):
    facility = FacilityFactory(unit=east, opened_on=date(2020, 1, 1), closed_on=date(2021, 1, 1))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]
    assert [facility.is_open_on(day) for day in days] == [False, True, True, False]
    assert [Facility.objects.open_on(day).exists() for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("precision", "shown"),
    ((Precision.DAY, "01/02/2013"), (Precision.MONTH, "tháng 2/2013"), (Precision.YEAR, "năm 2013")),
)
def test_an_event_says_its_day_as_exactly_as_it_is_known(precision, shown):
    assert FacilityEventFactory.build(happened_on=date(2013, 2, 1), precision=precision).shown_day == shown


def test_every_kind_counts_as_one_body_and_in_one_sector_at_most():
    assert set(COUNTED_AS) == set(FacilityKind)
    assert kinds_of_body("hospital") == ["hospital", "health_centre", "health_station"]
    assert kinds_of_sector("education") == ["school", "training_body"]
