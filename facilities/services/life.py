"""What happens to a facility by a decision. Nothing that was counted before it is rewritten.

An event happens on its day: that day is the first with the new name, unit or facility, and the first
without a closed one. Events of one facility are recorded in their order; the last can be withdrawn.
"""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from facilities.enums import EventKind, Precision
from facilities.models import EventPart, FacilityEvent
from facilities.services.facilities import add_facility, lock_to_edit, require_editor
from swprogram.kit import clock
from swprogram.kit.changes import delete, lock_row, save
from swprogram.kit.dates import format_date
from swprogram.kit.workflow import ChangeRefused

LONGEST_FORMER_NAMES = 1000
BETWEEN_NAMES = "; "


@dataclass(frozen=True)
class Decision:
    """When it happened, as exactly as it is known, and by which decision; its facts may be unknown."""

    happened_on: date
    precision: Precision = Precision.DAY
    decision_number: str = ""
    decided_on: date | None = None
    decided_by: str = ""
    note: str = ""


@transaction.atomic
def open_facility(*, values, decision, by):
    """Add a facility that a decision opened."""
    _require_past(decision)
    facility = add_facility(values=values | {"opened_on": decision.happened_on}, by=by)
    _record(EventKind.OPENED, decision, by, after=[facility])
    return facility


@transaction.atomic
def close_facility(facility, *, decision, version, by):
    facility = _lock_alive(facility, decision, version, by)
    facility.closed_on = decision.happened_on
    _save(facility, by)
    _record(EventKind.CLOSED, decision, by, before=[facility])
    return facility


@transaction.atomic
def rename_facility(facility, *, name, decision, version, by):
    """The name of before moves into the former names, by which lists still find the facility."""
    facility = _lock_alive(facility, decision, version, by)
    old_name = facility.name
    facility.name = name
    facility.fill_keys()
    if facility.name == old_name:
        raise ValidationError({"name": _("It is called so already. Type the new name.")})
    facility.former_names = _with_former(facility, old_name)
    _save(facility, by)
    names = {"old_name": old_name, "new_name": facility.name}
    _record(EventKind.RENAMED, decision, by, before=[facility], after=[facility], **names)
    return facility


@transaction.atomic
def transfer_facility(facility, *, unit, managed_by, decision, version, by):
    """Another unit counts it from that day on, or another agency manages it, or both."""
    facility = _lock_alive(facility, decision, version, by)
    if (unit.pk, managed_by and managed_by.pk) == (facility.unit_id, facility.managed_by_id):
        raise ValidationError({"unit": _("It is there already. Choose another unit or managing agency.")})
    places = {
        "old_unit": facility.unit,
        "new_unit": unit,
        "old_agency": facility.managed_by,
        "new_agency": managed_by,
    }
    facility.unit, facility.managed_by = unit, managed_by
    require_editor(facility, by)
    _save(facility, by)
    _record(EventKind.TRANSFERRED, decision, by, before=[facility], after=[facility], **places)
    return facility


@transaction.atomic
def merge_facilities(predecessors, *, decision, versions, by, values=None, successor=None):
    """Facilities become one: a new one with these values, or the one of them that goes on as `successor`.

    `versions` are those of the predecessors by their id. Those that do not go on close on that day.
    """
    if len({facility.pk for facility in predecessors}) < 2:
        raise ChangeRefused(_("Choose at least one other facility to merge with."))
    merged = [
        _lock_alive(facility, decision, versions[facility.pk], by)
        for facility in sorted(predecessors, key=lambda facility: facility.pk)
    ]
    ending = [facility for facility in merged if successor is None or facility.pk != successor.pk]
    if successor is None:
        after = add_facility(values=values | {"opened_on": decision.happened_on}, by=by)
    else:
        after = next(facility for facility in merged if facility.pk == successor.pk)
        _save(after, by)
    for facility in ending:
        facility.closed_on = decision.happened_on
        _save(facility, by)
    _record(EventKind.MERGED, decision, by, before=merged, after=[after])
    return after


@transaction.atomic
def withdraw_event(event, *, by):
    """Take back the last event of its facilities, recorded by mistake; the history keeps both."""
    parts = list(event.parts.select_related("facility"))
    facilities = {part.pk: lock_row(part.facility) for part in parts}
    for part in parts:
        require_editor(facilities[part.pk], by)
        _require_last(event, facilities[part.pk])
    delete(event, by)
    for part in parts:
        _undo(event, part, facilities[part.pk], by)


def last_event_of(facility):
    events = FacilityEvent.objects.filter(parts__facility=facility)
    return events.order_by("happened_on", "pk").last()


def _lock_alive(facility, decision, version, by):
    """The facility, locked, if it is there on that day and nothing has happened to it since."""
    _require_past(decision)
    facility = lock_to_edit(facility, version, by)
    day, name = decision.happened_on, facility.name
    if facility.closed_on:
        raise ChangeRefused(
            _("“%(name)s” is closed since %(day)s: nothing happens to it any more.")
            % {"name": name, "day": format_date(facility.closed_on)}
        )
    if facility.opened_on and day < facility.opened_on:
        raise ValidationError(
            {"when": _too_early(_("“%(name)s” was opened on %(day)s."), facility.opened_on, name)}
        )
    last = last_event_of(facility)
    if last and day < last.happened_on:
        raise ValidationError(
            {"when": _too_early(_("The last event of “%(name)s” is of %(day)s."), last.happened_on, name)}
        )
    return facility


def _too_early(message, day, name):
    said = message % {"name": name, "day": format_date(day)}
    return said + " " + _("Type that day or a later one.")


def _require_past(decision):
    if decision.happened_on > clock.today():
        raise ValidationError({"when": _("That day is still to come. Record it when it has happened.")})


def _record(kind, decision, by, before=(), after=(), **facts):
    event = FacilityEvent(kind=kind, recorded_by=by, recorded_at=clock.now(), **vars(decision), **facts)
    save(event, by)
    there = {facility.pk: facility for facility in (*before, *after)}
    before, after = {row.pk for row in before}, {row.pk for row in after}
    EventPart.objects.bulk_create(
        EventPart(event=event, facility=facility, is_before=pk in before, is_after=pk in after)
        for pk, facility in there.items()
    )
    return event


def _save(facility, by):
    facility.version += 1
    return save(facility, by)


def _with_former(facility, name):
    """Former names, the newest first; beyond what the column holds the oldest are left to the events."""
    names = [name, *(former for former in facility.former_names.split(BETWEEN_NAMES) if former)]
    while len(BETWEEN_NAMES.join(names)) > LONGEST_FORMER_NAMES:
        names.pop()
    return BETWEEN_NAMES.join(names)


def _require_last(event, facility):
    if last_event_of(facility) != event:
        raise ChangeRefused(
            _("Something happened to “%(name)s” after it. Withdraw the later event first.")
            % {"name": facility.name}
        )


def _undo(event, part, facility, by):
    """The facility as it was before the event."""
    if part.is_after and not part.is_before:
        return _remove(facility, by)
    if part.is_before and not part.is_after:
        facility.closed_on = None
    if event.kind == EventKind.RENAMED:
        facility.name = event.old_name
        facility.former_names = facility.former_names.removeprefix(event.old_name).removeprefix(BETWEEN_NAMES)
    if event.kind == EventKind.TRANSFERRED:
        facility.unit, facility.managed_by = event.old_unit, event.old_agency
    return _save(facility, by)


def _remove(facility, by):
    """A facility that only the event had made."""
    try:
        delete(facility, by)
    except (ProtectedError, RestrictedError) as error:
        raise ChangeRefused(
            _("People or courses belong to “%(name)s” by now: it cannot be taken back.")
            % {"name": facility.name}
        ) from error
