"""The targets by which results are judged, and what an open amendment would make of them."""

from django.utils.translation import gettext as _

from plans.enums import PlanState
from plans.force import targets_in_force


def read_targets(plan):
    """The plan's targets in force, each with `pending`: what an amendment not yet in force changes."""
    targets = targets_in_force(plan)
    changed = {}
    if plan.state == PlanState.AMENDING:
        changed = {target.pk: target for target in plan.targets.all()}
    for target in targets:
        target.plan = plan
        target.pending = _pending(target, changed) if plan.state == PlanState.AMENDING else ""
    return targets


def in_force(target):
    """The row as it counts now; a target that an open amendment adds is itself, and says so in `pending`."""
    found = next((one for one in read_targets(target.plan) if one.pk == target.pk), None)
    if found is None:
        target.pending = _("This target is added by an amendment that is not in force yet.")
        return target
    found.indicator = target.indicator
    return found


def _pending(target, changed):
    after = changed.get(target.pk)
    if after is None:
        return _("An amendment that is not in force yet takes this target away.")
    before, now = (f"{one.value_in_words} ({one.years})" for one in (target, after))
    if before == now:
        return ""
    return _("An amendment that is not in force yet says: %(promise)s.") % {"promise": now}
