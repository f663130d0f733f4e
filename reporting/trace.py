"""From a decision to a line of a report, and back, in a constant number of queries."""

from collections import defaultdict
from dataclasses import dataclass

from plans.activities import name_activities
from plans.family import read_family
from plans.models import Target
from reporting import permissions, words
from reporting.enums import FormulaKind, Side
from reporting.filters import select
from reporting.force import read_targets
from reporting.measures import compute_results
from reporting.models import Formula, Report
from reporting.progress import members_of
from reporting.tables.targets import rows_of_targets
from submissions.measures import NONE_EXPECTED, count_submissions
from submissions.models import Submission
from swprogram.kit.tables import Table

# Which tables of a report print the counts of a measure (reporting/tables).
TABLES_OF = {
    "staff": ("2", "9"),
    "staff_trained": ("2", "9"),
    "bodies": ("3",),
    "bodies_with_staff": ("3",),
    "bodies_with_allowance": ("3",),
    "facilities_planned": ("4",),
    "facilities_serving": ("4",),
    "children": ("5",),
    "children_served": ("5",),
    "trainees": ("6",),
    "people_consulted": ("7",),
}


@dataclass(frozen=True)
class ActivityTrace:
    """An activity by its short name, the duties in it, and the targets that it serves."""

    activity: object
    name: str
    duties: list
    targets: list


@dataclass(frozen=True)
class ReportLine:
    """Where a report prints a target: the row of its table 1, and the tables of the counts behind it."""

    report: object
    row: int
    count_tables: tuple


@dataclass(frozen=True)
class TargetTrace:
    """A target with its way of counting, its latest result in the person's highest unit, and its lines.

    `formula` is None while nobody said how it is counted, `result` while there is no round of its years.
    """

    target: object
    formula: dict | None
    result: dict | None
    lines: list


@dataclass(frozen=True)
class Place:
    """The round and the unit whose result is shown: the newest round of the plan's years."""

    round: object
    unit: object


def find_place(user, plan):
    """The Place of a person for a plan; None without a round of its years, or for who follows no results."""
    if not permissions.can_view_results(user):
        return None
    selection = select(user, {}, plan=plan)
    fitting = [round for round in (selection.round, *selection.rounds) if _covers(plan, round)]
    return Place(fitting[0], selection.unit) if fitting and selection.unit else None


def _covers(plan, round):
    return round is not None and plan.covers(round.period.year)


def trace_plan(plan, user):
    """The two ways of a plan: down to duties and agencies, and over its targets to the reports."""
    targets = list(plan.targets.select_related("indicator").order_by("position", "pk"))
    place = find_place(user, plan)
    return {
        "family": read_family(plan, user),
        "activities": trace_activities(plan, targets),
        "duties": _general_duties(plan),
        "place": place,
        "traces": _trace_targets(plan, targets, place, _reports(plan, user)[:1]),
    }


def trace_target(target, user):
    """One chain: up from the target to the decision, down to the submissions, across to the reports."""
    plan, place = target.plan, find_place(user, target.plan)
    targets = list(plan.targets.select_related("indicator").order_by("position", "pk"))
    serving = [one for one in trace_activities(plan, targets) if target in one.targets]
    (trace,) = _trace_targets(plan, targets, place, _reports(plan, user), only=target)
    return {
        "family": read_family(plan, user),
        "activities": serving,
        "duties": [] if any(one.duties for one in serving) else _general_duties(plan),
        "conditions": [one for one in targets if one.condition_of_id == target.pk],
        "place": place,
        "trace": trace,
        "sources": _sources(target, place, user) if place else [],
    }


def trace_activities(plan, targets):
    """The activities in printed order, each with its duties and its targets.

    Of the items below a heading only those that a body or a target stands beside.
    """
    activities = {activity.pk: activity for activity in plan.activity_set.all()}
    duties, served, by_id = defaultdict(list), defaultdict(list), {target.pk: target for target in targets}
    for duty in _duties(plan):
        duties[duty.activity_id].append(duty)
    for activity, target in _links(plan):
        served[activity].append(by_id[target])
    return [
        ActivityTrace(activities[pk], name, duties[pk], served[pk])
        for pk, name in name_activities(plan).items()
        if activities[pk].parent_id is None or duties[pk] or served[pk]
    ]


def _duties(plan):
    return list(plan.duty_set.select_related("body__agency").order_by("position", "pk"))


def _general_duties(plan):
    """The duties for the plan as a whole: they carry its activities where those name no body of their own."""
    return [duty for duty in _duties(plan) if duty.activity_id is None]


def _links(plan):
    links = Target.activities.through.objects.filter(target__plan=plan).order_by("target__position")
    return links.values_list("activity_id", "target_id")


def _trace_targets(plan, targets, place, reports, only=None):
    wanted = [target for target in targets if only in (None, target)]
    formulas = {
        formula.target_id: formula for formula in Formula.objects.filter(target__in=wanted).with_terms()
    }
    results = _results(wanted, place)
    rows = [(report, _rows_of(report, targets)) for report in reports]
    return [
        TargetTrace(
            target,
            _formula_in_words(formulas.get(target.pk)),
            results.get(target.pk),
            _lines(target, formulas.get(target.pk), rows),
        )
        for target in wanted
    ]


def _results(targets, place):
    """{target id: its result in words}"""
    if place is None:
        return {}
    period = place.round.period
    counted = {one.pk: one for one in read_targets(targets[0].plan)} if targets else {}
    targets = [counted.get(target.pk, target) for target in targets]
    results = compute_results(targets, unit_ids=[place.unit.pk], periods=[period])
    return {target.pk: result_in_words(results[target.pk, place.unit.pk, period.pk]) for target in targets}


def result_in_words(result):
    return {
        "value": words.value_in_words(result),
        "counted": words.counted_in_words(result),
        "answers": words.answers_in_words(result),
        "state_code": words.state_of(result),
        "state_label": words.state_in_words(result),
    }


def _formula_in_words(formula):
    if formula is None:
        return None
    return {"rule": words.rule_in_words(formula), "sides": words.terms_in_words(formula)}


def _reports(plan, user):
    """The reports on the plan that the person may read, the newest first."""
    if not permissions.can_view_reports(user):
        return []
    reports = Report.objects.visible_to(user).filter(plan=plan).select_related("round__period")
    return list(reports.order_by("-round__period__ends_on", "pk"))


def _rows_of(report, targets):
    """{target code: its row in table 1}: as it was frozen, or of a draft as it stands now."""
    if report.is_issued:
        codes = [row.code for row in rows_of_targets(Table.from_json(report.frozen_tables[0]))]
    else:
        codes = [target.code for target in targets]
    return {code: place for place, code in enumerate(codes, start=1)}


def _lines(target, formula, rows):
    tables = _count_tables(formula)
    return [
        ReportLine(report, places[target.code], tables) for report, places in rows if target.code in places
    ]


def _count_tables(formula):
    """The numbers of the tables that print what the formula counts."""
    if formula is None or formula.kind == FormulaKind.MILESTONE:
        return ()
    counted = [term.measure.code for side in Side for term in formula.terms.all() if term.side == side]
    return tuple(sorted({number for code in counted for number in TABLES_OF.get(code, ())}))


def _sources(target, place, user):
    """The units right below, or the unit itself: their result, how many have sent, and their submission."""
    round, period = place.round, place.round.period
    units = list(members_of(place.unit, period.ends_on)) or [place.unit]
    ids = [unit.pk for unit in units]
    results = compute_results([target], unit_ids=ids, periods=[period])
    visible = Submission.objects.visible_to(user).filter(round=round, unit__in=ids)
    submissions, sent = {one.unit_id: one for one in visible}, count_submissions(round, ids)
    return [
        result_in_words(results[target.pk, unit.pk, period.pk])
        | {"unit": unit, "submission": submissions.get(unit.pk), "sent": sent.get(unit.pk, NONE_EXPECTED)}
        for unit in units
    ]
