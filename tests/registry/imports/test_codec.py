"""Values survive being kept as JSON exactly."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swprogram.registry.imports.codec import decode, encode

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.datetimes(),
    st.decimals(allow_nan=False, allow_infinity=False), st.frozensets(st.text()),
)  # fmt: skip


@given(st.dictionaries(st.text(), VALUES))
def test_every_value_of_a_cell_comes_back(values):
    assert decode(json.loads(json.dumps(encode(values)))) == values


def test_kinds_and_zeros_are_kept():
    values = {"a": Decimal("1.50"), "b": date(2024, 1, 1), "c": datetime(2024, 1, 1, tzinfo=UTC)}
    back = decode(json.loads(json.dumps(encode(values))))
    assert [(type(one), str(one)) for one in back.values()] == [
        (type(one), str(one)) for one in values.values()
    ]


def test_other_kinds_are_refused():
    with pytest.raises(TypeError, match="no cell holds a object"):
        encode({"a": object()})
