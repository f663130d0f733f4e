"""What is typed about what an activity brought about."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import ActivityResult
from plans.permissions import recording_units
from plans.services.results import RESULT_FIELDS
from swprogram.kit.forms import AmountField, PrintedTextField, RowForm, side_by_side


class CountField(AmountField):
    """A whole number as offices type it: "1.250" in Vietnamese."""


class ResultForm(RowForm):
    history_fields = RESULT_FIELDS

    quantity = CountField(
        label=_("How many times or pieces"),
        help_text=_("1 for one event; the number of copies of a leaflet."),
    )
    persons = CountField(
        label=_("Persons"),
        required=False,
        help_text=_("Each person once, however often they came. Empty means: not counted."),
    )
    attendances = CountField(
        label=_("Attendances"),
        required=False,
        help_text=_("Each coming counts. Empty means: not counted."),
    )

    class Meta:
        model = ActivityResult
        fields = RESULT_FIELDS
        field_classes = {"title": PrintedTextField, "note": PrintedTextField}
        widgets = {
            "held_on": forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {
            "held_on": {"invalid": _("Type the date as day/month/year, for example 22/03/2011.")}
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        units = recording_units(by, self.instance.activity.plan).order_by("kind", "sort_key", "pk")
        self.fields["unit"].queryset = units
        if self.instance.pk is None and len(by.live_memberships) == 1:
            self.initial["unit"] = by.live_memberships[0].unit_id
        self.lay_out(
            Fieldset(_("What was done"), "title", side_by_side("kind", "held_on"), "unit"),
            Fieldset(_("Counts"), side_by_side("quantity", "persons", "attendances"), "note"),
        )
