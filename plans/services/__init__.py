"""What happens to plans: one noun a module; the verbs are importable from here."""

from plans.services.amendments import enact_amendment, start_amendment
from plans.services.duties import (
    accept_duty_report,
    return_duty_report,
    save_duty_report,
    send_duty_report,
    set_duty_report_days,
)
from plans.services.parts import add_part, change_part, delete_part, move_part, restore_part
from plans.services.plans import (
    PLAN_FIELDS,
    TARGET_FIELDS,
    add_plan,
    add_target,
    change_plan,
    change_target,
    close_plan,
    delete_draft,
    delete_target,
    issue_plan,
)
from plans.services.shares import split_target

__all__ = [
    "accept_duty_report",
    "return_duty_report",
    "save_duty_report",
    "send_duty_report",
    "set_duty_report_days",
    "add_part",
    "change_part",
    "close_plan",
    "delete_part",
    "enact_amendment",
    "move_part",
    "restore_part",
    "split_target",
    "start_amendment",
    "PLAN_FIELDS",
    "TARGET_FIELDS",
    "add_plan",
    "add_target",
    "change_plan",
    "change_target",
    "delete_draft",
    "delete_target",
    "issue_plan",
]
