"""Counts for tests: filled, sent and accepted through the services, by the officers who may.

Counts are written {"measure:row:column": value}, {"measure:row": value} or {"measure": value}; a value is a
whole number, "x" (not applicable) or None (not reported). Cells that are not named get `rest`.
"""

from submissions import services
from submissions.checks import Cell
from submissions.enums import FigureState, SubmissionState
from submissions.models import Submission
from swprogram.org.enums import UnitKind
from swprogram.org.models import User
from swprogram.org.roles import Role
from tests.worlds import add_person

OFFICERS = {UnitKind.DISTRICT: Role.DISTRICT_OFFICER, UnitKind.COMMUNE: Role.COMMUNE_OFFICER}


def submission_of(opened, unit):
    return Submission.objects.get(round=opened, unit=unit)


def fill(submission, counts, rest=0, note=""):
    """Save a draft of the whole form."""
    cells = {pk: cell_of(counts.get(place, rest)) for place, pk in figure_ids(submission).items()}
    submission.refresh_from_db()
    return services.save_draft(
        submission, cells=cells, note=note, version=submission.version, by=officer_of(submission.unit)
    )


def send(submission, counts=None, rest=0):
    """Fill the form and send it; without counts, send what is there."""
    if counts is not None:
        submission = fill(submission, counts, rest)
    by, version = officer_of(submission.unit), version_of(submission)
    return services.send(submission, version=version, by=by, accepts_blanks=True)


def accept(submission, counts=None, rest=0):
    """Fill the form, send it and have it accepted."""
    submission = send(submission, counts or {}, rest)
    return services.accept(submission, version=submission.version, by=reviewer_of(submission))


def give_back(submission, reason="Đề nghị rà soát lại."):
    by, version = reviewer_of(submission), version_of(submission)
    return services.return_to_unit(submission, version=version, by=by, reason=reason)


def version_of(row):
    """The version that stands now, as who has just opened the page sees it."""
    return type(row).objects.values_list("version", flat=True).get(pk=row.pk)


def bring_to(submission, state):
    """The submission in this state, by the verbs that lead there."""
    if state == SubmissionState.DRAFT:
        return fill(submission, {})
    if state == SubmissionState.ACCEPTED:
        return accept(submission)
    submission = send(submission, {})
    return give_back(submission) if state == SubmissionState.RETURNED else submission


def figure_ids(submission):
    """{"measure:row:column": figure id} in the order of the form."""
    return {place_of(figure): figure.pk for figure in figures_of(submission)}


def values_of(submission):
    """{"measure:row:column": what stands in the cell} of everything that has an answer."""
    return {
        place_of(figure): value_of(figure)
        for figure in figures_of(submission)
        if value_of(figure) is not None
    }


def figures_of(submission):
    return submission.figures.select_related("measure", "row", "column").order_by("pk")


def place_of(figure):
    return ":".join(part.code for part in (figure.measure, figure.row, figure.column) if part)


def value_of(figure):
    return "x" if figure.state == FigureState.NOT_APPLICABLE else figure.value


def cell_of(value):
    states = {None: FigureState.NOT_REPORTED, "x": FigureState.NOT_APPLICABLE}
    return Cell(states[value]) if value in states else Cell(FigureState.REPORTED, value)


def officer_of(unit):
    """An officer who enters the unit's counts, made when there is none yet."""
    return _person(OFFICERS[unit.kind], unit)


def reviewer_of(submission):
    """An officer of the unit above: of its lead agency where that is the province."""
    unit = submission.reviewer
    if unit.kind == UnitKind.PROVINCE:
        return _person(Role.PROVINCIAL_OFFICER, unit.programme_leads.get().agency)
    return _person(Role.DISTRICT_OFFICER, unit)


def _person(role, unit):
    return User.objects.filter(username=f"{role}-{unit.pk}").first() or add_person(role, unit)
