"""Charts as SVG, drawn here once: the same picture on the screen and in the PDF.

Only presentation attributes and classes are used, so that a strict content policy holds; text takes
the font of the page around it. Every chart is an image with a title, and its caller always shows
the same figures in a table beside it.
"""

import textwrap
from decimal import Decimal
from itertools import accumulate, pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from swprogram.kit.numbers import NO_BREAK_SPACE, format_percent, format_share, format_trimmed

REACHED, ON_THE_WAY, BEHIND, NO_DATA = "reached", "on_the_way", "behind", "no_data"
COLOURS = {REACHED: "#1b7f5c", ON_THE_WAY: "#2f6fb0", BEHIND: "#b4472e", NO_DATA: "#8a94a0"}
INK, QUIET, TRACK, GRID = "#16324a", "#5b6673", "#e6ebef", "#d5dce2"
FONTS = "Be Vietnam Pro, Tinos, Liberation Serif, sans-serif"
NOTHING = SafeString("")
LONGEST_LINE, ROW_HEIGHT, LINE_HEIGHT = 27, 28, 16


def bar_with_target(value, target, *, maximum=100, label, unit="%", status=None):
    """One value against its target: a horizontal bar, a mark where the target is, both figures in words.

    The bar has the colour of `status`; without one it is "reached" from the target on, "on_the_way"
    below it. A value of None is drawn as no data. What exceeds `maximum` fills the bar.
    """
    width, track, top, height = 480, 372, 24, 16
    status = _status_of(value, target, status)
    x = 0 if target is None else _scaled(target, maximum, track)
    parts = [
        _bar(0, top, track, height, value, maximum, status),
        NOTHING
        if target is None
        else _target_mark(x, top - 7, top + height + 6, track, _target(target, unit)),
        _text(width, top + 13.5, _result(value, unit), 17, _text_colour(status), "end", 700),
    ]
    return _svg("bar", width, 50, label, parts)


def trend_line(points, *, target=None, label, unit="%"):
    """Values over time as a line with dots, from zero up; `points` are (label, value or None).

    A None leaves a gap in the line and a grey tick on the axis. The last value is written out; a
    target is a dashed line across.
    """
    width, height, left, right, top, bottom = 480, 170, 44, 398, 34, 138
    values = [value for _name, value in points if value is not None]
    highest = max([*values, target or 0, Decimal("0.01")]) * Decimal("1.1")
    xs = _spread(len(points), left, right)
    placed = [
        (x, None if value is None else bottom - _scaled(value, highest, bottom - top), value)
        for x, (_name, value) in zip(xs, points, strict=True)
    ]
    parts = [
        _line(0, bottom, width, bottom, GRID, 1.5),
        NOTHING if target is None else _target_line(target, unit, highest, right, top, bottom),
        _segments(placed),
        _dots(placed, bottom),
        _last_value(placed, unit),
        _axis_labels(xs, [name for name, _value in points], bottom + 20, width),
    ]
    return _svg("trend", width, height, label, parts)


def unit_bars(rows, *, target, label, maximum=100, unit="%"):
    """Units side by side, a bar each: `rows` are (name, value or None, reached), None is drawn as no data.

    `reached` may also be a status ("reached", "on_the_way", "behind"); False alone means "on_the_way".
    """
    width, left, track, top = 640, 218, 326, 26
    tops = _tops(rows, top)
    bottom = tops[-1]
    drawn = [
        _unit_row(row, y, end, left, track, width, maximum, unit)
        for row, (y, end) in zip(rows, pairwise(tops), strict=True)
    ]
    mark = NOTHING
    if target is not None:
        x = left + _scaled(target, maximum, track)
        mark = _target_mark(x, top - 6, bottom - 2, width, _target(target, unit))
    return _svg("units", width, bottom + 4, label, [*drawn, mark])


def _lines_of(name):
    """A long name wraps; none is cut."""
    return textwrap.wrap(name, LONGEST_LINE) or [""]


def _tops(rows, top):
    """Where each row begins, and where the last one ends: as high as the lines of its name."""
    heights = [ROW_HEIGHT + LINE_HEIGHT * (len(_lines_of(row[0])) - 1) for row in rows]
    return list(accumulate(heights, initial=top))


def _name(x, y, lines):
    """The lines one below the other, centred on the place where a single one stands."""
    first = y - LINE_HEIGHT * (len(lines) - 1) / 2
    return _joined(
        _text(x, first + LINE_HEIGHT * index, line, 13, INK, "end", 400) for index, line in enumerate(lines)
    )


def _unit_row(row, y, end, left, track, width, maximum, unit):
    (name, value, reached), middle = row, (y + end) / 2 - 1
    status = NO_DATA if value is None else {True: REACHED, False: ON_THE_WAY}.get(reached, reached)
    parts = [
        _name(left - 12, middle + 4.5, _lines_of(name)),
        _bar(left, middle - 8, track, 16, value, maximum, status),
        _text(width, middle + 4.5, _result(value, unit), 13, _text_colour(status), "end", 700),
    ]
    return format_html("<g><title>{}: {}</title>{}</g>", name, _result(value, unit), _joined(parts))


def _svg(kind, width, height, label, parts):
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart-svg chart-{}" role="img" viewBox="0 0 {} {}"'
        ' width="{}" height="{}" font-family="{}"><title>{}</title>{}</svg>',
        kind, width, height, width, height, FONTS, label, _joined(parts),
    )  # fmt: skip


def _joined(parts):
    return format_html_join("", "{}", ((part,) for part in parts))


def _bar(x, y, width, height, value, maximum, status):
    """The track, and on it the value or, without one, a hatch."""
    track = _rect(x, y, width, height, TRACK, "chart-track")
    if value is None:
        return track + _hatch(x, y, width, height)
    return track + _rect(x, y, _scaled(value, maximum, width), height, COLOURS[status], f"chart-{status}")


def _rect(x, y, width, height, colour, name):
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>',
        name, _n(x), _n(y), _n(width), _n(height), colour,
    )  # fmt: skip


def _hatch(x, y, width, height):
    strokes = "".join(
        f"M{_n(x + at)} {_n(y + height)}l{_n(height)} {_n(-height)}"
        for at in range(0, int(width - height) + 1, 8)
    )
    return format_html(
        '<path class="chart-no_data" d="{}" stroke="{}" stroke-width="1.2"/>', strokes, COLOURS[NO_DATA]
    )


def _line(x1, y1, x2, y2, colour, thickness, dashes="none"):
    return format_html(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>',
        _n(x1), _n(y1), _n(x2), _n(y2), colour, thickness, dashes,
    )  # fmt: skip


def _text(x, y, text, size, colour, anchor, weight):
    return format_html(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" fill="{}" text-anchor="{}">{}</text>',
        _n(x), _n(y), size, weight, colour, anchor, text,
    )  # fmt: skip


def _target_mark(x, top, bottom, width, text):
    """A line down from the words that name the target; the words stay inside `width`."""
    anchor = "start" if x < width * 0.2 else "end" if x > width * 0.8 else "middle"
    return _text(x, top - 5, text, 12, INK, anchor, 600) + _line(x, top, x, bottom, INK, 2.5)


def _target_line(target, unit, highest, width, top, bottom):
    """A dashed line, named above the chart where no value can be."""
    y = bottom - _scaled(target, highest, bottom - top)
    sample = _line(0, 10, 24, 10, INK, 1.5, "5 4")
    name = _text(31, 14, _target(target, unit), 12, INK, "start", 600)
    return _joined([sample, name, _line(0, y, width, y, INK, 1.5, "5 4")])


def _segments(placed):
    """Lines between neighbours that both have a value."""
    pairs = [
        (a, b) for a, b in zip(placed, placed[1:], strict=False) if a[1] is not None and b[1] is not None
    ]
    return _joined(_line(a[0], a[1], b[0], b[1], COLOURS[ON_THE_WAY], 2.5) for a, b in pairs)


def _dots(placed, bottom):
    return _joined(_tick(x, bottom) if y is None else _dot(x, y) for x, y, _value in placed)


def _dot(x, y):
    return format_html(
        '<circle cx="{}" cy="{}" r="4.5" fill="{}" stroke="#ffffff" stroke-width="1.5"/>',
        _n(x), _n(y), COLOURS[ON_THE_WAY],
    )  # fmt: skip


def _tick(x, bottom):
    return _line(x, bottom - 5, x, bottom + 5, COLOURS[NO_DATA], 2)


def _last_value(placed, unit):
    known = [point for point in placed if point[1] is not None]
    if not known:
        return NOTHING
    x, y, value = known[-1]
    return _text(x + 11, y + 5.5, _result(value, unit), 16, COLOURS[ON_THE_WAY], "start", 700)


def _axis_labels(xs, names, y, width):
    """As many labels as have room, the last one always."""
    step = max(1, -(-len(names) * 84 // width))
    shown = [
        (x, name)
        for index, (x, name) in enumerate(zip(xs, names, strict=True))
        if (len(names) - 1 - index) % step == 0
    ]
    return _joined(_text(x, y, name, 12, QUIET, "middle", 400) for x, name in shown)


def _spread(count, left, right):
    if count < 2:
        return [right] * count
    return [left + (right - left) * index / (count - 1) for index in range(count)]


def _scaled(value, maximum, length):
    return float(min(max(Decimal(value) / Decimal(maximum), Decimal(0)), Decimal(1))) * length


def _status_of(value, target, status):
    if value is None:
        return NO_DATA
    return status or (REACHED if target is None or value >= target else ON_THE_WAY)


def _text_colour(status):
    return QUIET if status == NO_DATA else COLOURS[status]


def _value(value, unit):
    if value is None:
        return _("No data")
    return (
        format_percent(value) if unit == "%" else f"{format_trimmed(value, 2)}{NO_BREAK_SPACE}{unit}".strip()
    )


def _result(value, unit):
    """As the table beside the chart prints it."""
    return format_share(value) if unit == "%" and value is not None else _value(value, unit)


def _target(target, unit):
    return _("Target %(value)s") % {"value": _value(target, unit)}


def _n(number):
    """A coordinate: one decimal, a full stop in every language."""
    return f"{number:.1f}".removesuffix(".0")
