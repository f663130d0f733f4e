"""The phases of a plan, and the facts that its document states."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import MeasuredIn
from plans.models.parts import Part


class Phase(Part):
    """A span of years inside the plan; the phases of one plan do not overlap (checked by the service)."""

    number = models.CharField(_("printed number"), max_length=20, blank=True)
    name = models.CharField(_("name"), max_length=200)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [
            models.CheckConstraint(
                name="phase_years_in_order",
                condition=Q(to_year__gte=F("from_year")),
                violation_error_message=_("The last year must not be before the first year."),
            ),
            models.UniqueConstraint(fields=["plan", "from_year"], name="phase_starts_once"),
        ]

    def __str__(self):
        return self.name

    def overlaps(self, other):
        return self.from_year <= other.to_year and other.from_year <= self.to_year


class Fact(Part):
    """A figure or an event that the document states, as printed: not a promise, and not a count of ours."""

    code = models.CharField(_("code"), max_length=20)
    text = models.TextField(_("text"))
    figure = models.DecimalField(_("figure"), max_digits=18, decimal_places=4, null=True, blank=True)
    measured_in = models.CharField(_("measured in"), max_length=20, choices=MeasuredIn, blank=True)
    as_of = models.CharField(_("as of"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")

    def __str__(self):
        return f"{self.code}: {self.text[:60]}"
