"""What agencies say of their duties, period after period."""

from pathlib import PurePath
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import DUTY_REPORT_WORKFLOW, DutyReportState, DutyReportVerb, Progress
from plans.models.parts import Duty
from swprogram.kit.periods import PeriodKind, label_of
from swprogram.org.models import Unit, User, reachable_units
from swprogram.org.roles import Verb


def random_name(report, name):
    """Where a file is kept: nothing of the name that it came with but its ending reaches the disk."""
    return f"duties/{uuid4().hex}{PurePath(name).suffix}"


class DutyReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Its own agency, and whoever reaches that agency and reads duty reports."""
        return self.filter(agency__in=reachable_units(user, Verb.VIEW_DUTY_REPORTS))


class DutyReport(models.Model):
    """One agency's word on one duty in one period: how far it is, what was done, what stands in the way.

    `evidence` is a PDF or a picture under a random name; the name that it came with is only shown.
    `version` counts the saves, so that nobody overwrites another silently.
    """

    duty = models.ForeignKey(Duty, models.CASCADE, related_name="reports", verbose_name=_("duty"))
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="duty_reports", verbose_name=_("agency"))
    kind = models.CharField(_("kind of period"), max_length=20, choices=PeriodKind)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(
        _("state"), max_length=10, choices=DutyReportState, default=DutyReportState.DRAFT
    )
    progress = models.CharField(_("progress"), max_length=20, choices=Progress)
    done = models.TextField(_("what was done"), blank=True)
    difficulty = models.TextField(_("difficulties"), blank=True)
    proposal = models.TextField(_("proposals"), blank=True)
    evidence = models.FileField(_("evidence"), upload_to=random_name, blank=True)
    evidence_name = models.CharField(_("file name"), max_length=255, blank=True)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")
    review_comment = models.TextField(_("reason"), blank=True)

    history = HistoricalRecords()
    objects = DutyReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a duty")
        verbose_name_plural = _("reports on duties")
        ordering = ["duty", "-year", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "agency", "kind", "year"], name="duty_report_once_per_period"
            ),
            models.CheckConstraint(
                name="duty_report_sent_says_when_and_by_whom",
                condition=Q(state=DutyReportState.DRAFT, sent_at__isnull=True, sent_by__isnull=True)
                | (~Q(state=DutyReportState.DRAFT) & Q(sent_at__isnull=False, sent_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="duty_report_return_says_why",
                condition=~Q(state=DutyReportState.RETURNED) | ~Q(review_comment=""),
                violation_error_message=_("Say why you return it, so that the agency knows what to mend."),
            ),
        ]

    def __str__(self):
        return f"{self.agency.short_name}: {label_of(self.kind, self.year)}"

    @property
    def period(self):
        return label_of(self.kind, self.year)

    @property
    def can_be_sent(self):
        """Not sent, or returned: the agency may change it."""
        return DUTY_REPORT_WORKFLOW.allows(self.state, DutyReportVerb.SEND)
