"""What is typed about the money of a plan."""

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext_lazy as _

from plans.activities import name_activities
from plans.models import BudgetLine
from plans.services.money import LINE_FIELDS
from swprogram.kit.forms import AmountField, ChangeForm, PrintedTextField, RowForm, side_by_side


class NamedActivityField(forms.ModelChoiceField):
    """An activity of the plan by its numbers and first words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = {}

    def offer(self, plan):
        self.names = name_activities(plan)
        self.queryset = plan.activity_set.order_by("position", "pk")

    def label_from_instance(self, activity):
        return self.names[activity.pk]


class BudgetLineForm(RowForm):
    history_fields = LINE_FIELDS

    activity = NamedActivityField(
        label=_("Task"), queryset=None, required=False, empty_label=_("Not split by task")
    )
    year = forms.IntegerField(label=_("Year"), required=False, widget=forms.Select)
    estimated = AmountField(
        label=_("Estimated (dong)"),
        required=False,
        help_text=_("In full, for example 15.000.000.000. Empty means: not stated. 0 is an amount."),
    )
    allocated = AmountField(label=_("Allocated (dong)"), required=False)
    spent = AmountField(label=_("Spent (dong)"), required=False)
    settled = AmountField(
        label=_("Settled (dong)"), required=False, help_text=_("Never more than was spent.")
    )

    class Meta:
        model = BudgetLine
        fields = LINE_FIELDS
        field_classes = {"note": PrintedTextField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        self.fields["activity"].offer(plan)
        years = range(plan.from_year, plan.to_year + 1)
        choices = [("", _("Not split by year")), *((year, str(year)) for year in years)]
        self.fields["year"].widget.choices = choices
        if self.instance.pk is None and plan.from_year == plan.to_year:
            self.initial["year"] = plan.from_year
        self.lay_out(
            Fieldset(
                _("What the money is for"),
                "activity",
                side_by_side("cost_line", "funding", "year"),
            ),
            Fieldset(
                _("Amounts"),
                side_by_side("estimated", "allocated"),
                side_by_side("spent", "settled"),
                "note",
            ),
        )


class RowDeletionForm(ChangeForm):
    """Deleting a row asks for nothing: the form carries the version that was read."""

    def __init__(self, *args, instance, fields, **kwargs):
        super().__init__(*args, version=instance.version, **kwargs)
        self.instance = instance
        self.history_fields = fields
        self.lay_out()
