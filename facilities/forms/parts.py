"""What is typed about the services of a facility and the people who live there."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from facilities.enums import ClientGroup, ServiceKind
from swprogram.kit.forms import DAY, DAY_ERRORS, AmountField, ChangeForm

MOST_PEOPLE = 100_000


class ServicesForm(ChangeForm):
    """Every service that there is, given or not, with its days."""

    history_fields = ()

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, version=facility.version, **kwargs)
        self.instance = facility
        held = {row.kind: row for row in facility.services.all()}
        for kind in ServiceKind:
            self._add_fields(kind, held.get(kind))

    def _add_fields(self, kind, row):
        days = {"required": False, "widget": DAY, "error_messages": DAY_ERRORS}
        self.fields[f"gives_{kind}"] = forms.BooleanField(
            label=kind.label, required=False, initial=row is not None
        )
        self.fields[f"since_{kind}"] = forms.DateField(label=_("Since"), initial=row and row.since, **days)
        self.fields[f"until_{kind}"] = forms.DateField(label=_("Until"), initial=row and row.until, **days)
        for word in ("since", "until"):
            _stand_in_table(self.fields[f"{word}_{kind}"], kind)

    @property
    def lines(self):
        """The fields of each service: (given, since, until)."""
        return [tuple(self[f"{word}_{kind}"] for word in ("gives", "since", "until")) for kind in ServiceKind]

    def clean(self):
        cleaned = super().clean()
        for kind in ServiceKind:
            since, until = cleaned.get(f"since_{kind}"), cleaned.get(f"until_{kind}")
            if since and until and until < since:
                self.add_error(f"until_{kind}", _("The last day must not come before the first day."))
        return cleaned

    @property
    def services(self):
        """{kind: (since, until)} of those that are given; days that stand without a tick count too."""
        typed = {
            kind: tuple(self.cleaned_data[f"{word}_{kind}"] for word in ("gives", "since", "until"))
            for kind in ServiceKind
        }
        return {
            kind.value: (since, until)
            for kind, (gives, since, until) in typed.items()
            if gives or since or until
        }


class CapacitiesForm(ChangeForm):
    """Places and clients of every group."""

    history_fields = ()

    def __init__(self, *args, facility, **kwargs):
        super().__init__(*args, version=facility.version, **kwargs)
        self.instance = facility
        held = {row.group: row for row in facility.capacities.all()}
        for group in ClientGroup:
            row = held.get(group)
            self.fields[f"places_{group}"] = PeopleField(
                label=pgettext_lazy("for clients", "Places"), initial=row and row.places
            )
            self.fields[f"clients_{group}"] = PeopleField(label=_("Clients"), initial=row and row.clients)
            for word in ("places", "clients"):
                _stand_in_table(self.fields[f"{word}_{group}"], group)

    @property
    def lines(self):
        """(label, places, clients) of each group."""
        return [(group.label, self[f"places_{group}"], self[f"clients_{group}"]) for group in ClientGroup]

    @property
    def capacities(self):
        typed = self.cleaned_data
        return {group.value: (typed[f"places_{group}"], typed[f"clients_{group}"]) for group in ClientGroup}


class PeopleField(AmountField):
    """A number of places or people; empty means: not known."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def read(self, typed):
        number = super().read(typed)
        if number > MOST_PEOPLE:
            raise ValidationError(_("Type a number up to 100.000."))
        return number


def _stand_in_table(field, option):
    """The heads of row and column say what the field is; who cannot see them hears it."""
    heard = format_lazy("{row}: {column}", row=option.label, column=field.label)
    field.widget.attrs |= {"class": "form-control", "aria-label": heard}
