"""What every registry of the portal must hold so that its list stays quick and its columns are found."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from swprogram.registry.paging import read_steps
from swprogram.registry.permissions import editable_of

REGISTRIES = [import_string(path) for path in settings.REGISTRIES]
LISTED = [registry for registry in REGISTRIES if not registry.is_part_of]

LONG = [registry for registry in LISTED if registry.code in ("facility", "worker")]


def codes(registry):
    return registry.code


@pytest.mark.parametrize("registry", LISTED, ids=codes)
def test_every_order_ends_with_a_field_that_tells_rows_apart(registry):
    for _label, names in registry.orders.values():
        assert read_steps(registry.model, names)[-1].field.unique


@pytest.mark.parametrize("registry", LONG, ids=codes)
def test_every_order_of_a_long_list_is_served_by_an_index(registry):
    indexed = {index.fields[0] for index in registry.model._meta.indexes if index.fields}
    for _label, names in registry.orders.values():
        assert read_steps(registry.model, names)[0].field.name in indexed | {registry.model._meta.pk.name}


@pytest.mark.parametrize("registry", REGISTRIES, ids=codes)
def test_every_column_has_a_key_of_its_own(registry):
    keys = [column.key for column in registry.columns]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("registry", LISTED, ids=codes)
def test_a_registry_with_columns_for_many_rows_says_how_they_change(registry):
    assert any(column.can_bulk for column in registry.columns) == (registry.change_many is not None)


@pytest.mark.django_db
@pytest.mark.parametrize("registry", LISTED, ids=codes)
def test_the_records_that_one_may_change_are_found(registry, officer):
    assert list(editable_of(registry, registry.model.objects.all(), officer)) == []
