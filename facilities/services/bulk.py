"""Many facilities at once, as a workbook or a list brings them: a few queries for thousands, with history."""

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from facilities.enums import Ownership
from facilities.exports import CLIENTS, FIELDS, PLACES, rows_of
from facilities.models import Capacity, Facility, FacilityService
from facilities.permissions import editable_units
from swprogram.kit import clock
from swprogram.kit.bulk import BATCH, batches_of, signature
from swprogram.kit.changes import fill, stored


def fill_row(facility, values):
    """Set the values of a workbook's row on the facility; returns the names of those that differ."""
    taken = {facility._meta.get_field(name).attname: values[name] for name in FIELDS}
    taken["ownership"] = taken["ownership"] or Ownership.PUBLIC
    before = {name: getattr(facility, name) for name in taken}
    for name, value in taken.items():
        setattr(facility, name, value)
    return [
        name for name in FIELDS if stored(facility, name) != before[facility._meta.get_field(name).attname]
    ]


def save_facilities(rows, writer):
    """Add the rows without pk and change the others; sets the pk of the added."""
    for some in batches_of(rows):
        known = [row for row in some if row.pk is not None]
        _add([row for row in some if row.pk is None], writer)
        _change(known, writer)


def _add(rows, writer):
    facilities = [Facility() for _row in rows]
    for facility, row in zip(facilities, rows, strict=True):
        fill_row(facility, row.values)
        facility.fill_keys()
    writer.add(Facility, facilities)
    for facility, row in zip(facilities, rows, strict=True):
        row.pk = facility.pk
    _save_parts(rows, writer)


def _change(rows, writer):
    """The version of a facility counts changes of its services and places too."""
    held = Facility.objects.select_for_update(of=("self",)).in_bulk([row.pk for row in rows])
    touched, changed = _save_parts(rows, writer), []
    for row in rows:
        facility = held[row.pk]
        names = fill_row(facility, row.values)
        if names or row.pk in touched:
            facility.version += 1
            facility.fill_keys()
            changed.append(facility)
    writer.change(Facility, changed)


def _save_parts(rows, writer):
    """The services and places of the rows; returns the ids of the facilities whose these changed."""
    pks = [row.pk for row in rows]
    services = _Parts(FacilityService, "kind", pks, writer)
    places = _Parts(Capacity, "group", pks, writer)
    for row in rows:
        _compare_services(services, row)
        _compare_places(places, row)
    return services.save() | places.save()


def _compare_services(services, row):
    """A service that stays keeps its days, and one that has ended is not asked about."""
    today = clock.today()
    for kind, service in services.held_by(row.pk).items():
        if kind not in row.values["services"] and (service.until is None or service.until > today):
            services.delete(service)
    for kind in row.values["services"]:
        services.keep(row.pk, kind, {})


def _compare_places(places, row):
    for group in Capacity._meta.get_field("group").choices:
        code = group[0]
        values = {"places": row.values[f"{PLACES}{code}"], "clients": row.values[f"{CLIENTS}{code}"]}
        if values["places"] is not None or values["clients"] is not None:
            places.keep(row.pk, code, values)
        elif code in places.held_by(row.pk):
            places.delete(places.held_by(row.pk)[code])


class _Parts:
    """The services (or places) of many facilities: what is to be added, changed and deleted."""

    def __init__(self, model, key, pks, writer):
        self.model, self.key, self.writer = model, key, writer
        self.added, self.changed, self.deleted = [], [], []
        self.held = {}
        for row in rows_of(model, pks):
            self.held.setdefault(row.facility_id, {})[getattr(row, key)] = row

    def held_by(self, pk):
        return self.held.get(pk, {})

    def keep(self, pk, name, values):
        row = self.held_by(pk).get(name)
        if row is None:
            self.added.append(self.model(facility_id=pk, **{self.key: name}, **values))
        elif fill(row, values, values):
            self.changed.append(row)

    def delete(self, row):
        self.deleted.append(row)

    def save(self):
        self.writer.delete(self.model, self.deleted)
        self.writer.add(self.model, self.added)
        self.writer.change(self.model, self.changed)
        return {row.facility_id for row in (*self.added, *self.changed, *self.deleted)}


@transaction.atomic
def change_many(facilities, key, value, by):
    """One column of all these facilities that `by` may change; returns how many changed."""
    changed = []
    mine = facilities.filter(unit__in=editable_units(by))
    for facility in mine.select_for_update(of=("self",)):
        attname = facility._meta.get_field(key).attname
        if getattr(facility, attname) != value:
            setattr(facility, attname, value)
            facility.version += 1
            changed.append(facility)
    if changed:
        bulk_update_with_history(changed, Facility, [key, "version"], batch_size=BATCH, **signature(by))
    return len(changed)
