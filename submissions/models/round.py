"""Reporting periods, and the round in which a province collects the counts of one period."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from submissions.enums import RoundState, RoundVerb
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind, label_of, printed_label
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, UnitClosure, User, anchors_of, reachable_units
from swprogram.org.roles import Verb


class Period(models.Model):
    """A reporting period by Nghị định 09/2019/NĐ-CP, Điều 12; `ends_on` is the cut-off of the figures."""

    kind = models.CharField(_("kind"), max_length=20, choices=PeriodKind)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("data cut-off"))

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["-ends_on"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year"], name="period_once_per_kind_and_year"),
            models.CheckConstraint(name="period_dates_in_order", condition=Q(ends_on__gt=F("starts_on"))),
        ]

    def __str__(self):
        return str(label_of(self.kind, self.year))

    @property
    def printed_label(self):
        """The name of the period in a document, always in Vietnamese."""
        return printed_label(self.kind, self.year)


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The rounds of the provinces in or above the branches where the person reads counts or results."""
        verbs = (Verb.VIEW_SUBMISSIONS, Verb.VIEW_RESULTS)
        condition = Q()
        for verb in verbs:
            above = UnitClosure.objects.filter(descendant__in=anchors_of(user, verb))
            condition |= Q(province__in=above.values("ancestor"))
            condition |= Q(province__in=reachable_units(user, verb))
        return self.filter(condition)

    def closable_by(self, user):
        return self.filter(province__in=reachable_units(user, Verb.CLOSE_ROUNDS))


class Round(models.Model):
    """One province collects the counts of one period; closed once every expected count is in or waived."""

    province = models.ForeignKey(Unit, models.PROTECT, related_name="rounds", verbose_name=_("province"))
    period = models.ForeignKey(Period, models.PROTECT, related_name="rounds", verbose_name=_("period"))
    state = models.CharField(_("state"), max_length=10, choices=RoundState, default=RoundState.OPEN)
    version = models.PositiveIntegerField(default=1, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    closing_note = models.TextField(_("note on closing"), blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting round")
        verbose_name_plural = _("reporting rounds")
        ordering = ["-period__ends_on", "province"]
        constraints = [
            models.UniqueConstraint(fields=["province", "period"], name="round_once_per_province_and_period"),
            models.CheckConstraint(
                name="round_closed_says_when_and_by_whom",
                condition=Q(state=RoundState.OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | Q(state=RoundState.CLOSED, closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.period} – {self.province.short_name}"

    @property
    def is_open(self):
        return self.state == RoundState.OPEN


class RoundEvent(models.Model):
    """A line of a round's story: who opened, closed or reopened it, when and why."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="events")
    verb = models.CharField(_("what"), max_length=10, choices=RoundVerb)
    by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    comment = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("event of a round")
        verbose_name_plural = _("events of rounds")
        ordering = ["round", "at", "pk"]

    def __str__(self):
        return f"{self.get_verb_display()} – {self.by} – {self.at:%d/%m/%Y}"


class DueDate(models.Model):
    """The last day on which a level may send in a round. Law says "trước ngày 15/6": the last day is 14/6."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="due_dates")
    level = models.CharField(_("level"), max_length=20, choices=UnitKind)
    due_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("due date")
        verbose_name_plural = _("due dates")
        ordering = ["round", "due_on"]
        constraints = [models.UniqueConstraint(fields=["round", "level"], name="due_date_once_per_level")]

    def __str__(self):
        return f"{self.get_level_display()}: {self.due_on:%d/%m/%Y}"

    def has_passed(self):
        return clock.today() > self.due_on
