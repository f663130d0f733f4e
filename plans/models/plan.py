"""Programmes and the plans by which a province carries them out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import EDITABLE_STATES, LIVE_STATES, PlanKind, PlanState
from swprogram.kit.text import search_key
from swprogram.org.models import Unit, UnitClosure, anchors_of, reachable_units
from swprogram.org.roles import Verb

LONGEST_REASON = 300


def span_of_years(first, last):
    """The span as it is printed: one year, or two joined by a dash."""
    return str(first) if first == last else f"{first}–{last}"


def year_outside(message, row, first, last):
    """The errors {field: message} of the years of `row` that lie outside `first` to `last`.

    `message` says which span rules; the remedy is added.
    """
    remedy = (
        gettext("Type %(first)s.")
        if first == last
        else gettext("Type a year between %(first)s and %(last)s.")
    )
    text = f"{message} {remedy % {'first': first, 'last': last}}"
    years = {name: getattr(row, name) for name in ("from_year", "to_year")}
    return {name: text for name, year in years.items() if year is not None and not first <= year <= last}


class Programme(models.Model):
    """A national programme: Đề án 32 (Decision 32/2010/QĐ-TTg) or Chương trình 112 (Decision 112/QĐ-TTg)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=300)
    decision_number = models.CharField(_("decision number"), max_length=50)
    decided_on = models.DateField(_("date of the decision"))
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["from_year", "code"]
        constraints = [
            models.CheckConstraint(name="programme_years_in_order", condition=Q(to_year__gte=F("from_year"))),
        ]

    def __str__(self):
        return self.name

    @property
    def years(self):
        return span_of_years(self.from_year, self.to_year)


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A plan is read by everyone below the unit that it binds, and by whoever reaches that unit.

        A draft binds nobody yet: it is read by those who write the plans of its province and by its leader.
        """
        above = UnitClosure.objects.filter(descendant__in=anchors_of(user, Verb.VIEW_PLANS))
        reached = reachable_units(user, Verb.VIEW_PLANS)
        drafted = reachable_units(user, Verb.VIEW_DRAFT_PLANS)
        is_open = ~Q(state=PlanState.DRAFT) | Q(unit__in=drafted)
        return self.filter(Q(unit__in=above.values("ancestor")) | Q(unit__in=reached), is_open)

    def editable_by(self, user):
        return self.filter(unit__in=reachable_units(user, Verb.EDIT_PLANS))

    def covering(self, year):
        return self.filter(from_year__lte=year, to_year__gte=year)

    def for_list(self):
        """With what a line about a plan shows; conditions are not counted as targets of their own."""
        targets = Count("targets", filter=Q(targets__condition_of__isnull=True))
        rows = self.select_related("programme", "unit").annotate(target_count=targets)
        return rows.order_by("-from_year", "unit__sort_key", "kind", "pk")


class Plan(models.Model):
    """A phase plan or an annual plan of a province, as its document prints it.

    Number and date stay empty when the document does not print them. `version` counts the saves: a form
    that was opened on an older version is refused, so that nobody overwrites another silently.
    """

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="plans", verbose_name=_("programme")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans", verbose_name=_("province"))
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("plan above"),
        help_text=_("The scheme or phase plan that this plan carries out; it may be of a predecessor unit."),
    )
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("begun from"),
        help_text=_("The plan whose text this one began with."),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=PlanKind)
    state = models.CharField(_("state"), max_length=20, choices=PlanState, default=PlanState.DRAFT)
    title = models.CharField(_("title"), max_length=500)
    number = models.CharField(_("number and symbol"), max_length=50, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)
    issued_place = models.CharField(_("place of issue"), max_length=100, blank=True)
    issuer = models.CharField(_("issued by"), max_length=200)
    signer = models.CharField(_("signed by"), max_length=100, blank=True)
    signing_capacity = models.CharField(_("signing capacity"), max_length=200, blank=True)
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))
    opening = models.TextField(_("opening sentence"), blank=True)
    estimated_cost = models.BigIntegerField(
        _("estimated cost (dong)"),
        null=True,
        blank=True,
        help_text=_("Empty when the plan prints no amount."),
    )
    duty_report_days = models.PositiveSmallIntegerField(
        _("days to report on duties"),
        default=10,
        help_text=_("Reports on duties are due so many days after the cut-off of a period."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=800, editable=False, db_index=True)

    history = HistoricalRecords(
        excluded_fields=["search_key"],
        history_change_reason_field=models.CharField(max_length=LONGEST_REASON, null=True),
    )
    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-from_year", "unit", "kind", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_years_in_order",
                condition=Q(to_year__gte=F("from_year")),
                violation_error_message=_("The last year must not be before the first year."),
            ),
            models.CheckConstraint(
                name="plan_annual_covers_one_year",
                condition=~Q(kind=PlanKind.ANNUAL_PLAN) | Q(to_year=F("from_year")),
                violation_error_message=_("An annual plan covers one year: set both years to the same year."),
            ),
            models.UniqueConstraint(
                fields=["programme", "unit", "kind", "from_year"],
                name="plan_one_per_programme_kind_and_year",
                violation_error_message=_(
                    "This province already has a plan of this kind for this programme and year."
                    " Open that plan and change it, or choose another year."
                ),
            ),
            models.CheckConstraint(
                name="plan_cost_not_negative",
                condition=Q(estimated_cost__isnull=True) | Q(estimated_cost__gte=0),
                violation_error_message=_("An amount cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.search_key = search_key(f"{self.title} {self.number} {self.issuer}")[:800]
        super().save(*args, **kwargs)

    def clean(self):
        """The rules on the plan's years, each with its remedy beside the field that breaks it."""
        super().clean()
        errors = self._years_against_each_other() or self._years_against_others()
        errors = errors | self._wrong_parent()
        if errors:
            raise ValidationError(errors)

    def _years_against_each_other(self):
        if self.from_year is None or self.to_year is None or self.from_year == self.to_year:
            return {}
        if self.to_year < self.from_year:
            return {"to_year": gettext("The last year must not be before the first year.")}
        if self.kind == PlanKind.ANNUAL_PLAN:
            return {"to_year": gettext("An annual plan covers one year: set both years to the same year.")}
        return {}

    def _years_against_others(self):
        """The span lies inside the programme's, and its targets lie inside the span."""
        errors = {}
        if self.programme_id:
            span = self.programme
            message = gettext("The programme runs %(years)s.") % {"years": span.years}
            errors = year_outside(message, self, span.from_year, span.to_year)
        return errors or self._years_against_phases() or self._years_against_targets()

    def _years_against_phases(self):
        if self.pk is None or self.from_year is None or self.to_year is None:
            return {}
        outside = self.phase_set.filter(Q(from_year__lt=self.from_year) | Q(to_year__gt=self.to_year)).first()
        if outside is None:
            return {}
        message = gettext("Phase “%(phase)s” runs %(years)s. Change it first, or keep its years inside.")
        field = "from_year" if outside.from_year < self.from_year else "to_year"
        return {field: message % {"phase": outside, "years": outside.years}}

    def _wrong_parent(self):
        """A plan stands below a scheme or a phase plan that covers its years."""
        parent = self.parent
        if parent is None or self.from_year is None or self.to_year is None:
            return {}
        if parent.kind == PlanKind.ANNUAL_PLAN or self.pk in parent.line_upwards():
            message = gettext("Choose a scheme or a phase plan that is not below this plan itself.")
            return {"parent": message}
        if parent.covers(self.from_year) and parent.covers(self.to_year):
            return {}
        message = gettext(
            "“%(plan)s” runs %(years)s and does not cover %(own)s. Choose another plan, or correct the years."
        )
        return {"parent": message % {"plan": parent, "years": parent.years, "own": self.years}}

    def line_upwards(self):
        """The ids of this plan and of those above it."""
        line, plan = [], self
        while plan is not None and plan.pk not in line:
            line.append(plan.pk)
            plan = plan.parent
        return line

    def _years_against_targets(self):
        if self.pk is None or self.from_year is None or self.to_year is None:
            return {}
        outside = self.targets.filter(Q(from_year__lt=self.from_year) | Q(to_year__gt=self.to_year)).first()
        if outside is None:
            return {}
        message = gettext(
            "Target %(code)s runs %(years)s. Change the target first, or keep its years inside."
        )
        field = "from_year" if outside.from_year < self.from_year else "to_year"
        return {field: message % {"code": outside.code, "years": outside.years}}

    @property
    def title_after_kind(self):
        """The title below the printed word "KẾ HOẠCH", which it does not say a second time."""
        kind, _blank, rest = self.title.partition("Kế hoạch ")
        return rest[:1].upper() + rest[1:] if not kind and rest else self.title

    @property
    def years(self):
        return span_of_years(self.from_year, self.to_year)

    @property
    def is_in_force(self):
        """In force, amended or not, and also while it is being amended."""
        return self.state in (*LIVE_STATES, PlanState.AMENDING)

    @property
    def is_editable(self):
        return self.state in EDITABLE_STATES

    def covers(self, year):
        return self.from_year <= year <= self.to_year
