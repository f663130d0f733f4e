"""How many? Accepted figures, summed over branches of units.

Every function takes querysets and ids, and returns plain rows; no request, no user, no formatting. The
number of queries does not grow with units, periods or measures. Sums are whole numbers.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, Sum

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


def sum_figures(*, units, periods, measures):
    """Accepted figures summed over the branch of each unit as it was at the period's cut-off.

    units, periods, measures: ids (or querysets of them). Returns
    {(unit id, period id, measure id, row option id, column option id): Total}, in one query.
    """
    places = ("unit", "period", "measure", "row", "column")
    rows = (
        _accepted(periods, measures)
        .filter(_in_branch(units))
        .values_list(
            F("submission__unit__branches__ancestor"),
            F("submission__round__period"),
            "measure",
            "row",
            "column",
        )
        .annotate(
            total=Sum("value"),
            reported=Count("pk", filter=Q(state=FigureState.REPORTED)),
            not_reported=Count("pk", filter=Q(state=FigureState.NOT_REPORTED)),
            not_applicable=Count("pk", filter=Q(state=FigureState.NOT_APPLICABLE)),
        )
        .order_by()
    )
    size = len(places)
    return {tuple(row[:size]): Total(row[size] or 0, *row[size + 1 :]) for row in rows}


def figures_by_unit(*, units, periods, measures, level):
    """The accepted figures of each unit of `level`, under every branch it belongs to, in one query.

    Returns {(branch unit id, period id): {unit id: {(measure, row, column): value}}} with reported
    values only; a unit that reported nothing of these measures is missing.
    """
    rows = (
        _accepted(periods, measures)
        .filter(_in_branch(units), state=FigureState.REPORTED, submission__unit__kind=level)
        .values_list(
            "submission__unit__branches__ancestor",
            "submission__round__period",
            "submission__unit",
            "measure",
            "row",
            "column",
            "value",
        )
        .order_by()
    )
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
    in_branch = _in_branch(units, "unit__branches__", "round__period__")
    return _count_states(Submission.objects.filter(in_branch, round=round), "unit__branches__ancestor")


def count_by_round(submissions):
    """{round id: Completeness} of the given submissions, in one query."""
    return _count_states(submissions, "round")


def _count_states(submissions, key):
    states = {state.value: Count("pk", filter=Q(state=state)) for state in SubmissionState}
    rows = submissions.values(key).annotate(expected=Count("pk"), **states).order_by()
    return {row.pop(key): Completeness(**row) for row in rows}


def _accepted(periods, measures):
    return Figure.objects.filter(
        submission__state=SubmissionState.ACCEPTED,
        submission__round__period__in=periods,
        measure__in=measures,
    )


def _in_branch(units, closure="submission__unit__branches__", period="submission__round__period__"):
    """The submitting unit lay under one of `units` at the cut-off of the period."""
    cut_off = F(f"{period}ends_on")
    started = Q(**{f"{closure}valid_from__isnull": True}) | Q(**{f"{closure}valid_from__lte": cut_off})
    not_ended = Q(**{f"{closure}valid_to__isnull": True}) | Q(**{f"{closure}valid_to__gt": cut_off})
    return Q(**{f"{closure}ancestor__in": units}) & started & not_ended
