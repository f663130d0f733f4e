"""Plans and targets out, as tables: the columns are data."""

from django.utils.translation import gettext as _

from plans.models import Target
from swprogram.kit.tables import Table


def plans_table(plans):
    """One row per plan; `plans` come from `PlanQuerySet.for_list()`."""
    spec = [
        (_("Title"), "text", lambda plan: plan.title),
        (_("Number and symbol"), "text", lambda plan: plan.number),
        (_("Date of issue"), "date", lambda plan: plan.issued_on),
        (_("Programme"), "text", lambda plan: plan.programme.name),
        (_("Kind"), "text", lambda plan: plan.get_kind_display()),
        (_("Years"), "text", lambda plan: plan.years),
        (_("Province"), "text", lambda plan: plan.unit.name),
        (_("Issued by"), "text", lambda plan: plan.issuer),
        (_("Signed by"), "text", lambda plan: plan.signer),
        (_("Targets"), "count", lambda plan: plan.target_count),
        (_("Estimated cost (dong)"), "number", lambda plan: plan.estimated_cost),
        (_("State"), "text", lambda plan: plan.get_state_display()),
    ]
    return Table.from_objects(_("Plans"), _("Plans"), spec, plans)


def plan_targets_table(plan):
    """One row per target of the plan, a condition below its target, in printed order."""
    spec = [
        (_("Code"), "text", lambda target: target.code),
        (_("Short name"), "text", lambda target: target.name),
        (_("Printed wording"), "text", lambda target: target.wording),
        (_("Indicator"), "text", lambda target: str(target.indicator)),
        (_("Comparison"), "text", lambda target: target.get_comparator_display()),
        (_("Value"), "number", lambda target: target.value),
        (_("Up to"), "number", lambda target: target.value_to),
        (_("Measured in"), "text", lambda target: target.get_measured_in_display()),
        (_("From year"), "text", lambda target: target.from_year),
        (_("To year"), "text", lambda target: target.to_year),
        (_("Condition of"), "text", lambda target: target.condition_of.code if target.condition_of else ""),
        (_("Printed yearly average"), "text", lambda target: target.printed_average),
        (_("Note"), "text", lambda target: target.note),
    ]
    targets = Target.objects.filter(plan=plan).select_related("indicator", "condition_of")
    rows = targets.order_by("position", "pk")
    return Table.from_objects(_("Targets"), f"{plan.title} ({plan.years})", spec, rows)
