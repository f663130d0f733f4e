"""Results of targets: reads all figures that the formulas need in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from reporting.enums import FormulaKind, ResultState
from reporting.formulas import Figures, answers_behind, compute, count_of, judge, required_value
from reporting.models import Formula, MilestoneRecord
from submissions.measures import (
    NOBODY_ASKED,
    Answers,
    figures_by_unit,
    read_askings,
    sum_figures,
    sum_own_figures,
)
from submissions.models import Figure, Period, Submission
from swprogram.kit.periods import PeriodKind
from swprogram.org.models import valid_on


@dataclass(frozen=True)
class Result:
    """What a target stands at for one unit's branch in one period.

    `answers` says how many of the units that are asked have an accepted submission; `not_reported` counts
    the cells without a figure, those of the units that have not answered among them.
    `value` is in percent for ratio, coverage and relative growth, in percentage points for growth in
    points, else a whole number; None is "no data". `growth` tells what is behind a growth. `state` is
    None where the target does not cover the period: the value is shown, and not compared.
    """

    target: object
    formula: object
    unit_id: int
    period: object
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    not_reported: int
    state: str | None
    growth: object = None
    answers: Answers = NOBODY_ASKED

    @property
    def is_provisional(self):
        """Is there a value while units that are asked for it have not answered?"""
        return self.value is not None and not self.answers.is_complete

    @property
    def required(self):
        return required_value(self.target)

    @property
    def is_reached(self):
        return self.state == ResultState.REACHED


def compute_results(targets, *, unit_ids, periods, own=False):
    """Every result of `targets` for each unit's branch in each period.

    targets, periods: objects; unit_ids: ids. Returns {(target id, unit id, period id): Result}. A target
    without a formula is "no data". With `own`, a unit stands for its own submission alone, without the
    units below it.
    """
    formulas = list(Formula.objects.filter(target__in=targets).with_terms())
    by_target = {formula.target_id: formula for formula in formulas}
    for target in targets:
        if formula := by_target.get(target.pk):
            # As the caller knows it: while an amendment is open the row already holds the draft.
            target.plan = formula.target.plan
            formula.target = target
    figures = _read_figures(formulas, unit_ids, periods, own)
    return {
        (target.pk, unit_id, period.pk): _result(target, by_target.get(target.pk), unit_id, period, figures)
        for target in targets
        for unit_id in unit_ids
        for period in periods
    }


def _result(target, formula, unit_id, period, figures):
    if formula is None:
        return Result(
            target, None, unit_id, period, None, None, None, 0, _state_without_value(target, period)
        )
    value = compute(formula, unit_id, period, figures)
    answers = answers_behind(formula, unit_id, period, figures)
    whole = (value.value, value.numerator, value.denominator)
    if value.value is None:
        whole, state = (None, None, None), _state_without_value(target, period)
    else:
        state = judge(target, value.value, period)
    missing = value.not_reported + answers.silent
    return Result(target, formula, unit_id, period, *whole, missing, state, value.growth, answers)


def _state_without_value(target, period):
    covered = target.from_year <= period.year <= target.to_year
    return ResultState.NO_DATA if covered else None


def _read_figures(formulas, unit_ids, periods, own):
    counted = _periods_to_read(formulas, periods)
    sums = (sum_own_figures if own else sum_figures)(
        units=unit_ids,
        periods=[period.pk for period in counted],
        measures=_measures_of(formulas, FormulaKind.RATIO, FormulaKind.CUMULATIVE, FormulaKind.GROWTH),
    )
    totals = defaultdict(dict)
    for (unit, period, measure, row, column), total in sums.items():
        totals[unit, period, measure][row, column] = total
    singles = {} if own else _read_singles(formulas, unit_ids, periods)
    askings = read_askings(
        units=unit_ids,
        periods=[period.pk for period in counted],
        measures=_measures_of(formulas, *FormulaKind),
        own=own,
    )
    return Figures(totals, singles, _read_milestones(formulas), counted, askings)


def _periods_to_read(formulas, periods):
    """The periods asked for; for cumulative totals those of the targets' spans; for growth the base years."""
    spans = [f.target for f in formulas if f.kind == FormulaKind.CUMULATIVE]
    bases = [f.target.base_year for f in formulas if f.kind == FormulaKind.GROWTH]
    if not spans and not bases:
        return list(periods)
    wanted = Q(kind=PeriodKind.YEAR, year__in=bases)
    if spans:
        first, last = min(t.from_year for t in spans), max(t.to_year for t in spans)
        wanted |= Q(year__range=(first, last))
    return list({p.pk: p for p in [*Period.objects.filter(wanted), *periods]}.values())


def _read_singles(formulas, unit_ids, periods):
    singles = {}
    for level in {f.level for f in formulas if f.kind == FormulaKind.COVERAGE}:
        found = figures_by_unit(
            units=unit_ids,
            periods=[period.pk for period in periods],
            measures=_measures_of([f for f in formulas if f.level == level], FormulaKind.COVERAGE),
            level=level,
        )
        singles |= {(*place, level): members for place, members in found.items()}
    return singles


def _read_milestones(formulas):
    targets = [f.target_id for f in formulas if f.kind == FormulaKind.MILESTONE]
    days = defaultdict(list)
    if targets:
        for record in MilestoneRecord.objects.filter(target__in=targets):
            days[record.target_id, record.unit_id].append(record.done_on)
    return days


def count_members(formula, unit_id, period):
    """{member id: its count} of the units that a coverage looks at, without those that reported nothing."""
    singles = _read_singles([formula], [unit_id], [period])
    members = singles.get((unit_id, period.pk, formula.level), {})
    counts = {member: count_of(formula, cells) for member, cells in members.items()}
    return {member: count for member, count in counts.items() if count is not None}


def _measures_of(formulas, *kinds):
    return {term.measure_id for formula in formulas if formula.kind in kinds for term in formula.terms.all()}


def find_asked_cells(round, units):
    """Which cells the submissions of a round ask for, sent or not: {(unit, measure, row, column)}.

    It tells a cell that nobody has filled yet from a cell that this branch is not asked for.
    """
    in_branch = valid_on(round.period.ends_on, "submission__unit__branches__") & Q(
        submission__unit__branches__ancestor__in=units
    )
    rows = Figure.objects.filter(in_branch, submission__round=round)
    places = ("submission__unit__branches__ancestor", "measure", "row", "column")
    return set(rows.values_list(*places).order_by().distinct())


def count_late(round, units, day):
    """{unit id: how many submissions of its branch are overdue}."""
    in_branch = valid_on(round.period.ends_on, "unit__branches__") & Q(unit__branches__ancestor__in=units)
    rows = (
        Submission.objects.overdue_on(day)
        .filter(in_branch, round=round)
        .values_list("unit__branches__ancestor")
        .annotate(late=Count("pk"))
        .order_by()
    )
    return dict(rows)
