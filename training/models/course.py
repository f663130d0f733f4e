"""A course from its place in the year's plan to its last session, and who teaches it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from facilities.models import Facility
from plans.enums import FundingKind
from plans.models import Activity
from swprogram.kit.codes import write_code
from swprogram.kit.text import normalise, search_key, sort_key
from swprogram.org.models import Unit, UnitClosure, anchors_of, within_reach
from swprogram.org.roles import Verb
from training.enums import CourseState, Subject, TrainingKind
from workforce.enums import Qualification
from workforce.models import Worker
from workforce.models.worker import given_name_first

CODE_PREFIX = "LH"
LECTURER_PREFIX = "GV"


class LecturerQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within_reach(user, Verb.VIEW_REGISTRIES))


class Lecturer(models.Model):
    """Somebody who teaches social work; `worker` is the same person in the workforce registry, if any."""

    full_name = models.CharField(_("full name"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    worker = models.ForeignKey(
        Worker, models.SET_NULL, null=True, blank=True, related_name="lecturers",
        verbose_name=_("in the workforce registry"),
    )  # fmt: skip
    body = models.ForeignKey(
        Facility, models.PROTECT, null=True, blank=True, related_name="lecturers",
        verbose_name=_("training body"),
    )  # fmt: skip
    workplace = models.CharField(_("works at"), max_length=300, blank=True)
    qualification = models.CharField(_("qualification"), max_length=20, choices=Qualification, blank=True)
    subjects = models.CharField(_("teaches"), max_length=500, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    is_active = models.BooleanField(_("teaches now"), default=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=1000, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)

    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])
    objects = LecturerQuerySet.as_manager()

    class Meta:
        verbose_name = _("lecturer")
        verbose_name_plural = _("lecturers")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["sort_key", "id"], name="lecturer_by_name")]

    def __str__(self):
        return self.full_name

    @property
    def code(self):
        return write_code(LECTURER_PREFIX, self.pk)

    def fill_keys(self):
        self.full_name = " ".join(normalise(self.full_name).split())
        self.search_key = search_key(f"{self.full_name} {self.workplace}")[:1000]
        self.sort_key = sort_key(given_name_first(self.full_name))[:1500]

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)


class CourseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The courses of the units that the person's roles reach, and those of the units above them."""
        above = UnitClosure.objects.filter(descendant__in=anchors_of(user, Verb.VIEW_REGISTRIES))
        reached = within_reach(user, Verb.VIEW_REGISTRIES)
        return self.filter(Q(reached) | Q(unit__in=above.values("ancestor")))

    def held_in(self, first, last):
        """Held, with the last day from `first` to `last`: a course across the cut-off belongs to the next."""
        return self.filter(state=CourseState.HELD, ends_on__gte=first, ends_on__lte=last)


class Course(models.Model):
    """One course of one kind. What was planned stays beside what was held.

    `year` is the reporting year in whose plan it stands. It counts in the period that contains `ends_on`.
    """

    title = models.CharField(pgettext_lazy("course", "title"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="courses", verbose_name=_("organised by"))
    kind = models.CharField(_("kind of training"), max_length=20, choices=TrainingKind)
    level = models.CharField(_("leads to"), max_length=20, choices=Qualification, blank=True)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject, default=Subject.SOCIAL_WORK)
    target_group = models.CharField(_("for whom"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year of the plan"))
    planned_days = models.PositiveSmallIntegerField(_("days planned"), null=True, blank=True)
    planned_people = models.PositiveIntegerField(_("people planned"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CourseState, default=CourseState.PLANNED)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    days = models.PositiveSmallIntegerField(_("days held"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    body = models.ForeignKey(
        Facility,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="courses",
        verbose_name=_("training body"),
    )
    organiser = models.CharField(_("organising agency"), max_length=300, blank=True)
    funding = models.CharField(_("funding source"), max_length=20, choices=FundingKind, blank=True)
    cost = models.PositiveBigIntegerField(_("cost in đồng"), null=True, blank=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="courses",
        verbose_name=_("activity of the plan that it fulfils"),
    )  # fmt: skip
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    search_key = models.CharField(max_length=1000, editable=False)
    sort_key = models.CharField(max_length=1500, editable=False)

    history = HistoricalRecords(excluded_fields=["search_key", "sort_key"])
    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["-year", "sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                name="course_dates_in_order",
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="course_held_says_when",
                condition=~Q(state=CourseState.HELD) | Q(starts_on__isnull=False, ends_on__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="course_by_title"),
            models.Index(fields=["ends_on", "id"], name="course_by_end"),
            models.Index(fields=["unit", "year"], name="course_unit_year"),
        ]

    def __str__(self):
        return self.title

    @property
    def code(self):
        return write_code(CODE_PREFIX, self.pk)

    def clean(self):
        """The rules between fields, without a query."""
        errors = {}
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            errors["ends_on"] = gettext("The last day must not come before the first day.")
        if self.state == CourseState.HELD and not (self.starts_on and self.ends_on):
            empty = "ends_on" if self.starts_on else "starts_on"
            errors[empty] = gettext("A course that was held has a first and a last day.")
        if errors:
            raise ValidationError(errors)

    def fill_keys(self):
        self.title = normalise(self.title)
        self.search_key = search_key(f"{self.title} {self.target_group} {self.place}")[:1000]
        self.sort_key = sort_key(self.title)[:1500]

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)


class Session(models.Model):
    """A meeting of a course: day, hours, topic, lecturers."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions")
    held_on = models.DateField(_("on"))
    part = models.CharField(_("time"), max_length=50, blank=True)
    topic = models.CharField(_("topic"), max_length=300, blank=True)
    lecturers = models.ManyToManyField(
        Lecturer, related_name="sessions", blank=True, verbose_name=_("lecturers")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["course", "held_on", "pk"]

    def __str__(self):
        return f"{self.course}: {self.held_on:%d/%m/%Y}"
