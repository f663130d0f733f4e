"""How many people do social work, and which bodies have them: the counts of the forms, from the registry.

Every count is {(unit id, row code, column code): number} for exactly the units asked for; cells of zero may
be missing. Beside each stands the query that shows exactly these records in a list.
"""

from collections import Counter

from django.db.models import Count

from workforce.bodies import find_staffed_bodies
from workforce.models import Post

STAFF_LIST = "worker_list"
STAFFED_BODIES_LIST = ALLOWANCE_BODIES_LIST = "staffed_body_list"


def count_staff(units, span, phase_from):
    """People at the end of the span by kind of staff and workplace (Quyết định 112/QĐ-TTg).

    Each person counts once, at the main live post; of several without a main one at the first. A person
    whose main post lies in another unit is counted there.
    """
    posts = Post.objects.counted_on(span.ends_on).filter(unit__in=units).order_by()
    rows = posts.values_list("unit", "kind", "workplace").annotate(people=Count("pk"))
    return {(unit, kind, workplace): people for unit, kind, workplace, people in rows}


def staff_query(unit_id, span, phase_from, row, column):
    cell = {"kind": row, "workplace": column}
    return _on_the_day(unit_id, span) | {"main": "on"} | {key: code for key, code in cell.items() if code}


def count_staffed_bodies(units, span, phase_from):
    """Bodies with at least one live post at the end of the span, by kind of body (Quyết định 112/QĐ-TTg)."""
    return _by_kind(find_staffed_bodies(units, span.ends_on))


def staffed_bodies_query(unit_id, span, phase_from, row, column):
    return _on_the_day(unit_id, span) | ({"body": row} if row else {})


def count_allowance_bodies(units, span, phase_from):
    """Of the staffed bodies those in which an allowance reaches the base wage of the day."""
    bodies = find_staffed_bodies(units, span.ends_on)
    return _by_kind(body for body in bodies if body.pays_base_wage)


def allowance_bodies_query(unit_id, span, phase_from, row, column):
    return staffed_bodies_query(unit_id, span, phase_from, row, column) | {"allowance": "enough"}


def _by_kind(bodies):
    return dict(Counter((body.unit_id, str(body.kind), None) for body in bodies))


def _on_the_day(unit_id, span):
    return {"unit": unit_id, "own": "on", "on": span.ends_on.isoformat()}
