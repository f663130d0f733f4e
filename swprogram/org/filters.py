"""Which units, which people: one FilterSet for page and export."""

import django_filters
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import DAY
from swprogram.kit.text import search_key
from swprogram.org.enums import AccountVerb, UnitKind
from swprogram.org.models import AccountChange, Unit, User
from swprogram.org.roles import Role


class UnitFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    kind = django_filters.ChoiceFilter(label=_("Level"), choices=UnitKind, empty_label=_("All"))
    parent = django_filters.ModelChoiceFilter(
        label=_("Belongs to"),
        queryset=lambda request: Unit.objects.visible_to(request.user).filter(
            kind__in=[UnitKind.PROVINCE, UnitKind.DISTRICT]
        ),
        empty_label=_("All"),
    )

    class Meta:
        model = Unit
        fields = ["q", "kind", "parent"]

    def search(self, units, name, value):
        return units.filter(search_key__contains=search_key(value))


class PersonFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    role = django_filters.ChoiceFilter(
        label=_("Role"), choices=Role, field_name="memberships__role", distinct=True, empty_label=_("All")
    )

    class Meta:
        model = User
        fields = ["q", "role"]

    def search(self, people, name, value):
        return people.filter(search_key__contains=search_key(value))


class AccountChangeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Person, or who did it"), method="search")
    verb = django_filters.ChoiceFilter(
        label=_("Action on the account"), choices=AccountVerb, empty_label=_("All")
    )
    since = django_filters.DateFilter(
        label=_("Since"), field_name="done_at", lookup_expr="date__gte", widget=DAY
    )

    class Meta:
        model = AccountChange
        fields = ["q", "verb", "since"]

    def search(self, changes, name, value):
        return changes.filter(search_key__contains=search_key(value))
