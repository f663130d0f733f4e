"""Indicators and the targets that plans set for them."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import Comparator, GrowthMode, MeasuredIn
from plans.models.parts import Activity
from plans.models.phase import Phase
from plans.models.plan import LONGEST_REASON, Plan, span_of_years, year_outside
from swprogram.kit.numbers import format_money, format_percent, format_trimmed
from swprogram.kit.text import search_key

PLACES = 4
HUNDRED = Decimal(100)


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
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="conditions",
        verbose_name=_("condition of"),
    )
    code = models.CharField(_("code"), max_length=20)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("short name"), max_length=300)
    wording = models.TextField(_("printed wording"), help_text=_("The sentence as the plan prints it."))
    comparator = models.CharField(_("comparison"), max_length=10, choices=Comparator)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=PLACES)
    value_to = models.DecimalField(_("up to"), max_digits=18, decimal_places=PLACES, null=True, blank=True)
    measured_in = models.CharField(_("measured in"), max_length=20, choices=MeasuredIn)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))
    phase = models.ForeignKey(
        Phase,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("phase"),
    )
    growth_mode = models.CharField(
        _("growth"),
        max_length=10,
        choices=GrowthMode,
        blank=True,
        help_text=_("Only for a target that says by how much something grows."),
    )
    base_year = models.PositiveSmallIntegerField(_("base year"), null=True, blank=True)
    base_value = models.DecimalField(
        _("base figure"),
        max_digits=18,
        decimal_places=PLACES,
        null=True,
        blank=True,
        help_text=_("Of the base year. Empty while nobody knows it: the growth is then not computed."),
    )
    printed_average = models.CharField(
        _("printed yearly average"),
        max_length=30,
        blank=True,
        help_text=_("As printed, even where it is rounded: 348 in five years is printed as 70 a year."),
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    activities = models.ManyToManyField(
        Activity,
        related_name="targets",
        blank=True,
        verbose_name=_("activities that serve this target"),
        help_text=_("Only where the plan's text makes it plain."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.TextField(editable=False)

    history = HistoricalRecords(
        excluded_fields=["search_key"],
        m2m_fields=[activities],
        history_change_reason_field=models.CharField(max_length=LONGEST_REASON, null=True),
    )
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
                condition=Q(comparator=Comparator.RANGE, value_to__isnull=False, value_to__gt=F("value"))
                | (~Q(comparator=Comparator.RANGE) & Q(value_to__isnull=True)),
                violation_error_message=_(
                    "“Between” needs a second, larger value; every other comparison has one value only."
                ),
            ),
            models.CheckConstraint(
                name="target_share_at_most_100",
                condition=~Q(measured_in=MeasuredIn.PERCENT)
                | ~Q(growth_mode="")
                | Q(value__lte=HUNDRED) & (Q(value_to__isnull=True) | Q(value_to__lte=HUNDRED)),
                violation_error_message=_("A share cannot be more than 100 %."),
            ),
            models.CheckConstraint(
                name="target_growth_has_a_base_year",
                condition=Q(growth_mode="", base_year__isnull=True, base_value__isnull=True)
                | ~Q(growth_mode="") & Q(base_year__isnull=False),
                violation_error_message=_("A growth needs its base year; another target has no base."),
            ),
            models.CheckConstraint(
                name="target_is_not_its_own_condition",
                condition=Q(condition_of__isnull=True) | ~Q(condition_of=F("id")),
                violation_error_message=_("A target cannot be a condition of itself."),
            ),
        ]

    def __str__(self):
        return f"{self.code}: {self.name}"

    def save(self, *args, **kwargs):
        self.search_key = search_key(f"{self.code} {self.name} {self.wording}")
        super().save(*args, **kwargs)

    def clean(self):
        """The rules of a target, each with its remedy beside the field that breaks it."""
        super().clean()
        errors = (
            self._years_outside()
            | self._ends_of_range()
            | self._share_too_large()
            | self._wrong_parent()
            | self._wrong_phase()
            | self._wrong_base()
        )
        if errors:
            raise ValidationError(errors)

    def _years_outside(self):
        """The span lies inside the plan's."""
        if self.plan_id is None or self.from_year is None or self.to_year is None:
            return {}
        if self.to_year < self.from_year:
            return {"to_year": gettext("The last year must not be before the first year.")}
        message = gettext("The plan runs %(years)s.") % {"years": self.plan.years}
        return year_outside(message, self, self.plan.from_year, self.plan.to_year)

    def _ends_of_range(self):
        if self.comparator != Comparator.RANGE:
            superfluous = self.comparator and self.value_to is not None
            return (
                {"value_to": gettext("Leave this empty: only “between” has two values.")}
                if superfluous
                else {}
            )
        if self.value is not None and (self.value_to is None or self.value_to <= self.value):
            return {"value_to": gettext("“Between” needs a second value here, larger than the first.")}
        return {}

    def _share_too_large(self):
        if self.measured_in != MeasuredIn.PERCENT or self.growth_mode:
            return {}
        values = {"value": self.value, "value_to": self.value_to}
        message = gettext("A share cannot be more than 100 %. Type a number from 0 to 100.")
        return {name: message for name, value in values.items() if value is not None and value > HUNDRED}

    def _wrong_parent(self):
        """A condition hangs under a target of the same plan that is no condition itself."""
        parent = self.condition_of
        if parent is None:
            return {}
        if parent.plan_id != self.plan_id or parent.condition_of_id is not None or parent.pk == self.pk:
            return {"condition_of": gettext("Choose a target of this plan that is not a condition itself.")}
        if self.pk and self.conditions.exists():
            return {"condition_of": gettext("This target has conditions of its own. Leave this empty.")}
        return {}

    def _wrong_phase(self):
        """The phase is one of this plan's, and covers the years of the target."""
        phase = self.phase
        if phase is None or self.from_year is None or self.to_year is None:
            return {}
        if phase.plan_id != self.plan_id:
            return {"phase": gettext("Choose a phase of this plan.")}
        if phase.from_year <= self.from_year and self.to_year <= phase.to_year:
            return {}
        message = gettext("The phase “%(phase)s” runs %(years)s. Correct the years, or choose another phase.")
        return {"phase": message % {"phase": phase, "years": phase.years}}

    def _wrong_base(self):
        """A growth is measured from a year before its end; any other target has no base."""
        if self.growth_mode:
            if self.base_year is None:
                return {"base_year": gettext("Type the year from which the growth is counted.")}
            is_late = self.to_year is not None and self.base_year >= self.to_year
            return (
                {"base_year": gettext("Type a year before the last year of the target.")} if is_late else {}
            )
        message = gettext("Leave this empty, or say what the growth means.")
        return {name: message for name in ("base_year", "base_value") if getattr(self, name) is not None}

    @property
    def misses_its_base(self):
        """A growth whose base figure nobody has typed yet: it cannot be computed."""
        return bool(self.growth_mode) and self.base_value is None

    @property
    def years(self):
        return span_of_years(self.from_year, self.to_year)

    @property
    def value_in_words(self):
        """The promise in the active language: "at least 10 %", "between 1 and 2 persons per unit"."""
        patterns = {
            Comparator.EQUAL: gettext("equal to %(value)s"),
            Comparator.AT_LEAST: gettext("at least %(value)s"),
            Comparator.ABOUT: gettext("about %(value)s"),
            Comparator.RANGE: gettext("between %(value)s and %(value_to)s"),
        }
        if self.comparator != Comparator.RANGE:
            return self._grown(patterns[self.comparator] % {"value": self._amount_in_words()})
        ends = {"value": self._lower_end(), "value_to": amount_in_words(self.value_to, self.measured_in)}
        return patterns[Comparator.RANGE] % ends

    def _amount_in_words(self):
        if self.growth_mode == GrowthMode.POINTS:
            return points_in_words(self.value)
        return amount_in_words(self.value, self.measured_in)

    def _grown(self, promise):
        """A growth says against which year: "about 50 % more than in 2015"."""
        if not self.growth_mode:
            return promise
        return gettext("%(promise)s more than in %(year)s") % {"promise": promise, "year": self.base_year}

    def _lower_end(self):
        """The unit of a range is said once, after its upper end; "1 billion" and "900 million" differ."""
        if self.measured_in == MeasuredIn.DONG:
            return format_money(self.value)
        return format_trimmed(self.value, PLACES)


def points_in_words(value):
    return gettext("%(number)s percentage points") % {"number": format_trimmed(value, 2)}


def amount_in_words(value, measured_in):
    """A number with what it is measured in: "69,6 %", "120 persons", "15 tỷ đồng"."""
    if measured_in == MeasuredIn.PERCENT:
        return format_percent(value, PLACES)
    if measured_in == MeasuredIn.DONG:
        return format_money(value)
    several = 1 if value == 1 else 2
    pattern = {
        MeasuredIn.PERSON: ngettext("%(number)s person", "%(number)s persons", several),
        MeasuredIn.PERSON_PER_UNIT: ngettext(
            "%(number)s person per unit", "%(number)s persons per unit", several
        ),
        MeasuredIn.FACILITY: ngettext("%(number)s facility", "%(number)s facilities", several),
    }[measured_in]
    return pattern % {"number": format_trimmed(value, PLACES)}
