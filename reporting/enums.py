"""The closed kinds of formulas, the states of a result, and the states of a report."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from swprogram.kit.workflow import Transition, Workflow


class FormulaKind(TextChoices):
    RATIO = "ratio", _("Ratio")
    COVERAGE = "coverage", _("Coverage")
    MILESTONE = "milestone", _("Milestone")
    CUMULATIVE = "cumulative", _("Cumulative total")
    GROWTH = "growth", _("Growth against a base year")


class Side(TextChoices):
    NUMERATOR = "numerator", _("Numerator")
    DENOMINATOR = "denominator", _("Denominator")


class ResultState(TextChoices):
    REACHED = "reached", _("Reached")
    ON_THE_WAY = "on_the_way", _("On the way")
    BEHIND = "behind", _("Behind")
    NO_DATA = "no_data", _("No data")


class ReportState(TextChoices):
    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReportVerb(TextChoices):
    ISSUE = "issue", _("Issue")
    WITHDRAW = "withdraw", _("Withdraw")


FROZEN_STATES = (ReportState.ISSUED, ReportState.WITHDRAWN)
REPORT_WORKFLOW = Workflow(
    [
        Transition(ReportVerb.ISSUE, (ReportState.DRAFT,), ReportState.ISSUED),
        Transition(ReportVerb.WITHDRAW, (ReportState.ISSUED,), ReportState.WITHDRAWN),
    ]
)
