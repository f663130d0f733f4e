"""Rounds: which there are, how complete they are, and opening and closing them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from submissions import permissions, services
from submissions.enums import SubmissionState
from submissions.exports import download, round_workbook
from submissions.filters import RoundSubmissionFilter
from submissions.forms import CloseForm, RoundForm, next_period, openable_provinces
from submissions.measures import count_by_head, count_visible
from submissions.models import Round, Submission
from swprogram.kit import clock
from swprogram.kit.htmx import render_page
from swprogram.kit.periods import PeriodKind
from swprogram.kit.workflow import ChangeRefused
from swprogram.org.roles import Verb

PAGE_SIZE = 25


def round_list(request):
    if not (request.user.has_verb(Verb.VIEW_SUBMISSIONS) or request.user.has_verb(Verb.VIEW_RESULTS)):
        raise PermissionDenied(_("Your role does not open this page. Ask the administrator of the portal."))
    rounds = Round.objects.visible_to(request.user).select_related("period", "province")
    page = Paginator(rounds.prefetch_related("due_dates"), PAGE_SIZE).get_page(request.GET.get("page"))
    visible = Submission.objects.visible_to(request.user)
    counts = count_visible(visible.filter(round__in=[one.pk for one in page]))
    context = {
        "page_obj": page,
        "rows": [(one, counts.get(one.pk)) for one in page],
        "can_open": request.user.has_verb(Verb.CLOSE_ROUNDS),
    }
    return render_page(request, "submissions/round_list.html", context)
