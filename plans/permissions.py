"""May this person do this, now? Role, place and state of a plan."""

from django.db.models import Q

from plans.enums import DUTY_REPORT_WORKFLOW, PLAN_WORKFLOW, DutyReportVerb, PlanState, PlanVerb
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, UnitClosure, reachable_units
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb


def can_add(user):
    """For which provinces is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_PLANS)


def can_edit(user, plan):
    return reaches(user, plan.unit_id, Verb.EDIT_PLANS)


def can_change(user, plan):
    """Now: a draft, or a plan of which an amendment is open."""
    return plan.is_editable and can_edit(user, plan)


def can_issue(user, plan):
    return PLAN_WORKFLOW.allows(plan.state, PlanVerb.ISSUE) and can_edit(user, plan)


def can_delete(user, plan):
    return plan.state == PlanState.DRAFT and can_edit(user, plan)


def can_amend(user, plan):
    return PLAN_WORKFLOW.allows(plan.state, PlanVerb.AMEND) and can_edit(user, plan)


def can_enact(user, plan):
    return PLAN_WORKFLOW.allows(plan.state, PlanVerb.ENACT) and can_edit(user, plan)


def can_close(user, plan):
    return PLAN_WORKFLOW.allows(plan.state, PlanVerb.CLOSE) and can_edit(user, plan)


def can_follow_results(user):
    return user.has_verb(Verb.VIEW_RESULTS)


def can_follow_duties(user, plan):
    """Does the person follow what all agencies of the plan's province report?"""
    return reaches(user, plan.unit_id, Verb.VIEW_DUTY_REPORTS)


def can_report_duty(user, agency):
    """The officers of the agency itself; at the lead agency these are the provincial officers."""
    return agency.pk in user.units_with(Verb.REPORT_DUTIES)


def can_review_duty_report(user, report):
    """Who reviews in the plan's province, but never the reports of an agency for which they only report.

    The lead agency has nobody above it in the portal: of its own reports, what one of its provincial officers
    sent another accepts.
    """
    only_reports = user.units_with(Verb.REPORT_DUTIES) - user.units_with(Verb.REVIEW_DUTIES)
    return report.agency_id not in only_reports and reaches(
        user, report.duty.plan.unit_id, Verb.REVIEW_DUTIES
    )


def can_accept_duty_report(user, report):
    return waits_for_review(user, report) and report.sent_by_id != user.pk


def waits_for_another(user, report):
    """Would the person accept the report, had they not sent it themselves?"""
    return waits_for_review(user, report) and report.sent_by_id == user.pk


def waits_for_review(user, report):
    state = DUTY_REPORT_WORKFLOW.allows(report.state, DutyReportVerb.ACCEPT)
    return state and can_review_duty_report(user, report)


def can_return_duty_report(user, report):
    state = DUTY_REPORT_WORKFLOW.allows(report.state, DutyReportVerb.RETURN)
    return state and can_review_duty_report(user, report)


def can_record_results(user, plan):
    """Who enters the plan, and whoever reports on duties, for units of the plan's province."""
    return recording_units(user, plan).exists()


def can_record_for(user, plan, unit_id):
    return recording_units(user, plan).filter(pk=unit_id).exists()


def recording_units(user, plan):
    """The units of the plan's province whose results the person records: the own one and those below it."""
    in_province = UnitClosure.objects.filter(ancestor=plan.unit_id).values("descendant")
    reached = Q(pk__in=reachable_units(user, Verb.EDIT_PLANS))
    reached |= Q(pk__in=reachable_units(user, Verb.REPORT_DUTIES))
    return Unit.objects.filter(reached, pk__in=in_province)


def follows_a_province(user):
    """Does the person read what the agencies of a whole province report?"""
    provinces = Unit.objects.filter(kind=UnitKind.PROVINCE)
    return provinces.filter(pk__in=reachable_units(user, Verb.VIEW_DUTY_REPORTS)).exists()
