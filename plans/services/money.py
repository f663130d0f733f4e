"""What happens to the money of a plan.

It is entered in every state of the plan: it follows the plan's life and amends nothing, and a year is
settled only after it has ended, when the plan may be closed already.
"""

from django.db import transaction
from django.db.models import Max

from plans.models import BudgetLine
from plans.models.money import AMOUNTS
from plans.services.changes import lock_plan
from swprogram.kit.changes import delete, fill, lock_row, require_version, save

LINE_FIELDS = ("activity", "cost_line", "funding", "year", *AMOUNTS, "note")


@transaction.atomic
def add_line(plan, *, values, by):
    """Add a line of money; `values` maps names of LINE_FIELDS to their values, amounts in dong or None."""
    plan = lock_plan(plan, by=by)
    last = plan.budgetline_set.aggregate(last=Max("position"))["last"] or 0
    line = BudgetLine(plan=plan, position=last + 1)
    fill(line, values, LINE_FIELDS)
    return save(line, by)


@transaction.atomic
def change_line(line, *, values, version, by):
    """Raises StaleVersion when somebody saved the line in between."""
    line = _lock(line, version, by)
    if not fill(line, values, LINE_FIELDS):
        return line
    line.version += 1
    return save(line, by)


@transaction.atomic
def delete_line(line, *, version, by):
    """The history keeps the amounts. Raises StaleVersion."""
    line = _lock(line, version, by)
    delete(line, by)
    return line


def _lock(line, version, by):
    lock_plan(line.plan, by=by)
    line = lock_row(line)
    require_version(line, version)
    return line
