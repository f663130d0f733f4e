"""Results as pictures; each page shows the same figures in words or in a table beside them."""

from django.utils.translation import gettext as _

from plans.enums import MeasuredIn
from reporting.enums import ResultState
from reporting.words import SHARES, in_points, scale_of, short_period, state_of, value_in_words
from swprogram.kit.charts import bar_with_target, trend_line, unit_bars

DRAWN = (ResultState.REACHED, ResultState.ON_THE_WAY, ResultState.BEHIND)


def draw_value(result):
    """The value against its mark."""
    return bar_with_target(
        result.value,
        result.required,
        maximum=scale_of(result),
        label=f"{result.target.name}: {value_in_words(result)}",
        unit=_unit(result),
        status=_status(result),
    )


def draw_trend(results):
    """Results of one target and unit, oldest first, as a line."""
    last = results[-1]
    return trend_line(
        [(short_period(result.period), result.value) for result in results],
        target=last.required,
        label=last.target.name,
        unit=_unit(last),
    )


def draw_units(rows):
    """Units side by side: `rows` are (unit, result) of one target."""
    results = [result for _unit_row, result in rows]
    return unit_bars(
        [(unit.short_name, result.value, _status(result)) for unit, result in rows],
        target=results[0].required,
        label=results[0].target.name,
        maximum=max(scale_of(result) for result in results),
        unit=_unit(results[0]),
    )


def _unit(result):
    if in_points(result):
        return _("points")
    if result.formula is None or result.formula.kind in SHARES:
        return "%"
    if result.target.measured_in == MeasuredIn.PERCENT:
        return "%"
    return result.target.get_measured_in_display()


def _status(result):
    """The colour; a result that is not compared is drawn as on the way, without any judgement."""
    return state_of(result) if result.state in DRAWN else ResultState.ON_THE_WAY
