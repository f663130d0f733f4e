"""May this person do this, now? Role, place and state of a plan."""

from plans.enums import PLAN_WORKFLOW, PlanVerb
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb


def can_add(user):
    """For which provinces is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_PLANS)


def can_edit(user, plan):
    return reaches(user, plan.unit_id, Verb.EDIT_PLANS)


def can_issue(user, plan):
    return PLAN_WORKFLOW.allows(plan.state, PlanVerb.ISSUE) and can_edit(user, plan)


def can_follow_results(user):
    return user.has_verb(Verb.VIEW_RESULTS)
