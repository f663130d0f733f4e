"""What happens to formulas, milestones and reports. Every verb is atomic, locks its row, and is logged."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from reporting import permissions
from reporting.documents import read_head
from reporting.enums import REPORT_WORKFLOW, FormulaKind, ReportVerb
from reporting.models import Formula, MilestoneRecord, Report, Term
from reporting.tables import build_tables
from swprogram.kit import clock
from swprogram.kit.snapshot import one_snapshot
from swprogram.kit.workflow import ChangeRefused, StaleVersion

WRITTEN_FIELDS = (
    "number",
    "signed_on",
    "signing_capacity",
    "signer",
    "direction",
    "results",
    "assessment",
    "next_steps",
    "proposals",
)
NEEDED_TO_ISSUE = ("number", "signed_on", "signer")


@transaction.atomic
def copy_formula(source, *, target, by):
    """Count `target` as the formula of the target `source` counts; a formula that it had is replaced."""
    _require(
        permissions.can_edit_formula(by, target),
        _("Only those who enter the plan say how its targets are counted."),
    )
    formula = Formula.objects.filter(target=source).first()
    if formula is None:
        raise ChangeRefused(_("That target has no formula to take over. Choose another one."))
    Formula.objects.filter(target=target).delete()
    copied = Formula(target=target, kind=formula.kind, level=formula.level)
    copied.full_clean()
    copied.save()
    for term in formula.terms.all():
        kept = Term.objects.create(formula=copied, side=term.side, measure=term.measure)
        kept.rows.set(term.rows.all())
        kept.columns.set(term.columns.all())
    return copied


@transaction.atomic
def copy_formulas(plan, *, by):
    """Count the targets of a copied plan as those of the plan above, or of its source, are counted.

    A target's model there has the same indicator, and the same code where several have it. A target without
    such a model stays without a formula.
    """
    models = [above for above in (plan.parent, plan.copied_from) if above is not None]
    sources = list(Formula.objects.filter(target__plan__in=models).select_related("target__plan"))
    for target in plan.targets.filter(formula__isnull=True):
        alike = [formula.target for formula in sources if formula.target.indicator_id == target.indicator_id]
        alike.sort(key=lambda source: (source.code != target.code, models.index(source.plan)))
        if alike:
            copy_formula(alike[0], target=target, by=by)


@transaction.atomic
def record_milestone(target, *, done_on, evidence, by):
    """Record that a milestone of the target was reached, with what proves it."""
    _require(
        permissions.can_edit_formula(by, target),
        _("Only those who enter the plan record its milestones."),
    )
    if not Formula.objects.filter(target=target, kind=FormulaKind.MILESTONE).exists():
        raise ChangeRefused(_("This target is not counted by milestones: its value comes from the counts."))
    record = MilestoneRecord(
        target=target, unit=target.plan.unit, done_on=done_on, evidence=evidence, recorded_by=by
    )
    record.full_clean()
    record.save()
    return record


@transaction.atomic
def start_report(*, round, plan, by):
    """Begin the report on `plan` in `round`: one per pair, of a plan that covers the round's year."""
    _require(permissions.can_write_report(by, round), _("Only the provincial officer writes this report."))
    if plan.unit_id != round.province_id or not plan.covers(round.period.year):
        raise ChangeRefused(_("This plan does not cover the period of this round. Choose another plan."))
    report = Report(round=round, plan=plan)
    report.full_clean()
    report.save()
    return report


@transaction.atomic
def save_report(report, *, values, version, by):
    """Keep what was written. Raises StaleVersion when somebody else saved since `version`."""
    report = _lock(report)
    _require_draft(report, by)
    if report.version != version:
        raise StaleVersion
    for name in WRITTEN_FIELDS:
        setattr(report, name, values.get(name, getattr(report, name)))
    return _save(report)


@one_snapshot()
def issue_report(report, *, version, by):
    """Freeze the report with its figures; from now on it is only read.

    It needs its number, its date and its signer. Later corrections of counts do not move it.
    """
    report = _lock(report)
    _require(permissions.can_write_report(by, report.round), _("Only the provincial officer issues it."))
    if report.version != version:
        raise StaleVersion
    missing = [_label(name) for name in NEEDED_TO_ISSUE if not getattr(report, name)]
    if missing:
        raise ChangeRefused(
            _("Still missing: %(fields)s. Write them into the report, then issue it.")
            % {"fields": ", ".join(missing)}
        )
    REPORT_WORKFLOW.apply(report, ReportVerb.ISSUE)
    report.frozen_head = read_head(report)
    report.frozen_tables = [table.to_json() for table in build_tables(report.round, report.plan)]
    report.issued_at, report.issued_by = clock.now(), by
    return _save(report)


def _label(name):
    return str(Report._meta.get_field(name).verbose_name)


def _lock(report):
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("round__period", "round__province", "plan").get(pk=report.pk)


def _save(report):
    report.version += 1
    report.full_clean()
    report.save()
    return report


def _require_draft(report, by):
    _require(permissions.can_write_report(by, report.round), _("Only the provincial officer writes it."))
    if report.is_issued:
        raise ChangeRefused(_("This report was issued and cannot be changed any more."))


def _require(allowed, message):
    if not allowed:
        raise PermissionDenied(message)
