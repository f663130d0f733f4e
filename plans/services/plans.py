"""What happens to plans and targets. Every verb is atomic, locks its row, checks its rules and is logged."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max, ProtectedError, Q, RestrictedError
from django.utils.translation import gettext as _

from plans.enums import PLAN_WORKFLOW, PlanState, PlanVerb
from plans.models import Plan, Target
from plans.services.changes import lock_plan, require_editable, require_editor
from swprogram.kit.changes import (
    delete,
    fill,
    held_by,
    lock_row,
    require_unchanged,
    require_version,
    save,
    sign,
)
from swprogram.kit.workflow import ChangeRefused

PLAN_FIELDS = (
    "programme",
    "unit",
    "kind",
    "parent",
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
    "phase",
    "growth_mode",
    "base_year",
    "base_value",
    "condition_of",
    "printed_average",
    "note",
    "activities",
)
# What is stored in the target's own row; its activities are links.
STORED_FIELDS = tuple(name for name in TARGET_FIELDS if name != "activities")


@transaction.atomic
def add_plan(*, values, by):
    """Create a plan as a draft; `values` maps names of PLAN_FIELDS to their values."""
    plan = Plan()
    fill(plan, values, PLAN_FIELDS)
    require_editor(plan, by)
    return save(plan, by)


@transaction.atomic
def change_plan(plan, *, values, version, by):
    """Change what the plan says. Raises StaleVersion, or ChangeRefused outside of a draft or an amendment."""
    plan = lock_plan(plan, by=by)
    require_editable(plan)
    require_unchanged(plan, version, PLAN_FIELDS)
    if not fill(plan, values, PLAN_FIELDS):
        return plan
    require_editor(plan, by)
    plan.version += 1
    return save(plan, by)


@transaction.atomic
def issue_plan(plan, *, version, by):
    """Put a draft in force: from now on every change needs an amendment."""
    return _move(plan, PlanVerb.ISSUE, version, by)


@transaction.atomic
def close_plan(plan, *, version, by):
    """The plan has run out, or another takes its place: nothing of it changes any more."""
    return _move(plan, PlanVerb.CLOSE, version, by)


@transaction.atomic
def delete_draft(plan, *, version, by):
    """Delete a draft with all its parts; their history stays. ChangeRefused once it was put in force.

    What others recorded under it, or a plan below it, keeps it.
    """
    plan = lock_plan(plan, by=by)
    require_version(plan, version)
    if plan.state != PlanState.DRAFT:
        raise ChangeRefused(_("Only a draft is deleted. Close a plan that is not carried out any more."))
    _delete_files_of(plan)
    try:
        delete(plan, by)
    except RestrictedError as held:
        _refuse_deletion(plan, next(iter(held.restricted_objects)))
    except ProtectedError as held:
        _refuse_deletion(plan, next(iter(held.protected_objects)))
    return plan


def _delete_files_of(plan):
    """The scans go from the disk once the draft is gone for good."""
    for scan in plan.attachments.all():
        transaction.on_commit(partial(scan.file.storage.delete, scan.file.name))


def _refuse_deletion(plan, holder):
    message = _(
        "“%(plan)s” cannot be deleted: %(what)s “%(example)s” belongs to it. Delete or move that first."
    )
    what = holder._meta.verbose_name
    raise ChangeRefused(message % {"plan": plan, "what": what, "example": holder})


@transaction.atomic
def add_target(plan, *, values, by):
    """Add a target, or a condition below its target."""
    plan = lock_plan(plan, by=by)
    require_editable(plan)
    target = Target(plan=plan)
    fill(target, _stored_values(values), STORED_FIELDS)
    _place(target)
    save(target, by)
    _link_activities(target, values.get("activities"), by)
    return target


@transaction.atomic
def change_target(target, *, values, version, by):
    """Change a target. Raises StaleVersion, or ChangeRefused outside of a draft or an amendment."""
    target = lock_target(target, by=by)
    require_unchanged(target, version, STORED_FIELDS)
    changed = fill(target, _stored_values(values), STORED_FIELDS)
    if not changed and not _links_differ(target, values.get("activities")):
        return target
    if "condition_of" in changed:
        _place(target)
    target.version += 1
    save(target, by)
    _link_activities(target, values.get("activities"), by)
    return target


def _stored_values(values):
    return {name: value for name, value in values.items() if name != "activities"}


def _links_differ(target, activities):
    return activities is not None and set(activities) != set(target.activities.all())


def _link_activities(target, activities, by):
    """Say which activities of the plan serve the target; None leaves them as they are."""
    if not _links_differ(target, activities):
        return
    if any(activity.plan_id != target.plan_id for activity in activities):
        raise ValidationError({"activities": _("Choose activities of this plan.")})
    sign(target, by)
    target.activities.set(activities)


@transaction.atomic
def delete_target(target, *, version, by):
    """Delete a target with its conditions and its split; the history keeps them.

    ChangeRefused while something that must not go with it is recorded under one of them.
    """
    target = lock_target(target, by=by)
    require_version(target, version)
    rows = [*target.conditions.all(), target]
    for row in rows:
        require_not_held(row)
    for row in rows:
        for share in row.shares.all():
            delete(share, by)
        delete(row, by)
    return target


def require_not_held(target):
    holder = held_by(target)
    if holder is not None:
        message = _(
            "Target %(code)s cannot be deleted: %(what)s is recorded under it (“%(example)s”) and would be"
            " lost. Keep the target and change it instead, for example its wording, value or years."
        )
        words = {"code": target.code, "what": holder._meta.verbose_name, "example": holder}
        raise ChangeRefused(message % words)


def lock_target(target, *, by):
    """The target, locked after its plan, where both may be changed now."""
    require_editable(lock_plan(target.plan, by=by))
    return lock_row(target)


def _move(plan, verb, version, by):
    plan = lock_plan(plan, by=by)
    PLAN_WORKFLOW.apply(plan, verb)
    require_version(plan, version)
    plan.version += 1
    return save(plan, by)


def _place(target):
    """Put the target last in its plan, a condition last among those of its target; the rest moves down."""
    others = target.plan.targets.exclude(pk=target.pk)
    before = others
    if target.condition_of_id:
        before = others.filter(Q(pk=target.condition_of_id) | Q(condition_of=target.condition_of_id))
    target.position = (before.aggregate(last=Max("position"))["last"] or 0) + 1
    others.filter(position__gte=target.position).update(position=F("position") + 1)
