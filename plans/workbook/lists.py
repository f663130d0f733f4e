"""What may be chosen in a plan's workbook: labels of enums, names of programmes, indicators and units."""

from collections import Counter

from django.utils import translation

from plans.models import Indicator, Programme
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, UnitClosure, reachable_units
from swprogram.org.roles import Verb


def labels_of(choices):
    """{label: value} of an enum, in Vietnamese."""
    with translation.override("vi"):
        return {str(label): value for value, label in choices.choices}


def read_lists(*, by):
    """{list: {name: id}} for a person: the provinces whose plans that person enters, and their units."""
    provinces = Unit.objects.filter(kind=UnitKind.PROVINCE, pk__in=reachable_units(by, Verb.EDIT_PLANS))
    return lists_for(provinces)


def lists_for(provinces):
    inside = UnitClosure.objects.filter(ancestor__in=provinces).values("descendant")
    units = Unit.objects.filter(pk__in=inside).exclude(kind=UnitKind.COMMUNE).order_by("kind", "sort_key")
    return {
        "programmes": _names(Programme.objects.all()),
        "indicators": {row.name: row.pk for row in Indicator.objects.all()},
        "provinces": _names(provinces),
        "units": _names(units),
    }


def _names(rows):
    """Names that two rows share are told apart by their codes."""
    rows = list(rows)
    shared = {name for name, count in Counter(row.name for row in rows).items() if count > 1}
    return {f"{row.name} ({row.code})" if row.name in shared else row.name: row.pk for row in rows}
