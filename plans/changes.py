"""Every change of a plan and of all its parts, read from the history."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import Truncator, capfirst

from plans.models import BudgetLine, Plan, Target, TargetShare
from plans.parts import PARTS
from plans.services.plans import PLAN_FIELDS, TARGET_FIELDS
from swprogram.kit.history import NOTHING, read_entries, related_names, show_rows

# What a row is called: the first of these fields that says something, in the order of this list.
NAMED_BY = ("code", "title", "name", "text", "where", "body", "target", "cost_line", "funding")
LONGEST_NAME = 90
BUDGET_FIELDS = (
    "activity",
    "cost_line",
    "funding",
    "year",
    "estimated",
    "allocated",
    "spent",
    "settled",
    "note",
)


@dataclass(frozen=True)
class PlanChange:
    """One save of one row: the kind of row, its name, and the entry of its history."""

    kind: str
    name: str
    entry: object
    number: int


def read_changes(plan, since=None, until=None):
    """The changes between two moments (both included), the newest first; all of them without moments."""
    found, amendments = [], list(plan.amendments.all())
    for model, fields, records in _sources(plan):
        found += _changes_of(model, fields, records, amendments)
    wanted = [change for change in found if _is_between(change.entry.when, since, until)]
    return sorted(wanted, key=lambda change: (change.entry.when, change.number), reverse=True)


def _sources(plan):
    """(model, compared fields, records) of everything that belongs to the plan."""
    yield Plan, (*PLAN_FIELDS, "state"), Plan.history.filter(id=plan.pk)
    targets = Target.history.filter(plan_id=plan.pk)
    yield Target, (*TARGET_FIELDS, "position"), targets
    shares = TargetShare.history.filter(target_id__in=targets.values("id"))
    yield TargetShare, ("target", "year", "unit", "value"), shares
    yield BudgetLine, BUDGET_FIELDS, BudgetLine.history.filter(plan_id=plan.pk)
    for model, fields in _part_models().items():
        yield model, (*fields, "position"), model.history.filter(plan_id=plan.pk)


def _part_models():
    """{model: all fields that its parts enter}"""
    models = defaultdict(dict)
    for part in PARTS.values():
        models[part.model] |= dict.fromkeys(part.fields)
    return models


def _changes_of(model, fields, records, amendments):
    records = list(records.select_related("history_user").order_by("history_id"))
    if not records:
        return []
    names = related_names(records, fields)
    rows = defaultdict(list)
    for record, shown in zip(records, show_rows(records, fields), strict=True):
        record.shown_name = _name(shown)
        rows[record.id].append(record)
    kind = capfirst(model._meta.verbose_name)
    return [
        PlanChange(kind, record.shown_name, entry, record.history_id)
        for same in rows.values()
        for record, entry in zip(same[::-1], read_entries(same, fields, names, amendments), strict=True)
        if entry.changes or record.history_type != "~"
    ]


def _name(shown):
    values = {name: value for name, _label, value in shown}
    named = next((values[name] for name in NAMED_BY if name in values), NOTHING)
    return Truncator(named).chars(LONGEST_NAME)


def _is_between(moment, since, until):
    return (since is None or moment >= since) and (until is None or moment <= until)
