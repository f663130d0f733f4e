"""Which facilities: one FilterSet for the list, its workbook and the API."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilities.enums import (
    BodyKind,
    FacilityKind,
    FacilitySector,
    Ownership,
    ServiceKind,
    kinds_of_body,
    kinds_of_sector,
)
from facilities.measures import gives_service, unit_on
from facilities.models import Facility
from facilities.models.facility import CODE_PREFIX
from swprogram.kit import clock
from swprogram.kit.codes import read_code
from swprogram.kit.forms import DAY
from swprogram.kit.text import search_key
from swprogram.registry.units import COUNTING_KINDS, BranchFilter, branch_on

YES_NO = (("true", _("Yes")), ("false", _("No")))
OPEN, CLOSED, ALL = "open", "closed", "all"
STATES = ((OPEN, _("Open on that day")), (CLOSED, _("Closed by then")), (ALL, _("Open or not")))
LEVELS = [(kind.value, kind.label) for kind in COUNTING_KINDS]


class FacilityFilter(django_filters.FilterSet):
    """Everything is judged on the day `on`, today if it is empty: whether a facility is open, its unit
    (it may have been transferred since) and its services. Without a state, those that are open."""

    q = django_filters.CharFilter(label=_("Name or code"), method="search")
    unit = BranchFilter(method="counted_in")
    own = django_filters.BooleanFilter(
        label=_("Without the units below"), method="narrow_later", widget=forms.CheckboxInput
    )
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=FacilityKind, distinct=False)
    sector = django_filters.ChoiceFilter(
        label=_("Sector"), choices=FacilitySector, method="in_sector", empty_label=_("All")
    )
    body = django_filters.ChoiceFilter(
        label=_("Counts as"), choices=BodyKind, method="as_body", empty_label=_("All")
    )
    ownership = django_filters.ChoiceFilter(label=_("Ownership"), choices=Ownership, empty_label=_("All"))
    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=LEVELS, field_name="unit__kind", empty_label=_("All")
    )
    in_plan = django_filters.ChoiceFilter(
        label=_("In the network plan"), choices=YES_NO, method="planned", empty_label=_("All")
    )
    serving = django_filters.ChoiceFilter(
        label=_("Gives services"), choices=YES_NO, method="giving_any", empty_label=_("All")
    )
    service = django_filters.ChoiceFilter(
        label=_("Service"), choices=ServiceKind, method="giving", empty_label=_("All")
    )
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, method="narrow_later", empty_label=None
    )
    on = django_filters.DateFilter(label=_("On the day"), method="narrow_later", widget=DAY)

    class Meta:
        model = Facility
        fields = [
            "q",
            "unit",
            "own",
            "kind",
            "sector",
            "body",
            "ownership",
            "level",
            "in_plan",
            "serving",
            "service",
            "state",
            "on",
        ]

    @property
    def day(self):
        return self.form.cleaned_data.get("on") or clock.today()

    def filter_queryset(self, facilities):
        """The state is judged even where nobody chose one."""
        found = super().filter_queryset(facilities)
        state = self.form.cleaned_data.get("state") or OPEN
        if state == ALL:
            return found
        return found.open_on(self.day) if state == OPEN else found.filter(closed_on__lte=self.day)

    def search(self, facilities, name, value):
        """Words of the name or of a former one, without accents; or the code."""
        found = Q(search_key__contains=search_key(value))
        if code := read_code(CODE_PREFIX, value):
            found |= Q(pk=code)
        return facilities.filter(found)

    def counted_in(self, facilities, name, unit):
        units = [unit.pk] if self.form.cleaned_data.get("own") else branch_on(unit, self.day)
        return facilities.alias(unit_then=unit_on(self.day)).filter(unit_then__in=units)

    def in_sector(self, facilities, name, value: str):
        return facilities.filter(kind__in=kinds_of_sector(value))

    def as_body(self, facilities, name, value: str):
        return facilities.filter(kind__in=kinds_of_body(value))

    def planned(self, facilities, name, value):
        return facilities.filter(in_network_plan=value == "true")

    def giving_any(self, facilities, name, value):
        gives = gives_service(self.day)
        return facilities.filter(gives if value == "true" else ~gives)

    def giving(self, facilities, name, value: str):
        return facilities.filter(gives_service(self.day, value))

    def narrow_later(self, facilities, name, value):
        """`own` narrows the unit, `state` and `on` narrow at the end: see there."""
        return facilities
