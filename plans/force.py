"""Which targets count: those of the plan as its last decision left it.

An open amendment changes the rows in place; before its decision it is a draft, and nothing is measured by it.
"""

from plans.enums import PlanState
from plans.models import Target

STORED = tuple(field.attname for field in Target._meta.concrete_fields if field.name != "search_key")


def targets_in_force(plan):
    """The plan's targets that count now, in printed order, as rows that are not to be saved.

    While an amendment is open they are as they stood when it was opened: added ones are not there yet,
    deleted ones still are, without what hung on their row. Two queries.
    """
    amendment = plan.amendments.filter(enacted_at=None).first() if plan.state == PlanState.AMENDING else None
    if amendment is None:
        return list(plan.targets.order_by("position", "pk"))
    records = Target.history.filter(plan_id=plan.pk, history_id__lte=amendment.last_target_record)
    latest = {record.id: record for record in records.order_by("history_id")}
    targets = [_row_of(record) for record in latest.values() if record.history_type != "-"]
    return sorted(targets, key=lambda target: (target.position, target.pk))


def last_record_of(plan):
    """The number of the last change of the plan's targets until now; 0 before the first."""
    records = Target.history.filter(plan_id=plan.pk).order_by("-history_id")
    return records.values_list("history_id", flat=True).first() or 0


def _row_of(record):
    return Target(**{name: getattr(record, name) for name in STORED})
