"""The dashboard: how far the plan has got, for a reader with two minutes."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting import permissions
from reporting.enums import ResultState
from reporting.exports import dashboard_workbook
from reporting.filters import select
from reporting.forms import SelectionForm
from reporting.pictures import draw_trend, draw_units, draw_value
from reporting.progress import read_progress
from reporting.words import answers_in_words, counted_in_words, state_in_words, state_of, value_in_words
from submissions.models import Submission
from swprogram.kit.downloads import send_workbook
from swprogram.kit.htmx import render_page
from swprogram.kit.periods import name_in_file
from swprogram.org.enums import UnitKind

SHOWN_LATE = 10


def dashboard(request):
    selection = _select(request)
    context = {"form": SelectionForm(selection), "selection": selection}
    if selection.round and selection.unit:
        context |= _progress_context(request, selection)
    return render_page(request, "reporting/dashboard.html", context)


def dashboard_export(request):
    selection = _select(request)
    if not (selection.round and selection.unit):
        raise Http404
    content = dashboard_workbook(
        selection,
        read_progress(selection),
        is_illustrative=selection.round.submissions.filter(is_illustrative=True).exists(),
    )
    period = selection.round.period
    return send_workbook(content, f"theo-doi-{period.year}-{name_in_file(period.kind)}")


def _select(request):
    if not permissions.can_view_results(request.user):
        raise PermissionDenied(_("Your role does not follow results. Ask the administrator of the portal."))
    return select(request.user, request.GET)


def _progress_context(request, selection):
    progress = read_progress(selection)
    return {
        "progress": progress,
        "tiles": _tiles(progress),
        "cards": [_card(row, selection) for row in progress.targets],
        "compared": _comparison(progress, selection, request.GET.get("target")),
        "late": progress.late[:SHOWN_LATE],
        "more_late": max(len(progress.late) - SHOWN_LATE, 0),
        "openable": _openable(request.user, progress.late[:SHOWN_LATE]),
        "by_district": selection.unit.kind == UnitKind.PROVINCE,
    }


def _tiles(progress):
    """The answer in one line: how many targets stand where."""
    states = progress.states
    total = len(progress.targets)
    tones = {ResultState.REACHED: "good", ResultState.ON_THE_WAY: "", ResultState.BEHIND: "bad"}
    icons = {
        ResultState.REACHED: "check-circle",
        ResultState.ON_THE_WAY: "arrow-right-circle",
        ResultState.BEHIND: "exclamation-triangle",
    }
    return [
        {
            "label": state.label,
            "value": states[state],
            "note": _tile_note(progress, state, total),
            "tone": tone if states[state] else "",
            "icon": icons[state],
        }
        for state, tone in tones.items()
    ]


def _tile_note(progress, state, total):
    """Of how many; and how many of these are provisional."""
    provisional = progress.provisional[state]
    if not provisional:
        return _("of %(total)s targets") % {"total": total}
    return _("of %(total)s targets; %(provisional)s provisional") % {
        "total": total,
        "provisional": provisional,
    }


def _card(row, selection):
    result = row.result
    return {
        "name": row.target.name,
        "wording": row.target.wording,
        "value": value_in_words(result),
        "target": row.target.value_in_words,
        "state_code": state_of(result),
        "state_label": state_in_words(result),
        "counted": counted_in_words(result),
        "pending": row.target.pending,
        "answers": answers_in_words(result),
        "not_reported": result.not_reported,
        "bar": draw_value(result) if result.formula else "",
        "trend": draw_trend(row.trend) if len(row.trend) > 1 else "",
        "trend_values": [(one.period, value_in_words(one)) for one in row.trend],
        "url": _result_url(result, selection),
        "series_url": _series_url(row.target, selection),
        "conditions": [_card(condition, selection) for condition in row.conditions],
    }


def _comparison(progress, selection, asked):
    """The units side by side, and a picture of one target: the one asked for, or the first with figures."""
    shown = _shown_target(progress, asked)
    place = next((index for index, target in enumerate(progress.all_targets) if target == shown), None)
    rows = [
        {
            "unit": row.unit,
            "cells": [_cell(result, selection) for result in row.results],
            "completeness": row.completeness,
            "late": row.late,
        }
        for row in progress.units
    ]
    pairs = [(row.unit, row.results[place]) for row in progress.units] if place is not None else []
    picture = draw_units(pairs) if pairs and pairs[0][1].formula else ""
    return {"rows": rows, "target": shown, "targets": progress.all_targets, "picture": picture}


def _shown_target(progress, asked):
    counted = [target for target in progress.all_targets if _is_counted(progress, target)]
    found = next((target for target in progress.all_targets if str(target.pk) == asked), None)
    return found or next(iter(counted or progress.all_targets), None)


def _is_counted(progress, target):
    place = progress.all_targets.index(target)
    return any(row.results[place].value is not None for row in progress.units)


def _cell(result, selection):
    return {
        "value": value_in_words(result),
        "state_code": state_of(result),
        "state_label": state_in_words(result),
        "url": _result_url(result, selection),
    }


def _result_url(result, selection):
    return reverse("result_detail", args=[result.target.pk, selection.round.pk, result.unit_id])


def _series_url(target, selection):
    query = f"?round={selection.round.pk}&unit={selection.unit.pk}"
    return reverse("target_results", args=[target.pk]) + query


def _openable(user, submissions):
    """Which of these the person may open; following results is not yet reading counts."""
    ids = [submission.pk for submission in submissions]
    return set(Submission.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
