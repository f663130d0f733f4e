"""What happens to rounds and submissions. Every verb is atomic, locks its row, and is logged."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from submissions import permissions
from submissions.checks import Cell, check_cells, running_totals
from submissions.comparisons import differences, registry_snapshot, snapshot, unexplained
from submissions.enums import (
    EDITABLE_STATES,
    ROUND_WORKFLOW,
    SUBMISSION_WORKFLOW,
    FigureState,
    RoundVerb,
    SubmissionState,
    SubmissionVerb,
)
from submissions.models import (
    DueDate,
    Figure,
    Form,
    FormLine,
    Period,
    Round,
    RoundEvent,
    Submission,
    SubmissionEvent,
)
from submissions.registry_counts import read_registry
from swprogram.kit import clock
from swprogram.kit.periods import span_of
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from swprogram.org.models import Unit


@transaction.atomic
def open_round(province, *, kind, year, due_dates, by, is_illustrative=False):
    """Open a province's round: one empty submission for every unit that a form expects at the cut-off.

    `due_dates` maps a level of units to its last day.
    """
    span = span_of(kind, year)
    dates = {"starts_on": span.starts_on, "ends_on": span.ends_on}
    period, _created = Period.objects.get_or_create(kind=kind, year=year, defaults=dates)
    opened = Round(province=province, period=period)
    _require(permissions.can_close(by, opened), _("Only the provincial officer opens a round."))
    opened.full_clean()
    opened.save()
    DueDate.objects.bulk_create(
        [DueDate(round=opened, level=level, due_on=day) for level, day in due_dates.items()]
    )
    _expect_submissions(opened, is_illustrative)
    _log_round(opened, RoundVerb.OPEN, by)
    return opened


def _expect_submissions(opened, is_illustrative):
    units = Unit.objects.under(opened.province, on=opened.period.ends_on)
    for form in Form.objects.sent():
        expected = [
            Submission(
                round=opened,
                form=form,
                unit=unit,
                reviewer_id=unit.parent_id,
                is_illustrative=is_illustrative,
            )
            for unit in units.filter(kind=form.level)
        ]
        Submission.objects.bulk_create(expected)
        cells = cells_of(form)
        Figure.objects.bulk_create(
            [
                Figure(submission=submission, measure_id=measure, row_id=row, column_id=column)
                for submission in expected
                for measure, row, column in cells
            ],
            batch_size=500,
        )


def cells_of(form):
    """The cells that a form asks for: (measure id, row option id, column option id), in printed order."""
    lines = FormLine.objects.filter(form=form).select_related("measure").prefetch_related("options")
    return [
        (line.measure_id, row, column)
        for line in lines
        for row in _option_ids(line, line.measure.rows_id)
        for column in _option_ids(line, line.measure.columns_id)
    ]


def _option_ids(line, breakdown_id):
    if breakdown_id is None:
        return [None]
    return [option.pk for option in line.options.all() if option.breakdown_id == breakdown_id]


@transaction.atomic
def save_draft(submission, *, cells, note, version, by, confirms_note=False):
    """Keep what was typed, right or wrong in its relations; only unreadable cells are refused by the form.

    `cells` maps a figure's id to a `Cell`. Saving what stands there already changes nothing, so a second
    click does no harm. Raises StaleVersion when somebody else saved something else since `version`.
    What the registries count now is kept beside every figure; a note that is new or confirmed speaks of the
    differences of this moment.
    """
    submission = _lock(submission)
    _require_editing(submission, by)
    figures = {figure.pk: figure for figure in submission.figures.select_related("measure", "row", "column")}
    filled = [_fill(figures[pk], cell) for pk, cell in cells.items() if pk in figures]
    changed = {figure for figure in filled if figure}
    noted = _note_registry(submission, figures.values())
    explained = _explained(submission, note, confirms_note, figures.values())
    is_same = not changed and (submission.note, submission.explained) == (note, explained)
    if not is_same and submission.version != version:
        raise StaleVersion
    _write(changed | noted)
    if is_same:
        return submission
    submission.note, submission.explained = note, explained
    submission.version += 1
    submission.saved_at, submission.saved_by = clock.now(), by
    submission.save(update_fields=["note", "explained", "version", "saved_at", "saved_by"])
    return submission


def _explained(submission, note, confirms_note, figures):
    """The differences from the registries that the note speaks of."""
    is_renewed = confirms_note or note != submission.note
    if not is_renewed:
        return submission.explained
    return differences(figures) if note.strip() else {}


def _write(figures):
    """Write what stands in the cells in one statement; an upsert is several times faster than bulk_update."""
    Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["state", "value", "registry_value"],
    )


def _note_registry(submission, figures):
    """Put what the registries count now beside the figures; returns those of which they say something new."""
    known = read_registry(submission, figures)
    noted = set()
    for figure in figures:
        value = known[figure.pk].value if figure.pk in known else None
        if figure.registry_value != value:
            figure.registry_value = value
            noted.add(figure)
    return noted


def _fill(figure, cell):
    """The figure with the cell's content, or None when nothing changed."""
    if (figure.state, figure.value) == (cell.state, cell.value):
        return None
    figure.state, figure.value = cell.state, cell.value
    return figure


@transaction.atomic
def send(submission, *, version, by, accepts_blanks=False):
    """Send the counts to the reviewing unit, as they were at `version`; StaleVersion otherwise.

    Refused while a part exceeds its whole or a running total falls; cells without an answer are sent
    only when the officer says that they are still missing (`accepts_blanks`), and cells that differ from
    the registries only when the note says why of these very numbers.
    """
    submission = _lock(submission)
    _require_editing(submission, by)
    _require_version(submission, version)
    figures = list(submission.figures.select_related("measure"))
    _require_agreement(submission, figures)
    blanks = sum(figure.state == FigureState.NOT_REPORTED for figure in figures)
    if blanks and not accepts_blanks:
        raise ChangeRefused(_blanks_message(blanks))
    if question := note_question(submission, figures):
        raise ChangeRefused(question)
    SUBMISSION_WORKFLOW.apply(submission, SubmissionVerb.SEND)
    submission.sent_at, submission.sent_by = clock.now(), by
    submission.first_sent_at = submission.first_sent_at or submission.sent_at
    submission.reviewed_at = submission.reviewed_by = None
    return _save_and_log(submission, SubmissionVerb.SEND, by, figures=figures)


def _require_agreement(submission, figures):
    if check_cells(_cells(figures), figures, running_totals(submission)):
        raise ChangeRefused(_("Some figures contradict each other. Mend the marked cells, then send."))


def note_question(submission, figures):
    """What the note still has to say about cells that differ from the registries; empty when it says all."""
    differing = differences(figures)
    if differing and not submission.note.strip():
        return differences_message(len(differing))
    new = unexplained(submission.explained, figures)
    return unexplained_message(len(new)) if new else ""


def _cells(figures):
    return {figure.pk: Cell(figure.state, figure.value) for figure in figures}


def _blanks_message(blanks):
    return ngettext(
        "%(count)d cell has no answer. Type 0, x or a number, or tick that it is still missing.",
        "%(count)d cells have no answer. Type 0, x or a number, or tick that they are still missing.",
        blanks,
    ) % {"count": blanks}


def differences_message(count):
    """Why counts that differ from the registries are not sent without a note, and what to do."""
    return ngettext(
        "%(count)d cell differs from the registries. Say why in the note, or take over"
        " the registry’s number.",
        "%(count)d cells differ from the registries. Say why in the note, or take over"
        " the registry’s number.",
        count,
    ) % {"count": count}


def unexplained_message(count):
    """Why a note that was written for other numbers is asked for again."""
    return ngettext(
        "%(count)d cell differs from the registries otherwise than when the note was written. Renew the note,"
        " or tick that it still says why.",
        "%(count)d cells differ from the registries otherwise than when the note was written. Renew the note,"
        " or tick that it still says why.",
        count,
    ) % {"count": count}


@transaction.atomic
def accept(submission, *, version, by):
    """Accept the counts that the reviewer has read at `version`: from now on they are in every total above.

    Refused with StaleVersion when they changed since, and when another report contradicts them meanwhile.
    """
    submission = _review(submission, SubmissionVerb.ACCEPT, by, version)
    if submission.sent_by_id == by.pk:
        raise ChangeRefused(_("You sent these counts yourself. Another officer has to accept them."))
    figures = list(submission.figures.select_related("measure"))
    if check_cells(_cells(figures), figures, running_totals(submission)):
        message = _(
            "The counts of %(unit)s contradict each other or another report of the unit. Return them."
        )
        raise ChangeRefused(message % {"unit": submission.unit.name})
    return _save_and_log(submission, SubmissionVerb.ACCEPT, by)


@transaction.atomic
def return_to_unit(submission, *, version, by, reason):
    """Give the counts that were read at `version` back with the reason; they leave the totals at once."""
    submission = _review(submission, SubmissionVerb.RETURN, by, version)
    return _save_and_log(submission, SubmissionVerb.RETURN, by, reason)


def _review(submission, verb, by, version):
    submission = _lock(submission)
    _require_review(submission, by)
    SUBMISSION_WORKFLOW.apply(submission, verb)
    _require_version(submission, version)
    # Never before the sending, even if the clock was put back in between.
    submission.reviewed_at, submission.reviewed_by = max(clock.now(), submission.sent_at), by
    return submission


def _require_version(submission, version):
    if submission.version != version:
        raise StaleVersion(_("These counts changed after you opened the page. Read them again, then decide."))


@transaction.atomic
def accept_all(opened, *, seen, by):
    """Accept the sent submissions of the round that the reviewer saw waiting, all or none; returns how many.

    `seen` is {submission id: version}. What was sent later keeps waiting, and what the reviewer
    sent themselves; what changed raises StaleVersion.
    """
    waiting = opened.submissions.reviewed_by(by).sent().exclude(sent_by=by).filter(pk__in=seen)
    locked = waiting.select_for_update(of=("self",)).order_by("pk")
    return len([accept(submission, version=seen[submission.pk], by=by) for submission in locked])


@transaction.atomic
def close_round(opened, *, version, by, note=""):
    """Close the round as it stood at `version`; what is still missing needs a note that says why."""
    opened = _lock_round(opened)
    _require(permissions.can_close(by, opened), _("Only the provincial officer closes a round."))
    # All submissions are locked, so that none of them moves while the round closes.
    states = opened.submissions.select_for_update(of=("self",)).order_by("pk").values_list("state", flat=True)
    missing = sum(state != SubmissionState.ACCEPTED for state in states)
    if missing and not note.strip():
        raise ValidationError({"note": _missing_message(missing)})
    _move_round(opened, RoundVerb.CLOSE, version)
    opened.closed_at, opened.closed_by, opened.closing_note = clock.now(), by, note.strip()
    opened.full_clean()
    opened.save()
    _log_round(opened, RoundVerb.CLOSE, by, note)
    return opened


def _missing_message(missing):
    return ngettext(
        "%(count)d submission is not accepted yet. Say why the round is closed without it.",
        "%(count)d submissions are not accepted yet. Say why the round is closed without them.",
        missing,
    ) % {"count": missing}


@transaction.atomic
def reopen_round(opened, *, version, by, reason=""):
    """Open a round closed at `version` again for corrections; its story keeps when it was closed, and why."""
    opened = _lock_round(opened)
    _require(permissions.can_close(by, opened), _("Only the provincial officer reopens a round."))
    _move_round(opened, RoundVerb.REOPEN, version)
    opened.closed_at = opened.closed_by = None
    opened.closing_note = ""
    opened.full_clean()
    opened.save()
    _log_round(opened, RoundVerb.REOPEN, by, reason)
    return opened


def _lock_round(opened):
    return Round.objects.select_for_update(of=("self",)).get(pk=opened.pk)


def _move_round(opened, verb, version):
    ROUND_WORKFLOW.apply(opened, verb)
    if opened.version != version:
        raise StaleVersion(_("This round changed after you opened the page. Look at it again, then decide."))
    opened.version += 1


def _log_round(opened, verb, by, comment=""):
    event = RoundEvent(round=opened, verb=verb, by=by, at=clock.now(), comment=comment.strip())
    event.full_clean()
    event.save()


def _lock(submission):
    """The locked row alone: its round is read after the lock, so that a round closed meanwhile is noticed."""
    return Submission.objects.select_for_update().get(pk=submission.pk)


def _save_and_log(submission, verb, by, comment="", figures=()):
    """`figures` are those of a sending: its event keeps them as they were sent."""
    event = SubmissionEvent(submission=submission, verb=verb, by=by, at=clock.now(), comment=comment.strip())
    if verb == SubmissionVerb.SEND:
        event.figures, event.registry_values = snapshot(figures), registry_snapshot(figures)
    # Only the reason was typed by somebody; all else is set here and held by the constraints.
    event.full_clean(exclude=["submission", "by", "figures", "registry_values"])
    submission.version += 1
    submission.save()
    event.save()
    return submission


def _require_editing(submission, by):
    _require(
        permissions.enters_for(by, submission), _("Only the officers of the unit enter and send its counts.")
    )
    _require_open(submission)
    if submission.state not in EDITABLE_STATES:
        raise ChangeRefused(
            _("These counts were sent. To change them, ask %(reviewer)s to return them.")
            % {"reviewer": submission.reviewer.name}
        )


def _require_review(submission, by):
    if not permissions.reviews(by, submission):
        message = _("Only %(reviewer)s returns or accepts these counts.")
        raise PermissionDenied(message % {"reviewer": submission.reviewer.name})
    _require_open(submission)


def _require_open(submission):
    if not submission.round.is_open:
        raise ChangeRefused(_("The round is closed. Ask the provincial officer to reopen it."))


def _require(allowed, message):
    if not allowed:
        raise PermissionDenied(message)
