"""What is typed about duties: the report of an agency, its return, and which rows a list shows."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.duties import choosable_periods, followed_plans, plans_with_duties, present_period, read_rows
from plans.enums import DutyReportState, Progress
from plans.models import Body, DutyReport, Plan
from plans.models.plan import LONGEST_REASON
from plans.services.duties import DUTY_REPORT_FIELDS, MOST_MEGABYTES
from swprogram.kit.forms import ChangeForm, PrintedTextField
from swprogram.kit.text import search_key
from swprogram.org.models import Unit, reachable_units
from swprogram.org.roles import Verb

LATE = "late"
LONGEST_DELAY = 90


class DutyReportForm(ChangeForm, forms.ModelForm):
    history_fields = DUTY_REPORT_FIELDS

    progress = forms.ChoiceField(label=_("Progress"), choices=Progress, widget=forms.RadioSelect)
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
    )
    removes_evidence = forms.BooleanField(label=_("Take the present file away"), required=False)

    class Meta:
        model = DutyReport
        fields = DUTY_REPORT_FIELDS
        field_classes = dict.fromkeys(["done", "difficulty", "proposal"], PrintedTextField)
        labels = {
            "done": _("What was done"),
            "difficulty": _("Difficulties"),
            "proposal": _("Proposals"),
        }
        help_texts = {
            "done": _("What, where, when, for how many people, with which result."),
            "difficulty": _("What stands in the way, and since when."),
            "proposal": _("What you ask of the lead agency or of the People's Committee."),
        }
        widgets = {
            "done": forms.Textarea(attrs={"rows": 6}),
            "difficulty": forms.Textarea(attrs={"rows": 3}),
            "proposal": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, instance, **kwargs):
        version = instance.version if instance.pk else 0
        super().__init__(*args, instance=instance, version=version, **kwargs)
        help_text = gettext("A PDF or a picture of at most %(most)s MB, for example a signed report.")
        self.fields["evidence"].help_text = help_text % {"most": MOST_MEGABYTES}
        if not instance.evidence:
            del self.fields["removes_evidence"]
        names = ["progress", "done", "difficulty", "proposal", "evidence", "removes_evidence"]
        self.lay_out(*[name for name in names if name in self.fields])

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in DUTY_REPORT_FIELDS}

    @property
    def new_evidence(self):
        """As the service takes it: a file, False to take the present one away, or None."""
        file = self.cleaned_data.get("evidence")
        return file or (False if self.cleaned_data.get("removes_evidence") else None)


class DutyReturnForm(ChangeForm):
    reason = PrintedTextField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The agency reads it above its report."),
        error_messages={"required": _("Say why you return it, so that the agency knows what to mend.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lay_out("reason")


class DutyDeadlineForm(forms.Form):
    """How many days after the cut-off the reports on the duties of a plan are due."""

    days = forms.IntegerField(
        label=_("Days after the cut-off"), min_value=0, max_value=LONGEST_DELAY, localize=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It changes who is late, and since when; the reason stays in the history."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("days", "reason")


class PeriodForm(forms.Form):
    """A choice of one period of some plans; the present one when none is named."""

    period = forms.ChoiceField(label=_("Period"), required=False)

    def __init__(self, data, *, plans):
        self.plans = list(plans)
        present = present_period(self.plans)
        data = data.copy()
        if present is not None and not data.get("period"):
            data["period"] = present.key
        super().__init__(data)
        self.periods = {period.key: period for period in choosable_periods(self.plans)}
        self.fields["period"].choices = [(key, period.label) for key, period in self.periods.items()]

    @cached_property
    def chosen(self):
        """What was chosen, without what cannot be read."""
        self.is_valid()
        return self.cleaned_data

    @property
    def chosen_period(self):
        """The Period, or None where no plan asks for reports."""
        fallback = present_period(self.plans)
        return self.periods.get(self.chosen.get("period"), fallback)


class DutyFilterForm(PeriodForm):
    """Which rows of the list: one form for the page and its export."""

    q = forms.CharField(label=_("Search"), required=False)
    plan = forms.ModelChoiceField(label=_("Plan"), queryset=None, required=False, empty_label=_("All"))
    agency = forms.ModelChoiceField(label=_("Agency"), queryset=None, required=False, empty_label=_("All"))
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *DutyReportState.choices, (LATE, _("Late"))],
    )

    def __init__(self, data, *, user):
        super().__init__(data, plans=plans_with_duties(user))
        self.user = user
        keys = [plan.pk for plan in self.plans]
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=keys)
        self.fields["agency"].queryset = _agencies_named_in(keys, user)
        if self.fields["agency"].queryset.count() < 2:
            del self.fields["agency"]
        self.order_fields(["q", "period", "plan", "agency", "state"])

    @cached_property
    def all_rows(self):
        """Every row of the period in the person's reach."""
        if self.chosen_period is None:
            return []
        return read_rows(self.user, self.chosen_period, self.plans)

    @cached_property
    def rows(self):
        return [row for row in self.all_rows if self._fits(row)]

    def _fits(self, row):
        plan, agency, state = (self.chosen.get(name) for name in ("plan", "agency", "state"))
        words = search_key(self.chosen.get("q") or "")
        return (
            plan in (None, row.duty.plan)
            and agency in (None, row.agency)
            and (not state or (row.days_late > 0 if state == LATE else row.state == state))
            and words in search_key(f"{row.text} {row.agency.name} {row.duty.plan.title}")
        )


class LateForm(PeriodForm):
    """One plan of a province that the person follows, and a period of it."""

    plan = forms.ModelChoiceField(label=_("Plan"), queryset=None, empty_label=None)

    def __init__(self, data, *, user):
        plans = list(followed_plans(user))
        data = data.copy()
        if plans and not data.get("plan"):
            data["plan"] = str(_first_with(present_period(plans), plans).pk)
        if not data.get("period") and data.get("kind"):
            data["period"] = f"{data['kind']}-{data.get('year', '')}"
        super().__init__(data, plans=plans)
        self.fields["plan"].queryset = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
        self.order_fields(["plan", "period"])

    @property
    def chosen_plan(self):
        return next((plan for plan in self.plans if plan == self.chosen.get("plan")), None)


def _first_with(period, plans):
    return next(plan for plan in plans if plan.covers(period.year))


def _agencies_named_in(plans, user):
    """The agencies in the person's reach that these plans name, alone or in a class of bodies."""
    named = Q(named_in_plans__plan__in=plans) | Q(pk__in=_members_in(plans))
    reached = reachable_units(user, Verb.VIEW_DUTY_REPORTS)
    return Unit.objects.filter(named, pk__in=reached).distinct()


def _members_in(plans):
    return Body.members.through.objects.filter(body__plan__in=plans).values("unit")
