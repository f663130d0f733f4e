"""What is typed about a person. The rules stand in the model's `clean()`."""

import re

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import DAY, DAY_ERRORS, YEAR, ChangeForm, PrintedTextField, RowForm, side_by_side
from swprogram.registry.cells import CellRefused
from workforce.cells import MASK, IdentityNumber
from workforce.enums import OpeningPurpose
from workforce.models import Worker
from workforce.models.worker import IDENTITY_NUMBER
from workforce.services.workers import KEPT_FIELDS, WORKER_FIELDS

DAYS = ("born_on", "certified_on", "practised_on", "updated_knowledge_on")
TEXTS = ("full_name", "phone", "field_of_study", "certificate_number", "certified_by", "note")


class MaskedNumberField(forms.CharField):
    """Shows the mask of the number that is stored; left as it is, it means that number."""

    stored = ""
    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value):
        typed = super().clean(value)
        try:
            number = IdentityNumber().read(typed)
        except CellRefused as error:
            raise ValidationError(str(error)) from error
        if MASK not in number:
            return number
        if number != IdentityNumber().show(self.stored):
            raise ValidationError(
                gettext("This is not the mask of this person's number. Type the whole number, or leave it.")
            )
        return self.stored


class WorkerForm(RowForm):
    """A person; `version` counts the saves. The identity number is masked and stays out of the history."""

    history_fields = KEPT_FIELDS

    identity_number = MaskedNumberField(
        label=_("Identity number"),
        required=False,
        help_text=_(
            "12 digits, or the old 9. Only if it is needed. It is shown masked; opening it is logged."
        ),
    )

    class Meta:
        model = Worker
        fields = WORKER_FIELDS
        field_classes = dict.fromkeys(TEXTS, PrintedTextField)
        widgets = {
            **dict.fromkeys(DAYS, DAY),
            "birth_year": YEAR,
            "note": forms.Textarea(attrs={"rows": 2}),
            "full_name": forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        }
        error_messages = dict.fromkeys(DAYS, DAY_ERRORS)
        help_texts = {
            "certificate_number": _("Its number. Nghị định 110/2024/NĐ-CP."),
        }

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        number = self.fields["identity_number"]
        number.stored = instance.identity_number
        self.initial["identity_number"] = instance.masked_identity_number
        self.fields["meets_collaborator_standard"].widget.choices = [
            ("unknown", _("Not assessed yet")),
            ("true", _("Yes")),
            ("false", _("No")),
        ]
        self.fields["sex"].choices = [("", _("Not stated")), *self.fields["sex"].choices[1:]]
        if instance.pk:
            self.lay_out(self._person(), self._training(), self._certificate(), "note")
        else:
            self._lay_out_in_two()

    def _lay_out_in_two(self):
        """For a new person: what is needed now, and in `later` what can follow."""
        self.lay_out(self._training(), self._certificate(), "note")
        self.later = self.helper
        self.lay_out(self._person())

    @property
    def has_errors_later(self):
        now = {"full_name", "sex", "birth_year", "born_on", "identity_number", "phone", "email"}
        return bool(set(self.errors) - now)

    def _person(self):
        return Fieldset(
            _("The person"),
            "full_name",
            side_by_side("sex", "birth_year", "born_on"),
            "identity_number",
            side_by_side("phone", "email"),
        )

    def _training(self):
        return Fieldset(
            _("Qualification"),
            side_by_side("qualification", "field_of_study"),
            "is_qualified_in_social_work",
            "meets_collaborator_standard",
        )

    def _certificate(self):
        return Fieldset(
            _("Practising certificate"),
            side_by_side("certificate_number", "certified_on"),
            "certified_by",
            side_by_side("practised_on", "updated_knowledge_on"),
        )


class FindForm(ChangeForm):
    """A whole identity number; it is sent in the body and never put into an address."""

    number = forms.CharField(
        label=_("Identity number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("All 12 digits, or the 9 of an old one."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        self.lay_out("number")

    def clean_number(self):
        digits = re.sub(r"[\s.\-]", "", self.cleaned_data["number"])
        IDENTITY_NUMBER(digits)
        return digits


class OpeningForm(ChangeForm):
    """Why an identity number is opened; the log asks for it."""

    purpose = forms.ChoiceField(
        label=_("What for?"), choices=OpeningPurpose.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        self.lay_out("purpose")
