"""May this person do this, now? Role, place and state of results, formulas and reports."""

from reporting.enums import REPORT_WORKFLOW, ReportVerb
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb


def can_view_results(user):
    """Some dashboard; which units stand on it is the row scope's business."""
    return user.has_verb(Verb.VIEW_RESULTS)


def can_view_results_of(user, unit):
    return reaches(user, unit.pk, Verb.VIEW_RESULTS)


def can_edit_formula(user, target):
    """Those who enter the plan also say how its targets are counted, and record its milestones."""
    return reaches(user, target.plan.unit_id, Verb.EDIT_PLANS)


def can_view_reports(user):
    return user.has_verb(Verb.VIEW_REPORTS)


def can_write_report(user, round):
    return reaches(user, round.province_id, Verb.WRITE_REPORTS)


def can_edit_report(user, report):
    """An issued report is frozen: what was signed and sent does not change any more."""
    return not report.is_issued and can_write_report(user, report.round)


def can_withdraw_report(user, report):
    return REPORT_WORKFLOW.allows(report.state, ReportVerb.WITHDRAW) and can_write_report(user, report.round)


def can_issue_report(user, report):
    return REPORT_WORKFLOW.allows(report.state, ReportVerb.ISSUE) and can_write_report(user, report.round)
