"""Many facilities at once, as a workbook or a list brings them: a few queries for thousands, with history."""

from dataclasses import dataclass

from django.db import router, transaction
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from facilities.enums import Ownership
from facilities.exports import CLIENTS, FIELDS, PLACES, rows_of
from facilities.models import Capacity, EventPart, Facility, FacilityService
from facilities.permissions import editable_units
from swprogram.kit import clock
from swprogram.kit.bulk import BATCH, LONGEST_REASON, batches_of, signature
from swprogram.kit.changes import fill, stored
from swprogram.kit.workflow import ChangeRefused

KEYS = ("search_key", "sort_key", "version")


@dataclass(frozen=True)
class Signature:
    """Who changes, when and why: what the history writes beside the values."""

    user: object
    reason: str = ""

    @property
    def facts(self):
        return {"batch_size": BATCH} | signature(self.user, self.reason)


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


@transaction.atomic
def save_facilities(rows, signature, progress):
    """Add the rows without pk and change the others; sets the pk of the added."""
    done = 0
    for some in batches_of(rows):
        _add([row for row in some if row.pk is None], signature)
        _change([row for row in some if row.pk is not None], signature)
        done += len(some)
        progress(done)


def _add(rows, signature):
    facilities = [Facility() for _row in rows]
    for facility, row in zip(facilities, rows, strict=True):
        fill_row(facility, row.values)
        facility.fill_keys()
    if facilities:
        bulk_create_with_history(facilities, Facility, **signature.facts)
    for facility, row in zip(facilities, rows, strict=True):
        row.pk = facility.pk
    _save_parts(rows, signature)


def _change(rows, signature):
    """The version of a facility counts changes of its services and places too."""
    held = Facility.objects.select_for_update(of=("self",)).in_bulk([row.pk for row in rows])
    touched, changed, fields = _save_parts(rows, signature), [], set()
    for row in rows:
        facility = held[row.pk]
        names = fill_row(facility, row.values)
        if names or row.pk in touched:
            facility.version += 1
            facility.fill_keys()
            changed.append(facility)
            fields.update(names)
    if changed:
        bulk_update_with_history(changed, Facility, [*fields, *KEYS], **signature.facts)


def _save_parts(rows, signature):
    """The services and places of the rows; returns the ids of the facilities whose these changed."""
    pks = [row.pk for row in rows]
    services = _Parts(FacilityService, "kind", pks, signature)
    places = _Parts(Capacity, "group", pks, signature)
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

    def __init__(self, model, key, pks, signature):
        self.model, self.key, self.signature = model, key, signature
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
        delete_with_history(self.model, self.deleted, self.signature)
        if self.added:
            self._restore_days()
            bulk_create_with_history(self.added, self.model, **self.signature.facts)
        if self.changed:
            bulk_update_with_history(self.changed, self.model, ["places", "clients"], **self.signature.facts)
        return {row.facility_id for row in (*self.added, *self.changed, *self.deleted)}

    def _restore_days(self):
        """A service that comes back has the days that it had: undoing an import loses none."""
        if self.model is not FacilityService:
            return
        gone = FacilityService.history.filter(
            history_type="-", facility__in={row.facility_id for row in self.added}
        )
        days = {(row.facility_id, row.kind): row for row in gone.order_by("history_id")}
        for row in self.added:
            if former := days.get((row.facility_id, row.kind)):
                row.since, row.until = former.since, former.until


@transaction.atomic
def remove_facilities(pks, signature):
    """Take added facilities back; refused when something has happened to them or belongs to them since."""
    for some in batches_of(pks):
        if EventPart.objects.filter(facility__in=some).exists():
            raise ChangeRefused(_("Events of these facilities were recorded since. Withdraw them first."))
        _require_free(some)
        for model in (FacilityService, Capacity):
            delete_with_history(model, list(model.objects.filter(facility__in=some)), signature)
        delete_with_history(Facility, list(Facility.objects.filter(pk__in=some)), signature)


def delete_with_history(model, rows, signature):
    """Delete the rows with one query, and write their last record with another.

    Django's own delete() would have simple-history write a record for each row, one by one.
    """
    if not rows:
        return
    records = model.history.model
    tracked = [field.attname for field in records.tracked_fields]
    last = [
        records(
            history_date=clock.now(),
            history_user=signature.user,
            history_change_reason=signature.reason[:LONGEST_REASON],
            history_type="-",
            **{name: getattr(row, name) for name in tracked},
        )
        for row in rows
    ]
    records.objects.bulk_create(last, batch_size=BATCH)
    gone = model.objects.filter(pk__in=[row.pk for row in rows])
    gone._raw_delete(using=gone.db)


def _require_free(pks):
    """Nothing above stands on these facilities: posts and courses protect theirs."""
    try:
        Collector(using=router.db_for_write(Facility)).collect(Facility.objects.filter(pk__in=pks))
    except (ProtectedError, RestrictedError) as error:
        raise ChangeRefused(
            _("People or courses belong to these facilities by now: they cannot be taken back.")
        ) from error


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
        bulk_update_with_history(changed, Facility, [key, "version"], **Signature(by).facts)
    return len(changed)
