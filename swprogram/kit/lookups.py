"""A number that no column can hold equals no row.

Django knows this for `pk=…`; of `pk__in=…`, `unit=…` and `unit__in=…` SQLite would make an OverflowError.
"""

from django.core.exceptions import EmptyResultSet
from django.db.models import IntegerField
from django.db.models.fields.related import ForeignObject
from django.db.models.fields.related_lookups import RelatedExact, RelatedIn
from django.db.models.lookups import In

from swprogram.kit.parameters import LARGEST_STORED


def is_storable(value):
    return not isinstance(value, int) or abs(value) <= LARGEST_STORED


class StorableIn(In):
    def get_prep_lookup(self):
        return _only_storable(super().get_prep_lookup())


class StorableRelatedIn(RelatedIn):
    def get_prep_lookup(self):
        return _only_storable(super().get_prep_lookup())


class StorableRelatedExact(RelatedExact):
    def process_rhs(self, compiler, connection):
        if not is_storable(self.rhs):
            raise EmptyResultSet
        return super().process_rhs(compiler, connection)


def _only_storable(values):
    """The list without what no column holds; a subquery as it is."""
    is_subquery = hasattr(values, "as_sql") or hasattr(values, "resolve_expression")
    return values if is_subquery else [value for value in values if is_storable(value)]


def register():
    IntegerField.register_lookup(StorableIn)
    ForeignObject.register_lookup(StorableRelatedIn)
    ForeignObject.register_lookup(StorableRelatedExact)
