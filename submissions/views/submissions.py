"""Submissions: what waits for a person, and the counts of one unit."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from submissions import permissions
from submissions.checks import running_totals
from submissions.comparisons import changed_since_last_sending, changed_strongly, last_figures
from submissions.entry import know_registry, know_registry_today, relation_problems
from submissions.enums import SUBMISSION_WORKFLOW, SubmissionState
from submissions.exports import list_workbook, submission_workbook
from submissions.filters import SubmissionFilter
from submissions.grids import read_sheet
from submissions.models import Submission
from submissions.models.submission import BY_PLACE
from submissions.registry_counts import read_registry, read_saved
from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.numbers import format_number
from swprogram.kit.periods import name_in_file
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb

PAGE_SIZE = 25
SHOWN_IN_QUEUE = 25


def submission_list(request):
    """First what waits for the person: own counts of open rounds, then what they review; then all."""
    submissions = _filtered(request)
    page = Paginator(submissions.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    waiting = _readable(request.user).in_open_rounds().reviewed_by(request.user).sent().in_review_order()
    own = _readable(request.user).in_open_rounds().entered_by(request.user)
    context = {
        "filter": submissions,
        "page_obj": page,
        "own": own.order_by("due_on", "pk"),
        "waiting": waiting[:SHOWN_IN_QUEUE],
        "waiting_count": waiting.count(),
        "enters": request.user.has_verb(Verb.ENTER_FIGURES),
        "reviews": request.user.has_verb(Verb.REVIEW_SUBMISSIONS),
    }
    return render_page(request, "submissions/submission_list.html", context)


def submission_list_export(request):
    """Exactly the submissions that the filters leave."""
    return send_workbook(list_workbook(_filtered(request).qs), "bao-cao-so-lieu")


def submission_detail(request, pk):
    """The counts as they are, for whoever may read them; for the reviewer with what to look at."""
    submission = get_object_or_404(_visible(request.user).prefetch_related("events__by"), pk=pk)
    sheet = read_sheet(submission)
    know_registry(sheet, read_saved(submission, sheet.figures))
    user, reviews = request.user, permissions.reviews(request.user, submission)
    if sheet.knows_registries and reviews and submission.round.is_open:
        know_registry_today(sheet, read_registry(submission, sheet.figures))
    marked = _mark_changes(submission, sheet)
    context = {
        "submission": submission,
        "sheet": sheet,
        "problems": _problems(submission, sheet),
        "marked": marked,
        "events": [_told(event) for event in submission.events.all()],
        "can_edit": permissions.can_edit(user, submission),
        "can_accept": permissions.can_accept(user, submission),
        "can_return": permissions.can_return(user, submission),
        "queue": _queue(user, submission) if reviews else None,
    }
    return render(request, "submissions/submission_detail.html", context)


def submission_export(request, pk):
    submission = get_object_or_404(_visible(request.user), pk=pk)
    period = submission.round.period
    name = f"so-lieu-{submission.unit.code}-{name_in_file(period.kind)}-{period.year}"
    return send_workbook(submission_workbook(submission), name)


def _visible(user):
    return Submission.objects.visible_to(user).for_pages()


def _readable(user):
    """What the lists show; a role that reads no counts is told so."""
    require_role(user.has_verb(Verb.VIEW_SUBMISSIONS))
    return _visible(user).with_progress()


def _filtered(request):
    rows = _readable(request.user).order_by("-round__period__ends_on", *BY_PLACE)
    return SubmissionFilter(request.GET, queryset=rows, request=request)


def _problems(submission, sheet):
    problems = relation_problems(sheet, running_totals(submission))
    return [(cell, problems[cell.figure.pk]) for cell in sheet.in_reading_order if cell.figure.pk in problems]


def _mark_changes(submission, sheet):
    """Mark the cells worth a question; returns how many changed strongly, and how many were mended."""
    strong = mended = 0
    sent_before = changed_since_last_sending(submission, sheet.figures)
    last = last_figures(submission)
    for pk, cell in sheet.cells.items():
        before = last.get(pk)
        if pk in sent_before:
            cell.other = _("sent before: %(value)s") % {"value": _shown(sent_before[pk])}
            mended += 1
        if before and cell.content.value is not None and changed_strongly(cell.content.value, before.value):
            cell.hint, cell.is_changed = _("last: %(value)s") % {"value": format_number(before.value)}, True
            strong += 1
    return {"strong": strong, "mended": mended}


def _shown(sent):
    """A figure as a sending keeps it."""
    return format_number(sent) if isinstance(sent, int) else sent or "…"


def _told(event):
    """An event as the timeline tells it."""
    state = SUBMISSION_WORKFLOW.find(event.verb).target
    return {"when": event.at, "who": event.by, "verb": state.label, "comment": event.comment, "code": state}


def _queue(user, submission):
    """The place of a submission among those of its round that wait for the reviewer, and its neighbours."""
    waiting = Q(state=SubmissionState.SENT) | Q(pk=submission.pk)
    rows = submission.round.submissions.reviewed_by(user).filter(waiting).order_by(*BY_PLACE)
    keys = list(rows.values_list("pk", flat=True))
    place = keys.index(submission.pk)
    return {
        "place": place + 1,
        "total": len(keys),
        "previous": keys[place - 1] if place else None,
        "next": keys[place + 1] if place + 1 < len(keys) else None,
    }
