"""The form in which a unit enters and sends its counts."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from submissions import entry, permissions, services
from submissions.checks import Cell, running_totals
from submissions.comparisons import last_figures
from submissions.enums import SubmissionState, SubmissionVerb
from submissions.forms import CountForm
from submissions.grids import Sheet, read_sheet
from submissions.models import Submission
from submissions.registry_counts import read_registry
from swprogram.kit.numbers import format_number
from swprogram.kit.workflow import ChangeRefused, StaleVersion

SAVE, SEND = "save", "send"
COPY, ZEROS, REGISTRY, TAKE_OVER = "copy", "zeros", "registry", "take_over"
FILLS = (COPY, ZEROS, REGISTRY, TAKE_OVER)
CONFLICT = 409


@dataclass
class Draft:
    """What the steps of one request hand on: whose counts, as typed, and what was reported last time."""

    request: HttpRequest
    submission: Submission
    sheet: Sheet
    form: CountForm
    last: dict

    @cached_property
    def registry(self):
        """What the registries count, read once, and only where it is shown or filled in."""
        return read_registry(self.submission, self.sheet.figures)

    @property
    def is_untouched(self):
        """Nobody has saved anything yet."""
        return self.submission.state == SubmissionState.DRAFT and self.submission.saved_at is None


@require_http_methods(["GET", "POST"])
def submission_edit(request, pk):
    """Every button saves what was typed; `send` sends it too; `zeros-2` and its like fill section 2 first.

    A draft that nobody has saved opens with the registries' numbers in its blank cells.
    """
    submission = get_object_or_404(Submission.objects.visible_to(request.user).for_pages(), pk=pk)
    if not permissions.enters_for(request.user, submission):
        raise PermissionDenied(_("Only the officers of the unit enter and send its counts."))
    if not permissions.can_edit(request.user, submission):
        return _leave(request, submission)
    sheet = read_sheet(submission)
    form = CountForm(request.POST or None, submission=submission, sheet=sheet)
    draft = Draft(request, submission, sheet, form, last_figures(submission))
    if request.method == "GET":
        entry.show_saved(sheet)
        entry.know_registry(sheet, draft.registry)
        if draft.is_untouched:
            entry.prefill(sheet)
        return _page(draft)
    entry.read_typed(sheet, request.POST)
    return _save(draft) if form.is_valid() else _page(draft)


def _leave(request, submission):
    """Sent, accepted or closed meanwhile: say so calmly, and show the counts."""
    message = _("The round is closed. Ask the provincial officer to reopen it.")
    if submission.round.is_open:
        message = _("“%(state)s”: these counts are with %(reviewer)s. To change them, ask for their return.")
        state = submission.get_state_display()
        message = message % {"state": state, "reviewer": submission.reviewer.name}
    messages.info(request, message)
    return redirect("submission_detail", submission.pk)


def _save(draft):
    """Save what can be read; then send, or go on with the form."""
    action, section = _action_of(draft)
    filled = _fill(draft, action, section)
    try:
        _keep(draft)
    except StaleVersion:
        return _show_both(draft)
    except ChangeRefused as refusal:
        messages.info(draft.request, str(refusal))
        return redirect("submission_detail", draft.submission.pk)
    if entry.unreadable(draft.sheet):
        return _show_unreadable(draft)
    if action == SEND:
        return _send(draft)
    messages.success(draft.request, _with_way_back(_saved_message(draft, action, filled), draft, section))
    return redirect("submission_edit", draft.submission.pk)


def _action_of(draft):
    """(action, section or None); an unknown one only saves."""
    action, _dash, number = draft.request.POST.get("action", SAVE).partition("-")
    section = next((one for one in draft.sheet.sections if str(one.number) == number), None)
    is_known = action == SEND or (action in FILLS and section)
    return (action, section) if is_known else (SAVE, None)


def _fill(draft, action, section):
    """How many cells the section's button has filled."""
    if action == COPY:
        return entry.copy_last(section, draft.last)
    if action == ZEROS:
        return entry.fill_zeros(section)
    if action not in (REGISTRY, TAKE_OVER):
        return 0
    entry.know_registry(draft.sheet, draft.registry)
    return entry.take_over(section) if action == TAKE_OVER else entry.fill_from_registry(section)


def _keep(draft):
    """Save, and from then on know what is saved."""
    cleaned = draft.form.cleaned_data
    saved = services.save_draft(
        draft.submission,
        cells=entry.readable_cells(draft.sheet),
        note=cleaned["note"],
        version=cleaned["version"],
        confirms_note=cleaned["confirms_note"],
        by=draft.request.user,
    )
    entry.keep_as_saved(draft.sheet)
    for name in ("version", "note", "explained", "saved_at", "saved_by"):
        setattr(draft.submission, name, getattr(saved, name))


def _saved_message(draft, action, filled):
    if action == COPY:
        return ngettext(
            "%(count)d cell was copied from the last period, and the draft saved. Check what has changed.",
            "%(count)d cells were copied from the last period, and the draft saved. Check what has changed.",
            filled,
        ) % {"count": filled}
    if action == ZEROS:
        return ngettext(
            "0 was put into %(count)d blank cell, and the draft saved.",
            "0 was put into %(count)d blank cells, and the draft saved.",
            filled,
        ) % {"count": filled}
    if action in (REGISTRY, TAKE_OVER):
        return ngettext(
            "%(count)d cell took over the registry’s number, and the draft is saved.",
            "%(count)d cells took over the registry’s numbers, and the draft is saved.",
            filled,
        ) % {"count": filled}
    values = {"answered": draft.sheet.answered, "cells": len(draft.sheet.cells)}
    return _("The draft is saved: %(answered)d of %(cells)d cells are answered.") % values


def _with_way_back(message, draft, section):
    """The message, with a link to where the officer was: the filled section, or the field last typed in."""
    fields = {cell.input_id for cell in draft.sheet.cells.values()}
    at = f"section-{section.number}" if section else draft.request.POST.get("at")
    if not section and at not in fields:
        return message
    return format_html('{} <a href="#{}">{}</a>', message, at, _("Back to where you were"))


def _send(draft):
    submission, accepts = draft.submission, draft.form.cleaned_data["accepts_blanks"]
    try:
        version, by = submission.version, draft.request.user
        services.send(submission, version=version, by=by, accepts_blanks=accepts)
    except StaleVersion:
        return _show_both(draft)
    except ChangeRefused as refusal:
        return _show_refused(draft, refusal)
    reviewer = {"reviewer": submission.reviewer.name}
    messages.success(draft.request, _("Sent. %(reviewer)s checks the counts now.") % reviewer)
    return redirect("submission_detail", submission.pk)


def _show_refused(draft, refusal):
    problems = entry.relation_problems(draft.sheet, running_totals(draft.submission))
    for pk, message in problems.items():
        draft.sheet.cells[pk].error = message
    messages.warning(draft.request, _("The draft is saved, but not sent. %(reason)s") % {"reason": refusal})
    return _page(_renewed(draft), is_refused=True)


def _show_unreadable(draft):
    count = len(entry.unreadable(draft.sheet))
    message = ngettext(
        "Saved, except %(count)d cell that cannot be read. It is marked below.",
        "Saved, except %(count)d cells that cannot be read. They are marked below.",
        count,
    )
    messages.warning(draft.request, message % {"count": count})
    return _page(_renewed(draft))


def _show_both(draft):
    """Somebody else saved in between: both versions in one form, which the next saving settles."""
    submission, typed = draft.submission, draft.form.cleaned_data
    submission.refresh_from_db(fields=["version", "note", "explained", "saved_at", "saved_by"])
    saved = {figure.pk: Cell(figure.state, figure.value) for figure in submission.figures.all()}
    taken, contested = entry.show_both(draft.sheet, entry.unpack(draft.sheet, typed["loaded"]), saved)
    other_note = submission.note if submission.note != typed["note"] else ""
    conflict = {
        "is_self": submission.saved_by == draft.request.user,
        "taken": taken,
        "contested": contested,
        "cells": [cell for cell in draft.sheet.in_reading_order if cell.other],
        "note": other_note,
    }
    return _page(_renewed(draft, note=typed["note"]), conflict=conflict, status=CONFLICT)


def _renewed(draft, **typed):
    """The form for the next try: it knows what is saved now."""
    typed["accepts_blanks"] = draft.form.cleaned_data["accepts_blanks"]
    draft.form = CountForm(submission=draft.submission, sheet=draft.sheet, typed=typed)
    return draft


def _page(draft, *, is_refused=False, conflict=None, status=None):
    submission, sheet, last = draft.submission, draft.sheet, draft.last
    totals = running_totals(submission)
    entry.know_registry(sheet, draft.registry)
    _dress(sheet, last, totals)
    note_error = _note_error(draft) if is_refused else ""
    stocks = [last[pk] for pk, cell in sheet.cells.items() if cell.is_stock and pk in last]
    context = {
        "submission": submission,
        "sheet": sheet,
        "sections": [_with_fills(section, last) for section in sheet.sections],
        "form": draft.form,
        "errors": _errors(draft, is_refused, note_error),
        "differing": sheet.differing,
        "note_error": note_error,
        "warnings": [cell for cell in sheet.in_reading_order if cell.warning and not cell.error],
        "last_period": stocks[0].period if stocks else None,
        "returned": submission.events.filter(verb=SubmissionVerb.RETURN).select_related("by").last(),
        "is_refused": is_refused,
        "conflict": conflict,
    }
    return render(draft.request, "submissions/submission_form.html", context, status=status)


def _with_fills(section, last):
    """A section, and how many of its cells each button would fill."""
    return {
        "section": section,
        "copies": len(entry.copyable(section, last)),
        "known": len(entry.fillable(section)),
        "differing": len(entry.differing(section)),
    }


def _note_error(draft):
    """The message beside a note that must say why cells differ from the registries."""
    return services.note_question(draft.submission, draft.submission.figures.all())


def _errors(draft, is_refused, note_error):
    """(id of the field, message): what stopped the sending or could not be read."""
    cells = draft.sheet.in_reading_order
    errors = [(cell.input_id, f"{cell.full_label}: {cell.error}") for cell in cells if cell.error]
    if not errors and is_refused:
        errors = _questions_of_blanks(draft, cells)
    return [*errors, (draft.form["note"].id_for_label, note_error)] if note_error else errors


def _questions_of_blanks(draft, cells):
    """The two ways to go on when cells have no answer."""
    blank = next((cell for cell in cells if cell.is_blank), None)
    if blank is None or draft.form["accepts_blanks"].value():
        return []
    box = draft.form["accepts_blanks"].id_for_label
    return [
        (blank.input_id, _("Go to the first cell without an answer")),
        (box, _("Or tick below that they are still missing")),
    ]


def _dress(sheet, last, totals):
    """Beside the cells: what contradicts another cell, and what was reported before.

    The earlier figure stands only where the new one follows from it: beside stocks and running totals.
    """
    problems = entry.relation_problems(sheet, totals)
    for pk, cell in sheet.cells.items():
        cell.warning = problems.get(pk, "")
        before = last.get(pk) if cell.is_stock else totals.earlier.get(pk)
        if before:
            cell.hint = _("last: %(value)s") % {"value": format_number(before.value)}
