"""What was promised: one noun a file, all importable from here."""

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
from plans.models.plan import Plan, Programme
from plans.models.target import Indicator, Target

__all__ = [
    "Activity",
    "Body",
    "Correction",
    "Duty",
    "FundingSource",
    "Heading",
    "Indicator",
    "LegalBasis",
    "Passage",
    "Plan",
    "Programme",
    "Recipient",
    "Target",
]
