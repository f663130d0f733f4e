"""What measures, figures and submissions can be, and the verbs that move a submission."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from swprogram.kit.workflow import Transition, Workflow


class Nature(TextChoices):
    """Stock: as it stands at the cut-off. Flow: what happened over the period."""

    STOCK = "stock", _("At the cut-off")
    FLOW = "flow", _("Over the period")


class Accumulation(TextChoices):
    """From when a flow is counted. A later report of the same span cannot be smaller than an earlier one."""

    PERIOD = "period", _("From the start of the reporting year")
    PHASE = "phase", _("From the start of the programme's phase")


class CountedIn(TextChoices):
    PERSON = "person", _("persons")
    ATTENDANCE = "attendance", _("attendances")
    FACILITY = "facility", _("facilities")
    BODY = "body", _("bodies")


class FigureState(TextChoices):
    """Three states that are never mixed; 0 is a reported figure."""

    REPORTED = "reported", _("Reported")
    NOT_REPORTED = "not_reported", _("Not reported")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class SubmissionState(TextChoices):
    DRAFT = "draft", _("Not sent")
    SENT = "sent", _("Sent")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")


class SubmissionVerb(TextChoices):
    SEND = "send", _("Send")
    RETURN = "return", _("Return")
    ACCEPT = "accept", _("Accept")


SUBMISSION_WORKFLOW = Workflow(
    [
        Transition(
            SubmissionVerb.SEND, (SubmissionState.DRAFT, SubmissionState.RETURNED), SubmissionState.SENT
        ),
        Transition(
            SubmissionVerb.RETURN, (SubmissionState.SENT, SubmissionState.ACCEPTED), SubmissionState.RETURNED
        ),
        Transition(SubmissionVerb.ACCEPT, (SubmissionState.SENT,), SubmissionState.ACCEPTED),
    ]
)


class RoundState(TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class RoundVerb(TextChoices):
    OPEN = "open", _("Opened")
    CLOSE = "close", _("Closed")
    REOPEN = "reopen", _("Reopened")


ROUND_WORKFLOW = Workflow(
    [
        Transition(RoundVerb.CLOSE, (RoundState.OPEN,), RoundState.CLOSED),
        Transition(RoundVerb.REOPEN, (RoundState.CLOSED,), RoundState.OPEN),
    ]
)

EDITABLE_STATES = (SubmissionState.DRAFT, SubmissionState.RETURNED)
