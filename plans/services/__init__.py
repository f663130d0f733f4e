"""What happens to plans: one noun a module; the verbs are importable from here."""

from plans.services.plans import (
    PLAN_FIELDS,
    TARGET_FIELDS,
    add_plan,
    add_target,
    change_plan,
    change_target,
    delete_target,
    issue_plan,
)

__all__ = [
    "PLAN_FIELDS",
    "TARGET_FIELDS",
    "add_plan",
    "add_target",
    "change_plan",
    "change_target",
    "delete_target",
    "issue_plan",
]
