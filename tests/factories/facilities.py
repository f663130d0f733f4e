"""Facilities for tests: open, public, in no plan and without a service unless a test says so."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from facilities.enums import ClientGroup, EventKind, FacilityKind, ServiceKind
from facilities.models import Capacity, EventPart, Facility, FacilityEvent, FacilityService
from swprogram.kit import clock


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = Facility

    name = factory.Sequence(lambda n: f"Trung tâm {n}")
    kind = FacilityKind.SOCIAL_WORK_CENTRE


class FacilityServiceFactory(DjangoModelFactory):
    class Meta:
        model = FacilityService

    facility = factory.SubFactory(FacilityFactory)
    kind = ServiceKind.ADVICE


class CapacityFactory(DjangoModelFactory):
    class Meta:
        model = Capacity

    facility = factory.SubFactory(FacilityFactory)
    group = ClientGroup.OLDER
    places = 50


class FacilityEventFactory(DjangoModelFactory):
    class Meta:
        model = FacilityEvent

    kind = EventKind.OPENED
    happened_on = date(2020, 1, 1)
    recorded_at = factory.LazyFunction(clock.now)


class EventPartFactory(DjangoModelFactory):
    class Meta:
        model = EventPart

    event = factory.SubFactory(FacilityEventFactory)
    facility = factory.SubFactory(FacilityFactory)
    is_after = True
