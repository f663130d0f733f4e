"""A plan as a document to print."""

from django.shortcuts import get_object_or_404
from django.utils.text import slugify

from plans.documents import print_plan
from plans.models import Plan
from swprogram.kit.downloads import show_pdf
from swprogram.kit.text import search_key


def plan_pdf(request, pk):
    """The plan in the layout of its original."""
    rows = Plan.objects.visible_to(request.user).select_related("programme", "unit")
    plan = get_object_or_404(rows, pk=pk)
    name = slugify(search_key(f"ke-hoach {plan.unit.short_name} {plan.years}".replace("–", " ")))
    return show_pdf(print_plan(plan).pdf, name)
