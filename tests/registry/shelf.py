"""A small registry of facilities, by which the shared parts are tested; its addresses stand in urls.py."""

import django_filters
from simple_history.utils import bulk_update_with_history

from facilities.enums import FacilityKind, Ownership
from facilities.models import Facility
from facilities.models.facility import CODE_PREFIX
from swprogram.kit.text import search_key
from swprogram.org.models import Unit, UnitClosure
from swprogram.registry.cells import Choice, Code, Day, Entry, Reference, Text, YesNo
from swprogram.registry.columns import Column
from swprogram.registry.permissions import can_edit
from swprogram.registry.spec import Registry

PLAIN = ("name", "kind", "ownership", "address", "in_network_plan", "opened_on", "note")


def reachable(request):
    return Unit.objects.visible_to(request.user)


class ShelfFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Search", method="search")
    unit = django_filters.ModelChoiceFilter(label="Unit", queryset=reachable, method="under")
    kind = django_filters.ChoiceFilter(label="Kind", choices=FacilityKind, empty_label="All")
    opened = django_filters.DateFilter(label="Opened since", field_name="opened_on", lookup_expr="gte")

    class Meta:
        model = Facility
        fields = ["q", "unit", "kind", "opened"]

    def search(self, facilities, name, value):
        return facilities.filter(search_key__contains=search_key(value))

    def under(self, facilities, name, value):
        pairs = UnitClosure.objects.filter(ancestor=value)
        return facilities.filter(unit__in=pairs.values("descendant"))


def unit_entries(user):
    return [Entry(unit.pk, unit.name, (unit.short_name,)) for unit in Unit.objects.visible_to(user)]


def unit_names(pks):
    return dict(Unit.objects.filter(pk__in=pks).values_list("pk", "name"))


def read_values(records, user):
    return [
        {"code": one.pk, "unit": one.unit_id} | {name: getattr(one, name) for name in PLAIN}
        for one in records
    ]


def change_many(records, key, value, by):
    rows = list(records)
    for row in rows:
        setattr(row, key, value)
        row.version += 1
    bulk_update_with_history(rows, Facility, [key, "version"], default_user=by)
    return len(rows)


SHELF = Registry(
    code="shelf",
    slug="shelves/shelf",
    title="Facilities of the shelf",
    model=Facility,
    columns=(
        Column("code", "Code", Code(prefix=CODE_PREFIX), is_key=True),
        Column("name", "Tên", Text(width=44), is_required=True, is_shown=True),
        Column("kind", "Loại", Choice(choices=FacilityKind), is_shown=True, can_bulk=True, is_required=True),
        Column("ownership", "Sở hữu", Choice(choices=Ownership), can_bulk=True),
        Column("unit", "Địa bàn", Reference(entries=unit_entries, names=unit_names), is_shown=True),
        Column("address", "Địa chỉ", Text(), can_bulk=True),
        Column("in_network_plan", "Trong quy hoạch", YesNo(), can_bulk=True),
        Column("opened_on", "Từ ngày", Day(), is_shown=True, can_bulk=True),
        Column("note", "Ghi chú", Text(longest=2000), in_list=False),
    ),
    filterset=ShelfFilter,
    orders={
        "name": ("Name", ("sort_key", "pk")),
        "opened_on": ("Opened", ("opened_on", "pk")),
    },
    read_values=read_values,
    can_add=can_edit,
    change_many=change_many,
    add_label="Add a facility",
    empty_text="Add the first facility.",
)
