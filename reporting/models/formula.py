"""Formulas: rows that bind a target to measures. `reporting/formulas.py` computes them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.models import Target
from reporting.enums import FormulaKind, Side
from reporting.fitting import misfit
from submissions.models import Measure, Option
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, User


class FormulaQuerySet(models.QuerySet):
    def with_terms(self):
        """With all that computing and explaining a formula reads, in four queries."""
        terms = Term.objects.select_related("measure__rows", "measure__columns")
        return self.select_related("target__plan").prefetch_related(
            models.Prefetch("terms", terms.prefetch_related("rows", "columns"))
        )


class Formula(models.Model):
    """How the result of a target is computed. It belongs to the target, hence to the plan: two plans may
    count the same indicator over different people (VT-2 counts civil servants, LS-3 does not).

    - ratio: numerator × 100 ÷ denominator, in percent;
    - coverage: the share, in percent, of units of `level` whose numerator is at least the target's value;
    - milestone: how many milestones were recorded up to the cut-off;
    - cumulative: the numerator summed over the target's span of years;
    - growth: by how much the numerator (or numerator ÷ denominator) grew against the target's base year.
    """

    target = models.OneToOneField(Target, models.CASCADE, related_name="formula", verbose_name=_("target"))
    kind = models.CharField(_("kind"), max_length=20, choices=FormulaKind)
    level = models.CharField(
        _("level of the units that are counted"), max_length=20, choices=UnitKind, blank=True
    )

    history = HistoricalRecords()
    objects = FormulaQuerySet.as_manager()

    class Meta:
        verbose_name = _("formula")
        verbose_name_plural = _("formulas")
        constraints = [
            models.CheckConstraint(
                name="formula_coverage_names_its_level",
                condition=Q(kind=FormulaKind.COVERAGE) & ~Q(level="")
                | ~Q(kind=FormulaKind.COVERAGE) & Q(level=""),
            ),
        ]

    def __str__(self):
        return f"{self.target.code} = {self.get_kind_display()}"

    def clean(self):
        """A formula gives what its target is measured in."""
        super().clean()
        if self.target_id is not None and self.kind in FormulaKind and self.misfit:
            raise ValidationError({"kind": self.misfit})

    @cached_property
    def misfit(self):
        """Why it cannot measure its target (also one that was changed since); empty where it can."""
        return misfit(self, self.target)

    def terms_of(self, side):
        """The terms of one side, read once: a province asks for them a hundred thousand times."""
        return self._terms_by_side[side]

    def counts(self, measure_id, row_id, column_id):
        """Does any term of either side count the cell of this measure and these options?"""
        terms = [term for side in Side for term in self.terms_of(side)]
        return any(term.measure_id == measure_id and term.counts(row_id, column_id) for term in terms)

    @cached_property
    def _terms_by_side(self):
        terms = list(self.terms.all())
        return {side: [term for term in terms if term.side == side] for side in Side}


class Term(models.Model):
    """One measure on one side of a formula, limited to some options of its rows and of its columns.

    No options of a kind means all of them.
    """

    formula = models.ForeignKey(Formula, models.CASCADE, related_name="terms")
    side = models.CharField(_("side"), max_length=20, choices=Side)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name=_("measure"))
    rows = models.ManyToManyField(Option, related_name="+", blank=True, verbose_name=_("rows counted"))
    columns = models.ManyToManyField(Option, related_name="+", blank=True, verbose_name=_("columns counted"))

    history = HistoricalRecords(m2m_fields=[rows, columns])

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["formula", "-side", "pk"]

    def __str__(self):
        return f"{self.get_side_display()}: {self.measure.code}"

    def counts(self, row_id, column_id):
        """Does the term count the cell of these options?"""
        return (not self.row_ids or row_id in self.row_ids) and (
            not self.column_ids or column_id in self.column_ids
        )

    @cached_property
    def row_ids(self):
        """The options of its rows, read once: a province asks for thousands of cells."""
        return frozenset(option.pk for option in self.rows.all())

    @cached_property
    def column_ids(self):
        return frozenset(option.pk for option in self.columns.all())


class MilestoneRecord(models.Model):
    """A milestone of a target was reached: when, and what proves it; the target stays with its proof."""

    target = models.ForeignKey(Target, models.PROTECT, related_name="milestones", verbose_name=_("target"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    done_on = models.DateField(_("done on"))
    evidence = models.CharField(
        _("evidence"), max_length=500, help_text=_("The decision or document, with its number and date.")
    )
    recorded_by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("recorded by"))

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["target", "done_on"]

    def __str__(self):
        return f"{self.target.code}: {self.evidence}"
