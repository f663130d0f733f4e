"""Rounds: which there are, how complete they are, and opening and closing them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from submissions import permissions, services
from submissions.enums import RoundVerb, SubmissionState
from submissions.exports import round_workbook
from submissions.filters import RoundSubmissionFilter
from submissions.forms import CloseForm, RoundForm, chosen_period, next_period, openable_provinces
from submissions.measures import NONE_EXPECTED, count_by_round, count_submissions
from submissions.models import Round, Submission
from swprogram.kit import clock
from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.parameters import read_version
from swprogram.kit.periods import name_in_file
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.models import Unit, anchors_of
from swprogram.org.permissions import require_role
from swprogram.org.roles import Verb

PAGE_SIZE = 25


def round_list(request):
    require_role(request.user.has_verb(Verb.VIEW_SUBMISSIONS) or request.user.has_verb(Verb.VIEW_RESULTS))
    rounds = Round.objects.visible_to(request.user).select_related("period", "province")
    page = Paginator(rounds.prefetch_related("due_dates"), PAGE_SIZE).get_page(request.GET.get("page"))
    visible = Submission.objects.visible_to(request.user)
    counts = count_by_round(visible.filter(round__in=[opened.pk for opened in page]))
    context = {
        "page_obj": page,
        "rows": [(opened, counts.get(opened.pk)) for opened in page],
        "can_open": request.user.has_verb(Verb.CLOSE_ROUNDS),
    }
    return render_page(request, "submissions/round_list.html", context)


@require_http_methods(["GET", "POST"])
def round_add(request):
    """The suggested dates follow the chosen period: by htmx when it changes, else by a button."""
    provinces = openable_provinces(request.user)
    if not provinces:
        raise PermissionDenied(_("Only the provincial officer opens a round."))
    typed = request.POST or request.GET
    opens = request.method == "POST" and "suggest" not in typed
    period = chosen_period(typed, next_period(provinces))
    form = RoundForm(typed if opens else None, by=request.user, period=period)
    if opens and form.is_valid():
        try:
            opened = services.open_round(**form.arguments, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("“%(round)s” is open. Every unit finds its form now.") % {"round": opened}
            )
            return redirect("round_detail", opened.pk)
    return render_page(request, "submissions/round_form.html", {"form": form})


def round_detail(request, pk):
    opened, visible = _round(request.user, pk)
    submissions = _filtered(request, visible)
    page = Paginator(submissions.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    waiting = _waiting_for(request.user, opened)
    context = {
        "round": opened,
        "filter": submissions,
        "page_obj": page,
        "rows": _completeness_rows(request.user, opened),
        "total": count_by_round(visible).get(opened.pk, NONE_EXPECTED),
        "late": visible.late_on(clock.today()).count(),
        "to_accept": len(waiting),
        "seen": ",".join(f"{pk}-{version}" for pk, version in waiting),
        "can_close": permissions.can_close(request.user, opened),
        "events": [_told(event) for event in opened.events.all()],
    }
    return render_page(request, "submissions/round_detail.html", context)


def round_export(request, pk):
    """Completeness, and exactly the submissions that the filters leave."""
    opened, visible = _round(request.user, pk)
    total = count_by_round(visible).get(opened.pk, NONE_EXPECTED)
    rows = _completeness_rows(request.user, opened)
    content = round_workbook(opened, rows, total, _filtered(request, visible).qs)
    return send_workbook(content, f"dot-bao-cao-{name_in_file(opened.period.kind)}-{opened.period.year}")


@require_http_methods(["GET", "POST"])
def round_close(request, pk):
    """What is still missing, and the note that says why the round is closed without it."""
    opened, _visible = _closable(request.user, pk)
    if not opened.is_open:
        messages.info(request, _("This round is closed already."))
        return redirect("round_detail", pk)
    missing = opened.submissions.exclude(state=SubmissionState.ACCEPTED).for_pages().in_review_order()
    form = CloseForm(request.POST or None, round=opened, missing=len(missing))
    if request.method == "POST" and form.is_valid():
        try:
            note, version = form.cleaned_data["note"], form.cleaned_data["version"]
            services.close_round(opened, version=version, by=request.user, note=note)
        except (ChangeRefused, ValidationError) as refusal:
            form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        else:
            messages.success(request, _("“%(round)s” is closed.") % {"round": opened})
            return redirect("round_detail", pk)
    return render(
        request, "submissions/round_close.html", {"round": opened, "form": form, "missing": missing}
    )


@require_POST
def round_reopen(request, pk):
    opened, _visible = _closable(request.user, pk)
    try:
        reason = request.POST.get("reason", "")
        services.reopen_round(opened, version=read_version(request), by=request.user, reason=reason)
    except ChangeRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("“%(round)s” is open again.") % {"round": opened})
    return redirect("round_detail", pk)


def _round(user, pk):
    """The round, and its submissions that the person may read."""
    rounds = Round.objects.visible_to(user).select_related("period", "province", "closed_by")
    opened = get_object_or_404(rounds.prefetch_related("due_dates", "events__by"), pk=pk)
    return opened, opened.submissions.visible_to(user)


def _closable(user, pk):
    opened, visible = _round(user, pk)
    if not permissions.can_close(user, opened):
        raise PermissionDenied(_("Only the provincial officer closes and reopens a round."))
    return opened, visible


def _filtered(request, visible):
    submissions = visible.for_pages().with_progress().in_review_order()
    return RoundSubmissionFilter(request.GET, queryset=submissions, request=request)


def _completeness_rows(user, opened):
    """[(unit, Completeness)]: all districts for whom reaches the province, else the person's own units."""
    anchors = anchors_of(user, Verb.VIEW_SUBMISSIONS)
    reaches_province = anchors.filter(pk=opened.province_id).exists()
    heads = Unit.objects.filter(parent=opened.province_id) if reaches_province else anchors
    counts = count_submissions(opened, heads.values("pk"))
    return [(unit, counts[unit.pk]) for unit in Unit.objects.filter(pk__in=counts)]


def _told(event):
    """An event as the timeline tells it."""
    code = "closed" if event.verb == RoundVerb.CLOSE else "open"
    verb = event.get_verb_display()
    return {"when": event.at, "who": event.by, "verb": verb, "comment": event.comment, "code": code}


def _waiting_for(user, opened):
    """[(id, version)] of the sent submissions of the open round that the person may accept at once."""
    if not opened.is_open:
        return []
    return list(opened.submissions.reviewed_by(user).sent().order_by("pk").values_list("pk", "version"))
