"""Who takes part in a course: from the workforce registry, by name only, or as a number of people."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from swprogram.kit.text import normalise, search_key, sort_key
from swprogram.org.models import Unit, within_reach
from swprogram.org.roles import Verb
from training.enums import Result
from training.models.course import Course, Session
from workforce.enums import StaffKind, Workplace
from workforce.models import Worker
from workforce.models.worker import given_name_first


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who come from the person's units, and all in the courses that these units organise."""
        own = within_reach(user, Verb.VIEW_REGISTRIES)
        return self.filter(Q(own) | Q(within_reach(user, Verb.VIEW_REGISTRIES, unit="course__unit")))

    def completed(self):
        return self.filter(result=Result.COMPLETED)


class Participant(models.Model):
    """A line of the list of participants. `headcount` is 1, except where only a number is known.

    A person of the registry is the same person in every course; somebody named only is told apart by name,
    birth year and unit; a number of people cannot be told apart at all, and says so wherever it counts.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="participants")
    worker = models.ForeignKey(
        Worker, models.PROTECT, null=True, blank=True, related_name="participations",
        verbose_name=_("in the workforce registry"),
    )  # fmt: skip
    full_name = models.CharField(_("full name"), max_length=300, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("comes from"))
    kind = models.CharField(_("kind of staff"), max_length=20, choices=StaffKind, blank=True)
    workplace = models.CharField(_("workplace"), max_length=20, choices=Workplace, blank=True)
    headcount = models.PositiveIntegerField(pgettext_lazy("training", "people"), default=1)
    result = models.CharField(_("result"), max_length=15, choices=Result, default=Result.PENDING)
    certificate_number = models.CharField(_("certificate"), max_length=100, blank=True)
    certified_on = models.DateField(_("certificate of"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    search_key = models.CharField(max_length=500, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)

    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])
    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["course", "sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "worker"],
                name="participant_once_per_course",
                violation_error_message=_("This person is in the list already."),
            ),
            models.CheckConstraint(
                name="participant_number_only_without_name",
                condition=Q(headcount=1) | Q(worker__isnull=True, full_name="", headcount__gt=0),
            ),
        ]
        indexes = [models.Index(fields=["course", "sort_key"], name="participant_by_name")]

    def __str__(self):
        return self.shown_name

    @property
    def shown_name(self):
        if self.worker_id:
            return self.worker.full_name
        return self.full_name or gettext("%(count)d people, by number only") % {"count": self.headcount}

    @property
    def is_number_only(self):
        return not self.worker_id and not self.full_name

    def clean(self):
        """The rules between fields, without a query."""
        errors = {}
        if self.headcount < 1:
            errors["headcount"] = gettext("Type how many people these are.")
        if self.headcount > 1 and (self.worker_id or self.full_name):
            errors["headcount"] = gettext("A person with a name is one. Leave the name empty, or type 1.")
        if errors:
            raise ValidationError(errors)

    def fill_keys(self):
        if self.worker_id:
            self.full_name, self.birth_year = self.worker.full_name, self.worker.birth_year
        self.full_name = " ".join(normalise(self.full_name).split())
        self.search_key = search_key(self.full_name)[:500]
        self.sort_key = sort_key(given_name_first(self.full_name))[:1500]

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)


class Attendance(models.Model):
    """A participant was at a session; of a number of people, `present` says how many."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="attendances")
    present = models.PositiveIntegerField(_("present"), default=1)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once_per_session")
        ]

    def __str__(self):
        return f"{self.session}: {self.participant}"
