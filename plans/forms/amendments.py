"""What is typed about an amendment: why and what it changes, and the decision that puts it in force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Amendment
from swprogram.kit.forms import ChangeForm, PrintedTextField, side_by_side

DECISION = {
    "widgets": {"issued_on": forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"})},
    "field_classes": {"number": PrintedTextField, "subject": PrintedTextField},
    "error_messages": {
        "issued_on": {"invalid": _("Type the date as day/month/year, for example 22/03/2011.")}
    },
}


class AmendmentForm(ChangeForm, forms.ModelForm):
    """A new amendment; the decision's number and date may be typed when it is put in force."""

    class Meta:
        model = Amendment
        fields = ("subject", "number", "issued_on")
        widgets = DECISION["widgets"] | {"subject": forms.Textarea(attrs={"rows": 3, "autofocus": True})}
        field_classes = DECISION["field_classes"]
        error_messages = DECISION["error_messages"]
        help_texts = {
            "subject": _("It stands in the history beside every change that is made until the decision."),
            "number": _("May follow when the amendment is put in force."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        self.lay_out("subject", side_by_side("number", "issued_on"))

    def _post_clean(self):
        """The service checks the whole row."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class EnactmentForm(ChangeForm, forms.ModelForm):
    """The decision by which an amendment takes effect."""

    class Meta:
        model = Amendment
        fields = ("number", "issued_on")
        widgets = DECISION["widgets"]
        field_classes = {"number": PrintedTextField}
        error_messages = DECISION["error_messages"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        for field in self.fields.values():
            field.required = True
        self.lay_out(side_by_side("number", "issued_on"))

    def _post_clean(self):
        """The service checks the whole row."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}
