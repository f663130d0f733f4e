"""Indicators and the targets that plans set for them."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import Comparator, MeasuredIn
from plans.models.plan import Plan


class Indicator(models.Model):
    """What a target speaks of; how it is counted is a formula of the reporting app."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["name"]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name


class TargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def covering(self, year):
        return self.filter(from_year__lte=year, to_year__gte=year)


class Target(models.Model):
    """A promise of a plan: an indicator, a span of years, a comparator with its value, the printed wording.

    A condition is a target under another one (VT-1a under VT-1): it must hold in the units that the
    parent counts. `value` and `value_to` are in the unit of `measured_in`; percent is written 30, not 0.3.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="targets", verbose_name=_("plan"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    condition_of = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="conditions", verbose_name=_("condition of")
    )
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("short name"), max_length=300)
    wording = models.TextField(_("printed wording"), help_text=_("The sentence as the plan prints it."))
    comparator = models.CharField(_("comparison"), max_length=10, choices=Comparator)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    value_to = models.DecimalField(_("up to"), max_digits=18, decimal_places=4, null=True, blank=True)
    measured_in = models.CharField(_("measured in"), max_length=20, choices=MeasuredIn)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))
    printed_average = models.CharField(
        _("printed yearly average"),
        max_length=30,
        blank=True,
        help_text=_("As printed, even where it is rounded: 348 in five years is printed as 70 a year."),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["plan", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code"],
                name="target_code_once_per_plan",
                violation_error_message=_("This plan already has a target with this code."),
            ),
            models.CheckConstraint(
                name="target_years_in_order",
                condition=Q(to_year__gte=F("from_year")),
                violation_error_message=_("The last year must not be before the first year."),
            ),
            models.CheckConstraint(
                name="target_value_not_negative",
                condition=Q(value__gte=0),
                violation_error_message=_("A target cannot be negative."),
            ),
            models.CheckConstraint(
                name="target_range_has_two_ends",
                condition=Q(comparator=Comparator.RANGE, value_to__gt=F("value"))
                | (~Q(comparator=Comparator.RANGE) & Q(value_to__isnull=True)),
                violation_error_message=_(
                    "“Between” needs a second, larger value; every other comparison has one value only."
                ),
            ),
            models.CheckConstraint(
                name="target_share_at_most_100",
                condition=~Q(measured_in=MeasuredIn.PERCENT) | Q(value__lte=Decimal(100)),
                violation_error_message=_("A share cannot be more than 100 %."),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.name}"
