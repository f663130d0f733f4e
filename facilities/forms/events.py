"""What is typed about the life of a facility: an event and its decision."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from facilities.enums import FacilityKind
from facilities.forms.fields import WhenField
from facilities.services import FACILITY_FIELDS, Decision
from swprogram.kit.forms import DAY, DAY_ERRORS, ChangeForm, PrintedTextField, side_by_side
from swprogram.org.roles import Verb
from swprogram.registry.units import counting_units, label_of, units_of_provinces


class EventForm(ChangeForm):
    """An event and its decision, made on the facility as it was read."""

    history_fields = ()

    when = WhenField(
        label=_("On which day"),
        help_text=_("22/03/2011, or only the month as 02/2013, or the year as 2013."),
    )
    decision_number = PrintedTextField(
        label=_("Number of the decision"),
        max_length=100,
        required=False,
        help_text=_("As printed, for example 2140/QĐ-UBND."),
    )
    decided_on = forms.DateField(
        label=_("Date of the decision"), required=False, widget=DAY, error_messages=DAY_ERRORS
    )
    decided_by = PrintedTextField(label=_("Decided by"), max_length=200, required=False)
    note = PrintedTextField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    what = ()

    def __init__(self, *args, facility, by, **kwargs):
        super().__init__(*args, version=facility.version, **kwargs)
        self.instance, self.by = facility, by
        self.offer()
        self.lay_out(
            *self.what,
            Fieldset(
                _("When, and by which decision"),
                "when",
                side_by_side("decision_number", "decided_on"),
                "decided_by",
                "note",
            ),
        )

    def offer(self):
        """Subclasses limit their choices here."""

    @property
    def decision(self):
        day, precision = self.cleaned_data["when"]
        facts = ("decision_number", "decided_on", "decided_by", "note")
        return Decision(day, precision, **{name: self.cleaned_data[name] for name in facts})


class ClosingForm(EventForm):
    pass


class RenamingForm(EventForm):
    name = PrintedTextField(
        label=_("New name"), max_length=300, widget=forms.Textarea(attrs={"rows": 2, "autofocus": True})
    )
    what = ("name",)


class TransferForm(EventForm):
    unit = forms.ModelChoiceField(label=_("Counted with, from then on"), queryset=None, empty_label=None)
    managed_by = forms.ModelChoiceField(
        label=_("Managed by, from then on"), queryset=None, required=False, empty_label=_("None")
    )
    what = (side_by_side("unit", "managed_by"),)

    def offer(self):
        self.fields["unit"].queryset = counting_units(self.by, Verb.EDIT_REGISTRIES)
        self.fields["managed_by"].queryset = units_of_provinces(self.by)
        for name in ("unit", "managed_by"):
            self.fields[name].label_from_instance = label_of
        self.initial |= {"unit": self.instance.unit_id, "managed_by": self.instance.managed_by_id}


class MergerForm(EventForm):
    """Which facilities become one, and whether that is a new one."""

    NEW, THIS = "new", "this"

    others = forms.ModelMultipleChoiceField(
        label=_("Merged with"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one other facility to merge with.")},
    )
    into = forms.ChoiceField(
        label=_("What becomes of them"),
        choices=[
            (NEW, _("A new facility; all of them close")),
            (THIS, _("This facility goes on; the others close")),
        ],
        initial=NEW,
        widget=forms.RadioSelect,
    )
    name = PrintedTextField(
        label=_("Name of the new facility"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ChoiceField(label=_("Kind of the new facility"), choices=FacilityKind.choices)
    what = ("others", "into", "name", "kind")

    def __init__(self, *args, candidates, shown, **kwargs):
        self.candidates, self.shown = candidates, shown
        super().__init__(*args, **kwargs)

    def offer(self):
        """All candidates can be chosen; those that were looked for stand there."""
        self.fields["others"].queryset = self.candidates
        self.fields["others"].choices = [(row.pk, f"{row.name} ({row.code})") for row in self.shown]
        self.initial["kind"] = self.instance.kind

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("into") == self.NEW and not cleaned.get("name"):
            self.add_error("name", _("Type the name of the new facility."))
        return cleaned

    @property
    def values(self):
        """The new facility stands where this one stood, under its new name and kind."""
        own = {name: getattr(self.instance, name) for name in FACILITY_FIELDS}
        gone = {
            "closed_on": None,
            "licence_kind": "",
            "licence_number": "",
            "licensed_on": None,
            "licensed_by": "",
        }
        return own | gone | {name: self.cleaned_data[name] for name in ("name", "kind")}
