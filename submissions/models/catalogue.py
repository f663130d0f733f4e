"""The catalogue of what is counted. Rows, not code: CONTRIBUTING.md tells how to add a measure."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from submissions.enums import Accumulation, CountedIn, Nature
from swprogram.org.enums import UnitKind
from swprogram.org.roles import Verb, levels_with


class Named(models.Model):
    """A row of the catalogue, named in both languages."""

    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=300)
    name_en = models.CharField(_("English name"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name_en if get_language() == "en" else self.name


class Breakdown(Named):
    """A way to split a measure: by kind of staff, by workplace, by group of children …"""

    class Meta(Named.Meta):
        verbose_name = _("breakdown")
        verbose_name_plural = _("breakdowns")
        constraints = [models.UniqueConstraint(fields=["code"], name="breakdown_code_once")]


class Option(Named):
    """One part of a breakdown. Its codes never change: figures of all periods point at them."""

    breakdown = models.ForeignKey(Breakdown, models.PROTECT, related_name="options")

    class Meta(Named.Meta):
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.UniqueConstraint(fields=["breakdown", "code"], name="option_code_once_per_breakdown")
        ]


class Measure(Named):
    """One thing counted, in whole numbers, split by at most two breakdowns (rows, then columns).

    `part_of` names the measure that this one can never exceed, cell by cell. A flow says from when it
    accumulates; a stock does not accumulate.
    """

    nature = models.CharField(_("nature"), max_length=10, choices=Nature)
    accumulates = models.CharField(_("counted from"), max_length=10, choices=Accumulation, blank=True)
    counted_in = models.CharField(_("counted in"), max_length=20, choices=CountedIn)
    rows = models.ForeignKey(Breakdown, models.PROTECT, null=True, blank=True, related_name="+")
    columns = models.ForeignKey(Breakdown, models.PROTECT, null=True, blank=True, related_name="+")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    definition = models.TextField(_("definition"))
    definition_en = models.TextField(_("English definition"))
    legal_source = models.CharField(_("legal source"), max_length=300, blank=True)

    class Meta(Named.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="measure_code_once"),
            models.CheckConstraint(
                name="measure_flow_says_from_when",
                condition=Q(nature=Nature.STOCK, accumulates="")
                | Q(nature=Nature.FLOW, accumulates__in=Accumulation.values),
            ),
            models.CheckConstraint(
                name="measure_columns_need_rows",
                condition=Q(columns__isnull=True) | Q(rows__isnull=False),
            ),
            models.CheckConstraint(name="measure_no_part_of_itself", condition=~Q(part_of=F("pk"))),
        ]

    @property
    def explanation(self):
        return self.definition_en if get_language() == "en" else self.definition


class FormQuerySet(models.QuerySet):
    def sent(self):
        """The forms of levels at which somebody may enter figures; nobody would send another one."""
        return self.filter(level__in=levels_with(Verb.ENTER_FIGURES))


class Form(Named):
    """An ordered list of measures that units of one level send in each period."""

    level = models.CharField(_("sent by"), max_length=20, choices=UnitKind)

    objects = FormQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="form_code_once"),
            models.UniqueConstraint(fields=["level"], name="form_one_per_level"),
        ]

    def clean(self):
        if self.level and self.level not in levels_with(Verb.ENTER_FIGURES):
            message = _("Nobody enters counts at this level. Choose the level of a district or of a commune.")
            raise ValidationError({"level": message})


class FormLine(models.Model):
    """A measure on a form, with the options that this level is asked for, under a section heading."""

    form = models.ForeignKey(Form, models.CASCADE, related_name="lines")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    section = models.CharField(_("section"), max_length=200)
    section_en = models.CharField(_("English section"), max_length=200)
    options = models.ManyToManyField(
        Option, related_name="+", blank=True, verbose_name=_("options asked for")
    )

    class Meta:
        verbose_name = _("form line")
        verbose_name_plural = _("form lines")
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "measure"], name="form_line_once_per_measure"),
        ]

    def __str__(self):
        return f"{self.form.code}: {self.measure.code}"

    @property
    def section_title(self):
        return self.section_en if get_language() == "en" else self.section
