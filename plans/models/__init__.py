"""What was promised: one noun a file, all importable from here."""

from plans.models.plan import Plan, Programme  # isort: skip
from plans.models.amendment import Amendment
from plans.models.attachment import Attachment
from plans.models.money import BudgetLine
from plans.models.parts import (
    Activity,
    Body,
    Correction,
    Duty,
    FundingSource,
    Heading,
    LegalBasis,
    Passage,
    Recipient,
)
from plans.models.phase import Fact, Phase
from plans.models.progress import DutyReport
from plans.models.results import ActivityResult
from plans.models.share import TargetShare
from plans.models.target import Indicator, Target
from plans.models.upload import PlanUpload

__all__ = [
    "Activity",
    "ActivityResult",
    "Amendment",
    "Attachment",
    "Body",
    "BudgetLine",
    "Correction",
    "Duty",
    "DutyReport",
    "Fact",
    "FundingSource",
    "Heading",
    "Indicator",
    "LegalBasis",
    "Passage",
    "Phase",
    "Plan",
    "PlanUpload",
    "Programme",
    "Recipient",
    "Target",
    "TargetShare",
]
