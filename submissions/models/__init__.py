"""What is counted, and what units send: one noun a file, all importable from here."""

from submissions.models.catalogue import Breakdown, Form, FormLine, Measure, Option
from submissions.models.round import DueDate, Period, Round, RoundEvent
from submissions.models.submission import Figure, Submission, SubmissionEvent

__all__ = [
    "Breakdown",
    "DueDate",
    "Figure",
    "Form",
    "FormLine",
    "Measure",
    "Option",
    "Period",
    "Round",
    "RoundEvent",
    "Submission",
    "SubmissionEvent",
]
