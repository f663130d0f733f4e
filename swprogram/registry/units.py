"""The units that records of the registries belong to, as cells, forms and filters name them."""

from collections import Counter

import django_filters
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField

from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, UnitClosure, anchors_of, reachable_units
from swprogram.org.roles import Verb
from swprogram.registry.cells import Entry

COUNTING_KINDS = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)
RANKS = {kind: rank for rank, kind in enumerate((*COUNTING_KINDS, UnitKind.AGENCY))}


def counting_units(user, verb=Verb.VIEW_REGISTRIES):
    """The provinces, districts and communes that a role with this verb reaches; agencies count nothing."""
    units = Unit.objects.filter(pk__in=reachable_units(user, verb), kind__in=COUNTING_KINDS)
    return units.select_related("parent").order_by("parent__sort_key", "sort_key", "pk")


def units_of_provinces(user):
    """All units and agencies of the provinces in which the person reads a registry: who may manage."""
    above = UnitClosure.objects.filter(descendant__in=anchors_of(user, Verb.VIEW_REGISTRIES))
    provinces = Unit.objects.filter(kind=UnitKind.PROVINCE, pk__in=above.values("ancestor"))
    inside = UnitClosure.objects.filter(ancestor__in=provinces).values("descendant")
    units = Unit.objects.filter(pk__in=inside).select_related("parent")
    return units.order_by("parent__sort_key", "sort_key", "pk")


def label_of(unit):
    """What tells a unit from others of its name: 'Phường 1, Thành phố Vũng Tàu'."""
    return f"{unit.name}, {unit.parent.name}" if unit.kind == UnitKind.COMMUNE else unit.name


def counting_entries(user):
    return entries_of(counting_units(user))


def managing_entries(user):
    return entries_of(units_of_provinces(user))


def entries_of(units):
    """Entries with unique labels, the larger units first; the code tells apart what is still called alike."""
    units = sorted(units, key=lambda unit: RANKS[unit.kind])
    alike = Counter(label_of(unit) for unit in units)
    return [
        Entry(
            unit.pk,
            label_of(unit) if alike[label_of(unit)] == 1 else f"{label_of(unit)} ({unit.code})",
            (unit.code, unit.name, unit.short_name),
        )
        for unit in units
    ]


def offered_units(request):
    return Unit.objects.none() if request is None else counting_units(request.user)


def names_of(pks):
    """{unit: label} of these units, also of those that a person does not reach."""
    units = Unit.objects.filter(pk__in=pks).select_related("parent")
    return {unit.pk: label_of(unit) for unit in units}


class UnitChoiceField(ModelChoiceField):
    def label_from_instance(self, unit):
        return label_of(unit)


class BranchFilter(django_filters.ModelChoiceFilter):
    """Choose one of the units whose registries the person reads."""

    field_class = UnitChoiceField

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Unit"))
        kwargs.setdefault("empty_label", _("All"))
        super().__init__(queryset=offered_units, **kwargs)


def branch_on(unit, day):
    """The ids (a subquery) of the unit itself and everything under it on a day."""
    return Unit.objects.under(unit, on=day).values("pk")
