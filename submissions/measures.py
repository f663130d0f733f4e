"""How many? Accepted figures, summed over branches of units.

Every function takes querysets and ids, and returns plain rows; no request, no user, no formatting. The
number of queries does not grow with units, periods or measures. Sums are whole numbers.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

from submissions.enums import FigureState, SubmissionState
from submissions.models import Submission


@dataclass(frozen=True)
class Total:
    """The sum of one cell over a branch: how many units reported it, and how many did not, and why."""

    value: int = 0
    reported: int = 0
    not_reported: int = 0
    not_applicable: int = 0

    def __add__(self, other):
        return Total(
            self.value + other.value,
            self.reported + other.reported,
            self.not_reported + other.not_reported,
            self.not_applicable + other.not_applicable,
        )

    @property
    def state(self):
        """Reported if any unit reported; not applicable only if that is all that was said."""
        if self.reported:
            return FigureState.REPORTED
        if self.not_applicable and not self.not_reported:
            return FigureState.NOT_APPLICABLE
        return FigureState.NOT_REPORTED


NOTHING = Total()


PLACES = ("figures__measure", "figures__row", "figures__column")
TOTALS = {"total": Sum("figures__value")} | {
    state.value: Count("figures", filter=Q(figures__state=state)) for state in FigureState
}


def sum_figures(*, units, periods, measures):
    """Accepted figures summed over the branch of each unit as it was at the period's cut-off.

    units, periods, measures: ids (or querysets of them). Returns
    {(unit id, period id, measure id, row option id, column option id): Total}, in one query.
    """
    return _sum(_accepted(periods, measures, _in_branch(units)), "unit__branches__ancestor")


def sum_own_figures(*, units, periods, measures):
    """Accepted figures of the units' own submissions, without the units below them, in one query.

    The same shape as `sum_figures`: {(unit, period, measure, row, column): Total}.
    """
    return _sum(_accepted(periods, measures, Q(unit__in=units)), "unit")


def _sum(submissions, unit):
    """{(unit, period, measure, row, column): Total} of these submissions' figures, each under its `unit`."""
    rows = submissions.values_list(unit, "round__period", *PLACES).annotate(**TOTALS).order_by()
    return {tuple(row[:5]): Total(row[5] or 0, *row[6:]) for row in rows}


def figures_by_unit(*, units, periods, measures, level):
    """The accepted figures of each unit of `level`, under every branch it belongs to, in one query.

    Returns {(branch unit id, period id): {unit id: {(measure, row, column): value}}} with reported
    values only; a unit that reported nothing of these measures is missing.
    """
    reported = _in_branch(units) & Q(unit__kind=level, figures__state=FigureState.REPORTED)
    places = ("unit__branches__ancestor", "round__period", "unit", *PLACES, "figures__value")
    rows = _accepted(periods, measures, reported).values_list(*places).order_by()
    found = defaultdict(lambda: defaultdict(dict))
    for branch, period, unit, measure, row, column, value in rows:
        found[branch, period][unit][measure, row, column] = value
    return found


@dataclass(frozen=True)
class Completeness:
    """Of the submissions that a branch owes in a round: how many there are in each state."""

    expected: int
    draft: int
    sent: int
    returned: int
    accepted: int

    @property
    def waiting(self):
        """Not in the reviewer's hands: never sent, or returned."""
        return self.draft + self.returned


NONE_EXPECTED = Completeness(0, 0, 0, 0, 0)


def count_submissions(round, units):
    """{unit id: Completeness} of each unit's branch in one round, in one query."""
    return _count_states(
        Submission.objects.filter(_in_branch(units), round=round), "unit__branches__ancestor"
    )


def count_by_round(submissions):
    """{round id: Completeness} of the given submissions, in one query."""
    return _count_states(submissions, "round")


def _count_states(submissions, key):
    states = {state.value: Count("pk", filter=Q(state=state)) for state in SubmissionState}
    rows = submissions.values(key).annotate(expected=Count("pk"), **states).order_by()
    return {row.pop(key): Completeness(**row) for row in rows}


def _accepted(periods, measures, condition):
    """The accepted submissions of these periods that meet the condition, joined to their figures.

    It begins at the submissions on purpose: begun at the figures, SQLite reads every figure that was ever
    sent of a measure before it looks at the period.
    """
    return Submission.objects.filter(
        condition, state=SubmissionState.ACCEPTED, round__period__in=periods, figures__measure__in=measures
    )


def _in_branch(units):
    """The submitting unit lay under one of `units` at the cut-off of the period."""
    cut_off = F("round__period__ends_on")
    started = Q(unit__branches__valid_from__isnull=True) | Q(unit__branches__valid_from__lte=cut_off)
    not_ended = Q(unit__branches__valid_to__isnull=True) | Q(unit__branches__valid_to__gt=cut_off)
    return Q(unit__branches__ancestor__in=units) & started & not_ended
