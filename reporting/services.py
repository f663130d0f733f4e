"""What happens to formulas, milestones and reports. Every verb is atomic, locks its row, and is logged."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from reporting import permissions
from reporting.documents import read_head
from reporting.enums import REPORT_WORKFLOW, FormulaKind, ReportVerb
from reporting.fitting import misfit
from reporting.issuing import WORD, find_concerns, find_obstacles, is_confirmed, numbering_agency
from reporting.models import Formula, MilestoneRecord, Report, Term
from reporting.tables import build_tables
from swprogram.kit import clock
from swprogram.kit.changes import delete, require_version, save
from swprogram.kit.snapshot import one_snapshot
from swprogram.kit.workflow import ChangeRefused

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
    if reason := misfit(formula, target):
        raise ChangeRefused(reason)
    for replaced in Formula.objects.filter(target=target):
        for term in replaced.terms.all():
            delete(term, by)
        delete(replaced, by)
    copied = Formula(target=target, kind=formula.kind, level=formula.level)
    save(copied, by)
    for term in formula.terms.all():
        kept = save(Term(formula=copied, side=term.side, measure=term.measure), by)
        kept.rows.set(term.rows.all())
        kept.columns.set(term.columns.all())
    return copied


@transaction.atomic
def copy_formulas(plan, *, by):
    """Count the targets of a copied plan as those of the plan above, or of its source, are counted.

    A target's model there has the same indicator, and the same code where several have it. A target without
    such a model, or with one that measures something else, stays without a formula.
    """
    models = [above for above in (plan.parent, plan.copied_from) if above is not None]
    sources = list(Formula.objects.filter(target__plan__in=models).select_related("target__plan"))
    for target in plan.targets.filter(formula__isnull=True):
        alike = [
            formula.target
            for formula in sources
            if formula.target.indicator_id == target.indicator_id and not misfit(formula, target)
        ]
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
    return save(Report(round=round, plan=plan), by)


@transaction.atomic
def save_report(report, *, values, version, by):
    """Keep what was written. Raises StaleVersion when somebody else saved since `version`."""
    report = _lock(report)
    _require_draft(report, by)
    require_version(report, version)
    for name in WRITTEN_FIELDS:
        setattr(report, name, values.get(name, getattr(report, name)))
    return _save(report, by)


@one_snapshot()
def issue_report(report, *, version, by, word=""):
    """Freeze the report with its figures; from now on it is only read.

    It needs its number, its date and its signer, and accepted counts. What is unusual (units are missing, the
    cut-off is still to come) is confirmed by a word. Later corrections of counts do not move it.
    """
    report = _lock(report)
    _require(permissions.can_write_report(by, report.round), _("Only the provincial officer issues it."))
    require_version(report, version)
    REPORT_WORKFLOW.apply(report, ReportVerb.ISSUE)
    report.number = _two_digits(report.number)
    _require_ready(report, word)
    report.numbered_in, report.numbered_by = report.signed_on.year, numbering_agency(report)
    report.frozen_head = read_head(report)
    report.frozen_tables = [table.to_json() for table in build_tables(report.round, report.plan)]
    report.issued_at, report.issued_by = clock.now(), by
    return _save(report, by)


def _require_ready(report, word):
    obstacles = find_obstacles(report)
    if obstacles:
        raise ChangeRefused(" ".join(obstacles))
    concerns = find_concerns(report)
    if concerns and not is_confirmed(word):
        remedy = _("Type “%(word)s” to issue it all the same.") % {"word": WORD}
        raise ChangeRefused(" ".join([*concerns, remedy]))


def _two_digits(number):
    """Numbers below ten have a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
    return f"{int(number):02d}" if number.isdecimal() else number


@transaction.atomic
def withdraw_report(report, *, reason, number, decided_on, version, by):
    """Take an issued report back by a decision. It stays readable with its mark; another may be written."""
    report = _lock(report)
    _require(permissions.can_write_report(by, report.round), _("Only the provincial officer withdraws it."))
    require_version(report, version)
    REPORT_WORKFLOW.apply(report, ReportVerb.WITHDRAW)
    report.withdrawal_reason, report.withdrawal_number = reason.strip(), number.strip()
    report.withdrawal_on = decided_on
    report.withdrawn_at, report.withdrawn_by = clock.now(), by
    if not report.signed_on <= decided_on <= clock.today():
        message = _("Type a day from the signature of the report until today.")
        raise ValidationError({"withdrawal_on": message})
    return _save(report, by)


@transaction.atomic
def delete_report(report, *, version, by):
    """Take away a draft that was begun by mistake; its history stays."""
    report = _lock(report)
    _require_draft(report, by)
    require_version(report, version)
    delete(report, by)


def _lock(report):
    rows = Report.objects.select_for_update(of=("self",))
    return rows.select_related("round__period", "round__province", "plan").get(pk=report.pk)


def _save(report, by):
    report.version += 1
    return save(report, by)


def _require_draft(report, by):
    _require(permissions.can_write_report(by, report.round), _("Only the provincial officer writes it."))
    if report.is_issued:
        raise ChangeRefused(_("This report was issued and cannot be changed any more."))


def _require(allowed, message):
    if not allowed:
        raise PermissionDenied(message)
