import json
from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from swprogram.kit.tables import Column, Line, Mark, Table, display

COLUMNS = [
    Column("Đơn vị", width=30),
    Column("Số người", "count", group="Nhân lực"),
    Column("Tỷ lệ", "percent", group="Nhân lực"),
    Column("Ngày gửi", "date"),
]
ROWS = [
    ["Xã An Ngãi", 12, Decimal("66.67"), date(2024, 6, 14)],
    ["Côn Đảo", Mark.NOT_REPORTED, Mark.NOT_APPLICABLE, None],
    ["Tổng số", 12, Decimal("50.00"), None],
]


def sample_table():
    return Table("B1", "Nhân lực", COLUMNS, ROWS, notes=["Đề xuất"], emphasised={2})


def test_a_table_survives_json_exactly():
    table = sample_table()
    thawed = Table.from_json(json.loads(json.dumps(table.to_json())))
    assert thawed == table
    assert thawed.rows[0] == ("Xã An Ngãi", 12, Decimal("66.67"), date(2024, 6, 14))
    assert str(thawed.rows[2][2]) == "50.00"
    assert thawed.rows[1][1] is Mark.NOT_REPORTED


cells = st.one_of(
    st.none(),
    st.integers(),
    st.text(),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.sampled_from(Mark),
)


@given(st.lists(st.lists(cells, min_size=2, max_size=2)))
def test_any_cell_survives_json_exactly(rows):
    table = Table("T", "t", [Column("a"), Column("b")], rows)
    thawed = Table.from_json(json.loads(json.dumps(table.to_json())))
    assert repr(thawed) == repr(table)


@pytest.mark.parametrize("value", (1.5, datetime(2024, 1, 1, tzinfo=UTC), object()))
def test_what_cannot_be_kept_exactly_is_not_frozen(value):
    with pytest.raises(TypeError):
        Table("T", "t", [Column("a")], [[value]]).to_json()


def test_translated_headings_are_frozen_as_they_read():
    table = Table("T", gettext_lazy("Year"), [Column(gettext_lazy("Year"))], [])
    assert json.loads(json.dumps(table.to_json()))["columns"][0]["header"] == str(gettext_lazy("Year"))


def test_a_row_must_fill_every_column():
    with pytest.raises(ValueError, match="table B9: every row must have 2 values"):
        Table("B9", "t", [Column("a"), Column("b")], [[1, 2], [3]])


def test_a_column_must_be_of_a_known_kind():
    with pytest.raises(ValueError, match="unknown kind of column: money"):
        Column("a", "money")


def test_columns_can_be_stated_as_data():
    spec = [("Tên", "text", lambda unit: unit.name), ("Số người", "count", lambda unit: unit.staff)]
    units = [SimpleNamespace(name="Xã A", staff=3), SimpleNamespace(name="Xã B", staff=Mark.NOT_REPORTED)]
    table = Table.from_objects("B2", "Đơn vị", spec, units, emphasised={1})
    assert table.columns == (Column("Tên", "text"), Column("Số người", "count"))
    assert table.rows == (("Xã A", 3), ("Xã B", Mark.NOT_REPORTED))
    assert table.emphasised == {1}


@pytest.mark.parametrize(
    ("value", "column", "printed"),
    (
        (1234, Column("", "count"), "1.234"),
        (0, Column("", "count"), "0"),
        (None, Column("", "count"), ""),
        (Mark.NOT_REPORTED, Column("", "count"), "…"),
        (Mark.NOT_APPLICABLE, Column("", "percent"), "x"),
        (Decimal("42.09"), Column("", "percent"), "42,09\u00a0%"),
        (Decimal("42.09"), Column("", "percent", places=1), "42,1\u00a0%"),
        (Decimal("1234.50"), Column("", "number"), "1.234,5"),
        (Decimal("1234.5"), Column("", "number", places=2), "1.234,50"),
        (100, Column("", "number"), "100"),
        (Decimal("14.50"), Column("", "number", keeps_zeros=True), "14,50"),
        (Decimal("100.00"), Column("", "number", keeps_zeros=True), "100,00"),
        (Decimal("120"), Column("", "number", keeps_zeros=True), "120"),
        (date(2024, 6, 14), Column("", "date"), "14/06/2024"),
        (date(2024, 6, 14), Column("", "text"), "14/06/2024"),
        (2024, Column("", "text"), "2024"),
        (Decimal("8.5"), Column("", "text"), "8,5"),
        ("đạt", Column("", "count"), "đạt"),
    ),
)
def test_a_cell_is_printed_by_its_value_and_column(value, column, printed):
    assert display(value, column, "vi") == printed


def test_a_cell_is_printed_in_the_language_asked_for():
    assert display(Decimal("1234.5"), Column("", "number"), "en") == "1,234.5"


def test_neighbours_of_one_group_share_a_heading():
    first, staff, share, sent = COLUMNS
    assert sample_table().has_groups
    assert sample_table().header_groups == [("", [first]), ("Nhân lực", [staff, share]), ("", [sent])]


def test_columns_without_a_group_stand_alone():
    first, second = Column("a"), Column("b")
    table = Table("T", "t", [first, second], [])
    assert not table.has_groups
    assert table.header_groups == [("", [first]), ("", [second])]


def test_a_line_pairs_each_value_with_its_column_and_knows_totals():
    column = Column("a", "count")
    table = Table("T", "t", [column], [[1], [2]], emphasised={1})
    assert table.lines == [Line(((column, 1),), False), Line(((column, 2),), True)]


def test_the_legend_names_only_the_marks_in_use():
    assert sample_table().marks == [Mark.NOT_REPORTED, Mark.NOT_APPLICABLE]
    assert Table("T", "t", [Column("a")], [[0], [None]]).marks == []


def test_columns_share_the_width_by_their_characters():
    table = Table("T", "t", [Column("a", width=30), Column("b", width=10)], [])
    assert table.shares == [75.0, 25.0]
    assert Column("a", "date").characters == 12
