"""What is typed about a course, about its having been held, and about one of its sessions."""

from crispy_forms.layout import Fieldset
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from plans.activities import name_activities
from plans.enums import PlanState
from plans.models import Activity, Plan
from swprogram.kit.forms import (
    DAY,
    DAY_ERRORS,
    YEAR,
    AmountField,
    ChangeForm,
    PrintedTextField,
    RowForm,
    side_by_side,
)
from swprogram.org.roles import Verb
from swprogram.registry.units import UnitChoiceField, counting_units
from training.exports.references import training_bodies
from training.models import Course, Lecturer, Session
from training.services import COURSE_FIELDS, HOLDING_FIELDS, SESSION_FIELDS
from training.services.sessions import version_of


class KeptUnitField(UnitChoiceField):
    """A unit whose registries the person keeps; the only one is chosen already."""

    def offer(self, user, chosen=None):
        self.queryset = counting_units(user, Verb.EDIT_REGISTRIES)
        units = list(self.queryset[:2])
        if chosen is None and len(units) == 1:
            self.initial = units[0]


class CourseForm(RowForm):
    history_fields = COURSE_FIELDS

    unit = KeptUnitField(label=_("Organised by"), queryset=None)
    cost = AmountField(
        label=_("Cost in đồng"), required=False, help_text=_("In full, for example 45.000.000.")
    )

    class Meta:
        model = Course
        fields = COURSE_FIELDS
        field_classes = dict.fromkeys(["title", "target_group", "place", "organiser"], PrintedTextField)
        widgets = {"starts_on": DAY, "ends_on": DAY, "year": YEAR, "note": forms.Textarea(attrs={"rows": 2})}
        error_messages = {"starts_on": DAY_ERRORS, "ends_on": DAY_ERRORS}
        labels = {
            "title": _("Name of the course"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
        }
        help_texts = {
            "kind": _("Formal training and retraining lead to a degree; the other two do not."),
            "year": _("The reporting year in whose plan the course stands."),
            "ends_on": _("The course counts in the period that contains this day."),
            "organiser": _("When it is not the unit itself."),
            "body": _("A body that trains social workers, from the registry of facilities."),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, self.instance.unit_id)
        bodies = training_bodies(by) | Facility.objects.filter(pk=self.instance.body_id)
        self.fields["body"].queryset = bodies.order_by("sort_key", "pk").distinct()
        _offer_activities(self.fields["activity"], by, self.instance.activity_id)
        self.lay_out(
            Fieldset(
                _("What is taught"),
                "title",
                side_by_side("kind", "subject", "level"),
                side_by_side("target_group", "unit"),
            ),
            Fieldset(_("In the plan"), side_by_side("year", "planned_days", "planned_people"), "activity"),
            Fieldset(
                _("When, where and by whom"),
                side_by_side("starts_on", "ends_on", "days"),
                side_by_side("place", "organiser", "body"),
            ),
            Fieldset(_("Money"), side_by_side("funding", "cost"), "note"),
        )


def _offer_activities(field, user, chosen):
    """The activities of the plans that are not closed, by plan, named by their numbers and first words."""
    plans = Plan.objects.visible_to(user).filter(
        ~Q(state=PlanState.CLOSED) | Q(pk__in=Activity.objects.filter(pk=chosen).values("plan"))
    )
    plans = list(plans.order_by("-from_year", "pk"))
    field.queryset = Activity.objects.filter(plan__in=[plan.pk for plan in plans])
    groups = [(str(plan), list(name_activities(plan).items())) for plan in plans]
    field.choices = [("", _("None"))] + [group for group in groups if group[1]]


class HoldingForm(ChangeForm, forms.ModelForm):
    """That the course was held: when, how many days, where, for how much."""

    history_fields = HOLDING_FIELDS

    cost = AmountField(label=_("Cost in đồng"), required=False)

    class Meta:
        model = Course
        fields = HOLDING_FIELDS
        field_classes = {"place": PrintedTextField}
        widgets = {"starts_on": DAY, "ends_on": DAY}
        error_messages = {"starts_on": DAY_ERRORS, "ends_on": DAY_ERRORS}
        labels = {"starts_on": _("First day"), "ends_on": _("Last day")}
        help_texts = {"ends_on": _("The course counts in the period that contains this day.")}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, version=instance.version, **kwargs)
        self.fields["starts_on"].required = self.fields["ends_on"].required = True
        if self.initial.get("days") is None:
            self.initial["days"] = instance.planned_days
        self.lay_out(side_by_side("starts_on", "ends_on", "days"), side_by_side("place", "cost"))

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in HOLDING_FIELDS}


class SessionForm(ChangeForm, forms.ModelForm):
    history_fields = SESSION_FIELDS
    counted_by = "history_id"

    class Meta:
        model = Session
        fields = (*SESSION_FIELDS, "lecturers")
        field_classes = {"topic": PrintedTextField, "part": PrintedTextField}
        widgets = {"held_on": DAY, "lecturers": forms.CheckboxSelectMultiple}
        error_messages = {"held_on": DAY_ERRORS}
        help_texts = {"part": _("For example: morning, or 8:00–11:30.")}

    def __init__(self, *args, by, instance, **kwargs):
        version = version_of(instance) if instance.pk else None
        super().__init__(*args, instance=instance, version=version, **kwargs)
        if instance.pk is None:
            self.initial["held_on"] = instance.course.starts_on
        teaching = Lecturer.objects.visible_to(by).filter(is_active=True)
        chosen = Lecturer.objects.filter(sessions__course=instance.course_id)
        lecturers = Lecturer.objects.filter(Q(pk__in=teaching.values("pk")) | Q(pk__in=chosen.values("pk")))
        self.fields["lecturers"].queryset = lecturers.order_by("sort_key", "pk")
        self.lay_out(side_by_side("held_on", "part"), "topic", "lecturers")

    def _post_clean(self):
        """The service checks the whole row."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in SESSION_FIELDS}
