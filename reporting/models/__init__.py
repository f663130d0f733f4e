"""What it adds up to: one noun a file, all importable from here."""

from reporting.models.formula import Formula, MilestoneRecord, Term
from reporting.models.report import Report

__all__ = ["Formula", "MilestoneRecord", "Report", "Term"]
