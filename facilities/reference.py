"""Reference data in: facilities that the documents tell of, and what happened to them.

What stands in the registry already is left as people have made it: repeating an import changes nothing.
"""

from datetime import date

from django.db.models import Q

from facilities.models import EventPart, Facility, FacilityEvent
from swprogram.kit import clock
from swprogram.org.models import Unit
from swprogram.org.reference import Loader


def import_facilities(data):
    """Load facilities with their events: nested dicts, days as ISO text, facilities named by `key`."""
    loader = Loader(Facility)
    facilities = {row["key"]: _keep_facility(loader, row) for row in data["facilities"]}
    loader = Loader(FacilityEvent)
    for row in data["events"]:
        before = [facilities[key] for key in row["before"]]
        after = [facilities[key] for key in row["after"]]
        if None not in (*before, *after):
            _keep_event(loader, row, before, after)


def _keep_facility(loader, row):
    """A facility is made once; one that stood there before is found by its name, also by one that it had."""
    unit = Unit.objects.get(code=row["unit"])
    named = Q(name=row["name"]) | Q(former_names__contains=row["name"])
    facility, _is_new = loader.once(
        row["key"],
        lambda: Facility.objects.filter(named, unit=unit).order_by("pk").first(),
        lambda: Facility.objects.create(
            unit=unit,
            name=row["name"],
            kind=row["kind"],
            opened_on=_day(row["opened_on"]),
            closed_on=_day(row["closed_on"]),
        ),
    )
    return facility


def _keep_event(loader, row, before, after):
    there = {facility.pk for facility in (*before, *after)}
    happened = {"kind": row["kind"], "happened_on": _day(row["happened_on"])}
    loader.once(
        f"{row['kind']} {row['happened_on']} {' '.join([*row['before'], '>', *row['after']])}",
        lambda: FacilityEvent.objects.filter(parts__facility__in=there, **happened).first(),
        lambda: _add_event(row, happened, before, after),
    )


def _add_event(row, happened, before, after):
    there = {facility.pk for facility in (*before, *after)}
    event = FacilityEvent.objects.create(
        precision=row["precision"],
        decision_number=row["decision_number"],
        decided_by=row["decided_by"],
        recorded_at=clock.now(),
        **happened,
    )
    before, after = {row.pk for row in before}, {row.pk for row in after}
    for pk in sorted(there):
        EventPart.objects.create(event=event, facility_id=pk, is_before=pk in before, is_after=pk in after)
    return event


def _day(text):
    return date.fromisoformat(text) if text else None
