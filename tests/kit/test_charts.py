import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils import translation
from django.utils.safestring import SafeString

from swprogram.kit.charts import bar_with_target, trend_line, unit_bars

SVG = "{http://www.w3.org/2000/svg}"
GREEN, BLUE, RED = "#1b7f5c", "#2f6fb0", "#b4472e"


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def parsed(svg):
    return ElementTree.fromstring(svg)


def words(svg):
    return [text.text.replace("\u00a0", " ") for text in parsed(svg).iter(f"{SVG}text")]


def bar_of(svg):
    """Width and colour of the bar on its track; None when no bar is drawn."""
    bars = [rect for rect in parsed(svg).iter(f"{SVG}rect") if rect.get("class") != "chart-track"]
    return [(float(bar.get("width")), bar.get("fill")) for bar in bars]


ALL = (
    bar_with_target(Decimal("42.09"), Decimal(30), label="<b>&"),
    trend_line([("<b>&", Decimal(1)), ("2023", None)], target=Decimal(2), label="<b>&"),
    unit_bars([("<b>&", Decimal(5), True), ("Xã B", None, False)], target=Decimal(30), label="<b>&"),
)


@pytest.mark.parametrize("svg", ALL)
def test_a_chart_is_an_image_with_a_title_and_escapes_its_labels(svg):
    root = parsed(svg)
    assert isinstance(svg, SafeString)
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "<b>&"
    assert "<b>" not in svg


@pytest.mark.parametrize("svg", ALL)
def test_a_chart_keeps_to_the_content_policy_and_loads_nothing(svg):
    names = {element.tag.removeprefix(SVG) for element in parsed(svg).iter()}
    assert names <= {"svg", "title", "g", "rect", "line", "path", "circle", "text"}
    attributes = {name for element in parsed(svg).iter() for name in element.attrib}
    assert not {name for name in attributes if name == "style" or name.startswith("on") or "href" in name}
    assert "url(" not in svg


def test_a_bar_has_the_colour_of_what_was_reached():
    assert bar_of(bar_with_target(Decimal(50), Decimal(30), label="x")) == [(186.0, GREEN)]
    assert bar_of(bar_with_target(Decimal(30), Decimal(30), label="x")) == [(111.6, GREEN)]
    assert bar_of(bar_with_target(Decimal(25), Decimal(30), label="x")) == [(93.0, BLUE)]
    assert bar_of(bar_with_target(Decimal(25), Decimal(30), label="x", status="behind")) == [(93.0, RED)]


def test_a_bar_says_its_value_and_its_target():
    assert words(bar_with_target(Decimal("42.09"), Decimal(30), label="x")) == ["Target 30 %", "42.09 %"]
    assert words(bar_with_target(12, 100, maximum=200, unit="người", label="x")) == [
        "Target 100 người",
        "12 người",
    ]


def test_a_bar_ends_at_its_track():
    assert bar_of(bar_with_target(Decimal(140), None, label="x")) == [(372.0, GREEN)]
    assert bar_of(bar_with_target(Decimal(-5), None, label="x")) == [(0.0, GREEN)]


def test_no_data_is_not_a_zero():
    missing = bar_with_target(None, Decimal(30), label="x")
    assert bar_of(missing) == []
    assert "chart-no_data" in missing
    assert words(missing) == ["Target 30 %", "No data"]
    zero = bar_with_target(Decimal(0), Decimal(30), label="x")
    assert (bar_of(zero), words(zero)) == ([(0.0, BLUE)], ["Target 30 %", "0.00 %"])


def test_a_missing_value_breaks_the_line():
    points = [("2021", Decimal(10)), ("2022", Decimal(20)), ("2023", None), ("2024", Decimal(30))]
    root = parsed(trend_line(points, label="x"))
    joins = [line for line in root.iter(f"{SVG}line") if line.get("stroke") == BLUE]
    assert (len(joins), len(list(root.iter(f"{SVG}circle")))) == (1, 3)


def test_a_line_says_its_target_its_last_value_and_its_periods():
    points = [("2022", Decimal(10)), ("2023", Decimal("20.5")), ("2024", None)]
    assert words(trend_line(points, target=Decimal(30), label="x")) == [
        "Target 30 %",
        "20.50 %",
        "2022",
        "2023",
        "2024",
    ]


@pytest.mark.parametrize("points", ([], [("2024", None)], [("2024", Decimal(0))]))
def test_a_line_can_have_next_to_no_points(points):
    assert len(list(parsed(trend_line(points, label="x")).iter(f"{SVG}circle"))) == sum(
        value is not None for _name, value in points
    )


def test_long_lines_name_as_many_periods_as_fit():
    points = [(str(2011 + index), Decimal(index)) for index in range(15)]
    assert words(trend_line(points, label="x"))[1:] == ["2013", "2016", "2019", "2022", "2025"]


def test_units_stand_side_by_side_in_their_order():
    rows = [
        ("Xã A", Decimal(50), True),
        ("Xã B", Decimal(20), False),
        ("Xã C", None, False),
        ("Xã D", 1, "behind"),
    ]
    svg = unit_bars(rows, target=Decimal(30), label="x")
    assert words(svg) == [
        *("Xã A", "50.00 %", "Xã B", "20.00 %", "Xã C", "No data", "Xã D", "1.00 %"),
        "Target 30 %",
    ]
    assert bar_of(svg) == [(163.0, GREEN), (65.2, BLUE), (3.3, RED)]


def test_a_long_name_wraps_in_the_picture_and_its_row_grows():
    name = "Trung tâm Cung cấp dịch vụ công tác xã hội tỉnh"
    svg = unit_bars([(name, Decimal(50), True), ("Xã B", Decimal(20), True)], target=None, label="x")
    assert words(svg)[:2] == ["Trung tâm Cung cấp dịch vụ", "công tác xã hội tỉnh"]
    assert parsed(svg).get("height") == str(26 + 44 + 28 + 4)
    assert parsed(svg).find(f"{SVG}g/{SVG}title").text.replace("\u00a0", " ") == f"{name}: 50.00 %"


def test_coordinates_are_written_with_a_full_stop_in_every_language():
    with translation.override("vi"):
        svg = bar_with_target(Decimal("33.33"), Decimal("12.5"), label="x")
    assert not re.search(r' (?:x|y|width|height|x1|y1|d)="[^"]*,', svg)
    assert words(svg)[1] == "33,33 %"
