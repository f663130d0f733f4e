"""What is typed about plans: one noun a module."""

from plans.forms.amendments import AmendmentForm, EnactmentForm
from plans.forms.parts import part_form
from plans.forms.plans import PlanForm, TargetDeletionForm, TargetForm
from plans.forms.shares import SharesForm, shares_forms

__all__ = [
    "AmendmentForm",
    "EnactmentForm",
    "PlanForm",
    "SharesForm",
    "TargetDeletionForm",
    "TargetForm",
    "part_form",
    "shares_forms",
]
