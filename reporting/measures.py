"""Results of targets: reads all figures that the formulas need in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from reporting.enums import FormulaKind, ResultState
from reporting.formulas import Figures, compute, judge, required_value
from reporting.models import Formula, MilestoneRecord
from submissions.measures import figures_by_unit, sum_figures
from submissions.models import Period


@dataclass(frozen=True)
class Result:
    """What a target stands at for one unit's branch in one period.

    `value` is in percent for ratio and coverage, else a whole number; None is "no data". `state` is
    None where the target does not cover the period: the value is shown, and not compared.
    """

    target: object
    unit_id: int
    period: object
    value: Decimal | None
    numerator: int | None
    denominator: int | None
    not_reported: int
    state: str | None

    @property
    def required(self):
        return required_value(self.target)

    @property
    def is_reached(self):
        return self.state == ResultState.REACHED


def compute_results(targets, *, unit_ids, periods):
    """Every result of `targets` for each unit's branch in each period.

    targets, periods: objects; unit_ids: ids. Returns {(target id, unit id, period id): Result}. A target
    without a formula is "no data".
    """
    formulas = list(
        Formula.objects.filter(target__in=targets)
        .select_related("target")
        .prefetch_related("terms__rows", "terms__columns")
    )
    by_target = {formula.target_id: formula for formula in formulas}
    figures = _read_figures(formulas, unit_ids, periods)
    return {
        (target.pk, unit_id, period.pk): _result(
            target, by_target.get(target.pk), unit_id, period, figures
        )
        for target in targets
        for unit_id in unit_ids
        for period in periods
    }


def _result(target, formula, unit_id, period, figures):
    value = compute(formula, unit_id, period, figures) if formula else None
    if value is None or value.value is None:
        missing = value.not_reported if value else 0
        return Result(target, unit_id, period, None, None, None, missing, ResultState.NO_DATA)
    state = judge(target, value.value, period)
    return Result(
        target,
        unit_id,
        period,
        value.value,
        value.numerator,
        value.denominator,
        value.not_reported,
        state,
    )


def _read_figures(formulas, unit_ids, periods):
    counted = _periods_to_read(formulas, periods)
    sums = sum_figures(
        units=unit_ids,
        periods=[period.pk for period in counted],
        measures=_measures_of(formulas, FormulaKind.RATIO, FormulaKind.CUMULATIVE),
    )
    totals = defaultdict(dict)
    for (unit, period, measure, row, column), total in sums.items():
        totals[unit, period, measure][row, column] = total
    return Figures(totals, _read_singles(formulas, unit_ids, periods), _read_milestones(formulas), counted)


def _periods_to_read(formulas, periods):
    """The periods asked for, and for cumulative totals every earlier one of the targets' spans."""
    spans = [f.target for f in formulas if f.kind == FormulaKind.CUMULATIVE]
    if not spans:
        return list(periods)
    first, last = min(t.from_year for t in spans), max(t.to_year for t in spans)
    return list({p.pk: p for p in [*Period.objects.filter(year__range=(first, last)), *periods]}.values())


def _read_singles(formulas, unit_ids, periods):
    singles = {}
    for level in {f.level for f in formulas if f.kind == FormulaKind.COVERAGE}:
        found = figures_by_unit(
            units=unit_ids,
            periods=[period.pk for period in periods],
            measures=_measures_of([f for f in formulas if f.level == level], FormulaKind.COVERAGE),
            level=level,
        )
        for place, members in found.items():
            singles.setdefault(place, {}).update(members)
    return singles


def _read_milestones(formulas):
    targets = [f.target_id for f in formulas if f.kind == FormulaKind.MILESTONE]
    days = defaultdict(list)
    if targets:
        for record in MilestoneRecord.objects.filter(target__in=targets):
            days[record.target_id, record.unit_id].append(record.done_on)
    return days


def _measures_of(formulas, *kinds):
    return {term.measure_id for formula in formulas if formula.kind in kinds for term in formula.terms.all()}
