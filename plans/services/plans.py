"""What happens to plans and targets. Every verb is atomic, locks its row, checks its rules and is logged.

The log is the history that simple-history keeps: who, when, the values, and the reason where one was given.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from plans.enums import PLAN_WORKFLOW, PlanVerb
from plans.models import Plan, Target
from plans.permissions import can_edit
from swprogram.kit import clock
from swprogram.kit.workflow import StaleVersion

PLAN_FIELDS = (
    "programme",
    "unit",
    "kind",
    "title",
    "number",
    "issued_on",
    "issued_place",
    "issuer",
    "signer",
    "signing_capacity",
    "from_year",
    "to_year",
    "opening",
    "estimated_cost",
)
TARGET_FIELDS = (
    "code",
    "name",
    "wording",
    "indicator",
    "comparator",
    "value",
    "value_to",
    "measured_in",
    "from_year",
    "to_year",
    "condition_of",
    "printed_average",
    "note",
)


@transaction.atomic
def add_plan(*, values, by):
    """Create a plan as a draft; `values` maps names of PLAN_FIELDS to their values."""
    plan = Plan()
    _fill(plan, values, PLAN_FIELDS)
    _require_editing(plan, by)
    return _save(plan, by)


@transaction.atomic
def change_plan(plan, *, values, version, by, reason=""):
    """Change what the plan says; a plan in force needs the reason. Raises StaleVersion."""
    plan = _lock_plan(plan)
    _require_editing(plan, by)
    _require_version(plan, version)
    if not _fill(plan, values, PLAN_FIELDS):
        return plan
    _require_editing(plan, by)
    _require_reason(plan, reason)
    plan.version += 1
    return _save(plan, by, reason)


@transaction.atomic
def issue_plan(plan, *, version, by):
    """Put a draft in force: from now on every change needs its reason."""
    plan = _lock_plan(plan)
    _require_editing(plan, by)
    PLAN_WORKFLOW.apply(plan, PlanVerb.ISSUE)
    _require_version(plan, version)
    plan.version += 1
    return _save(plan, by)


@transaction.atomic
def add_target(plan, *, values, by, reason=""):
    """Add a target, or a condition below its target; a plan in force needs the reason."""
    plan = _lock_plan(plan)
    _require_editing(plan, by)
    _require_reason(plan, reason)
    target = Target(plan=plan)
    _fill(target, values, TARGET_FIELDS)
    _place(target)
    return _save(target, by, reason)


@transaction.atomic
def change_target(target, *, values, version, by, reason=""):
    """Change a target; a plan in force needs the reason. Raises StaleVersion."""
    plan, target = _lock_target(target)
    _require_editing(plan, by)
    _require_version(target, version)
    changed = _fill(target, values, TARGET_FIELDS)
    if not changed:
        return target
    _require_reason(plan, reason)
    if "condition_of" in changed:
        _place(target)
    target.version += 1
    return _save(target, by, reason)


@transaction.atomic
def delete_target(target, *, version, by, reason=""):
    """Delete a target with its conditions; the history keeps them. A plan in force needs the reason."""
    plan, target = _lock_target(target)
    _require_editing(plan, by)
    _require_version(target, version)
    _require_reason(plan, reason)
    for row in [*target.conditions.all(), target]:
        _sign(row, by, reason)
        row.delete()
    return target


def _lock_plan(plan):
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _lock_target(target):
    """The plan is locked first, as for every verb, so that two changes never wait for each other."""
    plan = _lock_plan(target.plan)
    return plan, Target.objects.select_for_update(of=("self",)).get(pk=target.pk)


def _fill(row, values, allowed):
    """Set the values on the row; returns the names of those that differ from before."""
    unknown = set(values) - set(allowed)
    if unknown:
        raise TypeError(f"not to be set: {', '.join(sorted(unknown))}")
    before = {name: _stored(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    return [name for name in values if _stored(row, name) != before[name]]


def _stored(row, name):
    return getattr(row, row._meta.get_field(name).attname)


def _place(target):
    """Put the target last in its plan, a condition last among those of its target; the rest moves down."""
    others = target.plan.targets.exclude(pk=target.pk)
    before = others
    if target.condition_of_id:
        before = others.filter(Q(pk=target.condition_of_id) | Q(condition_of=target.condition_of_id))
    target.position = (before.aggregate(last=Max("position"))["last"] or 0) + 1
    others.filter(position__gte=target.position).update(position=F("position") + 1)


def _save(row, by, reason=""):
    row.full_clean()
    _sign(row, by, reason)
    row.save()
    return row


def _sign(row, by, reason):
    """What the history writes beside the values."""
    row._history_user = by
    row._history_date = clock.now()
    row._change_reason = reason.strip()


def _require_editing(plan, by):
    if plan.unit_id is None or not can_edit(by, plan):
        raise PermissionDenied(
            _("Only the provincial officer of the lead agency changes this province's plans.")
        )


def _require_version(row, version):
    if row.version != version:
        raise StaleVersion


def _require_reason(plan, reason):
    if plan.is_in_force and not reason.strip():
        raise ValidationError({"reason": _("The plan is in force. Say why it is changed.")})
