"""A handful of decisions about facilities: opened, closed, merged, renamed, transferred."""

from datetime import date, timedelta

from facilities.demo.names import low
from facilities.enums import BodyKind, EventKind, FacilityKind, Ownership
from facilities.models import EventPart, Facility, FacilityEvent
from swprogram.kit import clock
from swprogram.registry.demo import store

EACH = 3
MERGED_ON, RENAMED_ON, TRANSFERRED_ON = date(2022, 8, 1), date(2021, 3, 15), date(2020, 7, 1)
CLOSED_ON, OPENED_ON = date(2023, 5, 31), date(2023, 9, 5)


def draw_events(random, places, by=None):
    """Store past events of some stored facilities; returns how many. What counts now stays as it is."""
    schools = _some(random, places, BodyKind.SCHOOL)
    stations = [p for p in places if p.facility.kind == FacilityKind.HEALTH_STATION]
    clinics = [p for p in places if "Phòng khám" in p.facility.name and p.facility.unit.parent_id]
    told = [_merge(place.facility, by) for place in schools[:EACH]]
    told += [_open(place.facility, by) for place in schools[EACH : 2 * EACH]]
    told += [_rename(place.facility, by) for place in random.sample(clinics, min(EACH, len(clinics)))]
    told += [_transfer(place.facility, by) for place in random.sample(stations, min(EACH, len(stations)))]
    told += [close_club(place.facility.unit, CLOSED_ON, by) for place in schools[2 * EACH : 3 * EACH]]
    return len(told)


def open_school(facility, opened_on, by=None):
    """Tell of a facility that it was opened on this day."""
    facility.opened_on = opened_on
    _change(facility, by)
    return _event(EventKind.OPENED, opened_on, by, after=[facility])


def close_club(unit, closed_on, by=None):
    """A club that was there and is no more."""
    club = Facility(
        name=f"Câu lạc bộ Bạn giúp bạn {low(unit)}",
        kind=FacilityKind.OTHER,
        unit=unit,
        ownership=Ownership.NON_PUBLIC,
        opened_on=date(2017, 4, 1),
        closed_on=closed_on,
        is_illustrative=True,
    )
    store([club], by)
    return _event(EventKind.CLOSED, closed_on, by, before=[club])


def _open(facility, by):
    return open_school(facility, OPENED_ON, by)


def _merge(facility, by):
    """Two branches of the school became one."""
    branches = [
        Facility(
            name=f"{facility.name} {letter}",
            kind=facility.kind,
            unit=facility.unit,
            opened_on=date(1998, 9, 5),
            closed_on=MERGED_ON,
            is_illustrative=True,
        )
        for letter in "AB"
    ]
    store(branches, by)
    facility.opened_on = MERGED_ON
    _change(facility, by)
    return _event(EventKind.MERGED, MERGED_ON, by, before=branches, after=[facility])


def _rename(facility, by):
    former = facility.name.replace("Phòng khám đa khoa", "Phòng khám đa khoa khu vực")
    facility.former_names = former
    facility.opened_on = min(facility.opened_on, date(2012, 1, 1))
    _change(facility, by)
    names = {"old_name": former, "new_name": facility.name}
    return _event(EventKind.RENAMED, RENAMED_ON, by, before=[facility], after=[facility], **names)


def _transfer(facility, by):
    """A health station was counted with the district before."""
    facility.opened_on = min(facility.opened_on, date(2012, 1, 1))
    _change(facility, by)
    moved = {"old_unit": facility.unit.parent, "new_unit": facility.unit}
    return _event(EventKind.TRANSFERRED, TRANSFERRED_ON, by, before=[facility], after=[facility], **moved)


def _change(facility, by):
    facility._history_user, facility._history_date = by, clock.now()
    facility.version += 1
    facility.save()


def _event(kind, happened_on, by, before=(), after=(), **values):
    event = FacilityEvent(
        kind=kind,
        happened_on=happened_on,
        decision_number=f"{100 + happened_on.timetuple().tm_yday}/QĐ-UBND",
        decided_on=happened_on - timedelta(days=12),
        decided_by="Ủy ban nhân dân (minh họa)",
        recorded_by=by,
        recorded_at=clock.now(),
        **values,
    )
    store([event], by)
    facilities = {one.pk: one for one in (*before, *after)}
    kept, new = {one.pk for one in before}, {one.pk for one in after}
    EventPart.objects.bulk_create(
        EventPart(event=event, facility=one, is_before=pk in kept, is_after=pk in new)
        for pk, one in facilities.items()
    )
    return event


def _some(random, places, body):
    """Facilities of communes at which nobody works, so that no post is older than its place."""
    free = [place for place in places if not (place.is_staffed or place.services)]
    fitting = [place for place in free if place.body == body and place.facility.unit.kind == "commune"]
    return random.sample(fitting, min(3 * EACH, len(fitting)))
