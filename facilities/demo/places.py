"""The facilities of one unit: as many of each kind as its counts say, in the plan, serving, staffed."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from facilities.demo.names import hamlet, low, names_of
from facilities.enums import (
    Arrangement,
    BodyKind,
    ClientGroup,
    FacilityKind,
    FacilitySector,
    LicenceKind,
    Ownership,
    ServiceKind,
)
from facilities.models import Capacity, Facility, FacilityService
from swprogram.registry.demo import store

# Under which agency of the province a kind of body works: the last part of the agency's code.
MANAGERS = {
    BodyKind.HOSPITAL: "syt",
    BodyKind.SCHOOL: "sgddt",
    BodyKind.ASSISTANCE: "sldtbxh",
    BodyKind.REHABILITATION: "sldtbxh",
    BodyKind.PRISON: "cat",
    BodyKind.OFFICE: "ubnd",
}
PRIVATE = (BodyKind.ASSISTANCE, BodyKind.OTHER)
USUAL_SERVICES = {
    BodyKind.ASSISTANCE: ("residential_care", "counselling", "rehabilitation", "education", "connection"),
    BodyKind.HOSPITAL: ("advice", "counselling", "connection", "referral", "communication"),
    BodyKind.SCHOOL: ("counselling", "education", "communication", "connection"),
    BodyKind.REHABILITATION: ("therapy", "counselling", "vocational", "rehabilitation"),
    BodyKind.OTHER: ("communication", "connection", "home_care", "mediation"),
}
CLIENTS = {
    FacilityKind.CARE_OLDER: ClientGroup.OLDER,
    FacilityKind.CARE_CHILDREN: ClientGroup.CHILDREN,
    FacilityKind.CARE_DISABLED: ClientGroup.DISABLED,
    FacilityKind.CARE_MENTAL: ClientGroup.MENTAL,
    FacilityKind.CARE_GENERAL: ClientGroup.OLDER,
    FacilityKind.SOCIAL_WORK_CENTRE: ClientGroup.EMERGENCY,
    FacilityKind.OTHER_ASSISTANCE: ClientGroup.OTHER,
    FacilityKind.REHABILITATION: ClientGroup.ADDICTED,
}
ARRANGED = {BodyKind.SCHOOL: Arrangement.FOCAL_PERSON, BodyKind.HOSPITAL: Arrangement.TEAM}
FIRST_SERVICES = date(2016, 1, 1)


@dataclass
class Place:
    """A facility of the demonstration with what hangs on it.

    `is_staffed`: somebody has a post there. `pays`: at least the base wage a month.
    """

    facility: Facility
    services: list = field(default_factory=list)
    capacities: list = field(default_factory=list)
    is_staffed: bool = False
    pays: bool = False

    @property
    def body(self):
        return self.facility.counted_as.body


def draw_places(random, unit, province, told, agencies):
    """The facilities of a commune or district; `told` is {(measure, row, column): number} of its form."""
    places = []
    for body in BodyKind:
        amount = told.get(("bodies", body, None), 0)
        if amount:
            named = islice(names_of(random, unit, province.code, body), amount)
            drawn = [_draw(random, kind, name, unit, province, agencies) for kind, name in named]
            _mark_staffed(random, drawn, body, told)
            places += drawn
    for sector in FacilitySector:
        _mark_planned(random, [p for p in places if p.facility.counted_as.sector == sector], sector, told)
    return places


def _draw(random, kind, name, unit, province, agencies):
    facility = Facility(name=name, kind=kind, unit=unit, is_illustrative=True)
    body = facility.counted_as.body
    facility.address = address_in(random, unit, province.code)
    if body in PRIVATE or "tư nhân" in name or "Phòng khám" in name:
        facility.ownership = Ownership.NON_PUBLIC
        facility.operator = "Tổ chức, cá nhân ngoài công lập" if body != BodyKind.OTHER else low(unit)
    elif body in MANAGERS:
        facility.managed_by = agencies.get(MANAGERS[body])
    facility.opened_on = random_day(random, date(1978, 1, 1), date(2021, 12, 31))
    if random.random() < 0.5:
        license_it(random, facility)
    return Place(facility, capacities=draw_capacities(random, facility))


def address_in(random, unit, province):
    if unit.kind == "district":
        return f"{unit.name}"
    part = hamlet(unit, province, random.randint(1, 8))
    return f"{part[0].upper()}{part[1:]}, {low(unit)}, {low(unit.parent)}"


def license_it(random, facility):
    """By which paper it works: public bodies by a decision, others by a licence or a registration."""
    number = random.randint(12, 2980)
    facility.licensed_on = facility.opened_on
    if facility.ownership == Ownership.PUBLIC:
        facility.licence_kind = LicenceKind.FOUNDING_DECISION
        facility.licence_number, facility.licensed_by = f"{number}/QĐ-UBND", "Ủy ban nhân dân tỉnh"
    elif facility.counted_as.body == BodyKind.ASSISTANCE:
        facility.licence_kind = random.choice((LicenceKind.LICENCE, LicenceKind.REGISTRATION))
        facility.licence_number, facility.licensed_by = f"{number}/GP", "Phòng LĐTBXH"
    else:
        facility.licensed_on = None


def draw_capacities(random, facility):
    group = CLIENTS.get(facility.kind)
    if group is None:
        return []
    places = random.choice((8, 15, 20, 30, 40, 60))
    rows = [Capacity(facility=facility, group=group, places=places, clients=random.randint(2, places))]
    if facility.kind == FacilityKind.CARE_GENERAL:
        more = Capacity(
            facility=facility, group=ClientGroup.CHILDREN, places=20, clients=random.randint(3, 20)
        )
        rows.append(more)
    return rows


def _mark_staffed(random, places, body, told):
    staffed = min(told.get(("bodies_with_staff", body, None), 0), len(places))
    paying = min(told.get(("bodies_with_allowance", body, None), 0), staffed)
    for number, place in enumerate(random.sample(places, staffed)):
        place.is_staffed, place.pays = True, number < paying
        place.facility.arrangement = ARRANGED.get(body, Arrangement.NONE)


def _mark_planned(random, places, sector, told):
    """The first of them are in the plan, and of these the first serve; a few outside the plan serve too."""
    planned = told.get(("facilities_planned", sector, None), 0)
    serving = told.get(("facilities_serving", sector, None), 0)
    places.sort(key=lambda place: not place.is_staffed)
    for number, place in enumerate(places):
        place.facility.in_network_plan = number < planned
        if number < serving or (number >= planned and random.random() < 0.1):
            serve(random, place)
        elif number < planned and random.random() < 0.1:
            serve(random, place, until=date(2023, 12, 31))


def serve(random, place, until=None, amount=None):
    """Services of the usual kinds, some of them since not long ago; with `until` all of them have ended."""
    usual = USUAL_SERVICES.get(place.body, ("advice", "connection", "communication"))
    kinds = random.sample(usual, min(amount or random.randint(1, 3), len(usual)))
    opened = max(place.facility.opened_on, FIRST_SERVICES)
    for kind in kinds:
        since = random_day(random, opened, date(2023, 9, 30))
        row = FacilityService(facility=place.facility, kind=ServiceKind(kind), since=since, until=until)
        place.services.append(row)


def random_day(random, first, last):
    return first + timedelta(days=random.randint(0, max((last - first).days, 0)))


def store_places(places, by=None):
    store([place.facility for place in places], by)
    store([row for place in places for row in place.services], by)
    store([row for place in places for row in place.capacities], by)
