"""Plans and targets out, as tables: the columns are data."""

from django.utils.translation import gettext as _

from plans.enums import FundingKind
from plans.measures import NOTHING
from plans.models import Target
from plans.models.money import AMOUNTS
from swprogram.kit.tables import Mark, Table


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


def budget_lines_table(plan, lines, names):
    """One row per line of money; `names` are those of `name_activities()`."""
    spec = [
        (_("Task"), "text", lambda line: names.get(line.activity_id, _("Not split by task"))),
        (_("Cost line"), "text", lambda line: line.get_cost_line_display()),
        (_("Funding source"), "text", lambda line: line.get_funding_display()),
        (_("Year"), "text", lambda line: line.year or _("not split")),
        *_amount_columns(lambda line, name: getattr(line, name)),
        (_("To check"), "text", lambda line: " ".join(line.cautions)),
        (_("Note"), "text", lambda line: line.note),
    ]
    return Table.from_objects(_("Lines"), f"{plan.title} ({plan.years})", spec, lines)


def budget_by_task_table(budget, names):
    rows = [(name, budget.by_task[pk]) for pk, name in names.items() if pk in budget.by_task]
    return _budget_table(budget, _("By task"), _("Task"), rows, budget.by_task, _("Not split by task"))


def budget_by_source_table(budget):
    rows = [(kind.label, budget.by_source[kind]) for kind in FundingKind if kind in budget.by_source]
    not_split = FundingKind.CENTRAL_AND_LOCAL.label
    return _budget_table(budget, _("By source"), _("Funding source"), rows, budget.by_source, not_split)


def budget_by_year_table(budget, plan):
    """Every year of the plan has its row, also one without any amount yet."""
    years = range(plan.from_year, plan.to_year + 1)
    rows = [(str(year), budget.by_year.get(year, NOTHING)) for year in years]
    return _budget_table(budget, _("By year"), _("Year"), rows, budget.by_year, _("Not split by year"))


def _budget_table(budget, title, head, rows, sums, not_split):
    """The rows, what is not split this way, what the lines leave of the printed total, the grand total."""
    if None in sums:
        rows.append((not_split, sums[None]))
    if budget.unsplit is not None:
        rows.append((_("Printed in the plan, not split yet"), budget.unsplit))
    rows.append((_("Grand total"), budget.total))
    spec = [(head, "text", lambda row: row[0]), *_amount_columns(lambda row, name: row[1][name])]
    return Table.from_objects(title, title, spec, rows, emphasised={len(rows) - 1})


def _amount_columns(get):
    """The four amounts (dong); one that nobody stated is printed as its mark, never as a zero."""

    def column(name, label):
        return (label, "number", lambda row: stated(get(row, name)))

    labels = (_("Estimated (dong)"), _("Allocated (dong)"), _("Spent (dong)"), _("Settled (dong)"))
    return [column(name, label) for name, label in zip(AMOUNTS, labels, strict=True)]


def stated(value):
    return Mark.NOT_REPORTED if value is None else value


def activity_results_table(plan, results, names):
    """One row per result; persons and attendances keep their own columns."""
    spec = [
        (_("Activity"), "text", lambda result: names[result.activity_id]),
        (_("Kind"), "text", lambda result: result.get_kind_display()),
        (_("What"), "text", lambda result: result.title),
        (_("Done by"), "text", lambda result: result.unit.name),
        (_("Date"), "date", lambda result: result.held_on),
        (_("How many times or pieces"), "count", lambda result: result.quantity),
        (_("Persons"), "count", lambda result: stated(result.persons)),
        (_("Attendances"), "count", lambda result: stated(result.attendances)),
        (_("Note"), "text", lambda result: result.note),
    ]
    return Table.from_objects(_("Results"), f"{plan.title} ({plan.years})", spec, results)


def results_by_activity_table(counts, names):
    """One row per activity that has results; the four counts are never added to each other."""
    spec = [
        (_("Activity"), "text", lambda pk: names[pk]),
        (_("Events"), "count", lambda pk: counts[pk].events),
        (_("Products"), "count", lambda pk: counts[pk].products),
        (_("Persons"), "count", lambda pk: stated(counts[pk].persons)),
        (_("Attendances"), "count", lambda pk: stated(counts[pk].attendances)),
    ]
    note = _("Persons are added event by event: who came to two events is in this sum twice.")
    rows = [pk for pk in names if pk in counts]
    return Table.from_objects(_("By activity"), _("By activity"), spec, rows, notes=[note] if rows else [])


def duties_table(rows, title):
    """One row per agency and duty (duties.DutyRow), with what the agency reports."""
    spec = [
        (_("Agency"), "text", lambda row: row.agency.name),
        (_("Plan"), "text", lambda row: row.duty.plan.title),
        (_("Duty"), "text", lambda row: row.text),
        (_("Role"), "text", lambda row: row.duty.get_role_display()),
        (_("State"), "text", lambda row: row.state.label),
        (_("Progress"), "text", lambda row: row.report.get_progress_display() if row.report else ""),
        (_("What was done"), "text", lambda row: row.report.done if row.report else ""),
        (_("Difficulties"), "text", lambda row: row.report.difficulty if row.report else ""),
        (_("Proposals"), "text", lambda row: row.report.proposal if row.report else ""),
        (_("Due date"), "date", lambda row: row.due_on),
        (_("Days late"), "count", lambda row: row.days_late),
    ]
    return Table.from_objects(_("Duties"), title, spec, rows)
