"""What an activity brought about, as far as its text counts it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import ResultKind
from plans.models.parts import Activity
from plans.models.plan import Plan
from swprogram.kit import clock
from swprogram.org.models import Unit


class ActivityResultQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(activity__plan__in=Plan.objects.visible_to(user))


class ActivityResult(models.Model):
    """An event held, a training given, an inspection made. Persons and attendances are never mixed."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="results", verbose_name=_("activity"))
    kind = models.CharField(_("kind"), max_length=20, choices=ResultKind)
    title = models.CharField(_("what"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("done by"))
    held_on = models.DateField(_("date"))
    quantity = models.PositiveIntegerField(_("how many times or pieces"), default=1)
    persons = models.PositiveIntegerField(_("persons"), null=True, blank=True)
    attendances = models.PositiveIntegerField(_("attendances"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = ActivityResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of an activity")
        verbose_name_plural = _("results of activities")
        ordering = ["activity", "held_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="result_persons_at_most_attendances",
                condition=Q(persons__isnull=True)
                | Q(attendances__isnull=True)
                | Q(persons__lte=models.F("attendances")),
                violation_error_message=_(
                    "More persons than attendances: each person attends at least once."
                ),
            ),
            models.CheckConstraint(name="result_quantity_positive", condition=Q(quantity__gte=1)),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """The day lies in the plan's years and not ahead."""
        super().clean()
        if self.held_on is None:
            return
        plan = self.activity.plan
        if not plan.covers(self.held_on.year):
            message = gettext("The plan runs %(years)s. Type a day in these years.")
            raise ValidationError({"held_on": message % {"years": plan.years}})
        if self.held_on > clock.today():
            raise ValidationError(
                {"held_on": gettext("This day is still to come. Record it once it is done.")}
            )
