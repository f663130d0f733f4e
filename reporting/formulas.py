"""The closed kinds of formulas, as pure functions over figures that were read before.

Numerators and denominators stay whole numbers; a value is rounded once, here, in Decimal. No
denominator, or nothing reported, is "no data" and never zero.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from plans.enums import Comparator, GrowthMode, MeasuredIn
from reporting.enums import FormulaKind, ResultState, Side
from submissions.enums import Accumulation
from submissions.measures import NOBODY_ASKED, NOTHING, Askings
from swprogram.kit.numbers import round_half_up
from swprogram.kit.periods import PeriodKind, span_of

PERCENT_PLACES = 2
ALL_UNITS = Decimal(100)
ABOUT = Decimal("0.95")
COUNTED_WHOLE = (MeasuredIn.PERSON, MeasuredIn.FACILITY)


@dataclass(frozen=True)
class Figures:
    """What formulas read, for any number of units and periods.

    totals: {(unit id, period id, measure id): {(row, column): Total}} of each unit's branch;
    singles: {(unit id, period id, level): {member id: {(measure, row, column): value}}} for coverage;
    milestones: {(target id, unit id): [days]}; periods: every Period that a total was read for; askings: who
    was asked in them, and has answered.
    """

    totals: dict
    singles: dict
    milestones: dict
    periods: list
    askings: Askings = Askings({}, {})


@dataclass(frozen=True)
class Growth:
    """What stands behind a growth: the base and the present level, and the growth said in both ways.

    base, now: percent where the formula has a denominator, else a count. relative: percent of the base;
    points: percentage points, None for a count. All rounded half up to two places.
    """

    base: Decimal
    now: Decimal
    relative: Decimal
    points: Decimal | None


@dataclass(frozen=True)
class Value:
    """A computed value with the whole numbers behind it and how many cells were not reported."""

    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    not_reported: int = 0
    growth: Growth | None = None


def compute(formula, unit_id, period, figures):
    """The Value of a formula for one unit's branch in one period; none where it does not fit its target."""
    if formula.misfit:
        return Value()
    kinds = {
        FormulaKind.RATIO: ratio,
        FormulaKind.COVERAGE: coverage,
        FormulaKind.MILESTONE: milestone,
        FormulaKind.CUMULATIVE: cumulative,
        FormulaKind.GROWTH: growth,
    }
    return kinds[formula.kind](formula, unit_id, period, figures)


def answers_behind(formula, unit_id, period, figures):
    """The Answers behind a result: of all periods that it adds up or compares, added up.

    A unit that is asked in two of them counts twice, once for each of its submissions. Milestones are
    recorded, and asked of nobody.
    """
    if formula.kind == FormulaKind.MILESTONE:
        return NOBODY_ASKED
    found = [
        figures.askings.answers(unit_id, one.pk, counts=formula.counts, level=formula.level)
        for one in _periods_behind(formula, unit_id, period, figures)
    ]
    return sum(found, NOBODY_ASKED)


def _periods_behind(formula, unit_id, period, figures):
    """Of a running total the last period of each year; of a growth also its base year, unless stated."""
    if formula.kind == FormulaKind.CUMULATIVE:
        last = {one.year: one for one in _periods_up_to(formula.target, period, figures.periods)}
        return list(last.values())
    if formula.kind == FormulaKind.GROWTH and not _states_its_base(formula, unit_id):
        return [*_base_periods(formula, figures), period]
    return [period]


def ratio(formula, unit_id, period, figures):
    """numerator × 100 ÷ denominator, in percent, rounded half up to two places."""
    top = sum_side(formula, Side.NUMERATOR, unit_id, period.pk, figures)
    bottom = sum_side(formula, Side.DENOMINATOR, unit_id, period.pk, figures)
    missing = top.not_reported + bottom.not_reported
    if not top.reported or not bottom.value:
        return Value(not_reported=missing)
    return Value(percent(top.value, bottom.value), top.value, bottom.value, missing)


def coverage(formula, unit_id, period, figures):
    """Of the units that reported, the share in percent whose numerator is at least the target's value."""
    members = figures.singles.get((unit_id, period.pk, formula.level), {})
    counts = [count for cells in members.values() if (count := count_of(formula, cells)) is not None]
    if not counts:
        return Value()
    enough = sum(count >= formula.target.value for count in counts)
    return Value(percent(enough, len(counts)), enough, len(counts))


def milestone(formula, unit_id, period, figures):
    """How many milestones were reached up to the cut-off; no record at all is "no data"."""
    days = figures.milestones.get((formula.target_id, unit_id))
    if not days:
        return Value()
    done = sum(day <= period.ends_on for day in days)
    return Value(Decimal(done), done)


def cumulative(formula, unit_id, period, figures):
    """The numerator summed over the target's years up to the period.

    A year's report contains its six months, so each year counts once: by the larger of the two, because
    a branch's year says less than its six months as long as the year's reports are still coming in.
    """
    by_year = {}
    for counted in _periods_up_to(formula.target, period, figures.periods):
        total = sum_side(formula, Side.NUMERATOR, unit_id, counted.pk, figures)
        if total.reported:
            by_year[counted.year] = max(by_year.get(counted.year, NOTHING), total, key=lambda one: one.value)
    if not by_year:
        return Value()
    total = sum(by_year.values(), NOTHING)
    return Value(Decimal(total.value), total.value, None, total.not_reported)


def _periods_up_to(target, period, periods):
    """The periods inside the target's span that end no later than `period`, oldest first."""
    inside = [p for p in periods if target.from_year <= p.year <= target.to_year]
    return sorted((p for p in inside if p.ends_on <= period.ends_on), key=lambda p: p.ends_on)


def growth(formula, unit_id, period, figures):
    """By how much the numerator (or numerator ÷ denominator) grew against the target's base year.

    relative: (now − base) × 100 ÷ base; points: now − base, of rates only. The base is the one that the
    plan's province stated, else the accepted figures of the base year. No base, or a base of zero, is
    "no data"; so is a count of six months of what happens over a year.
    """
    if not _compares_with_a_year(formula, period):
        return Value()
    now, top, bottom, missing = _level(formula, unit_id, period.pk, figures)
    base = _base(formula, unit_id, figures)
    if now is None or not base:
        return Value(not_reported=missing)
    grown = _grown(base, now, is_rate=_has_denominator(formula))
    value = grown.points if formula.target.growth_mode == GrowthMode.POINTS else grown.relative
    return Value(value, top, bottom, missing, grown)


def _compares_with_a_year(formula, period):
    return period.kind == PeriodKind.YEAR or not counts_flow(formula)


def _has_denominator(formula):
    return bool(formula.terms_of(Side.DENOMINATOR))


def _level(formula, unit_id, period_id, figures):
    """(the exact level, numerator, denominator, cells not reported); the level None is "no data"."""
    top = sum_side(formula, Side.NUMERATOR, unit_id, period_id, figures)
    bottom = sum_side(formula, Side.DENOMINATOR, unit_id, period_id, figures)
    missing = top.not_reported + bottom.not_reported
    if not _has_denominator(formula):
        return (Fraction(top.value) if top.reported else None), top.value, None, missing
    if not top.reported or not bottom.value:
        return None, None, None, missing
    return Fraction(top.value * 100, bottom.value), top.value, bottom.value, missing


def _base(formula, unit_id, figures):
    """The exact level of the base year, or None. The stated base is the whole province's, no district's."""
    if _states_its_base(formula, unit_id):
        return Fraction(formula.target.base_value)
    of_base_year = _base_periods(formula, figures)
    return _level(formula, unit_id, of_base_year[0].pk, figures)[0] if of_base_year else None


def _states_its_base(formula, unit_id):
    target = formula.target
    return target.base_value is not None and unit_id == target.plan.unit_id


def _base_periods(formula, figures):
    """The period of the base year, if there is one."""
    year = formula.target.base_year
    return [one for one in figures.periods if one.kind == PeriodKind.YEAR and one.year == year]


def _grown(base, now, *, is_rate):
    rounded = [round_half_up(one, PERCENT_PLACES) for one in (base, now, (now - base) * 100 / base)]
    return Growth(*rounded, round_half_up(now - base, PERCENT_PLACES) if is_rate else None)


def sum_side(formula, side, unit_id, period_id, figures):
    """The Total of all terms of one side, over the options that each term counts."""
    total = NOTHING
    for term in formula.terms_of(side):
        cells = figures.totals.get((unit_id, period_id, term.measure_id), {})
        total = sum((cell for place, cell in cells.items() if term.counts(*place)), total)
    return total


def count_of(formula, cells):
    """The numerator of one unit from its reported cells; None when it reported none of them."""
    values = [
        value
        for (measure_id, row, column), value in cells.items()
        for term in formula.terms_of(Side.NUMERATOR)
        if term.measure_id == measure_id and term.counts(row, column)
    ]
    return sum(values) if values else None


def percent(numerator, denominator):
    """numerator × 100 ÷ denominator, rounded half up to two places."""
    return round_half_up(Fraction(numerator * 100, denominator), PERCENT_PLACES)


def are_comparable(formula, one, other):
    """May the results of two periods stand on one line?

    A ratio that counts what happened over the period cannot: six months against a year says nothing.
    """
    return one.kind == other.kind or formula.kind != FormulaKind.RATIO or not counts_flow(formula)


def counts_flow(formula):
    """Does the numerator count what happened over the period, not what stands at its end?"""
    numerator = formula.terms_of(Side.NUMERATOR)
    return any(term.measure.accumulates == Accumulation.PERIOD for term in numerator)


def required_value(target):
    """The mark that a value must reach: every unit for a per-unit minimum, 95 % of an "about"."""
    if target.measured_in == MeasuredIn.PERSON_PER_UNIT:
        return ALL_UNITS
    if target.comparator == Comparator.ABOUT:
        return target.value * ABOUT
    return target.value


def judge(target, value, period):
    """Reached; on the way (at least the share of the mark that the elapsed time asks for); or behind.

    Whole things are due only when they are complete: one centre in five years is not behind before the
    last day. A target is compared only with a period that it covers: None otherwise.
    """
    if not target.from_year <= period.year <= target.to_year:
        return None
    required = required_value(target)
    if value >= required:
        return ResultState.REACHED
    due_by_now = required * elapsed_share(target, period.ends_on)
    if target.measured_in in COUNTED_WHOLE:
        due_by_now = int(due_by_now)
    return ResultState.ON_THE_WAY if value >= due_by_now else ResultState.BEHIND


def elapsed_share(target, day):
    """The share of the target's span of reporting years that has passed on `day`, from 0 to 1."""
    start = span_of(PeriodKind.YEAR, target.from_year).starts_on
    end = span_of(PeriodKind.YEAR, target.to_year).ends_on
    passed = min(max((day - start).days + 1, 0), (end - start).days + 1)
    return Decimal(passed) / Decimal((end - start).days + 1)
