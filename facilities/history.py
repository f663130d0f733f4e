"""Every change of a facility, of its services and of its places, read from the history."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst

from facilities.models import Capacity, Facility, FacilityService
from facilities.services import FACILITY_FIELDS
from swprogram.kit.history import read_entries, related_names


@dataclass(frozen=True)
class FacilityChange:
    """One save of one row: what kind of row, its name, and the entry of its history."""

    kind: str
    name: str
    entry: object
    number: int


def read_changes(facility):
    """The newest first, in a constant number of queries."""
    found = _changes_of(
        Facility, (*FACILITY_FIELDS, "former_names"), Facility.history.filter(id=facility.pk), None
    )
    for model, key, fields in (
        (FacilityService, "kind", ("since", "until")),
        (Capacity, "group", ("places", "clients")),
    ):
        found += _changes_of(model, fields, model.history.filter(facility=facility.pk), key)
    return sorted(found, key=lambda change: (change.entry.when, change.number), reverse=True)


def _changes_of(model, fields, records, key):
    """A save that only counted the version up says nothing here."""
    records = list(records.select_related("history_user").order_by("history_id"))
    if not records:
        return []
    names, rows = related_names(records, fields), defaultdict(list)
    for record in records:
        rows[getattr(record, key) if key else record.id].append(record)
    label = capfirst(model._meta.verbose_name)
    return [
        FacilityChange(label, _name(record, key), entry, record.history_id)
        for same in rows.values()
        for record, entry in zip(same[::-1], read_entries(same, fields, names), strict=True)
        if entry.changes or record.history_type != "~"
    ]


def _name(record, key):
    return getattr(record, f"get_{key}_display")() if key else ""
