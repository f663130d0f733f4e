"""What is typed about a facility itself. The rules stand in the models and the services."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from facilities.enums import FacilityKind, Precision
from facilities.forms.fields import DegreeField, WhenField
from facilities.models import Facility
from facilities.registries import FACILITIES
from facilities.services import FACILITY_FIELDS, Decision
from facilities.services.facilities import TOLD_BY_EVENTS, told_errors, told_kinds
from swprogram.kit.forms import DAY, DAY_ERRORS, PrintedTextField, RowForm, side_by_side
from swprogram.org.roles import Verb
from swprogram.registry.units import counting_units, label_of, units_of_provinces


class FacilityForm(RowForm):
    history_fields = FACILITY_FIELDS

    latitude = DegreeField(
        label=_("Latitude"),
        cell=FACILITIES.column("latitude").cell,
        required=False,
        help_text=_("In degrees, as maps show it: 10,346012."),
    )
    longitude = DegreeField(
        label=_("Longitude"),
        cell=FACILITIES.column("longitude").cell,
        required=False,
        help_text=_("In degrees, as maps show it: 107,084331."),
    )

    class Meta:
        model = Facility
        fields = FACILITY_FIELDS
        field_classes = dict.fromkeys(
            ["name", "operator", "address", "licence_number", "licensed_by", "note"], PrintedTextField
        )
        widgets = {
            "name": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "licensed_on": DAY,
            "opened_on": DAY,
            "closed_on": DAY,
        }
        labels = {"opened_on": _("Opened on")}
        help_texts = {
            "kind": _("It decides under which kind of body and in which sector the facility counts."),
            "in_network_plan": _("The approved network plan of facilities names it."),
            "arrangement": _(
                "Hospitals: a division or a team (43/2015/TT-BYT). Schools: a person (33/2018/TT-BGDĐT)."
            ),
            "opened_on": _("The first day. Empty when nobody knows it: it then counts as there all along."),
            "closed_on": _("The first day without it."),
        }
        error_messages = dict.fromkeys(["licensed_on", "opened_on", "closed_on"], DAY_ERRORS)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer_units(by)
        if self.instance.pk:
            self._close_told()
        self.lay_out(*self.fieldsets())

    def _offer_units(self, by):
        units, managing = counting_units(by, Verb.EDIT_REGISTRIES), units_of_provinces(by)
        for name, queryset in (("unit", units), ("managed_by", managing)):
            self.fields[name].queryset = queryset
            self.fields[name].label_from_instance = label_of
        self.fields["managed_by"].empty_label = _("None")
        self.fields["unit"].empty_label = _("Choose one")
        self.fields["kind"].choices = [("", _("Choose one")), *FacilityKind.choices]
        if self.instance.pk is None and len(by.live_memberships) == 1:
            self.initial.setdefault("unit", _own_unit(units, by))

    def _close_told(self):
        """What an event has told stands there, and cannot be overwritten."""
        told = told_kinds([self.instance.pk]).get(self.instance.pk, ())
        for name, message in told_errors(TOLD_BY_EVENTS, told).items():
            self.fields[name].disabled = True
            self.fields[name].help_text = message

    def fieldsets(self):
        return [
            Fieldset(
                _("What it is"),
                "name",
                side_by_side("kind", "ownership"),
                side_by_side("unit", "managed_by"),
                "operator",
                side_by_side("in_network_plan", "arrangement"),
            ),
            Fieldset(
                _("Where to find it"),
                "address",
                side_by_side("phone", "hotline", "email"),
                side_by_side("latitude", "longitude"),
            ),
            Fieldset(
                _("Licence or registration"),
                side_by_side("licence_kind", "licence_number"),
                side_by_side("licensed_on", "licensed_by"),
            ),
            Fieldset(_("From when to when"), side_by_side("opened_on", "closed_on"), "note"),
        ]


class NewFacilityForm(FacilityForm):
    """A new facility; where a decision opened it, its opening is recorded as an event."""

    opened_on = WhenField(
        label=_("Opened on"),
        required=False,
        help_text=_("22/03/2011, or as exactly as you know it: 02/2013, 2013. Empty when nobody knows it."),
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

    def fieldsets(self):
        *others, _days = super().fieldsets()
        return [
            *others,
            Fieldset(
                _("How it was opened"),
                side_by_side("opened_on", "decision_number"),
                side_by_side("decided_on", "decided_by"),
                side_by_side("closed_on"),
                "note",
            ),
        ]

    def clean(self):
        cleaned = super().clean()
        when = cleaned.get("opened_on")
        decided = [cleaned.get(name) for name in ("decision_number", "decided_on", "decided_by")]
        if any(decided) and when is None and "opened_on" not in self.errors:
            self.add_error("opened_on", _("Type from when on the decision opened it."))
        self.decision = Decision(*when, *decided) if when and (any(decided) or _is_rough(when)) else None
        cleaned["opened_on"] = when and when[0]
        return cleaned


def _own_unit(units, by):
    """The unit at which the person sits, where it counts facilities itself."""
    return units.filter(pk=by.live_memberships[0].unit_id).values_list("pk", flat=True).first()


def _is_rough(when):
    return when[1] != Precision.DAY
