"""The money of a plan: one line per task, cost line, source and year; a missing amount is not zero."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import CostLine, FundingKind
from plans.models.parts import Activity, Part
from plans.models.plan import Plan

AMOUNTS = ("estimated", "allocated", "spent", "settled")
# What makes two lines the same: the same money would be counted twice.
LINE_KEY = ("activity", "cost_line", "funding", "year", "note")


def amount_field(label):
    return models.BigIntegerField(label, null=True, blank=True)


class BudgetLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))


class BudgetLine(Part):
    """Amounts in dong; empty means "not stated". Without a year or an activity a line stays unsplit.

    The total that the plan itself prints (LS-6: 15 tỷ đồng for 2011–2015) is no line: it is the plan's
    `estimated_cost`, and what the lines leave of it is "not split yet".
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
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = BudgetLineQuerySet.as_manager()

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
            models.CheckConstraint(
                name="budget_settled_at_most_spent",
                condition=Q(settled__isnull=True) | Q(spent__isnull=False, settled__lte=F("spent")),
                violation_error_message=_("No more can be settled than was spent."),
            ),
        ]

    def __str__(self):
        return f"{self.get_cost_line_display() or self.get_funding_display()} {self.year or ''}".strip()

    def clean(self):
        """The rules of a line, each with its remedy beside the field that breaks it."""
        super().clean()
        errors = self._year_outside() | self._foreign_activity() | self._settled_too_much()
        if errors:
            raise ValidationError(errors)
        self._refuse_a_second()

    def _year_outside(self):
        if self.year is None or self.plan.covers(self.year):
            return {}
        message = gettext("The plan runs %(years)s. Type a year of the plan, or leave the year empty.")
        return {"year": message % {"years": self.plan.years}}

    def _foreign_activity(self):
        if self.activity is None or self.activity.plan_id == self.plan_id:
            return {}
        return {"activity": gettext("Choose an activity of this plan.")}

    def _settled_too_much(self):
        """Settlement confirms what was spent (Law 83/2015/QH13 on the State Budget, Article 65)."""
        if self.settled is None:
            return {}
        if self.spent is None:
            return {"spent": gettext("Type what was spent before what was settled.")}
        if self.settled > self.spent:
            remedy = gettext("No more can be settled than was spent. Correct one of the two amounts.")
            return {"settled": remedy}
        return {}

    def _refuse_a_second(self):
        same = {name: getattr(self, name) for name in LINE_KEY}
        empty = {f"{name}__isnull": True for name, value in same.items() if value is None}
        same = {name: value for name, value in same.items() if value is not None}
        others = BudgetLine.objects.filter(plan=self.plan_id, **same, **empty).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError(
                gettext(
                    "This plan already has a line for this task, cost line, source and year."
                    " Change that line, or tell the two apart by a note."
                )
            )

    @property
    def cautions(self):
        """What is unusual but may be right, in words; nothing is refused for it."""
        found = []
        if _exceeds(self.allocated, self.estimated):
            found.append(gettext("More was allocated than estimated."))
        if _exceeds(self.spent, self.allocated):
            found.append(gettext("More was spent than allocated."))
        return found


def _exceeds(amount, limit):
    return amount is not None and limit is not None and amount > limit
