"""The registries of the demonstration, built so that they agree with what the units have counted.

A few units differ from their counts on purpose (TWISTS): what a reviewer finds beside a typed number.
"""

from dataclasses import dataclass, field
from datetime import date

from facilities.demo import draw_events, draw_places, draw_provincial, store_places
from facilities.demo.events import close_club, open_school
from facilities.enums import BodyKind, FacilityKind
from facilities.models import Facility
from plans.models import Activity
from swprogram.kit import clock
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit
from swprogram.registry.demo import random_of
from training.demo import (
    ACROSS,
    NOW,
    Setting,
    choose_trainees,
    draw_lecturers,
    draw_needs,
    hold_courses,
    name_trainees,
    plan_courses,
    store_lessons,
)
from workforce import demo as workforce
from workforce.enums import StaffKind, Workplace
from workforce.models import Title

CUT_OFF = date(2024, 6, 14)
ENTERED_ON = date(2024, 6, 10)
LOOKALIKES = 10
COLLABORATORS = "staff", StaffKind.COLLABORATOR, Workplace.MASS_ORGANISATION
CIVIL_SERVANTS = "staff", StaffKind.CIVIL_SERVANT, Workplace.COMMUNE
SCHOOLS, CLUBS = ("bodies", BodyKind.SCHOOL, None), ("bodies", BodyKind.OTHER, None)


@dataclass(frozen=True)
class Twists:
    """Units (by code) whose registry differs from what they have counted, and when it happened."""

    moved_from: str
    moved_to: str
    moved_on: date
    lost_club: str
    closed_on: date
    new_school: str
    opened_on: date
    retired_in: str
    retired_on: date
    crossing: str  # its people's course ended after the cut-off

    def apply(self, told):
        """Change the cells that the registry is drawn from."""
        for code, cell, change in (
            (self.moved_from, COLLABORATORS, -1),
            (self.moved_to, COLLABORATORS, 1),
            (self.lost_club, CLUBS, -1),
            (self.new_school, SCHOOLS, 1),
            (self.retired_in, CIVIL_SERVANTS, -1),
        ):
            told[code][cell] += change


TWISTS = {
    "77": Twists(
        moved_from="26508",
        moved_to="26512",
        moved_on=date(2024, 6, 3),
        lost_club="26509",
        closed_on=date(2024, 5, 31),
        new_school="26560",
        opened_on=date(2024, 5, 6),
        retired_in="26557",
        retired_on=date(2024, 6, 1),
        crossing="26575",
    )
}


@dataclass
class Realm:
    """One province while its registries are drawn; places and people by the codes of their units."""

    province: Unit
    seed: int
    told: dict
    units: list
    agencies: dict
    titles: dict
    twists: Twists | None = None
    places: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)

    def random(self, *parts):
        return random_of(self.seed, self.province.code, *parts)

    @property
    def all_places(self):
        return [place for places in self.places.values() for place in places]

    @property
    def all_people(self):
        return [person for people in self.people.values() for person in people]


def make_registries(province, *, seed, told, by=None):
    """Facilities, people and training of a province; `told` is {unit code: {place of a cell: number}}."""
    realm = Realm(
        province,
        seed,
        told={code: dict(cells) for code, cells in told.items()},
        units=counting_units(province),
        agencies={unit.code.rpartition("-")[2]: unit for unit in province.children.all()},
        titles={title.code: title for title in Title.objects.all()},
        twists=TWISTS.get(province.code),
    )
    if realm.twists:
        realm.twists.apply(realm.told)
    with clock.at(ENTERED_ON):
        _make_facilities(realm, by)
        _make_people(realm, by)
        _make_training(realm, by)


def counting_units(province):
    """Districts before communes, each with its parent."""
    units = Unit.objects.under(province, on=CUT_OFF).filter(kind__in=[UnitKind.DISTRICT, UnitKind.COMMUNE])
    return list(units.select_related("parent").order_by("-kind", "code"))


def _make_facilities(realm, by):
    seat = realm.province
    real = set(Facility.objects.filter(is_illustrative=False).values_list("name", flat=True))
    realm.places[seat.code] = draw_provincial(realm.random("seat"), seat, realm.agencies, real)
    for unit in realm.units:
        random = realm.random(unit.code, "facilities")
        realm.places[unit.code] = draw_places(random, unit, seat, realm.told[unit.code], realm.agencies)
    store_places(realm.all_places, by)
    twists = realm.twists
    kept = (twists.new_school,) if twists else ()
    changing = [place for place in realm.all_places if place.facility.unit.code not in kept]
    draw_events(realm.random("events"), changing, by)
    if twists:
        units = {unit.code: unit for unit in realm.units}
        close_club(units[twists.lost_club], twists.closed_on, by)
        open_school(_last_school(realm.places[twists.new_school]), twists.opened_on, by)


def _last_school(places):
    """One that nobody has a post at yet."""
    schools = [place for place in places if place.facility.kind == FacilityKind.SCHOOL]
    return sorted(schools, key=lambda place: (place.is_staffed, place.facility.in_network_plan))[0].facility


def _make_people(realm, by):
    seat = realm.province
    above = realm.places[seat.code]
    realm.people[seat.code] = workforce.draw_provincial_people(
        realm.random("seat", "people"), seat, above, realm.titles
    )
    former = []
    for unit in realm.units:
        random = realm.random(unit.code, "people")
        desks = workforce.Desks(realm.places[unit.code], _above(realm, unit) + above)
        people = workforce.draw_people(random, unit, seat.code, realm.told[unit.code], desks, realm.titles)
        workforce.move_some(random, people, _neighbours(realm, unit))
        former += workforce.draw_former(random, people, seat.code)
        realm.people[unit.code] = people
    workforce.make_lookalikes(realm.random("lookalikes"), realm.all_people, LOOKALIKES)
    workforce.store_people(realm.all_people + former + _twist_people(realm), by)


def _above(realm, unit):
    return realm.places[unit.parent.code] if unit.kind == UnitKind.COMMUNE else []


def _neighbours(realm, unit):
    return [other for other in realm.units if other.parent_id == unit.parent_id and other != unit]


def _twist_people(realm):
    """A collaborator moves, a civil servant retires, a few days before the cut-off."""
    twists = realm.twists
    if twists is None:
        return []
    units = {unit.code: unit for unit in realm.units}
    _measure, kind, workplace = COLLABORATORS
    there = [p for p in realm.people[twists.moved_to] if (p.main.kind, p.main.workplace) == (kind, workplace)]
    workforce.arrive(there[0], units[twists.moved_from], twists.moved_on)
    random = realm.random("retired")
    unit, (_measure, kind, workplace) = units[twists.retired_in], CIVIL_SERVANTS
    return [workforce.leave(random, unit, realm.province.code, kind, workplace, twists.retired_on)]


def _make_training(realm, by):
    seat, random = realm.province, realm.random("training")
    bodies = [p.facility for p in realm.places[seat.code] if p.facility.kind == FacilityKind.TRAINING_BODY]
    lead = realm.agencies.get("sldtbxh")
    setting = Setting(
        organiser=lead.name if lead else "",
        bodies=bodies,
        lecturers=draw_lecturers(random, seat, bodies, realm.people[seat.code], by),
        people=realm.people,
        activities=_activities(seat),
    )
    lessons = hold_courses(random, seat, _trainees(realm), setting)
    districts = [unit for unit in realm.units if unit.kind == UnitKind.DISTRICT]
    lessons += plan_courses(random, seat, districts, setting)
    store_lessons(lessons, by)
    draw_needs(random, realm.units, by)


def _trainees(realm):
    """The trainees of all units; those of one unit were in a course across the cut-off."""
    found, crossing = [], realm.twists and realm.twists.crossing
    for unit in realm.units:
        random, cells = realm.random(unit.code, "training"), realm.told[unit.code]
        last = ACROSS if unit.code == crossing else NOW
        people = realm.people[unit.code]
        found += choose_trainees(random, unit, realm.province.code, cells, people, last)
    if crossing:
        found += name_trainees(realm.random("others"), realm.province, realm.province.code, 12)
    return found


def _activities(province):
    """By year: the activity of the province's plan of that year that is about training."""
    rows = Activity.objects.filter(plan__unit=province, search_key__contains="tap huan").select_related(
        "plan"
    )
    return {
        year: row
        for row in rows.order_by("-plan__from_year", "pk")
        for year in (2022, 2023, 2024)
        if row.plan.from_year <= year <= row.plan.to_year
    }
