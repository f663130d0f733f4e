"""One facility as its page tells it: its life, its services and clients, and where it counts."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from facilities import measures
from facilities.models import EventPart, Facility, FacilityEvent
from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.kit.periods import Span


@dataclass(frozen=True)
class Chapter:
    """An event, and the other facilities that were there before it and after it.

    `is_new`: the facility itself came out of it.
    """

    event: FacilityEvent
    is_new: bool
    before: tuple
    after: tuple


@dataclass(frozen=True)
class Place:
    """One count and what this facility is in it: under which unit and option, or why it is left out."""

    title: str
    is_counted: bool
    text: str
    url: str = ""


@dataclass(frozen=True)
class Service:
    """A service with its days; `is_live` today."""

    row: object
    is_live: bool
    is_to_come: bool


def read_facility(facility, user):
    today = clock.today()
    services = [_service(row, today) for row in facility.services.all()]
    capacities = list(facility.capacities.all())
    life = read_life(facility, user)
    return {
        "services": services,
        "capacities": capacities,
        "all_places": _total(row.places for row in capacities),
        "all_clients": _total(row.clients for row in capacities),
        "life": life,
        "places_in_counts": places_in_counts(facility, services, today),
        "is_open": facility.is_open_on(today),
        "shown_opening": _shown_opening(facility, life),
    }


def read_life(facility, user):
    """The chapters of a facility, the newest first, in a constant number of queries.

    Of the others, those that the person does not reach are named without an address.
    """
    events = FacilityEvent.objects.filter(parts__facility=facility)
    events = list(events.select_related("old_unit", "new_unit", "old_agency", "new_agency", "recorded_by"))
    parts = EventPart.objects.filter(event__in=events).select_related("facility").order_by("pk")
    made = {part.event_id for part in parts if part.facility_id == facility.pk and not part.is_before}
    parts = [part for part in parts if part.facility_id != facility.pk]
    reached = Facility.objects.visible_to(user).filter(pk__in=[part.facility_id for part in parts])
    reached = set(reached.values_list("pk", flat=True))
    for part in parts:
        part.is_reached = part.facility_id in reached
    return [
        Chapter(
            event,
            event.pk in made,
            tuple(part for part in parts if part.event_id == event.pk and part.is_before),
            tuple(part for part in parts if part.event_id == event.pk and part.is_after),
        )
        for event in reversed(events)
    ]


def places_in_counts(facility, services, day):
    """Where the facility counts on a day: the three counts of the forms, each with its reason."""
    unit, counted = facility.unit, facility.counted_as
    closed = _why_not_open(facility, day)
    no_sector = "" if counted.sector else _("A body of this kind belongs to no sector of the network plan.")
    no_plan = "" if facility.in_network_plan else _("It is not in the network plan.")
    gives = any(service.is_live for service in services)
    no_service = "" if gives else _("It gives no social work service on this day.")
    queries = (measures.bodies_query, measures.planned_query, measures.serving_query)
    reasons = (closed, closed or no_plan or no_sector, closed or no_plan or no_sector or no_service)
    titles = (
        _("All bodies"),
        _("Facilities in the network plan"),
        _("Of them, facilities that give services"),
    )
    options = (counted.body, counted.sector, counted.sector)
    return [
        _place(title, unit, option, reason, query, day)
        for title, option, reason, query in zip(titles, options, reasons, queries, strict=True)
    ]


def _place(title, unit, option, reason, query, day):
    if reason:
        return Place(title, False, reason)
    text = _("%(unit)s, under “%(option)s”") % {"unit": unit.name, "option": option.label}
    asked = query(unit.pk, Span(day, day), None, option.value, None)
    return Place(title, True, text, f"{reverse('facility_list')}?{urlencode(asked)}")


def _why_not_open(facility, day):
    if facility.is_open_on(day):
        return ""
    if facility.closed_on and facility.closed_on <= day:
        return _("It is closed since %(day)s.") % {"day": format_date(facility.closed_on)}
    return _("It opens on %(day)s.") % {"day": format_date(facility.opened_on)}


def _service(row, today):
    begun, over = row.since is None or row.since <= today, row.until is not None and row.until <= today
    return Service(row, begun and not over, not begun)


def _total(numbers):
    """The sum of what is known; None when nothing is."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _shown_opening(facility, life):
    """The first day, as exactly as the decision states it."""
    started = (chapter.event for chapter in life if chapter.event.happened_on == facility.opened_on)
    event = next((event for event in started if event.precision), None)
    return event.shown_day if event else facility.opened_on and format_date(facility.opened_on)
