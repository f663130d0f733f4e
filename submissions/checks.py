"""What must hold between the cells of one submission before it may be sent.

A part is never greater than its whole, cell by cell; a part is not given while its whole is missing; a
flow that accumulates is never smaller than what the unit reported earlier in the same span.
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


def check_cells(cells, figures, earlier):
    """The messages of all cells that contradict another one: {figure id: message}.

    `cells` maps figure ids to what is typed now, `figures` are the submission's (with their measures),
    `earlier` is what `previous_totals` found.
    """
    by_place = {figure.place: figure for figure in figures}
    problems = {}
    for figure in figures:
        cell = cells[figure.pk]
        if cell.value is not None:
            whole = by_place.get((figure.measure.part_of_id, figure.row_id, figure.column_id))
            message = _part_message(cell, whole, cells) or _fall_message(cell, earlier.get(figure.pk))
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


def _fall_message(cell, before):
    """A running total cannot fall."""
    if before is None or cell.value >= before.value:
        return None
    return _(
        "Less than the %(before)s reported for %(period)s. A running total never falls: type at least"
        " %(before)s, or ask for the earlier report to be returned."
    ) % {"before": format_number(before.value), "period": before.period}


@dataclass(frozen=True)
class Earlier:
    """An earlier running total of the same cell, and the period of that report."""

    value: int
    period: object


def previous_totals(submission):
    """What the unit reported last in the same span, for the flows that accumulate: {figure id: Earlier}.

    Within a reporting year the six-month count is contained in the year's; within a phase of five
    years (2021–2025, 2026–2030) every report contains the one before.
    """
    flows = submission.figures.filter(measure__accumulates__in=Accumulation.values)
    now = {figure.place: figure.pk for figure in flows}
    return {
        now[figure.place]: Earlier(figure.value, figure.submission.round.period)
        for figure in _earlier_figures(submission)
        if figure.place in now
    }


def _earlier_figures(submission):
    """Reported flows of the unit's earlier submissions in the same span, oldest first."""
    period = submission.round.period
    same_year = Q(measure__accumulates=Accumulation.PERIOD, submission__round__period__year=period.year)
    same_phase = Q(
        measure__accumulates=Accumulation.PHASE,
        submission__round__period__year__gte=phase_start(period.year),
    )
    earlier = Figure.objects.filter(
        same_year | same_phase,
        submission__unit=submission.unit_id,
        submission__state__in=[SubmissionState.SENT, SubmissionState.ACCEPTED],
        submission__round__period__ends_on__lt=period.ends_on,
        state=FigureState.REPORTED,
    )
    return earlier.select_related("submission__round__period").order_by("submission__round__period__ends_on")


def phase_start(year):
    """The first year of the programme's phase: 2021 for 2021–2025, 2026 for 2026–2030."""
    return year - (year - 1) % PHASE_YEARS
