"""The parts of a plan's text beside its targets, each in the order in which it is printed."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plans.enums import DutyRole, FundingKind, PassageKind, PlanPart, Rhythm
from plans.models.plan import Plan
from swprogram.kit.text import search_key
from swprogram.org.models import Unit


class Part(models.Model):
    """A row of a plan's text; `position` is its place in the document."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)s_set", verbose_name=_("plan"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["plan_id", "position", "pk"]


class NumberedPart(Part):
    """A part with the number or dash that is printed before it, or none."""

    number = models.CharField(_("printed number"), max_length=20, blank=True)

    class Meta(Part.Meta):
        abstract = True

    @property
    def number_label(self):
        """As it stands before the text: '2.1.', 'Điều 1.', 'a)', '-'."""
        return f"{self.number}." if self.number[-1:].isalnum() else self.number


class Heading(NumberedPart):
    """The printed heading of a part; `number` is its full place, as "II.2" for heading 2 of chapter II."""

    part = models.CharField(_("part of the plan"), max_length=20, choices=PlanPart)
    text = models.CharField(_("text"), max_length=300)

    history = HistoricalRecords()

    class Meta(NumberedPart.Meta):
        verbose_name = _("heading")
        verbose_name_plural = _("headings")

    def __str__(self):
        return f"{self.number} {self.text}".strip()

    @property
    def number_label(self):
        """Its own number only: '2.' for heading II.2."""
        return f"{self.number.rpartition('.')[2]}." if self.number else ""


class LegalBasis(Part):
    """A document on which the plan rests (căn cứ), as printed, with its number and date where readable."""

    text = models.TextField(_("text"))
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of issue"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self):
        return self.number or self.text[:60]


class Passage(NumberedPart):
    """A purpose, requirement, objective, article or paragraph on funding or reporting."""

    kind = models.CharField(_("kind"), max_length=20, choices=PassageKind)
    text = models.TextField(_("text"))

    history = HistoricalRecords()

    class Meta(NumberedPart.Meta):
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self):
        return f"{self.number} {self.text[:60]}".strip()


class Activity(NumberedPart):
    """A heading or an item of the plan's activities; items hang under their heading."""

    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    text = models.TextField(_("text"))
    search_key = models.TextField(editable=False)

    history = HistoricalRecords(excluded_fields=["search_key"])

    class Meta(NumberedPart.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self):
        return f"{self.number} {self.text[:60]}".strip()

    def save(self, *args, **kwargs):
        self.search_key = search_key(f"{self.number} {self.text}")
        super().save(*args, **kwargs)

    def clean(self):
        """An item hangs under a heading of the same plan, never under itself."""
        super().clean()
        if self.parent is None:
            return
        if self.parent.plan_id != self.plan_id:
            raise ValidationError({"parent": gettext("Choose an activity of this plan.")})
        if self.pk is not None and self.pk in self.parent.line_upwards():
            message = gettext("An activity cannot stand under itself. Choose another, or leave this empty.")
            raise ValidationError({"parent": message})

    def line_upwards(self):
        """The ids of this activity and of those above it."""
        above = dict(Activity.objects.filter(plan=self.plan_id).values_list("pk", "parent_id"))
        line, pk = [], self.pk
        while pk is not None and pk not in line:
            line.append(pk)
            pk = above.get(pk)
        return line


class Body(NumberedPart):
    """A body that the plan names: one agency, or a class of bodies ("các ngành chức năng liên quan")."""

    name = models.CharField(_("printed name"), max_length=300)
    agency = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="named_in_plans", verbose_name=_("agency")
    )
    is_class = models.BooleanField(_("a class of bodies"), default=False)
    members = models.ManyToManyField(
        Unit,
        related_name="+",
        blank=True,
        verbose_name=_("agencies of the class"),
        help_text=_("Those who report on the duties of the class."),
    )

    history = HistoricalRecords(m2m_fields=[members])

    class Meta(NumberedPart.Meta):
        verbose_name = _("body named by a plan")
        verbose_name_plural = _("bodies named by a plan")
        constraints = [
            models.CheckConstraint(
                name="body_class_is_no_agency",
                condition=Q(is_class=False) | Q(agency__isnull=True),
                violation_error_message=_("A class of bodies cannot be one agency."),
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.is_class and self.agency_id is not None:
            message = gettext("A class of bodies is not one agency: leave this empty, or untick the class.")
            raise ValidationError({"agency": message})


class Duty(Part):
    """What a body has to do: in one activity, or (without one) for the plan as a whole."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="duties", verbose_name=_("body"))
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="duties", verbose_name=_("activity")
    )
    role = models.CharField(_("role"), max_length=30, choices=DutyRole)
    due_on = models.DateField(_("due date"), null=True, blank=True)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=Rhythm, blank=True)
    printed_body = models.CharField(
        _("name as printed here"), max_length=300, blank=True, help_text=_("Only where it differs.")
    )
    text = models.TextField(_("text"), blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("duty")
        verbose_name_plural = _("duties")
        constraints = [
            models.CheckConstraint(
                name="duty_says_what",
                condition=~Q(text="") | Q(activity__isnull=False),
                violation_error_message=_("A duty needs a text or an activity."),
            ),
        ]

    def __str__(self):
        return self.text[:60] or f"{self.body} – {self.get_role_display()}"

    def clean(self):
        """The rules of a duty, each with its remedy beside the field that breaks it."""
        super().clean()
        errors = self._of_another_plan() | self._due_outside() | self._second_lead()
        if errors:
            raise ValidationError(errors)

    def _of_another_plan(self):
        rows = {"body": self.body if self.body_id else None, "activity": self.activity}
        message = gettext("Choose one of this plan.")
        return {name: message for name, row in rows.items() if row and row.plan_id != self.plan_id}

    def _due_outside(self):
        if self.due_on is None or self.plan.covers(self.due_on.year):
            return {}
        message = gettext("The plan runs %(years)s. Type a day of these years, or leave this empty.")
        return {"due_on": message % {"years": self.plan.years}}

    def _second_lead(self):
        """One body leads an activity."""
        if self.role != DutyRole.LEAD or self.activity_id is None:
            return {}
        leads = Duty.objects.filter(activity=self.activity_id, role=DutyRole.LEAD).exclude(pk=self.pk)
        lead = leads.select_related("body").first()
        if lead is None:
            return {}
        message = gettext(
            "This activity already has a lead: %(body)s. Choose “%(coordinates)s” or “%(implements)s”,"
            " or change the other first."
        )
        labels = {"coordinates": DutyRole.COORDINATE.label, "implements": DutyRole.IMPLEMENT.label}
        return {"role": message % {"body": lead.printed_body or lead.body, **labels}}


class FundingSource(Part):
    """A source of money that the plan names, in its printed words."""

    kind = models.CharField(_("source"), max_length=30, choices=FundingKind)
    text = models.CharField(_("text"), max_length=500)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("funding source")
        verbose_name_plural = _("funding sources")

    def __str__(self):
        return self.text


class Recipient(Part):
    """A line of Nơi nhận, as printed."""

    text = models.CharField(_("text"), max_length=300)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self):
        return self.text


class Correction(Part):
    """A printed error: where it stands, what is printed, what is right. The printed text stays as it is."""

    where = models.CharField(_("where"), max_length=200)
    printed = models.CharField(_("printed"), max_length=500)
    correct = models.CharField(_("correct"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)

    history = HistoricalRecords()

    class Meta(Part.Meta):
        verbose_name = _("correction note")
        verbose_name_plural = _("correction notes")

    def __str__(self):
        return f"{self.where}: {self.printed}"
