"""What the unit above does with counts that were sent: accept them, or return them with the reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from submissions import permissions, services
from submissions.enums import SubmissionState
from submissions.forms import ReturnForm
from submissions.models import Round, Submission
from swprogram.kit.parameters import read_numbers, read_version
from swprogram.kit.workflow import ChangeRefused, StaleVersion


@require_POST
def submission_accept(request, pk):
    """Accept, then go on with the next that waits."""
    submission = _reviewed(request.user, pk)
    if submission.state == SubmissionState.ACCEPTED:
        messages.info(request, _("These counts are accepted already."))
        return redirect("submission_detail", pk)
    try:
        services.accept(submission, by=request.user, version=read_version(request))
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("submission_detail", pk)
    messages.success(request, _("The counts of %(unit)s are accepted.") % {"unit": submission.unit.name})
    return _to_next(request, submission)


@require_http_methods(["GET", "POST"])
def submission_return(request, pk):
    submission = _reviewed(request.user, pk)
    if not permissions.can_return(request.user, submission):
        messages.info(request, _("Only counts that were sent, in an open round, can be returned."))
        return redirect("submission_detail", pk)
    form = ReturnForm(request.POST or None, submission=submission)
    if request.method == "POST" and form.is_valid():
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
        try:
            services.return_to_unit(submission, by=request.user, reason=reason, version=version)
        except StaleVersion as refusal:
            messages.error(request, str(refusal))
            submission.refresh_from_db(fields=["version"])
            form = ReturnForm(submission=submission, reason=reason)
        except ChangeRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Returned to %(unit)s.") % {"unit": submission.unit.name})
            return _to_next(request, submission)
    return render(request, "submissions/submission_return.html", {"submission": submission, "form": form})


@require_POST
def accept_all(request, pk):
    """Accept every sent submission of the round that the person reviews."""
    opened = get_object_or_404(Round.objects.visible_to(request.user), pk=pk)
    if not opened.submissions.reviewed_by(request.user).exists():
        raise PermissionDenied(_("You review no counts of this round."))
    try:
        count = services.accept_all(opened, seen=_read_seen(request), by=request.user)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("round_detail", pk)
    message = ngettext("%(count)d submission accepted.", "%(count)d submissions accepted.", count)
    messages.success(request, message % {"count": count})
    return redirect("round_detail", pk)


def _read_seen(request):
    """{submission id: version} of what waited on the page: "12-3,13-4"."""
    pairs = [read_numbers(pair.split("-")) for pair in request.POST.get("version", "").split(",")]
    return dict(pair for pair in pairs if len(pair) == len(("id", "version")))


def _reviewed(user, pk):
    submission = get_object_or_404(Submission.objects.visible_to(user).for_pages(), pk=pk)
    if not permissions.reviews(user, submission):
        message = _("Only %(reviewer)s returns or accepts these counts.")
        raise PermissionDenied(message % {"reviewer": submission.reviewer.name})
    return submission


def _to_next(request, submission):
    """The next one that waits in the same round; the round itself after the last."""
    waiting = submission.round.submissions.reviewed_by(request.user).sent().in_review_order()
    following = waiting.values_list("pk", flat=True).first()
    if following is None:
        return redirect("round_detail", submission.round_id)
    return redirect("submission_detail", following)
