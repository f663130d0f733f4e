"""What a plan and its parts can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from swprogram.kit.workflow import Transition, Workflow


class PlanKind(TextChoices):
    PHASE_PLAN = "phase_plan", _("Phase plan")
    ANNUAL_PLAN = "annual_plan", _("Annual plan")


class PlanState(TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")


class PlanVerb(TextChoices):
    ISSUE = "issue", _("Put in force")


PLAN_WORKFLOW = Workflow(
    [
        Transition(PlanVerb.ISSUE, (PlanState.DRAFT,), PlanState.IN_FORCE),
    ]
)


class PassageKind(TextChoices):
    """What a numbered passage of the plan's text says."""

    PURPOSE = "purpose", _("Purpose")
    REQUIREMENT = "requirement", _("Requirement")
    OBJECTIVE = "objective", _("Objective")
    ARTICLE = "article", _("Article of the decision")
    FUNDING = "funding", _("Funding")
    REPORTING = "reporting", _("Reporting")


class PlanPart(TextChoices):
    """The parts of a plan in the order in which its page shows them."""

    HEADER = "header", _("Document")
    BASES = "bases", _("Legal bases")
    ARTICLES = "articles", _("Articles of the decision")
    PURPOSES = "purposes", _("Purposes and requirements")
    OBJECTIVES = "objectives", _("Objectives")
    TARGETS = "targets", _("Targets")
    ACTIVITIES = "activities", _("Activities")
    FUNDING = "funding", _("Funding")
    REPORTING = "reporting", _("Reporting")
    DUTIES = "duties", _("Duties of bodies")
    RECIPIENTS = "recipients", _("Recipients")


class Comparator(TextChoices):
    """How a result is compared with the target's value; the printed words stay beside it."""

    EQUAL = "eq", _("equal to")
    AT_LEAST = "gte", _("at least")
    ABOUT = "approx", _("about")
    RANGE = "range", _("between")


class MeasuredIn(TextChoices):
    PERCENT = "percent", _("percent")
    PERSON = "person", _("persons")
    PERSON_PER_UNIT = "person_per_unit", _("persons per unit")
    FACILITY = "facility", _("facilities")
    DONG = "dong", _("dong")


class DutyRole(TextChoices):
    """What a body does in an activity; the last stands for the printed label that joins two roles."""

    LEAD = "lead", _("Leads")
    COORDINATE = "coordinate", _("Co-ordinates")
    IMPLEMENT = "implement", _("Implements")
    COORDINATE_AND_IMPLEMENT = "coordinate_and_implement", _("Co-ordinates and implements")


class FundingKind(TextChoices):
    CENTRAL = "central", _("Central budget")
    LOCAL = "local", _("Local budget")
    AID = "aid", _("Aid and donations")
    OTHER = "other", _("Other lawful sources")
    CENTRAL_AND_LOCAL = "central_and_local", _("Central and local budget, not split")
