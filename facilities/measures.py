"""How many bodies and facilities there are: a stock, counted on the last day of the period.

A facility counts on a day with the unit that it had on that day: it may have been transferred since. Each
count stands beside the query of the list that shows exactly the facilities behind it.
"""

from collections import Counter

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from facilities.enums import COUNTED_AS, EventKind
from facilities.models import EventPart, Facility, FacilityService
from swprogram.kit import clock
from swprogram.kit.dates import format_date

BODIES_LIST = PLANNED_LIST = SERVING_LIST = "facility_list"


def count_bodies(units, span, _phase_from):
    """{(unit, kind of body, None): bodies that are open at the cut-off}: Quyết định 112/QĐ-TTg."""
    return _count(Facility.objects.all(), units, span.ends_on, lambda counted: counted.body)


def count_planned(units, span, _phase_from):
    """{(unit, sector, None): of the open facilities those in the network plan}: Quyết định 966/QĐ-TTg.

    A kind of body that belongs to no sector of the plan (a court, an office) is not counted.
    """
    return _count(_planned(), units, span.ends_on, lambda counted: counted.sector)


def count_serving(units, span, _phase_from):
    """{(unit, sector, None): of the facilities in the plan those that give a service at the cut-off}."""
    serving = _planned().filter(gives_service(span.ends_on))
    return _count(serving, units, span.ends_on, lambda counted: counted.sector)


def bodies_query(unit_id, span, _phase_from, row, _column):
    """What the list of facilities is asked for, to show the bodies behind a count."""
    return _query(unit_id, span) | ({"body": row} if row else {})


def planned_query(unit_id, span, _phase_from, row, _column):
    return _query(unit_id, span) | {"in_plan": "true"} | ({"sector": row} if row else {})


def serving_query(unit_id, span, phase_from, row, column):
    return planned_query(unit_id, span, phase_from, row, column) | {"serving": "true"}


def unit_on(day):
    """An expression: with which unit a facility counted on that day.

    The first transfer after it says where the facility was until then. Nothing is transferred in advance.
    """
    if day >= clock.today():
        return F("unit_id")
    moved = EventPart.objects.filter(
        facility=OuterRef("pk"), event__kind=EventKind.TRANSFERRED, event__happened_on__gt=day
    )
    first = moved.order_by("event__happened_on", "event_id").values("event__old_unit_id")[:1]
    return Coalesce(Subquery(first), F("unit_id"), output_field=BigIntegerField())


def gives_service(day, kind=None):
    """A condition: some service, or one of this kind, is given on that day."""
    begun = Q(since__isnull=True) | Q(since__lte=day)
    services = FacilityService.objects.filter(
        begun, Q(until__isnull=True) | Q(until__gt=day), facility=OuterRef("pk")
    )
    return Exists(services.filter(kind=kind) if kind else services)


def _planned():
    return Facility.objects.filter(in_network_plan=True)


def _count(facilities, units, day, option_of):
    placed = facilities.open_on(day).alias(unit_then=unit_on(day)).filter(unit_then__in=list(units))
    kinds = placed.order_by().values_list(unit_on(day), "kind").annotate(number=Count("pk"))
    counts = Counter()
    for unit_id, kind, number in kinds:
        if option := option_of(COUNTED_AS[kind]):
            counts[unit_id, option.value, None] += number
    return dict(counts)


def _query(unit_id, span):
    return {"unit": unit_id, "own": "true", "on": format_date(span.ends_on), "state": "open"}
