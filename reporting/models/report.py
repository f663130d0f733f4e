"""Reports to the Ministry: what the officer writes, and the frozen figures once issued."""

import re

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.models import Plan
from reporting.enums import FROZEN_STATES, ReportState
from submissions.models import Round
from swprogram.org.models import Unit, User, reachable_units
from swprogram.org.roles import Verb

# Before a name or behind it. Nghị định 30/2020/NĐ-CP, Phụ lục I: the signer's name stands without them.
TITLES = (
    r"(^|,)\s*((PGS|GS|TSKH|TS|Th\.?\s?S|Ths|BS|BSCK[12I]*|CK[12I]+|CN|KS|DS|LS|KTS|TTND|TTƯT|NGND|NGƯT)"
    r"(\.|\s|,|$)|(Phó giáo sư|Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Cử nhân|Kỹ sư|Dược sĩ|Luật sư)\b)"
)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Issued reports of the provinces in reach; drafts only for those who also read the counts behind.

        So the Ministry sees a report when the province has issued it, and not before.
        """
        province = "round__province__in"
        reads_counts = Q(**{province: reachable_units(user, Verb.VIEW_SUBMISSIONS)})
        reports = self.filter(**{province: reachable_units(user, Verb.VIEW_REPORTS)})
        return reports.filter(Q(state__in=FROZEN_STATES) | reads_counts)

    def writable_by(self, user):
        return self.filter(round__province__in=reachable_units(user, Verb.WRITE_REPORTS))


class Report(models.Model):
    """The report of a province on one plan in one round.

    While it is a draft its tables and its head (agencies, legal bases, subject) are computed anew at every
    look; issuing keeps them in `frozen_tables` and `frozen_head`, and from then on screen, PDF, Excel and
    API read only those. A withdrawn report stays readable, with its mark; another may be written beside it.
    `numbered_by` and `numbered_in` say whose number it is: an agency gives each number once a year.
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
    signer = models.CharField(
        _("signed by"),
        max_length=100,
        blank=True,
        validators=[
            RegexValidator(
                TITLES,
                _("Type the name without academic or honorary titles (Nghị định 30/2020/NĐ-CP)."),
                inverse_match=True,
                flags=re.IGNORECASE,
            )
        ],
        help_text=_("The full name alone, without academic titles."),
    )
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
    numbered_in = models.PositiveSmallIntegerField(_("year of the number"), null=True, editable=False)
    numbered_by = models.ForeignKey(
        Unit, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("numbered by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(User, models.RESTRICT, null=True, editable=False, related_name="+")
    withdrawal_number = models.CharField(_("number of the decision"), max_length=50, blank=True)
    withdrawal_on = models.DateField(_("date of the decision"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("why it is withdrawn"), blank=True)

    history = HistoricalRecords(excluded_fields=["frozen_head", "frozen_tables"])
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-round__period__ends_on", "plan"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "plan"],
                condition=~Q(state=ReportState.WITHDRAWN),
                name="report_once_per_round_and_plan",
                violation_error_message=_("This round already has a report on this plan."),
            ),
            models.UniqueConstraint(
                fields=["numbered_in", "numbered_by", "number"],
                name="report_number_once_per_year_and_agency",
                violation_error_message=_(
                    "This number was given to another report of this year. Type the clerk's number."
                ),
            ),
            models.CheckConstraint(
                name="report_withdrawn_says_when_by_whom_why_and_by_which_decision",
                condition=Q(
                    state=ReportState.WITHDRAWN,
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawal_on__isnull=False,
                )
                & ~Q(withdrawal_number="")
                & ~Q(withdrawal_reason="")
                | Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_on__isnull=True)
                & Q(withdrawal_number="", withdrawal_reason="")
                & ~Q(state=ReportState.WITHDRAWN),
            ),
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
                    state__in=FROZEN_STATES,
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
        """Was it ever issued? Then it is frozen, also when it was withdrawn."""
        return self.state in FROZEN_STATES

    @property
    def is_withdrawn(self):
        return self.state == ReportState.WITHDRAWN
