"""What is known of a facility: entered and corrected. What happened to it is told by events (life.py)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from facilities.enums import EventKind
from facilities.exports import FIELDS
from facilities.models import Capacity, EventPart, Facility, FacilityService
from facilities.permissions import can_edit
from swprogram.kit.changes import delete, fill, lock_row, require_version, save

FACILITY_FIELDS = FIELDS

# What an event has said is not overwritten by a correction: {field: the kinds of events that say it}.
TOLD_BY_EVENTS = {
    "name": (EventKind.RENAMED,),
    "unit": (EventKind.TRANSFERRED,),
    "managed_by": (EventKind.TRANSFERRED,),
    "opened_on": (EventKind.OPENED, EventKind.MERGED),
    "closed_on": (EventKind.CLOSED, EventKind.MERGED),
}


@transaction.atomic
def add_facility(*, values, by, is_illustrative=False):
    """A facility in a unit whose registry the person keeps."""
    facility = Facility(is_illustrative=is_illustrative)
    fill(facility, values, FACILITY_FIELDS)
    require_editor(facility, by)
    return save(facility, by)


@transaction.atomic
def change_facility(facility, *, values, version, by):
    """Correct what is known. A new name, unit or managing agency by a decision is an event instead."""
    facility = lock_to_edit(facility, version, by)
    changed = fill(facility, values, FACILITY_FIELDS)
    if not changed:
        return facility
    require_editor(facility, by)
    refuse_told(facility, changed)
    facility.version += 1
    return save(facility, by)


@transaction.atomic
def set_services(facility, *, services, version, by):
    """The services as {kind: (since, until)}; what stays as it is leaves no trace in the history."""
    facility = lock_to_edit(facility, version, by)
    rows = {kind: {"since": since, "until": until} for kind, (since, until) in services.items()}
    return _set_rows(facility, FacilityService, "kind", rows, by)


@transaction.atomic
def set_capacities(facility, *, capacities, version, by):
    """Places and clients as {client group: (places, clients)}; a group without either has no row."""
    facility = lock_to_edit(facility, version, by)
    rows = {
        group: {"places": places, "clients": clients}
        for group, (places, clients) in capacities.items()
        if places is not None or clients is not None
    }
    return _set_rows(facility, Capacity, "group", rows, by)


def lock_to_edit(facility, version, by):
    facility = lock_row(facility)
    require_editor(facility, by)
    require_version(facility, version)
    return facility


def require_editor(facility, by):
    if facility.unit_id is None or not can_edit(by, facility):
        raise PermissionDenied(_("You keep the registry of your own unit and of the units below it only."))


def refuse_told(facility, changed):
    """Raise ValidationError for the changed fields that an event has told."""
    errors = told_errors(changed, told_kinds([facility.pk]).get(facility.pk, ()))
    if errors:
        raise ValidationError(errors)


def told_kinds(pks):
    """{facility: {(kind of event, was there before, is there after)}} in one query."""
    parts = EventPart.objects.filter(facility__in=pks)
    found = {}
    for pk, *facts in parts.values_list("facility_id", "event__kind", "is_before", "is_after"):
        found.setdefault(pk, set()).add(tuple(facts))
    return found


def told_errors(changed, told):
    """{field: why it is not simply corrected}"""
    message = _(
        "An event tells this. Record another event, or withdraw the last one, on the facility's page."
    )
    return {name: message for name in changed if any(_tells(name, *facts) for facts in told)}


def _tells(name, kind, is_before, is_after):
    if kind not in TOLD_BY_EVENTS.get(name, ()):
        return False
    if kind != EventKind.MERGED:
        return True
    return is_before != is_after and (is_after if name == "opened_on" else is_before)


def _set_rows(facility, model, key, rows, by):
    """Add, change and delete the rows of the facility, so that they are exactly these."""
    held = {getattr(row, key): row for row in model.objects.filter(facility=facility)}
    is_changed = bool(held.keys() - rows.keys())
    for name in held.keys() - rows.keys():
        delete(held[name], by)
    for name, values in rows.items():
        row = held.get(name) or model(facility=facility, **{key: name})
        if fill(row, values, values) or row.pk is None:
            _save_row(row, name, by)
            is_changed = True
    if not is_changed:
        return facility
    facility.version += 1
    return save(facility, by)


def _save_row(row, name, by):
    """What is wrong with a row is told with its name: there are many of them on one page."""
    try:
        save(row, by)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error
