"""Which bodies have people assigned to social work on a day, how many, and what they pay.

A body is a facility that is open on the day. The People's Committee of a commune is one too: a post
without a facility and an agency is a post there, and belongs to the committee's record. A committee that
the registry of facilities does not hold is not counted among the bodies, so it is not counted here either.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from facilities.enums import FacilityKind
from facilities.measures import unit_on
from facilities.models import Facility
from workforce.models import BaseWage, Post


@dataclass(frozen=True)
class StaffedBody:
    """`pay` is the highest monthly allowance of its people."""

    facility: Facility
    people: int
    pay: int | None
    base_wage: int | None

    @property
    def name(self):
        return self.facility.name

    @property
    def kind(self):
        return self.facility.counted_as.body

    @property
    def unit_id(self):
        """The unit that counted the facility on that day."""
        return self.facility.counted_with

    @property
    def pays_base_wage(self):
        """At least one allowance reaches the base wage of that day (Quyết định 112/QĐ-TTg)."""
        return self.pay is not None and self.base_wage is not None and self.pay >= self.base_wage


def find_staffed_bodies(units, day):
    """The StaffedBody rows of exactly these units (ids), in the order of their names; three queries."""
    wage = BaseWage.on(day)
    found = Facility.objects.open_on(day).annotate(counted_with=unit_on(day))
    found = {facility.pk: facility for facility in found.filter(counted_with__in=units)}
    possible = Q(facility__in=list(found)) | Q(facility__isnull=True, unit__in=units)
    staffed = _posts_at_bodies(day).filter(possible, body__in=list(found)).values("body").order_by()
    rows = staffed.annotate(people=Count("worker", distinct=True), best=Max("pay"))
    bodies = [StaffedBody(found[row["body"]], row["people"], row["best"], wage) for row in rows]
    return sorted(bodies, key=lambda body: body.facility.sort_key)


def posts_of(facility):
    """A condition on posts: they belong to this facility, as a commune's own posts do to its committee."""
    condition = Q(facility=facility)
    if facility.kind == FacilityKind.COMMITTEE:
        condition |= Q(facility__isnull=True, agency__isnull=True, unit=facility.unit_id)
    return condition


def _posts_at_bodies(day):
    """Live posts outside of agencies, each with the facility it belongs to, if any, as `body`."""
    committee = Facility.objects.open_on(day).annotate(counted_with=unit_on(day))
    committee = committee.filter(kind=FacilityKind.COMMITTEE, counted_with=OuterRef("unit"))
    posts = Post.objects.live_on(day).with_pay_on(day).filter(agency__isnull=True)
    found = Subquery(committee.order_by("pk").values("pk")[:1])
    return posts.annotate(body=Coalesce("facility_id", found, output_field=BigIntegerField()))
