"""A target split by year or by unit."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.models.target import Target
from swprogram.org.models import Unit


class TargetShare(models.Model):
    """A target's part for one year or for one unit: 120 people in five years are 24 a year.

    The shares never replace the total: 348 ÷ 5 is 69,6, printed as 70, and the total stays 348.
    """

    target = models.ForeignKey(Target, models.CASCADE, related_name="shares", verbose_name=_("target"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("share of a target")
        verbose_name_plural = _("shares of a target")
        ordering = ["target", "year", "unit__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "year"], condition=Q(unit__isnull=True), name="target_share_once_per_year"
            ),
            models.UniqueConstraint(
                fields=["target", "unit"], condition=Q(year__isnull=True), name="target_share_once_per_unit"
            ),
            models.UniqueConstraint(fields=["target", "year", "unit"], name="target_share_once"),
            models.CheckConstraint(
                name="target_share_of_something", condition=Q(year__isnull=False) | Q(unit__isnull=False)
            ),
            models.CheckConstraint(name="target_share_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self):
        return f"{self.target.code}: {self.year or self.unit}"
