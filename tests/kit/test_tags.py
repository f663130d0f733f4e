from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from swprogram.kit.tables import Column, Mark, Table


def render(source, path="/", **context):
    with translation.override("vi"):
        return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


@pytest.mark.parametrize(
    ("source", "value", "printed"),
    (
        ("{{ value|count }}", 1234, "1.234"),
        ("{{ value|count }}", 0, "0"),
        ("{{ value|number }}", Decimal("1234.50"), "1.234,5"),
        ("{{ value|number:2 }}", Decimal("1234.5"), "1.234,50"),
        ("{{ value|percent }}", Decimal("42.09"), "42,09\u00a0%"),
        ("{{ value|percent:0 }}", Decimal("42.5"), "43\u00a0%"),
        ("{{ value|money }}", 15_000_000_000, "15 tỷ đồng"),
        ("{{ value|vdate }}", date(2024, 6, 14), "14/06/2024"),
        ("{{ value|long_date }}", date(2024, 6, 4), "ngày 04 tháng 6 năm 2024"),
    ),
)
def test_a_figure_is_printed_by_its_filter(source, value, printed):
    assert render(source, value=value) == printed


@pytest.mark.parametrize("name", ("count", "number", "percent", "money", "vdate", "long_date"))
def test_a_missing_figure_is_never_a_zero(name):
    source = "{{ value|" + name + " }}"
    assert render(source, value=None) == ""
    assert render(source, value=Mark.NOT_REPORTED) == "…"
    assert render(source, value="") == ""


def test_a_cell_is_printed_by_its_column_and_escaped():
    column = Column("", "percent")
    assert render("{% cell value column %}", value=Decimal("69.6"), column=column) == "69,6\u00a0%"
    assert render("{% cell value column %}", value="<b>", column=Column("")) == "&lt;b&gt;"
    assert render("{{ value|cell_class:column }}", value=1, column=column) == "percent"
    assert render("{{ value|cell_class:column }}", value=Mark.NOT_REPORTED, column=column) == "is-missing"


@pytest.mark.parametrize(
    ("source", "query"),
    (
        ("{% query_with page=3 %}", "?q=x+y&amp;unit=1&amp;unit=2&amp;page=3"),
        ("{% query_with page=None %}", "?q=x+y&amp;unit=1&amp;unit=2"),
        ("{% query_with unit=7 sort='-name' %}", "?q=x+y&amp;page=1&amp;unit=7&amp;sort=-name"),
        ("{% query_with q=None unit=None page=None %}", "?"),
        ("{% query_with page=12345 unit=None %}", "?q=x+y&amp;page=12345"),
    ),
)
def test_a_link_changes_its_parameters_and_keeps_the_others(source, query):
    assert render(source, path="/?q=x+y&page=1&unit=1&unit=2") == query


def test_a_table_on_the_screen_has_the_cells_of_the_table():
    columns = [
        Column("Đơn vị"),
        Column("Số", "count", group="Nhân lực"),
        Column("%", "percent", group="Nhân lực"),
    ]
    rows = [["Xã A", 1234, Mark.NOT_REPORTED], ["Tổng số", 0, Decimal(50)]]
    table = Table("B1", "Nhân lực", columns, rows, notes=["Nguồn"], emphasised={1})
    html = "".join(render("{% include 'components/data_table.html' %}", table=table).split("\n"))
    assert '<th scope="col" class="text" rowspan="2">Đơn vị</th>' in html
    assert '<th colspan="2" scope="colgroup">Nhân lực</th>' in html
    assert (
        '<tr><th scope="row">Xã A</th><td class="count">1.234</td><td class="is-missing">…</td></tr>' in html
    )
    assert '<tr class="is-total"><th scope="row">Tổng số</th><td class="count">0</td>' in html
    assert ' style="' not in html
