"""What is typed about counts and rounds, beside the cells themselves (entry.py)."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from submissions.entry import pack
from submissions.models import Form, Round
from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.kit.forms import MESSAGES
from swprogram.kit.parameters import read_number
from swprogram.kit.periods import PeriodKind, span_of
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb

FIRST_YEAR, LAST_YEAR = 2010, 2100
DAYS_AFTER_CUT_OFF = {UnitKind.COMMUNE: 0, UnitKind.DISTRICT: 5}
LONGEST_DELAY = 10


class CountForm(forms.Form):
    """The fields around the cells: what the form was loaded with, the note, and "still missing"."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    loaded = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("What the reviewer should know about these figures."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    accepts_blanks = forms.BooleanField(required=False)
    confirms_note = forms.BooleanField(required=False)

    def __init__(self, data=None, *, submission, sheet, typed=()):
        """`typed` is what stays in the fields although it is not saved."""
        saved = {"version": submission.version, "loaded": pack(sheet), "note": submission.note}
        super().__init__(data, initial=saved | dict(typed))


class ReturnForm(forms.Form):
    """Why the counts go back to the unit."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Say what the unit should check or mend. It reads this first."),
        error_messages={
            "required": gettext_lazy("Say why you return it, so that the unit knows what to mend.")
        },
    )

    def __init__(self, data=None, *, submission, reason=""):
        super().__init__(data, initial={"version": submission.version, "reason": reason})
        self.helper = FormHelper()
        self.helper.form_action = MESSAGES
        self.helper.add_input(Submit("return", _("Return to the unit")))


class CloseForm(forms.Form):
    """The note with which a round is closed; needed while submissions are missing."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("Note on closing"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data=None, *, round, missing):
        super().__init__(data, initial={"version": round.version})
        self.fields["note"].required = bool(missing)
        self.fields["note"].help_text = (
            _("Say why the round is closed without them; it is printed nowhere, and kept with the round.")
            if missing
            else _("Kept with the round.")
        )
        self.helper = FormHelper()
        self.helper.form_action = MESSAGES
        self.helper.add_input(Submit("close", _("Close the round")))


class RoundForm(forms.Form):
    """A new round: province, period, and the last day of every level that sends counts."""

    province = forms.ModelChoiceField(label=gettext_lazy("Province"), queryset=Unit.objects.none())
    kind = forms.ChoiceField(label=gettext_lazy("Period"), choices=PeriodKind.choices)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def __init__(self, data=None, *, by, period):
        """`period` is the (kind, year) for which the form suggests dates."""
        kind, year = period
        super().__init__(data, initial={"kind": kind, "year": year})
        provinces = openable_provinces(by)
        self.fields["province"].queryset = provinces
        self.fields["province"].initial = provinces.first()
        if len(provinces) == 1:
            self.fields["province"].widget = forms.HiddenInput()
        self.levels = list(Form.objects.sent().order_by("position").values_list("level", flat=True))
        for level in self.levels:
            self.fields[due_field(level)] = _due_date_field(level, period)
        self.helper = _round_helper(self.levels)

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            self._refuse_duplicate(cleaned)
            self._refuse_early_dates(cleaned)
        return cleaned

    def _refuse_duplicate(self, cleaned):
        existing = Round.objects.filter(
            province=cleaned["province"], period__kind=cleaned["kind"], period__year=cleaned["year"]
        ).select_related("province", "period")
        for found in existing:
            raise ValidationError(
                _("The round “%(round)s” is there already (%(state)s). Choose another period."),
                params={"round": found, "state": found.get_state_display().lower()},
            )

    def _refuse_early_dates(self, cleaned):
        cut_off = span_of(cleaned["kind"], cleaned["year"]).ends_on
        for level in self.levels:
            if cleaned[due_field(level)] < cut_off:
                message = _("The figures are taken on %(day)s. Type that day or a later one.")
                self.add_error(due_field(level), message % {"day": format_date(cut_off)})

    @property
    def arguments(self):
        """What `services.open_round` takes."""
        cleaned = self.cleaned_data
        return {
            "province": cleaned["province"],
            "kind": cleaned["kind"],
            "year": cleaned["year"],
            "due_dates": {level: cleaned[due_field(level)] for level in self.levels},
        }


def openable_provinces(by):
    reached = reachable_units(by, Verb.CLOSE_ROUNDS)
    return Unit.objects.filter(kind=UnitKind.PROVINCE, pk__in=reached)


def due_field(level):
    return f"due_{level}"


def suggested_due_date(level, period):
    """Communes by the cut-off itself, districts five days later, others ten."""
    return span_of(*period).ends_on + timedelta(days=DAYS_AFTER_CUT_OFF.get(level, LONGEST_DELAY))


def next_period(provinces):
    """The (kind, year) after the newest round of the provinces; without any, the one that runs today."""
    newest = Round.objects.filter(province__in=provinces).select_related("period").first()
    if newest is None:
        return PeriodKind.HALF_YEAR, clock.today().year
    if newest.period.kind == PeriodKind.HALF_YEAR:
        return PeriodKind.YEAR, newest.period.year
    return PeriodKind.HALF_YEAR, newest.period.year + 1


def chosen_period(data, default):
    """The (kind, year) that the form is set to, or the default while it is set to none."""
    kind, year = data.get("kind"), read_number(data.get("year", ""))
    is_chosen = kind in PeriodKind.values and year is not None and FIRST_YEAR <= year <= LAST_YEAR
    return (PeriodKind(kind), year) if is_chosen else default


def _due_date_field(level, period):
    return forms.DateField(
        label=_("Last day: %(level)s") % {"level": UnitKind(level).label},
        initial=suggested_due_date(level, period),
        help_text=_("Day/month/year. Suggested: %(day)s")
        % {"day": format_date(suggested_due_date(level, period))},
        widget=forms.DateInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def _round_helper(levels):
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(
        "province",
        Row(Column("kind"), Column("year")),
        Row(*[Column(due_field(level)) for level in levels]),
    )
    return helper
