"""Where a person does social work, as what, from when to when, and for which allowance."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from facilities.models import Facility
from swprogram.org.models import Unit, within_reach
from swprogram.org.roles import Verb
from workforce.enums import Engagement, StaffKind, Workplace
from workforce.models.reference import Title
from workforce.models.worker import Worker


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The posts in the units that the person's roles reach: those elsewhere are no business of theirs."""
        return self.filter(within_reach(user, Verb.VIEW_REGISTRIES))

    def not_ended_on(self, day):
        """Live on the day, or still to begin."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def live_on(self, day):
        """Started by that day and not ended on it; without a known start it was there all along."""
        started = Q(started_on__isnull=True) | Q(started_on__lte=day)
        return self.filter(started, Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def counted_on(self, day):
        """The one post at which each person counts: of those live on the day the main one, else the first."""
        before = Q(is_main__gt=OuterRef("is_main")) | Q(
            is_main=OuterRef("is_main"), number__lt=OuterRef("number")
        )
        preferred = Post.objects.live_on(day).filter(before, worker=OuterRef("worker"))
        return self.live_on(day).filter(~Exists(preferred))

    def with_pay_on(self, day):
        """Each with `pay`: the monthly allowance in đồng on the day; None without one."""
        rows = Allowance.objects.filter(post=OuterRef("pk"), valid_from__lte=day)
        return self.annotate(pay=Subquery(rows.order_by("-valid_from").values("amount")[:1]))


class Post(models.Model):
    """One post of a person; `number` tells the person's posts apart.

    `unit` is the commune, district or province that counts the person. The employer is a facility, or an
    agency of the province; without either it is the People's Committee of `unit`. Of several posts that
    are live at once, the main one says under which kind and workplace the person counts.
    """

    worker = models.ForeignKey(
        Worker, models.CASCADE, related_name="posts", verbose_name=pgettext_lazy("workforce", "person")
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("counted with"))
    facility = models.ForeignKey(
        Facility, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("facility")
    )
    agency = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agency")
    )
    workplace = models.CharField(_("workplace"), max_length=20, choices=Workplace)
    kind = models.CharField(_("kind of staff"), max_length=20, choices=StaffKind)
    engagement = models.CharField(
        _("engagement"), max_length=15, choices=Engagement, default=Engagement.FULL_TIME
    )
    position = models.CharField(_("position"), max_length=200, blank=True)
    title = models.ForeignKey(
        Title,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("professional title"),
    )
    rank = models.PositiveSmallIntegerField(_("rank (salary step)"), null=True, blank=True)
    coefficient = models.DecimalField(
        _("salary coefficient"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    is_main = models.BooleanField(_("main post"), default=True)
    started_on = models.DateField(_("since"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    history = HistoricalRecords()
    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["worker", "number"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "number"], name="post_number_once_per_person"),
            models.UniqueConstraint(
                fields=["worker"],
                condition=Q(is_main=True, ended_on__isnull=True),
                name="post_one_main_per_person",
                violation_error_message=_("This person has another main post. Make that one a second post."),
            ),
            models.CheckConstraint(
                name="post_one_employer",
                condition=Q(facility__isnull=True) | Q(agency__isnull=True),
            ),
            models.CheckConstraint(
                name="post_dates_in_order",
                condition=Q(started_on__isnull=True)
                | Q(ended_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "worker"], name="post_unit_worker"),
            models.Index(fields=["worker", "unit"], name="post_worker_unit"),
        ]

    def __str__(self):
        return f"{self.worker}: {self.employer_name}"

    @property
    def employer_name(self):
        employer = self.facility or self.agency or self.unit
        return employer.name

    def is_live_on(self, day):
        return (self.started_on is None or self.started_on <= day) and (
            self.ended_on is None or day < self.ended_on
        )

    def has_ended_by(self, day):
        return self.ended_on is not None and self.ended_on <= day

    def clean(self):
        """The rules between fields, without a query beyond the related rows that are loaded."""
        errors = {}
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            errors["ended_on"] = gettext("The last day must not come before the first day.")
        if self.facility_id and self.agency_id:
            errors["agency"] = gettext("Choose a facility or an agency, not both.")
        if self.title_id and not self._title_overlaps():
            errors["title"] = gettext(
                "This title was not in force while the post lasted. Choose another one."
            )
        if errors:
            raise ValidationError(errors)

    def _title_overlaps(self):
        title = self.title
        ended_before = self.ended_on and title.valid_from and self.ended_on <= title.valid_from
        started_after = self.started_on and title.valid_to and self.started_on >= title.valid_to
        return not (ended_before or started_after)


class Allowance(models.Model):
    """What a post pays a month in đồng, from a day until the next row begins; 0 ends it.

    Thông tư 03/2022/TT-BTC, Điều 4: the province decides; plans compare it with the base wage of that day.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="allowances")
    amount = models.PositiveIntegerField(_("đồng a month"))
    valid_from = models.DateField(_("since"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["post", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "valid_from"],
                name="allowance_once_per_day",
                violation_error_message=_("Another amount begins on this day."),
            )
        ]

    def __str__(self):
        return f"{self.amount} ({self.valid_from:%d/%m/%Y})"
