"""What the registries know of a unit's counts, to stand beside what the unit types.

SOURCES binds measures to the functions of the registries. A unit that keeps no registry has no figure from
it: an empty registry is not a zero. Where it keeps one, a cell that nothing counts in is 0.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.http import urlencode

from facilities import measures as facilities
from facilities.models import Facility
from submissions.checks import phase_start
from swprogram.kit.periods import PeriodKind, Span, span_of
from swprogram.org.models import Unit
from training import measures as training
from training.models import Participant
from workforce import measures as workforce
from workforce.models import Post


@dataclass(frozen=True)
class Source:
    """Where a measure comes from: what the unit must keep, what counts it, and the list behind a cell."""

    kept: frozenset
    count: Callable
    query: Callable
    address: str


FACILITIES, STAFF = frozenset([Facility]), frozenset([Post])
TRAINED, TRAINED_STAFF = frozenset([Participant]), frozenset([Participant, Post])
STAFFED_BODIES = frozenset([Facility, Post])

SOURCES = {
    "staff": Source(STAFF, workforce.count_staff, workforce.staff_query, workforce.STAFF_LIST),
    "staff_trained": Source(
        TRAINED_STAFF,
        training.count_staff_trained,
        training.staff_trained_query,
        training.STAFF_TRAINED_LIST,
    ),
    "trainees": Source(TRAINED, training.count_trainees, training.trainees_query, training.TRAINEES_LIST),
    "trained_in_phase": Source(
        TRAINED,
        training.count_trained_in_phase,
        training.trained_in_phase_query,
        training.TRAINED_IN_PHASE_LIST,
    ),
    "bodies": Source(FACILITIES, facilities.count_bodies, facilities.bodies_query, facilities.BODIES_LIST),
    "bodies_with_staff": Source(
        STAFFED_BODIES,
        workforce.count_staffed_bodies,
        workforce.staffed_bodies_query,
        workforce.STAFFED_BODIES_LIST,
    ),
    "bodies_with_allowance": Source(
        STAFFED_BODIES,
        workforce.count_allowance_bodies,
        workforce.allowance_bodies_query,
        workforce.ALLOWANCE_BODIES_LIST,
    ),
    "facilities_planned": Source(
        FACILITIES, facilities.count_planned, facilities.planned_query, facilities.PLANNED_LIST
    ),
    "facilities_serving": Source(
        FACILITIES, facilities.count_serving, facilities.serving_query, facilities.SERVING_LIST
    ),
}


@dataclass(frozen=True)
class RegistryFigure:
    """What the registries count in a cell, and the address of the list of exactly these records."""

    value: int
    url: str


def read_registry(submission, figures):
    """{figure id: RegistryFigure} of the submission's own unit, in a constant number of queries.

    `figures` are the submission's, with measure, row and column. One query where no registry is kept.
    """
    kept = _kept_by(submission.unit_id)
    asked = [figure for figure in figures if _is_known(figure, kept)]
    codes = {figure.measure.code for figure in asked}
    counts = {code: _count(SOURCES[code], submission) for code in codes}
    return {
        figure.pk: RegistryFigure(
            counts[figure.measure.code].get(options_of(figure), 0), list_address(submission, figure)
        )
        for figure in asked
    }


def read_saved(submission, figures):
    """{figure id: RegistryFigure} as the registries were when the unit saved; no queries.

    The list behind a number shows the registries as they are now.
    """
    return {
        figure.pk: RegistryFigure(figure.registry_value, list_address(submission, figure))
        for figure in figures
        if figure.registry_value is not None
    }


def list_address(submission, figure):
    """The address of the list behind a cell of a measure that the registries count; no queries."""
    source = SOURCES[figure.measure.code]
    query = source.query(submission.unit_id, *_days_of(submission), *options_of(figure))
    return f"{reverse(source.address)}?{urlencode(query, doseq=True)}"


def options_of(figure):
    """The codes of a cell's options: (row, column), None where the measure has no such breakdown."""
    return tuple(option and option.code for option in (figure.row, figure.column))


def _count(source, submission):
    """{(row code, column code): how many} of the submission's unit."""
    counted = source.count([submission.unit_id], *_days_of(submission))
    return {(row, column): value for (_unit, row, column), value in counted.items()}


def _days_of(submission):
    """The span of the period, and the first day of the programme's phase."""
    period = submission.round.period
    phase_from = span_of(PeriodKind.YEAR, phase_start(period.year)).starts_on
    return Span(period.starts_on, period.ends_on), phase_from


def _is_known(figure, kept):
    source = SOURCES.get(figure.measure.code)
    return source is not None and kept.issuperset(source.kept)


def _kept_by(unit_id):
    """Of which of the models the unit has at least one row, past or present; in one query."""
    models = (Facility, Post, Participant)
    exists = [Exists(model.objects.filter(unit=OuterRef("pk"))) for model in models]
    answers = Unit.objects.filter(pk=unit_id).values_list(*exists).get()
    return {model for model, is_kept in zip(models, answers, strict=True) if is_kept}
