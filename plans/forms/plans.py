"""What is typed about plans and targets. The rules themselves stand in the models' `clean()`."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from plans.activities import name_activities
from plans.enums import PlanKind
from plans.models import Plan, Target
from plans.models.target import PLACES
from plans.services import PLAN_FIELDS, TARGET_FIELDS
from swprogram.kit.numbers import NumberError, format_number, format_trimmed, parse_count, parse_number
from swprogram.kit.text import normalise
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb


class PrintedTextField(forms.CharField):
    """Text of a document: one spelling (NFC), one kind of line break."""

    def to_python(self, value):
        return normalise(super().to_python(value).replace("\r\n", "\n"))


class NumberField(forms.CharField):
    """A number as offices type it in the active language: "12,5" in Vietnamese."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value):
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        try:
            return self.read(typed)
        except NumberError as error:
            raise ValidationError(str(error)) from error

    def read(self, typed):
        number = parse_number(typed)
        if -number.normalize().as_tuple().exponent > PLACES:
            message = ngettext("Type at most %(count)d decimal.", "Type at most %(count)d decimals.", PLACES)
            raise ValidationError(message % {"count": PLACES})
        return number

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else format_trimmed(value, PLACES)


class AmountField(NumberField):
    """A whole amount of money in dong."""

    def read(self, typed):
        return parse_count(typed)

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else format_number(value)


class ChangeForm(forms.Form):
    """A change of one row: the version it was opened on (None: a new row)."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflicts = saves = ()
    # The field of the history that counts the saves of the row.
    counted_by = "version"

    def __init__(self, *args, version, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version
        if version is None:
            del self.fields["version"]

    @property
    def change(self):
        """How the service makes the change: on the version that was opened."""
        return {"version": self.cleaned_data["version"]} if "version" in self.fields else {}

    def add_refusal(self, error):
        """Show what a service refused beside the fields that it names, or on top of the form."""
        if not isinstance(error, ValidationError):
            error = ValidationError({NON_FIELD_ERRORS: str(error)})
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)

    def show_conflict(self, conflicts, saves, version):
        """Keep what was typed beside what others saved, and let it be saved on top of `version`."""
        self.conflicts, self.saves = conflicts, saves
        self.data = self.data.copy()
        self.data["version"] = str(version)

    def lay_out(self, *fieldsets):
        self.helper = FormHelper()
        self.helper.form_tag = False
        names = ["version"] if "version" in self.fields else []
        self.helper.layout = Layout(*fieldsets, *names)


class RowForm(ChangeForm, forms.ModelForm):
    """A change of the values of one row; the service sets them, so the form is never saved itself."""

    def __init__(self, *args, instance, **kwargs):
        version = instance.version if instance.pk else None
        super().__init__(*args, instance=instance, version=version, **kwargs)

    @property
    def values(self):
        """What the service sets on the row."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def side_by_side(*names):
    return Row(*(Column(name, css_class="col-sm") for name in names))


YEAR = forms.NumberInput(attrs={"min": 1990, "max": 2100})


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
