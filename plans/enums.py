"""What a plan and its parts can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from swprogram.kit.workflow import Transition, Workflow


class PlanKind(TextChoices):
    SCHEME = "scheme", _("Scheme")
    PHASE_PLAN = "phase_plan", _("Phase plan")
    ANNUAL_PLAN = "annual_plan", _("Annual plan")


class PlanState(TextChoices):
    """A plan in force changes only while an amendment of it is open."""

    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    AMENDING = "amending", _("Being amended")
    AMENDED = "amended", _("In force, amended")
    CLOSED = "closed", pgettext_lazy("plan", "Closed")


class PlanVerb(TextChoices):
    ISSUE = "issue", _("Put in force")
    AMEND = "amend", _("Amend")
    ENACT = "enact", _("Put the amendment in force")
    CLOSE = "close", pgettext_lazy("plan", "Close")


LIVE_STATES = (PlanState.IN_FORCE, PlanState.AMENDED)
EDITABLE_STATES = (PlanState.DRAFT, PlanState.AMENDING)

PLAN_WORKFLOW = Workflow(
    [
        Transition(PlanVerb.ISSUE, (PlanState.DRAFT,), PlanState.IN_FORCE),
        Transition(PlanVerb.AMEND, LIVE_STATES, PlanState.AMENDING),
        Transition(PlanVerb.ENACT, (PlanState.AMENDING,), PlanState.AMENDED),
        Transition(PlanVerb.CLOSE, LIVE_STATES, PlanState.CLOSED),
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
    SOLUTION = "solution", _("Solution")
    FACT_SOURCE = "fact_source", _("Source")


class PlanPart(TextChoices):
    """The parts of a plan in the order in which its page shows them."""

    HEADER = "header", _("Document")
    BASES = "bases", _("Legal bases")
    ARTICLES = "articles", _("Articles of the decision")
    PURPOSES = "purposes", _("Purposes and requirements")
    OBJECTIVES = "objectives", _("Objectives")
    PHASES = "phases", _("Phases")
    TARGETS = "targets", _("Targets")
    SOLUTIONS = "solutions", _("Solutions")
    ACTIVITIES = "activities", _("Activities")
    FUNDING = "funding", _("Funding")
    REPORTING = "reporting", _("Reporting")
    DUTIES = "duties", _("Duties of bodies")
    RECIPIENTS = "recipients", _("Recipients")
    FACTS = "facts", _("Facts that the document states")


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


class CostLine(TextChoices):
    """What money may be spent on: Thông tư 03/2022/TT-BTC of 12/01/2022."""

    LEGISLATION = "legislation", _("Drafting legal documents")
    COMMUNICATION = "communication", _("Communication")
    RESEARCH = "research", _("Research")
    CURRICULUM = "curriculum", _("Curricula and materials")
    MODEL = "model", _("Building and spreading models")
    HANDBOOK = "handbook", _("Handbooks")
    TRAINING = "training", _("Training")
    NETWORK_REVIEW = "network_review", _("Review of the network plan")
    EXCHANGE = "exchange", _("Co-operation and study visits")
    SURVEY = "survey", _("Surveys and reviews")
    MONITORING = "monitoring", _("Reviews, inspection, monitoring")
    FACULTY = "faculty", _("Support for social work faculties")
    LECTURERS = "lecturers", _("Lecturers")
    SERVICE_MODEL = "service_model", _("Service models (foster care, shelter, community services)")
    DEGREES = "degrees", _("Support for degree training")
    ALLOWANCE = "allowance", _("Collaborators' monthly allowance")
    OTHER = "other", _("Other")


class Rhythm(TextChoices):
    """How often a duty falls due."""

    ONCE = "once", _("Once")
    QUARTERLY = "quarterly", _("Every quarter")
    HALF_YEARLY = "half_yearly", _("Every six months")
    YEARLY = "yearly", _("Every year")
    ONGOING = "ongoing", _("All the time")


class Progress(TextChoices):
    """What an agency says of its own duty."""

    NOT_STARTED = "not_started", _("Not started")
    ONGOING = "ongoing", _("Going on")
    DONE = "done", _("Done")
    STUCK = "stuck", _("Stuck")


class DutyReportState(TextChoices):
    DRAFT = "draft", _("Not sent")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class DutyReportVerb(TextChoices):
    SEND = "send", _("Send")
    RETURN = "return", _("Return")
    ACCEPT = "accept", _("Accept")


DUTY_REPORT_WORKFLOW = Workflow(
    [
        Transition(
            DutyReportVerb.SEND, (DutyReportState.DRAFT, DutyReportState.RETURNED), DutyReportState.SENT
        ),
        Transition(
            DutyReportVerb.RETURN,
            (DutyReportState.SENT, DutyReportState.ACCEPTED),
            DutyReportState.RETURNED,
        ),
        Transition(DutyReportVerb.ACCEPT, (DutyReportState.SENT,), DutyReportState.ACCEPTED),
    ]
)


class GrowthMode(TextChoices):
    """What "tăng 20 %" means: 20 percent of the base, or 20 points more. Said by a person, never guessed."""

    RELATIVE = "relative", _("relative (percent of the base)")
    POINTS = "points", _("in percentage points")


class ResultKind(TextChoices):
    """What an activity's text counts."""

    COMMUNICATION = "communication", _("Communication event")
    PRODUCT = "product", _("Communication product")
    TRAINING = "training", _("Training")
    INSPECTION = "inspection", _("Inspection")
    STUDY_VISIT = "study_visit", _("Study visit")
    OTHER = "other", _("Other")
