"""The plans above and below a plan, as a tree that is written line by line."""

from collections import defaultdict
from dataclasses import dataclass

from plans.models import Plan


@dataclass(frozen=True)
class Relative:
    """A plan of the tree: its level below the topmost one, and whether it is the plan that is read."""

    plan: object
    level: int
    is_self: bool


def read_family(plan, user):
    """From the topmost plan that the person may read down to all plans below; one query.

    A plan above that lies outside of the person's reach ends the way up.
    """
    visible = Plan.objects.visible_to(user).filter(programme=plan.programme_id)
    by_id = {one.pk: one for one in visible.select_related("unit").order_by("from_year", "kind", "pk")}
    below = defaultdict(list)
    for one in by_id.values():
        below[one.parent_id].append(one)
    top = _topmost(plan, by_id)
    below[top.parent_id] = [one for one in below[top.parent_id] if one != top]
    return list(_lines(top, plan, below))


def _topmost(plan, by_id):
    seen = {plan.pk}
    while plan.parent_id in by_id and plan.parent_id not in seen:
        plan = by_id[plan.parent_id]
        seen.add(plan.pk)
    return plan


def _lines(plan, read, below, level=0):
    """Each plan once: its children are taken out, so that a ring ends."""
    yield Relative(plan, level, plan.pk == read.pk)
    for child in below.pop(plan.pk, []):
        yield from _lines(child, read, below, level + 1)
