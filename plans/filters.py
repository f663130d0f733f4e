"""Which plans and targets: one FilterSet for the page, the export and the API."""

import django_filters
from django.db.models import Max, Min
from django.utils.translation import gettext_lazy as _

from plans.enums import PlanKind, PlanState
from plans.models import Indicator, Plan, Programme, Target
from swprogram.kit.text import search_key
from swprogram.org.models import Unit


def visible_plans(request):
    """The plans that the request's person may read; none without a request."""
    return Plan.objects.none() if request is None else Plan.objects.visible_to(request.user)


def visible_provinces(request):
    return Unit.objects.filter(pk__in=visible_plans(request).values("unit"))


def visible_years(request):
    """Every year that a visible plan covers, the newest first."""
    span = visible_plans(request).aggregate(first=Min("from_year"), last=Max("to_year"))
    if span["first"] is None:
        return []
    return [(year, str(year)) for year in range(span["last"], span["first"] - 1, -1)]


class PlanFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlanKind, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=PlanState, empty_label=_("All"))
    year = django_filters.ChoiceFilter(label=_("Year"), method="covering", empty_label=_("All"))
    unit = django_filters.ModelChoiceFilter(
        label=_("Province"), queryset=visible_provinces, empty_label=_("All")
    )

    class Meta:
        model = Plan
        fields = ["q", "programme", "kind", "state", "year", "unit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = lambda: visible_years(self.request)

    def search(self, plans, name, value):
        return plans.filter(search_key__contains=search_key(value))

    def covering(self, plans, name, value):
        return plans.covering(int(value))


class TargetFilter(django_filters.FilterSet):
    plan = django_filters.ModelChoiceFilter(label=_("Plan"), queryset=visible_plans)
    indicator = django_filters.ModelChoiceFilter(label=_("Indicator"), queryset=Indicator.objects.all())
    year = django_filters.NumberFilter(label=_("Year"), method="covering")

    class Meta:
        model = Target
        fields = ["plan", "indicator", "year"]

    def covering(self, targets, name, value):
        return targets.covering(int(value))
