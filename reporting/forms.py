"""What is typed about dashboards, formulas, milestones and reports."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.models import Plan, Target
from plans.services.copies import propose_targets, title_for
from reporting.enums import ReportState
from reporting.filters import IN_FORCE
from reporting.fitting import misfit
from reporting.models import MilestoneRecord, Report
from submissions.models import Round
from swprogram.kit import clock
from swprogram.kit.forms import DAY, NumberField
from swprogram.kit.parameters import read_number
from swprogram.kit.text import normalise
from swprogram.org.models import reachable_units
from swprogram.org.roles import Verb


def without_tag(*fields, label):
    """A crispy helper for a form whose tag stands in the template, with one button."""
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    helper.add_input(Submit("save", label))
    return helper


class SelectionForm(forms.Form):
    """The plan, the round and the unit of a page; the choices are those of a `filters.Selection`."""

    plan = forms.ChoiceField(label=_("Plan"), required=False)
    round = forms.ChoiceField(label=_("Period"), required=False)
    unit = forms.ChoiceField(label=_("Unit"), required=False)

    def __init__(self, selection, *, with_plan=True):
        super().__init__(initial=_ids(plan=selection.plan, round=selection.round, unit=selection.unit))
        self.fields["plan"].choices = [(plan.pk, f"{plan.title} ({plan.years})") for plan in selection.plans]
        self.fields["round"].choices = [(round.pk, str(round.period)) for round in selection.rounds]
        self.fields["unit"].choices = _grouped(selection.units)
        if not with_plan:
            del self.fields["plan"]
        if not selection.rounds:
            del self.fields["round"]


def _ids(**rows):
    return {name: row.pk for name, row in rows.items() if row is not None}


def _grouped(units):
    """Provinces and districts one by one; communes in a group named after their district."""
    communes = {}
    choices = []
    for unit in units:
        group = communes.setdefault(unit.parent_id, []) if unit.kind == "commune" else choices
        group.append((unit.pk, unit.name))
    parents = {unit.parent_id: unit.parent for unit in units if unit.parent_id in communes}
    return choices + [(parents[pk].name, group) for pk, group in communes.items()]


class FormulaForm(forms.Form):
    """From which target the way of counting is taken over."""

    source = forms.ModelChoiceField(
        label=_("Count it like"),
        queryset=Target.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("Only targets of the same indicator are offered."),
    )

    def __init__(self, *args, sources, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["source"].queryset = sources
        self.fields["source"].label_from_instance = lambda target: f"{target.name} – {target.plan.title}"
        self.helper = without_tag("source", label=_("Take this way of counting over"))

    def clean_source(self):
        """The formula gives what this target is measured in."""
        source = self.cleaned_data["source"]
        if reason := misfit(source.formula, self.target):
            raise ValidationError(reason)
        return source


class MilestoneForm(forms.ModelForm):
    class Meta:
        model = MilestoneRecord
        fields = ["done_on", "evidence"]
        widgets = {"done_on": DAY}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = without_tag("done_on", "evidence", label=_("Record the milestone"))

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come. Record the milestone when it is reached."))
        return day

    def clean_evidence(self):
        return normalise(self.cleaned_data["evidence"])


class NewReportForm(forms.Form):
    """Which round and which plan a report is about."""

    round = forms.ModelChoiceField(label=_("Round"), queryset=Round.objects.none(), empty_label=None)
    plan = forms.ModelChoiceField(label=_("Plan"), queryset=Plan.objects.none(), empty_label=None)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        reached = reachable_units(by, Verb.WRITE_REPORTS)
        rounds = Round.objects.filter(province__in=reached).select_related("period", "province")
        self.fields["round"].queryset = rounds
        self.fields["plan"].queryset = Plan.objects.filter(unit__in=reached, state__in=IN_FORCE)
        self.fields["plan"].label_from_instance = lambda plan: f"{plan.title} ({plan.years})"
        self.helper = without_tag("round", "plan", label=_("Start the report"))

    def clean(self):
        cleaned = super().clean()
        round, plan = cleaned.get("round"), cleaned.get("plan")
        if round and plan:
            self._check_pair(round, plan)
        return cleaned

    def _check_pair(self, round, plan):
        if plan.unit_id != round.province_id or not plan.covers(round.period.year):
            message = _(
                "This plan runs %(years)s and does not cover %(period)s. Choose another plan or round."
            )
            raise ValidationError({"plan": message % {"years": plan.years, "period": round.period}})
        if Report.objects.filter(round=round, plan=plan).exclude(state=ReportState.WITHDRAWN).exists():
            raise ValidationError(
                {
                    "round": _(
                        "This round already has a report on this plan. Open it from the list of reports."
                    )
                }
            )


# field: (rows of the box, what belongs there)
NARRATIVE = {
    "direction": (5, _("Documents issued, conferences, inspections, coordination between agencies.")),
    "results": (
        6,
        _("What was done under each activity of the plan. The figures of the targets stand there already."),
    ),
    "assessment": (6, _("What went well, what did not, and why.")),
    "next_steps": (5, _("What will be done in the next period, by whom and until when.")),
    "proposals": (4, _("What you ask of the Ministry and of the provincial People's Committee.")),
}


class ReportForm(forms.ModelForm):
    """The words of a report, and what the clerk and the signer add."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    conflicts = ()

    class Meta:
        model = Report
        fields = [*NARRATIVE, "number", "signed_on", "signing_capacity", "signer"]
        widgets = {"signed_on": DAY, "signing_capacity": forms.Textarea(attrs={"rows": 2})} | {
            name: forms.Textarea(attrs={"rows": rows}) for name, (rows, _help) in NARRATIVE.items()
        }
        help_texts = {name: help_text for name, (_rows, help_text) in NARRATIVE.items()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        self.fields["signing_capacity"].widget.attrs["placeholder"] = "GIÁM ĐỐC"
        self.helper = without_tag(
            Fieldset(_("Text of the report"), *NARRATIVE),
            Fieldset(
                _("Number and signature"),
                Row(Column("number", css_class="col-sm"), Column("signed_on", css_class="col-sm")),
                Row(Column("signing_capacity", css_class="col-sm"), Column("signer", css_class="col-sm")),
            ),
            "version",
            label=_("Save draft"),
        )

    def clean_number(self):
        """Numbers below ten have a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""
        number = self.cleaned_data["number"].strip()
        return f"{int(number):02d}" if number.isdecimal() else number

    def clean(self):
        cleaned = super().clean()
        texts = {name: value for name, value in cleaned.items() if isinstance(value, str)}
        return cleaned | {name: normalise(text.replace("\r\n", "\n")) for name, text in texts.items()}

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}

    def show_conflict(self, saved):
        """Keep what was typed beside what somebody else saved in between; saving again puts it on top."""
        self.conflicts = [
            (self.fields[name].label, getattr(saved, name))
            for name, value in self.values.items()
            if getattr(saved, name) != value
        ]
        self.data = self.data.copy()
        self.data["version"] = str(saved.version)


class WithdrawalForm(forms.ModelForm):
    """Why a report is taken back, and the decision that says so."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = ["withdrawal_reason", "withdrawal_number", "withdrawal_on"]
        widgets = {"withdrawal_on": DAY, "withdrawal_reason": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, report, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True
        self.fields["version"].initial = report.version
        self.helper = without_tag(*self.fields, label=_("Withdraw the report"))

    def _post_clean(self):
        """The service checks the whole row."""

    @property
    def values(self):
        return {
            "reason": normalise(self.cleaned_data["withdrawal_reason"]),
            "number": normalise(self.cleaned_data["withdrawal_number"]),
            "decided_on": self.cleaned_data["withdrawal_on"],
            "version": self.cleaned_data["version"],
        }


VALUE_LABELS = {"value": _("Value"), "value_to": _("Up to")}


class CopyForm(forms.Form):
    """What is asked for next year's plan; the year was chosen before, so that its targets are shown."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100, widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    targets = forms.MultipleChoiceField(
        label=_("Targets"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data=None, *, source, asked=None):
        super().__init__(data)
        year = self._year(data, source, asked)
        self.proposals = propose_targets(source, year)
        self.asked_year = self.fields["year"].initial = year
        self.fields["title"].initial = title_for(source, year)
        self.fields["targets"].choices = [(p.code, p.code) for p in self.proposals]
        for place, proposal in enumerate(self.proposals):
            self._ask(place, proposal)
        self.kept = self._ticked(data)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("year", "title")

    def _year(self, data, source, asked):
        """The year that was typed, else the one asked for by the address, else the next one."""
        typed = read_number(str((data or {}).get("year") or asked or ""))
        if typed is not None and 1990 <= typed <= 2100:
            return typed
        return source.from_year + 1 if source.from_year == source.to_year else source.from_year

    def _ticked(self, data):
        return [p.code for p in self.proposals] if data is None else data.getlist("targets")

    def _ask(self, place, proposal):
        """The wording of the new year, and the value where the total of several years says none."""
        wording = proposal.row.values["wording"]
        self.fields[f"wording_{place}"] = forms.CharField(
            label=_("Printed wording"),
            required=False,
            initial=wording,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        for name in _asked_values(proposal):
            self.fields[f"{name}_{place}"] = NumberField(label=VALUE_LABELS[name], required=False)

    def clean(self):
        """A value that is asked is typed, where its target is taken."""
        cleaned = super().clean()
        for place, proposal in enumerate(self.proposals):
            for name in _asked_values(proposal) if proposal.code in self.kept else ():
                field = f"{name}_{place}"
                if cleaned.get(field) is None and field not in self.errors:
                    self.add_error(field, gettext("Type the value of this year, or leave the target out."))
        return cleaned

    @property
    def lines(self):
        """[(proposal, is it ticked, its fields)]"""
        return [
            (proposal, proposal.code in self.kept, [self[name] for name in self._names(place, proposal)])
            for place, proposal in enumerate(self.proposals)
        ]

    def _names(self, place, proposal):
        return [f"{name}_{place}" for name in (*_asked_values(proposal), "wording")]

    @property
    def values(self):
        cleaned = self.cleaned_data
        typed = {proposal.code: self._typed(place, proposal) for place, proposal in enumerate(self.proposals)}
        return {
            "year": cleaned["year"],
            "title": cleaned["title"],
            "codes": cleaned["targets"],
            "typed": typed,
        }

    def _typed(self, place, proposal):
        found = {name: self.cleaned_data[f"{name}_{place}"] for name in _asked_values(proposal)}
        wording = normalise(self.cleaned_data[f"wording_{place}"].replace("\r\n", "\n"))
        return found | ({"wording": wording} if wording else {})


def _asked_values(proposal):
    if not proposal.is_asked:
        return ()
    return ("value", "value_to") if proposal.is_range else ("value",)
