"""What one unit sends in one round: the figures, their state, and who moved it when.

Late is what was first sent after its due date, or is not sent by then; that stays, whatever happens later.
Returned counts have MENDING_DAYS from the day of the return; only then they are overdue.
"""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from submissions.enums import FigureState, RoundState, SubmissionState, SubmissionVerb
from submissions.models.catalogue import Form, Measure, Option
from submissions.models.round import DueDate, Round
from swprogram.kit import clock
from swprogram.org.models import Unit, User, anchors_of, reachable_units
from swprogram.org.roles import Verb

# Decided here: Nghị định 09/2019 sets the due date of a report, and none for mending it.
MENDING_DAYS = 7

# District by district, in the order of the alphabet.
BY_PLACE = ("unit__parent__sort_key", "unit__sort_key", "pk")


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit__in=reachable_units(user, Verb.VIEW_SUBMISSIONS))

    def for_pages(self):
        """With everything that a line about a submission names, and its due date."""
        related = ("unit__parent", "round__period", "round__province", "form", "reviewer")
        people = ("saved_by", "sent_by", "reviewed_by")
        return self.select_related(*related, *people).with_due_date()

    def with_due_date(self):
        # Unordered: the joins of an ordering inside a subquery would hide the outer query's unit.
        due = DueDate.objects.filter(round=OuterRef("round"), level=OuterRef("unit__kind")).order_by()
        return self.annotate(due_on=Subquery(due.values("due_on")[:1]))

    def with_progress(self):
        """Adds how many cells there are (`cells`), have an answer (`answered`), differ from the registries
        (`differing`)."""
        figures = Figure.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
        cells = figures.annotate(count=Count("pk")).values("count")
        counted = {
            "cells": cells,
            "answered": cells.exclude(state=FigureState.NOT_REPORTED),
            "differing": cells.filter(DIFFERS),
        }
        return self.annotate(**{name: Coalesce(Subquery(rows), 0) for name, rows in counted.items()})

    def overdue_on(self, day):
        """What is waited for on this day: never sent and past its due date, or not mended in time."""
        return self.with_due_date().filter(_overdue_on(day))

    def late_on(self, day):
        """What is overdue on this day, and what was sent after its due date for the first time."""
        sent_late = Q(first_sent_at__date__gt=F("due_on"))
        return self.with_due_date().filter(_overdue_on(day) | sent_late)

    def entered_by(self, user):
        """The submissions of the units for which the person enters figures."""
        return self.filter(unit__in=user.units_with(Verb.ENTER_FIGURES))

    def reviewed_by(self, user):
        """The submissions that the person returns or accepts; nobody reviews what their own role enters."""
        reviewing = anchors_of(user, Verb.REVIEW_SUBMISSIONS)
        return self.filter(reviewer__in=reviewing).exclude(unit__in=user.units_with(Verb.ENTER_FIGURES))

    def in_open_rounds(self):
        return self.filter(round__state=RoundState.OPEN)

    def sent(self):
        return self.filter(state=SubmissionState.SENT)

    def in_review_order(self):
        """What waits for the reviewer first, then what waits for the unit, then what is done."""
        order = [SubmissionState.SENT, SubmissionState.RETURNED, SubmissionState.DRAFT]
        whens = [When(state=state, then=Value(place)) for place, state in enumerate(order)]
        rank = Case(*whens, default=Value(len(order)), output_field=IntegerField())
        return self.order_by(rank, *BY_PLACE)


def _overdue_on(day):
    returned_before = timezone.make_aware(datetime.combine(day - timedelta(days=MENDING_DAYS), time.min))
    never_sent = Q(state=SubmissionState.DRAFT, due_on__lt=day)
    return never_sent | Q(state=SubmissionState.RETURNED, reviewed_at__lt=returned_before)


class Submission(models.Model):
    """The counts of one unit in one round, made when the round opens: an empty one is expected, not sent.

    `reviewer` is the unit above on the day of the cut-off: its officers return or accept.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="submissions", verbose_name=_("round"))
    form = models.ForeignKey(Form, models.PROTECT, related_name="submissions", verbose_name=_("form"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="submissions", verbose_name=_("unit"))
    reviewer = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("reviewing unit"))
    state = models.CharField(
        _("state"), max_length=10, choices=SubmissionState, default=SubmissionState.DRAFT
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    note = models.TextField(
        _("note"), blank=True, help_text=_("What the reviewer should know about these figures.")
    )
    explained = models.JSONField(_("what the note explains"), default=dict, blank=True, editable=False)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False)
    saved_at = models.DateTimeField(_("last saved at"), null=True, blank=True)
    saved_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")
    first_sent_at = models.DateTimeField(_("first sent at"), null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.RESTRICT, null=True, blank=True, related_name="+")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["round", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "form", "unit"], name="submission_once_per_unit_and_round"
            ),
            models.CheckConstraint(
                name="submission_saved_says_when_and_by_whom",
                condition=Q(saved_at__isnull=True, saved_by__isnull=True)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_sent_says_when_and_by_whom",
                condition=Q(state=SubmissionState.DRAFT, sent_at__isnull=True, sent_by__isnull=True)
                | (~Q(state=SubmissionState.DRAFT) & Q(sent_at__isnull=False, sent_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="submission_reviewed_says_when_and_by_whom",
                condition=Q(
                    state__in=[SubmissionState.DRAFT, SubmissionState.SENT],
                    reviewed_at__isnull=True,
                    reviewed_by__isnull=True,
                )
                | Q(
                    state__in=[SubmissionState.RETURNED, SubmissionState.ACCEPTED],
                    reviewed_at__isnull=False,
                    reviewed_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="submission_sent_keeps_its_first_sending",
                condition=Q(sent_at__isnull=True, first_sent_at__isnull=True)
                | Q(sent_at__isnull=False, first_sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_reviewed_after_sent",
                condition=Q(reviewed_at__isnull=True) | Q(reviewed_at__gte=F("sent_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="submission_round_state"),
            # Every page asks whether there is any.
            models.Index(
                fields=["is_illustrative"], name="submission_illustrative", condition=Q(is_illustrative=True)
            ),
        ]

    def __str__(self):
        return f"{self.unit.name} – {self.round.period}"

    @property
    def days_late(self):
        """By how many days the first sending missed the due date, so far if there was none; 0 if it did not.

        Needs `with_due_date()`.
        """
        first = timezone.localdate(self.first_sent_at) if self.first_sent_at else clock.today()
        return _days_after(self.due_on, first)

    @property
    def mend_by(self):
        """The last day on which returned counts are sent again in time; None when none are asked for."""
        if self.state != SubmissionState.RETURNED:
            return None
        return timezone.localdate(self.reviewed_at) + timedelta(days=MENDING_DAYS)

    @property
    def days_overdue(self):
        """For how many days the unit has been waited for; 0 when it is not. Needs `with_due_date()`."""
        due_on = self.due_on if self.state == SubmissionState.DRAFT else self.mend_by
        return _days_after(due_on, clock.today())


def _days_after(due_on, day):
    return max(0, (day - due_on).days) if due_on else 0


# A number that is not the registry's, or "not applicable" where the registry counts something. A cell
# without an answer contradicts nothing.
DIFFERS = Q(~Q(value=F("registry_value")), state=FigureState.REPORTED, registry_value__isnull=False) | Q(
    state=FigureState.NOT_APPLICABLE, registry_value__gt=0
)


class Figure(models.Model):
    """One cell: (submission, measure, row option, column option) → whole number, or why there is none.

    `registry_value` is what the registries counted when the unit saved the cell last; None where the unit
    keeps no registry of it.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="figures")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="figures")
    row = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+")
    column = models.ForeignKey(Option, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=20, choices=FigureState, default=FigureState.NOT_REPORTED)
    value = models.BigIntegerField(null=True, blank=True)
    registry_value = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "measure", "row", "column"], name="figure_once_per_cell"
            ),
            models.UniqueConstraint(
                fields=["submission", "measure", "row"],
                condition=Q(column__isnull=True),
                name="figure_once_per_row",
            ),
            models.UniqueConstraint(
                fields=["submission", "measure"],
                condition=Q(row__isnull=True),
                name="figure_once_without_breakdown",
            ),
            models.CheckConstraint(
                name="figure_column_needs_row", condition=Q(column__isnull=True) | Q(row__isnull=False)
            ),
            models.CheckConstraint(
                name="figure_value_agrees_with_state",
                condition=Q(state=FigureState.REPORTED, value__isnull=False)
                | (~Q(state=FigureState.REPORTED) & Q(value__isnull=True)),
            ),
            models.CheckConstraint(
                name="figure_not_negative", condition=Q(value__isnull=True) | Q(value__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["measure", "submission"], name="figure_measure_submission")]

    @property
    def place(self):
        """The ids that tell a cell from the others of its submission: measure, row, column."""
        return self.measure_id, self.row_id, self.column_id

    def __str__(self):
        return f"{self.measure.code}: {self.value if self.value is not None else self.get_state_display()}"


class SubmissionEvent(models.Model):
    """A line of a submission's story: who did what, when, and (for a return) why.

    `figures` keeps what was sent, so that a later correction hides nothing: {figure id as text: whole
    number, "x" for not applicable, None for not reported}. `registry_values` keeps what the registries
    said then: {figure id as text: whole number}, without the cells of which they know nothing.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="events")
    verb = models.CharField(_("what"), max_length=10, choices=SubmissionVerb)
    by = models.ForeignKey(User, models.RESTRICT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    comment = models.TextField(_("reason"), blank=True)
    figures = models.JSONField(_("figures as sent"), null=True, blank=True, editable=False)
    registry_values = models.JSONField(_("registries as sent"), default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["submission", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="event_return_says_why",
                condition=~Q(verb=SubmissionVerb.RETURN) | ~Q(comment=""),
                violation_error_message=_("Say why you return it, so that the unit knows what to mend."),
            ),
            models.CheckConstraint(
                name="event_sending_keeps_its_figures",
                condition=Q(verb=SubmissionVerb.SEND, figures__isnull=False)
                | (~Q(verb=SubmissionVerb.SEND) & Q(figures__isnull=True)),
            ),
        ]

    def __str__(self):
        return f"{self.get_verb_display()} – {self.by} – {self.at:%d/%m/%Y}"
