"""Reports to the Ministry: what the officer writes, and the frozen figures once issued."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.models import Plan
from reporting.enums import ReportState
from submissions.models import Round
from swprogram.org.models import User, reachable_units
from swprogram.org.roles import Verb


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Issued reports of the provinces in reach; drafts only for those who also read the counts behind.

        So the Ministry sees a report when the province has issued it, and not before.
        """
        province = "round__province__in"
        reads_counts = Q(**{province: reachable_units(user, Verb.VIEW_SUBMISSIONS)})
        reports = self.filter(**{province: reachable_units(user, Verb.VIEW_REPORTS)})
        return reports.filter(Q(state=ReportState.ISSUED) | reads_counts)

    def writable_by(self, user):
        return self.filter(round__province__in=reachable_units(user, Verb.WRITE_REPORTS))


class Report(models.Model):
    """The report of a province on one plan in one round.

    While it is a draft its tables and its head (agencies, legal bases, subject) are computed anew at every
    look; issuing keeps them in `frozen_tables` and `frozen_head`, and from then on screen, PDF, Excel and
    API read only those.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="reports", verbose_name=_("round"))
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reports", verbose_name=_("plan"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    number = models.CharField(
        _("number"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d+$", _("Type only the digits of the number, for example 05."))],
        help_text=_("Only the number, as 05; the symbol of the agency is added."),
    )
    signed_on = models.DateField(_("date of signature"), null=True, blank=True)
    signing_capacity = models.CharField(
        _("signing capacity"),
        max_length=100,
        blank=True,
        help_text=_("One line for the director; for a deputy two: KT. GIÁM ĐỐC, then PHÓ GIÁM ĐỐC."),
    )
    signer = models.CharField(_("signed by"), max_length=100, blank=True)
    direction = models.TextField(_("I. Direction and management"), blank=True)
    results = models.TextField(_("II. Results, beside the tables"), blank=True)
    assessment = models.TextField(_("III. General assessment"), blank=True)
    next_steps = models.TextField(_("IV. Next steps"), blank=True)
    proposals = models.TextField(_("V. Proposals"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    frozen_head = models.JSONField(null=True, blank=True, editable=False)
    frozen_tables = models.JSONField(null=True, blank=True, editable=False)
    issued_at = models.DateTimeField(_("issued at"), null=True, blank=True)
    issued_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")

    history = HistoricalRecords(excluded_fields=["frozen_head", "frozen_tables"])
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-round__period__ends_on", "plan"]
        constraints = [
            models.UniqueConstraint(fields=["round", "plan"], name="report_once_per_round_and_plan"),
            models.CheckConstraint(
                name="report_issued_says_when_by_whom_and_what",
                condition=Q(
                    state=ReportState.DRAFT,
                    issued_at__isnull=True,
                    issued_by__isnull=True,
                    frozen_head__isnull=True,
                    frozen_tables__isnull=True,
                )
                | Q(
                    state=ReportState.ISSUED,
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    frozen_head__isnull=False,
                    frozen_tables__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="report_issued_has_number_date_and_signer",
                condition=Q(state=ReportState.DRAFT)
                | (~Q(number="") & Q(signed_on__isnull=False) & ~Q(signer="")),
                violation_error_message=_(
                    "An issued report has a number, a date of signature and a signer. Fill them in first."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.plan} – {self.round.period}"

    @property
    def is_issued(self):
        return self.state == ReportState.ISSUED
