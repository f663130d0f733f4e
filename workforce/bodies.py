"""Which bodies have people assigned to social work on a day, how many, and what they pay.

A body is a facility that is open on the day. The People's Committee of a commune is one too: a post
without a facility and an agency is a post there, so such posts belong to the committee's record in the
registry of facilities or, without one, to the commune itself.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from facilities.enums import BodyKind, EventKind, FacilityKind
from facilities.models import EventPart, Facility
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit
from workforce.models import BaseWage, Post


@dataclass(frozen=True)
class StaffedBody:
    """`facility` is None for a commune without a record of its committee; `pay` is the highest allowance."""

    name: str
    sort_key: str
    unit_id: int
    kind: BodyKind
    people: int
    pay: int | None
    base_wage: int | None
    facility: object = None

    @property
    def pays_base_wage(self):
        """At least one allowance reaches the base wage of that day (Quyết định 112/QĐ-TTg)."""
        return self.pay is not None and self.base_wage is not None and self.pay >= self.base_wage


def find_staffed_bodies(units, day):
    """The StaffedBody rows of exactly these units (ids), in the order of their names; five queries."""
    wage = BaseWage.on(day)
    return sorted(
        _facilities(units, day, wage) + _committees(units, day, wage), key=lambda body: body.sort_key
    )


def unit_on(day):
    """An expression on facilities: the unit that counted it on the day, before later transfers."""
    later = EventPart.objects.filter(
        facility=OuterRef("pk"), event__kind=EventKind.TRANSFERRED, event__happened_on__gt=day
    )
    earliest = later.order_by("event__happened_on", "event__pk").values("event__old_unit")[:1]
    return Coalesce(Subquery(earliest), F("unit"), output_field=BigIntegerField())


def _facilities(units, day, wage):
    found = Facility.objects.open_on(day).annotate(counted_with=unit_on(day))
    found = {facility.pk: facility for facility in found.filter(counted_with__in=units)}
    possible = Q(facility__in=list(found)) | Q(facility__isnull=True, unit__in=units)
    staffed = _posts_at_bodies(day).filter(possible, body__in=list(found)).values("body").order_by()
    return [
        StaffedBody(
            found[row["body"]].name,
            found[row["body"]].sort_key,
            found[row["body"]].counted_with,
            found[row["body"]].counted_as.body,
            row["people"],
            row["best"],
            wage,
            found[row["body"]],
        )
        for row in staffed.annotate(people=Count("worker", distinct=True), best=Max("pay"))
    ]


def _committees(units, day, wage):
    """Communes whose committee stands in no registry of facilities, with people of their own."""
    direct = _posts_at_bodies(day).filter(body__isnull=True, facility__isnull=True, unit__in=units)
    direct = direct.filter(unit__kind=UnitKind.COMMUNE).values("unit").order_by()
    rows = list(direct.annotate(people=Count("worker", distinct=True), best=Max("pay")))
    communes = Unit.objects.in_bulk([row["unit"] for row in rows])
    return [
        StaffedBody(
            communes[row["unit"]].name,
            communes[row["unit"]].sort_key,
            row["unit"],
            BodyKind.COMMUNE,
            row["people"],
            row["best"],
            wage,
        )
        for row in rows
    ]


def _posts_at_bodies(day):
    """Live posts outside of agencies, each with the facility it belongs to, if any, as `body`."""
    committee = Facility.objects.open_on(day).annotate(counted_with=unit_on(day))
    committee = committee.filter(kind=FacilityKind.COMMITTEE, counted_with=OuterRef("unit"))
    posts = Post.objects.live_on(day).with_pay_on(day).filter(agency__isnull=True)
    found = Subquery(committee.order_by("pk").values("pk")[:1])
    return posts.annotate(body=Coalesce("facility_id", found, output_field=BigIntegerField()))
