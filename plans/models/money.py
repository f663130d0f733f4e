"""The money of a plan: one line per task, cost line, source and year; a missing amount is not zero."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import CostLine, FundingKind
from plans.models.parts import Activity, Part

AMOUNTS = ("estimated", "allocated", "spent", "settled")


def amount_field(label):
    return models.BigIntegerField(label, null=True, blank=True)


class BudgetLine(Part):
    """Amounts in dong; empty means "not stated". Without a year or an activity it stays unsplit, as printed.

    LS-6 is one such line: 15 tỷ đồng for 2011–2015 from central and local budget together.
    """

    activity = models.ForeignKey(
        Activity,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="budget_lines",
        verbose_name=_("activity"),
    )
    cost_line = models.CharField(_("cost line"), max_length=20, choices=CostLine, blank=True)
    funding = models.CharField(_("funding source"), max_length=30, choices=FundingKind)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    estimated = amount_field(_("estimated"))
    allocated = amount_field(_("allocated"))
    spent = amount_field(_("spent"))
    settled = amount_field(_("settled"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        constraints = [
            models.CheckConstraint(
                name="budget_amounts_not_negative",
                condition=Q(*(Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0}) for name in AMOUNTS)),
                violation_error_message=_("An amount cannot be negative."),
            ),
            models.CheckConstraint(
                name="budget_line_has_an_amount",
                condition=~Q(**{f"{name}__isnull": True for name in AMOUNTS}),
                violation_error_message=_("Type at least one amount."),
            ),
        ]

    def __str__(self):
        return f"{self.get_cost_line_display() or self.get_funding_display()} {self.year or ''}".strip()
