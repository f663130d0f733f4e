"""Amendments: how a plan in force changes, each with its own decision."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.plan import Plan
from swprogram.org.models import User


class Amendment(models.Model):
    """A decision that changes a plan in force. While it is open the plan can be edited; enacting closes it.

    The changes that belong to it are the history rows between its two moments. Until it is enacted the
    targets count as the history tells them up to `last_target_record` (force.py).
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="amendments", verbose_name=_("plan"))
    number = models.CharField(_("number and symbol"), max_length=50, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    subject = models.CharField(_("what it changes, and why"), max_length=500)
    opened_at = models.DateTimeField(_("opened at"))
    opened_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("opened by"))
    enacted_at = models.DateTimeField(_("put in force at"), null=True, blank=True)
    enacted_by = models.ForeignKey(
        User, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("put in force by")
    )

    last_target_record = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["plan", "opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(enacted_at__isnull=True),
                name="amendment_one_open_per_plan",
                violation_error_message=_("This plan is being amended already. Finish that amendment first."),
            ),
            models.CheckConstraint(
                name="amendment_enacted_says_when_by_whom_and_by_which_decision",
                condition=Q(enacted_at__isnull=True, enacted_by__isnull=True)
                | Q(
                    enacted_at__gte=F("opened_at"),
                    enacted_by__isnull=False,
                    issued_on__isnull=False,
                )
                & ~Q(number=""),
                violation_error_message=_("Putting it in force needs the decision's number and date."),
            ),
        ]

    def __str__(self):
        return self.number or self.subject
