"""What must hold between the cells of one submission before it may be sent.

A part is never greater than its whole, cell by cell; a part is not given while its whole is missing; a
flow that accumulates is never smaller than what the unit reported for an earlier period of the same span,
and never greater than what it reported for a later one, in whatever order they are sent and mended.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from submissions.enums import Accumulation, FigureState, SubmissionState
from submissions.models import Figure
from swprogram.kit.numbers import format_number

PHASE_YEARS = 5


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: its state, and the whole number when it is reported."""

    state: str
    value: int | None = None


def check_cells(cells, figures, totals):
    """The messages of all cells that contradict another one: {figure id: message}.

    `cells` maps figure ids to what is typed now, `figures` are the submission's (with their measures),
    `totals` are the RunningTotals of the other periods.
    """
    by_place = {figure.place: figure for figure in figures}
    problems = {}
    for figure in figures:
        cell = cells[figure.pk]
        if cell.value is not None:
            whole = by_place.get((figure.measure.part_of_id, figure.row_id, figure.column_id))
            message = _part_message(cell, whole, cells) or _total_message(cell, figure.pk, totals)
            if message:
                problems[figure.pk] = message
    return problems


def _part_message(cell, whole, cells):
    """What is wrong between a part and its whole, if anything."""
    if whole is None:
        return None
    limit = cells[whole.pk].value
    if limit is None:
        if cell.value == 0:
            return None
        return _("Type “%(whole)s” first: a part needs its whole.") % {"whole": whole.measure}
    if cell.value > limit:
        return _("%(part)s is more than the %(limit)s of “%(whole)s”. Type a number up to %(limit)s.") % {
            "part": format_number(cell.value),
            "limit": format_number(limit),
            "whole": whole.measure,
        }
    return None


def _total_message(cell, pk, totals):
    """A running total cannot fall: what is wrong with the periods before and after, if anything."""
    before, after = totals.earlier.get(pk), totals.later.get(pk)
    if before and cell.value < before.value:
        return _(
            "Less than the %(before)s reported for %(period)s. A running total never falls: type at least"
            " %(before)s, or ask for the earlier report to be returned."
        ) % {"before": format_number(before.value), "period": before.period}
    if after and cell.value > after.value:
        return _(
            "More than the %(after)s reported for %(period)s. A running total never falls: type at most"
            " %(after)s, or ask for the later report to be returned."
        ) % {"after": format_number(after.value), "period": after.period}
    return None


@dataclass(frozen=True)
class Reported:
    """What another report says in the same cell, and its period."""

    value: int
    period: object


@dataclass(frozen=True)
class RunningTotals:
    """The bounds that other reports of the same span set: {figure id: Reported} on either side in time."""

    earlier: dict
    later: dict


def running_totals(submission):
    """The RunningTotals of a submission's flows that accumulate, in two queries.

    Within a reporting year the six-month count is contained in the year's; within a phase of five
    years (2021–2025, 2026–2030) every report contains the one before. Of several, the strictest counts.
    """
    flows = submission.figures.filter(measure__accumulates__in=Accumulation.values)
    now = {figure.place: figure.pk for figure in flows}
    ends_on, earlier, later = submission.round.period.ends_on, {}, {}
    for figure in _reported_in_span(submission):
        pk, period = now.get(figure.place), figure.submission.round.period
        if pk is None:
            continue
        if period.ends_on < ends_on:
            _keep_strictest(earlier, pk, Reported(figure.value, period), int.__ge__)
        else:
            _keep_strictest(later, pk, Reported(figure.value, period), int.__lt__)
    return RunningTotals(earlier, later)


def _keep_strictest(bounds, pk, reported, is_stricter):
    if pk not in bounds or is_stricter(reported.value, bounds[pk].value):
        bounds[pk] = reported


def _reported_in_span(submission):
    """Reported flows of the unit's other submissions in the same span, oldest first."""
    period = submission.round.period
    same_year = Q(measure__accumulates=Accumulation.PERIOD, submission__round__period__year=period.year)
    first = phase_start(period.year)
    same_phase = Q(
        measure__accumulates=Accumulation.PHASE,
        submission__round__period__year__range=(first, first + PHASE_YEARS - 1),
    )
    others = Figure.objects.filter(
        same_year | same_phase,
        submission__unit=submission.unit_id,
        submission__state__in=[SubmissionState.SENT, SubmissionState.ACCEPTED],
        state=FigureState.REPORTED,
    ).exclude(submission__round__period=period)
    return others.select_related("submission__round__period").order_by("submission__round__period__ends_on")


def phase_start(year):
    """The first year of the programme's phase: 2021 for 2021–2025, 2026 for 2026–2030."""
    return year - (year - 1) % PHASE_YEARS
