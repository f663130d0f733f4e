"""Forms of single rows: what was typed is kept, a service saves it, what others saved meanwhile is shown."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from swprogram.kit.history import find_conflicts
from swprogram.kit.numbers import NumberError, format_number, format_trimmed, parse_count, parse_number
from swprogram.kit.text import normalise
from swprogram.kit.workflow import ChangeRefused, StaleVersion

PLACES = 4
# Where every form is sent: to its page, at the place of the messages, whatever part of it was read before.
MESSAGES = "#messages"
YEAR = forms.NumberInput(attrs={"min": 1900, "max": 2100})
DAY = forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"})
DAY_ERRORS = {"invalid": _("Type the date as day/month/year, for example 22/03/2011.")}


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
    conflicts = saves = history_fields = ()
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

    def find_saves(self, row):
        """What others saved of the row since it was opened: conflicts, saves, and the version that stands."""
        version, typed = self.cleaned_data["version"], getattr(self, "instance", row)
        records, fields = row.history.all(), self.history_fields
        return find_conflicts(records, typed, version=version, fields=fields, counted_by=self.counted_by)

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
        if not instance.pk:
            # A new row's empty value would hide what the form proposes, such as the person's own unit.
            self.initial = {name: value for name, value in self.initial.items() if value is not None}

    @property
    def values(self):
        """What the service sets on the row."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}


def side_by_side(*names):
    return Row(*(Column(name, css_class="col-sm") for name in names))


def apply(form, service, *args, **kwargs):
    """What the service returns; or None, and the form shows why the service refused."""
    try:
        return service(*args, **kwargs)
    except StaleVersion:
        form.show_conflict(*form.find_saves(args[0]))
    except (ChangeRefused, ValidationError) as refusal:
        form.add_refusal(refusal)
    return None
