"""Growth against a base year: relative or in points, from the stated base or from the base year's figures."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from plans.enums import Comparator, GrowthMode, MeasuredIn
from plans.models import Plan, Target
from reporting.enums import FormulaKind, ResultState, Side
from reporting.formulas import Figures, Growth, Value, compute
from reporting.measures import Result, compute_results
from reporting.tables.targets import print_target, unit_of_measure
from reporting.words import counted_in_words, required_in_words, value_in_words
from submissions.enums import Accumulation
from submissions.measures import Total
from submissions.models import Round
from swprogram.kit.periods import PeriodKind, span_of
from tests.factories.plans import TargetFactory
from tests.reporting.counts import bind

PROVINCE, DISTRICT = 1, 2
COUNTED, ALL = 11, 12


def period(kind, year):
    return SimpleNamespace(pk=(kind, year), kind=kind, year=year, ends_on=span_of(kind, year).ends_on)


BASE, NOW = period(PeriodKind.YEAR, 2020), period(PeriodKind.YEAR, 2025)
HALF = period(PeriodKind.HALF_YEAR, 2025)


def formula(*, mode=GrowthMode.RELATIVE, base_value=None, rate=False, accumulates=""):
    """A growth of the measure COUNTED, or of its share in the measure ALL."""
    target = Target(
        plan=Plan(unit_id=PROVINCE),
        value=Decimal(20),
        comparator=Comparator.EQUAL,
        measured_in=MeasuredIn.PERCENT,
        from_year=2021,
        to_year=2025,
        growth_mode=mode,
        base_year=2020,
        base_value=base_value,
    )
    terms = [_term(Side.NUMERATOR, COUNTED, accumulates)]
    if rate:
        terms.append(_term(Side.DENOMINATOR, ALL, ""))
    return SimpleNamespace(
        kind=FormulaKind.GROWTH,
        target=target,
        terms_of=lambda side: [term for term in terms if term.side == side],
        level="",
        misfit="",
    )


def _term(side, measure, accumulates):
    return SimpleNamespace(
        side=side,
        measure_id=measure,
        measure=SimpleNamespace(accumulates=accumulates),
        counts=lambda row, column: True,
    )


def figures(**counts):
    """`base` and `now` are counts, or (count, all) for a rate; None is not reported."""
    totals = {}
    for name, at in (("base", BASE), ("now", NOW), ("half", HALF)):
        numbers = counts.get(name)
        numbers = numbers if isinstance(numbers, tuple) else (numbers,)
        for measure, number in zip((COUNTED, ALL), numbers, strict=False):
            if number is not None:
                totals[PROVINCE, at.pk, measure] = {(None, None): Total(number, reported=1)}
                totals[DISTRICT, at.pk, measure] = {(None, None): Total(number, reported=1)}
    return Figures(totals, {}, {}, [BASE, NOW, HALF])


def test_200_people_that_become_240_grow_by_20_percent():
    value = compute(formula(), PROVINCE, NOW, figures(base=200, now=240))
    assert value.value == Decimal("20.00")
    assert (value.numerator, value.denominator) == (240, None)
    assert value.growth == Growth(Decimal("200.00"), Decimal("240.00"), Decimal("20.00"), None)


def test_fewer_people_than_in_the_base_year_are_a_negative_growth():
    assert compute(formula(), PROVINCE, NOW, figures(base=200, now=150)).value == Decimal("-25.00")


def test_a_growth_is_rounded_half_up_once():
    """7 × 100 ÷ 300 = 2,3333…; 1 × 100 ÷ 800 = 0,125."""
    assert compute(formula(), PROVINCE, NOW, figures(base=300, now=307)).value == Decimal("2.33")
    assert compute(formula(), PROVINCE, NOW, figures(base=800, now=801)).value == Decimal("0.13")


@pytest.mark.parametrize(
    ("mode", "value"), ((GrowthMode.RELATIVE, Decimal("20.00")), (GrowthMode.POINTS, Decimal("4.10")))
)
def test_a_rate_grows_relatively_or_in_points(mode, value):
    """205 of 1.000 are 20,5 %; 246 of 1.000 are 24,6 %: 20 percent of the base, which is 4,1 points."""
    got = compute(formula(mode=mode, rate=True), PROVINCE, NOW, figures(base=(205, 1000), now=(246, 1000)))
    assert got.value == value
    assert (got.numerator, got.denominator) == (246, 1000)
    assert got.growth == Growth(Decimal("20.50"), Decimal("24.60"), Decimal("20.00"), Decimal("4.10"))


def test_points_of_a_count_are_no_data():
    """People have no percentage points."""
    value = compute(formula(mode=GrowthMode.POINTS), PROVINCE, NOW, figures(base=200, now=240))
    assert value.value is None


def test_the_stated_base_comes_before_the_figures_of_the_base_year():
    stated = formula(base_value=Decimal(160))
    assert compute(stated, PROVINCE, NOW, figures(base=200, now=240)).value == Decimal("50.00")
    assert compute(stated, PROVINCE, NOW, figures(now=240)).value == Decimal("50.00")


def test_the_stated_base_is_the_province_s_and_no_district_s():
    stated = formula(base_value=Decimal(160))
    assert compute(stated, DISTRICT, NOW, figures(base=200, now=240)).value == Decimal("20.00")
    assert compute(stated, DISTRICT, NOW, figures(now=240)).value is None


@pytest.mark.parametrize(
    ("counts", "rate"),
    (
        ({"now": 240}, False),
        ({"base": 0, "now": 240}, False),
        ({"base": 200}, False),
        ({"base": (0, 1000), "now": (246, 1000)}, True),
        ({"base": (205, 0), "now": (246, 1000)}, True),
        ({"base": (205, 1000), "now": (246, 0)}, True),
    ),
)
def test_without_a_base_or_without_figures_there_is_no_data(counts, rate):
    assert compute(formula(rate=rate), PROVINCE, NOW, figures(**counts)).value is None


def test_what_happens_over_a_year_is_compared_with_a_year_only():
    consulted = formula(accumulates=Accumulation.PERIOD)
    assert compute(consulted, PROVINCE, HALF, figures(base=200, half=120)) == Value()
    assert compute(consulted, PROVINCE, NOW, figures(base=200, now=240)).value == Decimal("20.00")


def test_what_stands_at_a_day_is_compared_at_any_cut_off():
    assert compute(formula(), PROVINCE, HALF, figures(base=200, half=220)).value == Decimal("10.00")


# --- With the counts of the small world ----------------------------------------------------------


@pytest.fixture
def growing(phase_plan, catalogue):
    """BT-1: about 50 % more people who do social work, against 2020."""
    target = TargetFactory(
        plan=phase_plan,
        code="BT-1",
        comparator=Comparator.ABOUT,
        value=Decimal(50),
        growth_mode=GrowthMode.RELATIVE,
        base_year=2020,
        base_value=Decimal(10),
    )
    bind(phase_plan, "bentre-2016-2020", "BT-1")
    return target


def result_of(target, opened):
    unit = opened.province_id
    return compute_results([target], unit_ids=[unit], periods=[opened.period])[
        target.pk, unit, opened.period_id
    ]


def test_14_people_against_a_base_of_10_are_40_percent_more(growing, counted):
    """The mark of "about 50 %" is 47,5 %; after three and a half of five years 40 % are on the way."""
    result = result_of(growing, counted)
    assert (result.value, result.state) == (Decimal("40.00"), ResultState.ON_THE_WAY)


def test_without_a_base_figure_the_target_asks_for_it(growing, counted, in_english):
    Target.objects.filter(pk=growing.pk).update(base_value=None)
    result = result_of(Target.objects.get(pk=growing.pk), counted)
    assert (result.value, result.state) == (None, ResultState.NO_DATA)
    assert counted_in_words(result) == (
        "Not computed: the base figure of 2020 or this period's full-year figure is missing."
    )


def test_the_base_comes_from_the_accepted_figures_of_the_base_year(growing, counted, world):
    """The first half of 2024 is made the base year's annual period: 14 against 14 have not grown."""
    Target.objects.filter(pk=growing.pk).update(base_value=None, base_year=2023, from_year=2024)
    counted.period.kind, counted.period.year = PeriodKind.YEAR, 2023
    counted.period.starts_on, counted.period.ends_on = date(2022, 12, 15), date(2023, 12, 14)
    counted.period.save()
    opened = Round.objects.select_related("period").get(pk=counted.pk)
    assert result_of(Target.objects.get(pk=growing.pk), opened).value == Decimal("0.00")


def test_growth_takes_the_same_queries_for_one_target_and_for_two(growing, counted, phase_plan):
    second = TargetFactory(
        plan=phase_plan, code="TH-4", growth_mode=GrowthMode.RELATIVE, base_year=2021, value=Decimal(20)
    )
    bind(phase_plan, "hue-2021-2030", "TH-4")
    assert queries_for([growing], counted) == queries_for([growing, second], counted) == 8


def queries_for(targets, opened):
    with CaptureQueriesContext(connection) as captured:
        compute_results(targets, unit_ids=[opened.province_id], periods=[opened.period])
    return len(captured)


# --- In words --------------------------------------------------------------------------------------


def result(mode, growth, value):
    one = formula(mode=mode, rate=growth.points is not None)
    return Result(one.target, one, PROVINCE, NOW, value, 246, 1000, 0, ResultState.REACHED, growth)


RATE = Growth(Decimal("20.50"), Decimal("24.60"), Decimal("20.00"), Decimal("4.10"))
COUNT = Growth(Decimal(200), Decimal(240), Decimal("20.00"), None)


def plain(text):
    return text.replace("\u00a0", " ")


def test_a_rate_s_growth_is_said_in_both_ways(in_english):
    said = plain(counted_in_words(result(GrowthMode.RELATIVE, RATE, Decimal(20))))
    assert said == "20.5 % in 2020, 24.6 % now: 20 % relative = 4.1 percentage points"


def test_a_count_s_growth_names_both_counts(in_english):
    assert counted_in_words(result(GrowthMode.RELATIVE, COUNT, Decimal(20))) == "200 in 2020, 240 now"


def test_points_are_never_printed_as_percent(in_english):
    points = result(GrowthMode.POINTS, RATE, Decimal("4.10"))
    assert value_in_words(points) == "4.1 percentage points"
    assert required_in_words(points) == "20 percentage points"
    relative = result(GrowthMode.RELATIVE, RATE, Decimal(20))
    assert plain(value_in_words(relative)) == "20 %"


def test_the_report_prints_against_which_year_something_grows():
    with translation.override("en"):
        assert plain(print_target(formula().target)) == "tăng 20 % so với năm 2020"
        assert print_target(formula(mode=GrowthMode.POINTS).target) == "tăng 20 điểm % so với năm 2020"
    assert unit_of_measure(formula().target) == "%"
    assert unit_of_measure(formula(mode=GrowthMode.POINTS).target) == "điểm %"
