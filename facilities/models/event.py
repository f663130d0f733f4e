"""What happened to facilities, each by a decision: opened, closed, merged, renamed, transferred."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from facilities.enums import EventKind, Precision
from facilities.models.facility import Facility
from swprogram.kit.dates import format_date
from swprogram.org.models import Unit, User


class FacilityEvent(models.Model):
    """An event and its decision. Nothing that was counted before it is rewritten.

    A renaming keeps both names, a transfer both units and both agencies. Opening, closing and merging tell
    by their parts which facilities were there before and which after.
    """

    kind = models.CharField(_("event"), max_length=12, choices=EventKind)
    happened_on = models.DateField(_("on"))
    precision = models.CharField(_("exact to the"), max_length=6, choices=Precision, default=Precision.DAY)
    decision_number = models.CharField(_("number of the decision"), max_length=100, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    old_name = models.CharField(_("former name"), max_length=300, blank=True)
    new_name = models.CharField(_("new name"), max_length=300, blank=True)
    old_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("counted with, before")
    )
    new_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("counted with, after")
    )
    old_agency = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("managed by, before")
    )
    new_agency = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("managed by, after")
    )
    recorded_by = models.ForeignKey(
        User, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["happened_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="event_renaming_has_both_names",
                condition=Q(kind=EventKind.RENAMED, old_name__gt="", new_name__gt="")
                | (~Q(kind=EventKind.RENAMED) & Q(old_name="", new_name="")),
            ),
            models.CheckConstraint(
                name="event_transfer_has_both_units",
                condition=Q(kind=EventKind.TRANSFERRED, old_unit__isnull=False, new_unit__isnull=False)
                | (~Q(kind=EventKind.TRANSFERRED) & Q(old_unit__isnull=True, new_unit__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.shown_day}"

    @property
    def shown_day(self):
        """As exactly as the document states it: 22/03/2011, tháng 2/2013, năm 2013."""
        if self.precision == Precision.MONTH:
            return _("month %(month)d/%(year)d") % {
                "month": self.happened_on.month,
                "year": self.happened_on.year,
            }
        if self.precision == Precision.YEAR:
            return _("year %(year)d") % {"year": self.happened_on.year}
        return format_date(self.happened_on)


class EventPart(models.Model):
    """A facility in an event: there before it, there after it, or (renaming, transfer) both."""

    event = models.ForeignKey(FacilityEvent, models.CASCADE, related_name="parts")
    facility = models.ForeignKey(Facility, models.CASCADE, related_name="event_parts")
    is_before = models.BooleanField(_("there before"), default=False)
    is_after = models.BooleanField(_("there after"), default=False)

    class Meta:
        verbose_name = _("facility of an event")
        verbose_name_plural = _("facilities of events")
        ordering = ["event", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "facility"], name="event_part_once"),
            models.CheckConstraint(
                name="event_part_before_or_after", condition=Q(is_before=True) | Q(is_after=True)
            ),
        ]

    def __str__(self):
        return f"{self.event}: {self.facility}"
