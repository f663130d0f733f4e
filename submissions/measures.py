"""How many? Accepted figures, summed over branches of units.

Every function takes querysets and ids, and returns plain rows; no request, no user, no formatting. The
number of queries does not grow with units, periods or measures. Sums are whole numbers.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q, Sum

from submissions.enums import FigureState, SubmissionState
from submissions.models import Figure, Submission


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


@dataclass(frozen=True)
class Answers:
    """Of the units that are asked for something: how many have an accepted submission, the last one when.

    `silent` counts the cells of the others: nobody knows yet what stands in them.
    """

    answered: int = 0
    expected: int = 0
    silent: int = 0
    last_at: datetime | None = None

    def __add__(self, other):
        moments = [one.last_at for one in (self, other) if one.last_at]
        return Answers(
            self.answered + other.answered,
            self.expected + other.expected,
            self.silent + other.silent,
            max(moments, default=None),
        )

    @property
    def is_complete(self):
        return self.answered >= self.expected


NOBODY_ASKED = Answers()


@dataclass(frozen=True)
class Askings:
    """Who was asked for what, and has answered.

    groups: {(unit id, period id): [(round id, form id, level, Answers without cells)]} of each branch;
    cells: {(round id, form id): [(measure, row, column)]}: all units of a form are asked for the same.
    """

    groups: dict
    cells: dict

    def answers(self, unit_id, period_id, *, counts, level=""):
        """The Answers of the units that are asked for a cell for which `counts(measure, row, column)`.

        With `level`, only the units of this level.
        """
        total = NOBODY_ASKED
        for round_id, form_id, of_level, found in self.groups.get((unit_id, period_id), ()):
            asked = sum(counts(*cell) for cell in self.cells.get((round_id, form_id), ()))
            if asked and level in ("", of_level):
                total += replace(found, silent=asked * (found.expected - found.answered))
        return total


def read_askings(*, units, periods, measures, own=False):
    """The Askings of each unit's branch in each period, in two queries; with `own`, of each unit alone."""
    submissions = Submission.objects.filter(
        Q(unit__in=units) if own else _in_branch(units), round__period__in=periods
    )
    groups = defaultdict(list)
    for unit, period, *asked, answers in _answers_by_form(submissions, own):
        groups[unit, period].append((*asked, answers))
    rounds = {round_id for found in groups.values() for round_id, *_rest in found}
    return Askings(groups, _cells_by_form(rounds, measures))


def _answers_by_form(submissions, own):
    """(unit, period, round, form, level, Answers) of each group of submissions."""
    accepted = Q(state=SubmissionState.ACCEPTED)
    unit = "unit" if own else "unit__branches__ancestor"
    rows = submissions.values_list(unit, "round__period", "round", "form", "unit__kind").annotate(
        answered=Count("pk", filter=accepted),
        expected=Count("pk"),
        last_at=Max("reviewed_at", filter=accepted),
    )
    for *place, answered, expected, last_at in rows.order_by():
        yield *place, Answers(answered, expected, last_at=last_at)


def _cells_by_form(rounds, measures):
    """{(round, form): [(measure, row, column)]}, read from the first submission of each."""
    of_rounds = Submission.objects.filter(round__in=rounds).order_by()
    firsts = of_rounds.values("round", "form").annotate(first=Min("pk")).values("first")
    figures = Figure.objects.filter(submission__in=firsts, measure__in=measures).order_by()
    cells = defaultdict(list)
    rows = figures.values_list("submission__round", "submission__form", "measure", "row", "column")
    for round_id, form_id, *cell in rows:
        cells[round_id, form_id].append(tuple(cell))
    return cells


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
