"""How a plan in force changes: an amendment is opened, the plan is edited, the decision puts it in force."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.enums import PLAN_WORKFLOW, PlanVerb
from plans.force import last_record_of
from plans.models import Amendment
from plans.services.changes import lock_plan
from swprogram.kit import clock
from swprogram.kit.changes import lock_row, save

AMENDMENT_FIELDS = ("subject", "number", "issued_on")


@transaction.atomic
def start_amendment(plan, *, subject, by, number="", issued_on=None):
    """Open a plan in force for changes; number and date of the decision may follow later."""
    plan = lock_plan(plan, by=by)
    PLAN_WORKFLOW.apply(plan, PlanVerb.AMEND)
    amendment = Amendment(plan=plan, subject=subject, number=number, issued_on=issued_on)
    amendment.opened_at, amendment.opened_by = clock.now(), by
    amendment.last_target_record = last_record_of(plan)
    plan.version += 1
    save(plan, by)
    amendment.full_clean()
    amendment.save()
    return amendment


@transaction.atomic
def enact_amendment(amendment, *, number, issued_on, by):
    """Put the amended plan in force by its decision; the next change needs the next amendment."""
    plan = lock_plan(amendment.plan, by=by)
    PLAN_WORKFLOW.apply(plan, PlanVerb.ENACT)
    _require_decision(number, issued_on)
    amendment = lock_row(amendment)
    plan.version += 1
    save(plan, by)
    amendment.number, amendment.issued_on = number.strip(), issued_on
    amendment.enacted_at, amendment.enacted_by = clock.now(), by
    amendment.full_clean()
    amendment.save()
    return amendment


def _require_decision(number, issued_on):
    missing = {}
    if not number.strip():
        missing["number"] = _("Type the number of the decision that amends the plan.")
    if issued_on is None:
        missing["issued_on"] = _("Type the date of the decision that amends the plan.")
    if missing:
        raise ValidationError(missing)
