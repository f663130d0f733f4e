"""What is typed about plans: one noun a module."""

from plans.forms.plans import PlanForm, TargetDeletionForm, TargetForm

__all__ = ["PlanForm", "TargetDeletionForm", "TargetForm"]
