"""From a value back to the figures: a target through the periods, and a result down to the submissions."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from plans.models import Target
from reporting import permissions, words
from reporting.enums import FormulaKind
from reporting.filters import select
from reporting.force import in_force
from reporting.forms import SelectionForm
from reporting.measures import compute_results, count_members
from reporting.models import Formula
from reporting.pictures import draw_trend, draw_units, draw_value
from reporting.progress import comparable_results, members_of
from submissions.measures import NONE_EXPECTED, count_submissions
from submissions.models import Round, Submission
from swprogram.kit.htmx import render_page
from swprogram.org.models import Unit, UnitClosure, reachable_units, valid_on
from swprogram.org.roles import Verb


def target_results(request, pk):
    """All periods and units of one target."""
    target = _target(request.user, pk)
    selection = select(request.user, request.GET, plan=target.plan)
    context = {
        "target": target,
        "selection": selection,
        "form": SelectionForm(selection, with_plan=False),
        "formula": _formula_in_words(target),
        "can_edit_formula": permissions.can_edit_formula(request.user, target),
    }
    if selection.round and selection.unit:
        context |= _series_context(target, selection)
    return render_page(request, "reporting/target_results.html", context)


def result_detail(request, target_pk, round_pk, unit_pk):
    """One result: its formula in words, the whole numbers, and the units that it comes from."""
    target = _target(request.user, target_pk)
    rounds = Round.objects.visible_to(request.user).filter(province=target.plan.unit_id)
    round = get_object_or_404(rounds.select_related("period", "province"), pk=round_pk)
    unit = _unit(request.user, round, unit_pk)
    members = list(members_of(unit, round.period.ends_on))
    ids = [unit.pk, *(member.pk for member in members)]
    results = compute_results([target], unit_ids=ids, periods=[round.period])
    result = results[target.pk, unit.pk, round.period_id]
    context = {
        "target": target,
        "round": round,
        "unit": unit,
        "above": _units_above(request.user, unit, round.period.ends_on),
        "result": _row(result),
        "bar": draw_value(result) if result.formula else "",
        "formula": _formula_in_words(target),
        "milestones": target.milestones.filter(unit=unit, done_on__lte=round.period.ends_on),
        "can_edit_formula": permissions.can_edit_formula(request.user, target),
        **_sources(request.user, result, round, unit, members, results),
    }
    return render(request, "reporting/result_detail.html", context)


def _target(user, pk):
    targets = Target.objects.visible_to(user).select_related("plan__unit", "indicator")
    target = get_object_or_404(targets, pk=pk)
    if not permissions.can_view_results(user):
        raise PermissionDenied(_("Your role does not follow results. Ask the administrator of the portal."))
    return in_force(target)


def _unit(user, round, pk):
    """The unit, if it lay under the round's province at the cut-off and the person follows its results."""
    units = Unit.objects.under(round.province, on=round.period.ends_on).select_related("parent")
    unit = get_object_or_404(units, pk=pk)
    if not permissions.can_view_results_of(user, unit):
        raise Http404
    return unit


def _units_above(user, unit, day):
    """The way up: the units above that the person follows too, the highest first."""
    pairs = UnitClosure.objects.filter(valid_on(day), descendant=unit, depth__gt=0)
    reached = pairs.filter(ancestor__in=reachable_units(user, Verb.VIEW_RESULTS))
    return [pair.ancestor for pair in reached.select_related("ancestor").order_by("-depth")]


def _formula_in_words(target):
    """The rule, its terms and its kind for the page; None while the target has no formula."""
    formula = Formula.objects.filter(target=target).with_terms().first()
    if formula is None:
        return None
    return {
        "rule": words.rule_in_words(formula),
        "sides": words.terms_in_words(formula),
        "is_milestone": formula.kind == FormulaKind.MILESTONE,
    }


def _series_context(target, selection):
    """The unit's results period by period, and its members beside it."""
    periods = {round.period_id: round for round in selection.rounds}
    ordered = sorted((round.period for round in selection.rounds), key=lambda period: period.ends_on)
    members = list(members_of(selection.unit, selection.day))
    ids = [selection.unit.pk, *(member.pk for member in members)]
    results = compute_results([target], unit_ids=ids, periods=ordered)
    series = [results[target.pk, selection.unit.pk, period.pk] for period in ordered]
    upto = [result for result in series if result.period.ends_on <= selection.day]
    comparable = comparable_results(upto)
    current = [(member, results[target.pk, member.pk, selection.round.period_id]) for member in members]
    return {
        "series": [_row(result, periods[result.period.pk]) for result in reversed(series)],
        "trend": draw_trend(comparable) if len(comparable) > 1 else "",
        "is_partial": len(comparable) < len(upto),
        "periods": ordered,
        "matrix": [
            (unit, [_row(results[target.pk, unit.pk, period.pk], periods[period.pk]) for period in ordered])
            for unit in [selection.unit, *members]
        ],
        "picture": draw_units(current) if current and current[0][1].formula else "",
    }


def _row(result, round=None):
    """A result in words, for any table."""
    return {
        "result": result,
        "round": round,
        "value": words.value_in_words(result),
        "target": result.target.value_in_words,
        "required": words.required_in_words(result),
        "counted": words.counted_in_words(result),
        "answers": words.answers_in_words(result),
        "state_code": words.state_of(result),
        "state_label": words.state_in_words(result),
    }


def _sources(user, result, round, unit, members, results):
    """The members of the unit and, where units below it report too, its own submission."""
    target = result.target
    own = compute_results([target], unit_ids=[unit.pk], periods=[round.period], own=True)
    ids = [unit.pk, *(member.pk for member in members)]
    visible = Submission.objects.visible_to(user).filter(round=round, unit__in=ids)
    submissions = {submission.unit_id: submission for submission in visible}
    counts = _counts(result, unit, round)
    sent = count_submissions(round, ids)
    return {
        "sources": [
            _row(results[target.pk, member.pk, round.period_id])
            | {
                "unit": member,
                "submission": submissions.get(member.pk),
                "count": counts.get(member.pk),
                "sent": sent.get(member.pk, NONE_EXPECTED),
            }
            for member in members
        ],
        "own": _row(own[target.pk, unit.pk, round.period_id]),
        "own_submission": submissions.get(unit.pk),
        "has_counts": bool(counts),
    }


def _counts(result, unit, round):
    """{unit id: count} behind a coverage, whose own value says only yes or no."""
    if result.formula is None or result.formula.kind != FormulaKind.COVERAGE:
        return {}
    return count_members(result.formula, unit.pk, round.period)
