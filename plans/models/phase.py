"""The phases of a plan, and the facts that its document states."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import MeasuredIn
from plans.models.parts import Part
from plans.models.plan import span_of_years, year_outside


class Phase(Part):
    """A span of years inside the plan; the phases of one plan do not overlap."""

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

    @property
    def number_label(self):
        """As it stands before the name: '1.', 'a)'."""
        return f"{self.number}." if self.number[-1:].isalnum() else self.number

    @property
    def years(self):
        return span_of_years(self.from_year, self.to_year)

    def clean(self):
        """A phase lies inside the plan and beside the others; its targets lie inside it."""
        super().clean()
        if self.from_year is None or self.to_year is None:
            return
        errors = self._years_outside() or self._overlapping() or self._targets_outside()
        if errors:
            raise ValidationError(errors)

    def _years_outside(self):
        if self.to_year < self.from_year:
            return {"to_year": gettext("The last year must not be before the first year.")}
        message = gettext("The plan runs %(years)s.") % {"years": self.plan.years}
        return year_outside(message, self, self.plan.from_year, self.plan.to_year)

    def _overlapping(self):
        others = Phase.objects.filter(plan=self.plan_id).exclude(pk=self.pk)
        other = next((other for other in others if self.overlaps(other)), None)
        if other is None:
            return {}
        message = gettext(
            "These years overlap with the phase “%(phase)s”, %(years)s. Type other years, or change it."
        )
        field = "from_year" if other.from_year <= self.from_year else "to_year"
        return {field: message % {"phase": other, "years": other.years}}

    def _targets_outside(self):
        if self.pk is None:
            return {}
        outside = self.targets.filter(Q(from_year__lt=self.from_year) | Q(to_year__gt=self.to_year)).first()
        if outside is None:
            return {}
        message = gettext("Target %(code)s of this phase runs %(years)s. Change the target first.")
        field = "from_year" if outside.from_year < self.from_year else "to_year"
        return {field: message % {"code": outside.code, "years": outside.years}}


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
