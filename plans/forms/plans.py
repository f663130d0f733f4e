"""What is typed about plans and targets. The rules themselves stand in the models' `clean()`."""

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.activities import name_activities
from plans.enums import PlanKind
from plans.models import Plan, Target
from plans.services import PLAN_FIELDS, TARGET_FIELDS
from swprogram.kit.forms import (
    YEAR,
    AmountField,
    ChangeForm,
    NumberField,
    PrintedTextField,
    RowForm,
    side_by_side,
)
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb


class PlanForm(RowForm):
    history_fields = (*PLAN_FIELDS, "state")

    to_year = forms.IntegerField(
        label=_("To year"), required=False, widget=YEAR, help_text=_("Empty means: the same year.")
    )
    estimated_cost = AmountField(
        label=_("Estimated cost (dong)"),
        required=False,
        help_text=_("In full, for example 15.000.000.000. Empty when the plan prints no amount."),
    )

    class Meta:
        model = Plan
        fields = PLAN_FIELDS
        field_classes = dict.fromkeys(
            ["title", "number", "issued_place", "issuer", "signer", "signing_capacity", "opening"],
            PrintedTextField,
        )
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "issued_on": forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"}),
            "signing_capacity": forms.Textarea(attrs={"rows": 2}),
            "opening": forms.Textarea(attrs={"rows": 4}),
            "from_year": YEAR,
        }
        help_texts = {
            "number": _("As printed, for example 411/QĐ-UBND. Empty when it is not printed."),
            "signing_capacity": _("As printed above the name, for example KT. CHỦ TỊCH"),
        }
        error_messages = {
            "issued_on": {"invalid": _("Type the date as day/month/year, for example 22/03/2011.")}
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        provinces = Unit.objects.filter(kind=UnitKind.PROVINCE, pk__in=reachable_units(by, Verb.EDIT_PLANS))
        self.fields["unit"].queryset = provinces
        self.fields["parent"].queryset = self._plans_above(by)
        self.fields["parent"].empty_label = _("None")
        if self.instance.pk is None and len(provinces) == 1:
            self.initial["unit"] = provinces[0].pk
        self.duplicate = None
        self.lay_out(
            Fieldset(
                _("Which plan"),
                "programme",
                side_by_side("unit", "kind"),
                side_by_side("from_year", "to_year"),
                "parent",
            ),
            Fieldset(
                _("The document"),
                "title",
                side_by_side("number", "issued_on", "issued_place"),
                "issuer",
                side_by_side("signing_capacity", "signer"),
                "opening",
                "estimated_cost",
            ),
        )

    def clean(self):
        """One plan of a kind for each programme, province and year: the form names the one that exists."""
        cleaned = super().clean()
        if cleaned.get("to_year") is None and "to_year" not in self.errors:
            cleaned["to_year"] = cleaned.get("from_year")
        key = {name: cleaned.get(name) for name in ("programme", "unit", "kind", "from_year")}
        if None not in key.values():
            self.duplicate = Plan.objects.filter(**key).exclude(pk=self.instance.pk).first()
        if self.duplicate is not None:
            self.add_error("from_year", self._duplicate_message())
        return cleaned

    def _plans_above(self, by):
        """The schemes and phase plans that the person sees, also of units that were merged since."""
        above = Plan.objects.visible_to(by).filter(kind__in=[PlanKind.SCHEME, PlanKind.PHASE_PLAN])
        return above.exclude(pk=self.instance.pk).order_by("from_year", "unit__sort_key", "pk")

    def _duplicate_message(self):
        message = gettext(
            "This province already has a plan of this kind for this programme and year:"
            " “%(plan)s”, %(years)s. Open that plan and change it, or choose another year."
        )
        return message % {"plan": self.duplicate, "years": self.duplicate.years}


class TargetForm(RowForm):
    history_fields = TARGET_FIELDS

    value = NumberField(
        label=_("Value"), help_text=_("Percent as 30, not 0,3. Money in dong, for example 15.000.000.000.")
    )
    value_to = NumberField(label=_("Up to"), required=False, help_text=_("Only with “between”."))
    base_value = NumberField(
        label=_("Base figure"),
        required=False,
        help_text=_("Of the base year. Empty while nobody knows it: the growth is then not computed."),
    )

    class Meta:
        model = Target
        fields = TARGET_FIELDS
        field_classes = dict.fromkeys(
            ["code", "name", "wording", "printed_average", "note"], PrintedTextField
        )
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "wording": forms.Textarea(attrs={"rows": 4}),
            "note": forms.Textarea(attrs={"rows": 2}),
            "from_year": YEAR,
            "to_year": YEAR,
            "base_year": YEAR,
            "activities": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        parents = plan.targets.filter(condition_of__isnull=True).exclude(pk=self.instance.pk)
        self.fields["condition_of"].queryset = parents
        self.fields["condition_of"].empty_label = _("None: a target of its own")
        self.fields["condition_of"].help_text = _("For a condition that must hold in the units counted.")
        self.fields["phase"].queryset = plan.phase_set.all()
        self.fields["phase"].empty_label = _("None: the whole plan")
        self._offer_activities(plan)
        if self.instance.pk is None:
            self.initial |= {"from_year": plan.from_year, "to_year": plan.to_year}
        self.lay_out(
            Fieldset(_("What the plan says"), side_by_side("code", "condition_of"), "name", "wording"),
            Fieldset(
                _("What is promised"),
                "indicator",
                side_by_side("comparator", "measured_in"),
                side_by_side("value", "value_to"),
                side_by_side("from_year", "to_year", "phase"),
                "printed_average",
                "note",
            ),
            Fieldset(_("Growth"), "growth_mode", side_by_side("base_year", "base_value")),
            Fieldset(_("Activities"), "activities"),
        )

    def _offer_activities(self, plan):
        names = name_activities(plan)
        self.fields["activities"].queryset = plan.activity_set.order_by("position", "pk")
        self.fields["activities"].label_from_instance = lambda activity: names[activity.pk]

    def clean_code(self):
        code = self.cleaned_data["code"]
        others = self.instance.plan.targets.exclude(pk=self.instance.pk)
        taken = others.filter(code=code).first()
        if taken is not None:
            message = _("This plan already has the target %(target)s. Type another code.")
            raise ValidationError(message % {"target": taken})
        return code


class TargetDeletionForm(ChangeForm):
    """Deleting a target asks for nothing: the form carries the version that was read."""

    history_fields = TARGET_FIELDS

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, version=instance.version, **kwargs)
        self.instance = instance
        self.lay_out()
