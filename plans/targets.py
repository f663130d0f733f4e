"""The targets of a plan as its page shows them: under their phases, with their parts, growth and activities.

Everything is read in four queries, however many targets there are.
"""

from collections import defaultdict
from dataclasses import dataclass

from plans.enums import MeasuredIn
from plans.models import Target, TargetShare
from plans.models.target import PLACES, amount_in_words
from plans.shares import Total
from swprogram.kit.numbers import format_money, format_trimmed

# A facility in five years is not a fifth of one each year.
AVERAGED = (MeasuredIn.PERSON, MeasuredIn.DONG)
AVERAGE_PLACES = 1


@dataclass(frozen=True)
class PhaseTargets:
    """The targets of one phase; `phase` is None for those of the whole plan."""

    phase: object
    targets: list


@dataclass(frozen=True)
class Split:
    """A target's parts by year or by unit as (name, value in words), with their sum beside the total."""

    by: str
    parts: list
    sum: str
    difference: str


def targets_by_phase(plan, phases):
    """The top targets in printed order, phase by phase; those of the whole plan stand last."""
    targets = targets_with_conditions(plan)
    if not phases:
        return [PhaseTargets(None, targets)]
    found = [PhaseTargets(phase, [t for t in targets if t.phase_id == phase.pk]) for phase in phases]
    whole = [target for target in targets if target.phase_id is None]
    return [*found, *([PhaseTargets(None, whole)] if whole else [])]


def targets_with_conditions(plan):
    """The plan's top targets in printed order, each ready for the page.

    Each has `its_conditions` (the targets below it), `splits`, `yearly` (its total and average a year, in
    words, or None) and `its_activities` (those that serve it).
    """
    targets = list(plan.targets.select_related("indicator").order_by("position", "pk"))
    shares, activities = _shares(plan), _activities(plan)
    below = defaultdict(list)
    for target in targets:
        below[target.condition_of_id].append(target)
    for target in targets:
        target.its_conditions = below[target.pk]
        target.splits = _splits(target, shares[target.pk])
        target.yearly = _yearly(target)
        target.its_activities = activities[target.pk]
    return below[None]


def _shares(plan):
    found = defaultdict(list)
    shares = TargetShare.objects.filter(target__plan=plan).select_related("unit")
    for share in shares.order_by("year", "unit__sort_key", "pk"):
        found[share.target_id].append(share)
    return found


def _activities(plan):
    links = Target.activities.through.objects.filter(target__plan=plan).select_related("activity")
    found = defaultdict(list)
    for link in links.order_by("activity__position", "activity_id"):
        found[link.target_id].append(link.activity)
    return found


def _splits(target, shares):
    """By year, by unit, and by both, as far as there are parts."""
    kinds = {
        "year": [(str(s.year), s.value) for s in shares if s.unit_id is None],
        "unit": [(s.unit.name, s.value) for s in shares if s.year is None],
        "both": [(f"{s.unit.name}, {s.year}", s.value) for s in shares if s.unit_id and s.year],
    }
    return [_split(target, by, parts) for by, parts in kinds.items() if parts]


def _split(target, by, parts):
    total = Total(target.value, tuple(value for _name, value in parts))
    return Split(
        by=by,
        parts=[(name, _part_in_words(target, value)) for name, value in parts],
        sum=_part_in_words(target, total.sum),
        difference=_part_in_words(target, total.difference) if total.difference else "",
    )


def _yearly(target):
    """("348 persons", "69,6"): total and average of what runs over several years."""
    years = target.to_year - target.from_year + 1
    if years == 1 or target.measured_in not in AVERAGED or target.growth_mode:
        return None
    average = target.value / years
    return amount_in_words(target.value, target.measured_in), _average_in_words(target, average)


def _average_in_words(target, average):
    if target.measured_in == MeasuredIn.DONG:
        return format_money(round(average))
    return format_trimmed(average, AVERAGE_PLACES)


def _part_in_words(target, value):
    if target.measured_in == MeasuredIn.DONG:
        return format_money(value)
    return format_trimmed(value, PLACES)
