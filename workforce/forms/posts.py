"""What is typed about posts: where, as what, from when to when, for which allowance."""

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from swprogram.kit.forms import (
    DAY,
    DAY_ERRORS,
    AmountField,
    ChangeForm,
    NumberField,
    PrintedTextField,
    RowForm,
    side_by_side,
)
from swprogram.org.enums import UnitKind
from swprogram.org.roles import Verb
from swprogram.registry.cells import CellRefused, Reference
from swprogram.registry.units import counting_units, label_of, units_of_provinces
from workforce.exports import facility_entries
from workforce.models import Post
from workforce.services import POST_FIELDS, version_of

MOST_OFFERED = 500  # names in the list under the field; more would not cross a bad line


class FacilityField(forms.CharField):
    """A facility by its code or name, as a workbook names it; names are offered while one types."""

    widget = forms.TextInput(attrs={"list": "facility-names", "autocomplete": "off"})
    cell = None

    def offer(self, user, stored):
        """`stored` is what the post names now, also outside of the person's reach."""
        self.cell = Reference(entries=facility_entries).opened_for(user)
        self.stored = stored
        self.names = self.cell.options[:MOST_OFFERED]

    def prepare_value(self, value):
        return self.cell.write(value) if isinstance(value, int) else value

    def clean(self, value):
        typed = super().clean(value)
        try:
            pk = self.cell.read(typed)
        except CellRefused:
            raise ValidationError(
                gettext("No such facility in your area, or several. Write its code, for example CS000123.")
            ) from None
        if pk is not None and pk not in self.cell.by_pk and pk != self.stored:
            raise ValidationError(gettext("No such facility in your area."))
        return None if pk is None else Facility.objects.get(pk=pk)


class PostForm(RowForm):
    """A post; `version` is the newest record of its history."""

    history_fields = POST_FIELDS
    counted_by = "history_id"

    facility = FacilityField(
        label=_("Facility"),
        required=False,
        help_text=_("Its code, or its name from the registry. Empty: an agency, or the commune's committee."),
    )
    coefficient = NumberField(label=_("Salary coefficient"), required=False)

    class Meta:
        model = Post
        fields = POST_FIELDS
        field_classes = {"position": PrintedTextField}
        widgets = {"started_on": DAY, "ended_on": DAY}
        error_messages = dict.fromkeys(["started_on", "ended_on"], DAY_ERRORS)
        help_texts = {
            "unit": _("The commune, district or province that counts this post in its figures."),
            "is_main": _("A person with several posts counts once, at the main one."),
            "started_on": _("Empty when nobody knows it: it then counts as there all along."),
            "ended_on": _("The first day without the post."),
        }

    def __init__(self, *args, instance, by, **kwargs):
        instance.version = version_of(instance) if instance.pk else None
        super().__init__(*args, instance=instance, **kwargs)
        self._offer(by)
        self.lay_out(*self.fieldsets())

    def _offer(self, by):
        units = counting_units(by, Verb.EDIT_REGISTRIES)
        self.fields["unit"].queryset = units
        self.fields["unit"].label_from_instance = label_of
        self.fields["agency"].queryset = units_of_provinces(by).filter(kind=UnitKind.AGENCY)
        self.fields["agency"].empty_label = self.fields["title"].empty_label = _("None")
        self.fields["facility"].offer(by, self.instance.facility_id)
        if self.instance.pk is None and "unit" not in self.initial and len(units) == 1:
            self.initial["unit"] = units[0].pk

    def fieldsets(self):
        return [self._place(), self._standing(), self._days("is_main")]

    def _place(self):
        return Fieldset(_("Employer"), side_by_side("unit", "workplace"), "facility", "agency")

    def _standing(self):
        return Fieldset(
            _("As what"),
            side_by_side("kind", "engagement"),
            side_by_side("position", "title"),
            side_by_side("rank", "coefficient"),
        )

    def _days(self, *more):
        return Fieldset(_("From when to when"), side_by_side("started_on", "ended_on"), *more)


class FirstPostForm(PostForm):
    """The first post of a new person: it is the main one, and has not ended."""

    class Meta(PostForm.Meta):
        fields = tuple(name for name in POST_FIELDS if name not in ("is_main", "ended_on"))

    def fieldsets(self):
        return [self._place(), self._standing(), "started_on"]


class MoveForm(PostForm):
    """The post at which somebody begins on the day on which another one ends."""

    class Meta(PostForm.Meta):
        fields = tuple(name for name in POST_FIELDS if name not in ("is_main", "ended_on"))
        labels = {"started_on": _("First day at the new post")}
        help_texts = PostForm.Meta.help_texts | {"started_on": _("On this day the present post ends.")}

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.instance.ended_on = None  # the new post has not ended, whatever became of the present one
        self.fields["started_on"].required = True
        self.initial["started_on"] = None

    def fieldsets(self):
        return ["started_on", self._place(), self._standing()]


class EndForm(ChangeForm):
    """The first day without a post."""

    counted_by, history_fields = "history_id", POST_FIELDS

    ended_on = forms.DateField(
        label=_("Ended on"),
        widget=DAY,
        error_messages=DAY_ERRORS,
        help_text=_("The first day without the post."),
    )

    def __init__(self, *args, post, **kwargs):
        super().__init__(*args, version=version_of(post), **kwargs)
        self.instance = post
        self.lay_out("ended_on")

    @property
    def values(self):
        return {"ended_on": self.cleaned_data["ended_on"]}


class AllowanceForm(ChangeForm):
    """A monthly allowance from a day on; both or none where a person is new."""

    amount = AmountField(
        label=_("Monthly allowance (dong)"), help_text=_("In full, for example 1.800.000. 0 ends it.")
    )
    valid_from = forms.DateField(label=_("Since"), widget=DAY, error_messages=DAY_ERRORS)

    def __init__(self, *args, is_required=True, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        for field in self.fields.values():
            field.required = is_required
        self.lay_out(Fieldset(_("Allowance"), side_by_side("amount", "valid_from")))

    def clean(self):
        cleaned = super().clean()
        for given, missing, message in (
            ("amount", "valid_from", gettext("Type the day from which this amount is paid.")),
            ("valid_from", "amount", gettext("Type the amount; 0 means that nothing is paid any more.")),
        ):
            if cleaned.get(given) is not None and cleaned.get(missing) is None and missing not in self.errors:
                self.add_error(missing, message)
        return cleaned

    @property
    def allowance(self):
        """(đồng a month, first day), or None where nothing was typed."""
        amount = self.cleaned_data.get("amount")
        return None if amount is None else (amount, self.cleaned_data["valid_from"])
