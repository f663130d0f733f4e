"""What else is known of a cell: last period's figure, what the registries count, what was sent before."""

from submissions.checks import Reported
from submissions.enums import Accumulation, FigureState, SubmissionState, SubmissionVerb
from submissions.models import Figure

STRONG_SHARE = 2  # more than one half …
STRONG_LEAST = 5  # … and at least so many


def last_figures(submission):
    """The unit's last reported figures, comparable with these: {figure id: Reported}, in two queries.

    A stock or a total since the start of a phase compares with the last report of any period; what is
    counted from the start of the year, only with the same kind of period of an earlier year.
    """
    places = {figure.place: figure.pk for figure in submission.figures.all()}
    kind, found = submission.round.period.kind, {}
    for figure in _earlier_figures(submission):
        period = figure.submission.round.period
        comparable = figure.measure.accumulates != Accumulation.PERIOD or period.kind == kind
        if comparable and figure.place in places:
            found[places[figure.place]] = Reported(figure.value, period)
    return found


def _earlier_figures(submission):
    """Everything that the unit reported in earlier periods, oldest first."""
    earlier = Figure.objects.filter(
        submission__unit=submission.unit_id,
        submission__state__in=[SubmissionState.SENT, SubmissionState.ACCEPTED],
        submission__round__period__ends_on__lt=submission.round.period.ends_on,
        state=FigureState.REPORTED,
    )
    return earlier.select_related("measure", "submission__round__period").order_by(
        "submission__round__period__ends_on"
    )


def changed_strongly(value, before):
    """Worth a question to the unit: more than half up or down, and at least five."""
    difference = abs(value - before)
    return difference >= STRONG_LEAST and difference * STRONG_SHARE > before


def differs(content, known):
    """Does a Cell or a Figure say something else than the registries? models.submission.DIFFERS in Python."""
    if known is None or content.state == FigureState.NOT_REPORTED:
        return False
    return known > 0 if content.state == FigureState.NOT_APPLICABLE else content.value != known


def differences(figures):
    """What a note has to explain: {figure id as text: [what stands in the cell, the registry's number]}."""
    return {
        str(figure.pk): [_kept(figure), figure.registry_value]
        for figure in figures
        if differs(figure, figure.registry_value)
    }


def unexplained(explained, figures):
    """The differences that the note did not speak of when it was written or confirmed last.

    A note belongs to the values that it explains: once the cell or the registry says something else, it is
    asked for again.
    """
    return {pk: pair for pk, pair in differences(figures).items() if explained.get(pk) != pair}


def snapshot(figures):
    """What a sending keeps: {figure id as text: whole number, "x" not applicable, None not reported}."""
    return {str(figure.pk): _kept(figure) for figure in figures}


def _kept(figure):
    return "x" if figure.state == FigureState.NOT_APPLICABLE else figure.value


def registry_snapshot(figures):
    """What the registries said at a sending: {figure id as text: whole number}."""
    return {str(figure.pk): figure.registry_value for figure in figures if figure.registry_value is not None}


def changed_since_last_sending(submission, figures):
    """{figure id: what was sent before} for the cells that a later sending, or the unit now, changed.

    "What was sent before" is the sending before the present one or, while the unit is mending, the last.
    """
    sendings = [event.figures for event in submission.events.all() if event.verb == SubmissionVerb.SEND]
    if submission.state in (SubmissionState.SENT, SubmissionState.ACCEPTED):
        sendings = sendings[:-1]
    if not sendings:
        return {}
    before, now = sendings[-1], snapshot(figures)
    return {int(pk): before[pk] for pk in now if pk in before and before[pk] != now[pk]}
