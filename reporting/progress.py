"""How far a province, a district or a commune has got: what the dashboard shows, without any formatting.

Read in a constant number of queries, however many units, targets and periods there are.
"""

from collections import Counter
from dataclasses import dataclass

from reporting.enums import ResultState
from reporting.force import read_targets
from reporting.formulas import are_comparable
from reporting.measures import compute_results, count_late
from submissions.measures import NONE_EXPECTED, count_submissions
from submissions.models import Submission
from swprogram.kit import clock
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, valid_on


@dataclass(frozen=True)
class TargetProgress:
    """A target of the plan: its result, the comparable results up to it, and the same of its conditions."""

    target: object
    result: object
    trend: list
    conditions: list


@dataclass(frozen=True)
class UnitProgress:
    """A unit beside its neighbours: one result per target in the plan's order, and how complete it is."""

    unit: object
    results: list
    completeness: object
    late: int


@dataclass(frozen=True)
class Progress:
    """All of a dashboard: `targets` without the conditions, `all_targets` with them, `units` side by side."""

    targets: list
    all_targets: list
    units: list
    completeness: object
    late: list

    @property
    def states(self):
        """How many targets (conditions apart) are in each state: {ResultState or None: number}."""
        return Counter(row.result.state for row in self.targets)

    @property
    def provisional(self):
        """Of these, how many are provisional, because units are missing."""
        return Counter(row.result.state for row in self.targets if row.result.is_provisional)

    @property
    def reached(self):
        return self.states[ResultState.REACHED]

    @property
    def has_figures(self):
        return any(row.result.value is not None for row in self.targets)


def read_progress(selection):
    """The Progress of the selected unit; the selection has its plan, round and unit."""
    unit, period = selection.unit, selection.round.period
    targets = read_targets(selection.plan)
    members = list(members_of(unit, selection.day))
    ids = [unit.pk, *(member.pk for member in members)]
    results = compute_results(targets, unit_ids=ids, periods=selection.periods)
    submitted = count_submissions(selection.round, ids)
    late = count_late(selection.round, ids, clock.today())
    return Progress(
        targets=[_target(target, targets, unit, selection.periods, results) for target in _top(targets)],
        all_targets=targets,
        units=[
            UnitProgress(
                member,
                [results[target.pk, member.pk, period.pk] for target in targets],
                submitted.get(member.pk, NONE_EXPECTED),
                late.get(member.pk, 0),
            )
            for member in members
        ],
        completeness=submitted.get(unit.pk, NONE_EXPECTED),
        late=list(late_submissions(selection.round, unit)),
    )


def _top(targets):
    return [target for target in targets if target.condition_of_id is None]


def _target(target, targets, unit, periods, results):
    series = [results[target.pk, unit.pk, period.pk] for period in periods]
    conditions = [row for row in targets if row.condition_of_id == target.pk]
    return TargetProgress(
        target,
        series[-1],
        comparable_results(series),
        [_target(condition, [], unit, periods, results) for condition in conditions],
    )


def comparable_results(series):
    """Those of a target's results, oldest first, that may stand on one line with the last of them."""
    last = series[-1]
    if last.formula is None:
        return [last]
    return [one for one in series if are_comparable(last.formula, one.period, last.period)]


def members_of(unit, day):
    """The territorial units right below: districts of a province, communes of a district."""
    return Unit.objects.valid_on(day).filter(parent=unit).exclude(kind=UnitKind.AGENCY)


def late_submissions(round, unit):
    """What a branch still owes past its due date, the longest overdue first, each with `days_overdue`."""
    in_branch = valid_on(round.period.ends_on, "unit__branches__")
    rows = Submission.objects.overdue_on(clock.today()).filter(in_branch, unit__branches__ancestor=unit)
    return rows.filter(round=round).select_related("unit__parent").order_by("due_on", "unit__sort_key", "pk")
