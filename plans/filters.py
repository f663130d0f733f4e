"""Which plans and targets: one FilterSet for the page, the export and the API."""

from functools import cache

import django_filters
from django import forms
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from plans.enums import CostLine, FundingKind, PlanKind, PlanState, ResultKind
from plans.models import (
    Activity,
    ActivityResult,
    Body,
    BudgetLine,
    DutyReport,
    Indicator,
    Plan,
    Programme,
    Target,
)
from swprogram.kit.text import search_key
from swprogram.org.models import Unit

DAY = forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"})


def visible_plans(request):
    """The plans that the request's person may read; none without a request."""
    return Plan.objects.none() if request is None else Plan.objects.visible_to(request.user)


def visible_provinces(request):
    return Unit.objects.filter(pk__in=visible_plans(request).values("unit"))


def named_agencies(request):
    """The agencies that a visible plan names."""
    named = Body.objects.filter(plan__in=visible_plans(request), agency__isnull=False)
    return Unit.objects.filter(pk__in=named.values("agency"))


def visible_years(request):
    """Every year that a visible plan covers, the newest first."""
    span = visible_plans(request).aggregate(first=Min("from_year"), last=Max("to_year"))
    if span["first"] is None:
        return []
    return [(year, str(year)) for year in range(span["last"], span["first"] - 1, -1)]


class PlanFilter(django_filters.FilterSet):
    """The words are looked for, without accents, in the plan's title, number and issuer, in the wording of
    its targets and in its activities. The years are a span: plans that cover any year of it."""

    q = django_filters.CharFilter(label=_("Search"), method="search")
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("All")
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=PlanKind, empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=PlanState, empty_label=_("All"))
    from_year = django_filters.ChoiceFilter(
        label=_("From year"), field_name="to_year", lookup_expr="gte", empty_label=_("All")
    )
    to_year = django_filters.ChoiceFilter(
        label=_("To year"), field_name="from_year", lookup_expr="lte", empty_label=_("All")
    )
    unit = django_filters.ModelChoiceFilter(
        label=_("Province"), queryset=visible_provinces, empty_label=_("All")
    )
    agency = django_filters.ModelChoiceFilter(
        label=_("Names the agency"), queryset=named_agencies, method="naming", empty_label=_("All")
    )

    class Meta:
        model = Plan
        fields = ["q", "programme", "kind", "state", "from_year", "to_year", "unit", "agency"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = cache(lambda: visible_years(self.request))
        for name in ("from_year", "to_year"):
            self.filters[name].extra["choices"] = years

    def search(self, plans, name, value):
        key = search_key(value)
        found = Q(search_key__contains=key)
        for part in (Target, Activity):
            found |= Exists(part.objects.filter(plan=OuterRef("pk"), search_key__contains=key))
        return plans.filter(found)

    def naming(self, plans, name, value: int):
        return plans.filter(Exists(Body.objects.filter(plan=OuterRef("pk"), agency=value)))


class TargetFilter(django_filters.FilterSet):
    plan = django_filters.ModelChoiceFilter(label=_("Plan"), queryset=visible_plans)
    indicator = django_filters.ModelChoiceFilter(label=_("Indicator"), queryset=Indicator.objects.all())
    year = django_filters.NumberFilter(label=_("Year"), method="covering")

    class Meta:
        model = Target
        fields = ["plan", "indicator", "year"]

    def covering(self, targets, name, value):
        return targets.covering(int(value))


class PartOfPlanFilter(django_filters.FilterSet):
    """A filter of rows of one plan; `names` are those of `name_activities()`."""

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["activity"].extra["choices"] = list(names.items())


class BudgetFilter(PartOfPlanFilter):
    activity = django_filters.ChoiceFilter(label=_("Task"), empty_label=_("All"))
    cost_line = django_filters.ChoiceFilter(label=_("Cost line"), choices=CostLine, empty_label=_("All"))
    funding = django_filters.ChoiceFilter(
        label=_("Funding source"), choices=FundingKind, empty_label=_("All")
    )
    year = django_filters.ChoiceFilter(label=_("Year"), empty_label=_("All"))

    class Meta:
        model = BudgetLine
        fields = ["activity", "cost_line", "funding", "year"]

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years]

    @property
    def narrows(self):
        """Is anything filtered? Then the total that the plan prints has nothing to say."""
        return self.is_valid() and any(self.form.cleaned_data.values())


class ResultFilter(PartOfPlanFilter):
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=ResultKind, empty_label=_("All"))
    activity = django_filters.ChoiceFilter(label=_("Activity"), empty_label=_("All"))
    from_day = django_filters.DateFilter(label=_("From"), field_name="held_on", lookup_expr="gte")
    to_day = django_filters.DateFilter(label=_("To"), field_name="held_on", lookup_expr="lte")

    class Meta:
        model = ActivityResult
        fields = ["kind", "activity", "from_day", "to_day"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("from_day", "to_day"):
            self.filters[name].extra["widget"] = DAY


class DutyReportFilter(django_filters.FilterSet):
    plan = django_filters.ModelChoiceFilter(label=_("Plan"), field_name="duty__plan", queryset=visible_plans)

    class Meta:
        model = DutyReport
        fields = ["plan", "kind", "year", "state", "progress"]
