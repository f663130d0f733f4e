"""What is typed about one row of a plan's part; the form is made from the part's line in plans/parts.py."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.models import Activity
from plans.services.parts import version_of
from swprogram.kit.forms import YEAR, NumberField, PrintedTextField, RowForm, side_by_side
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit, UnitClosure

TEXTS = ("number", "text", "name", "printed_body", "where", "printed", "correct", "note", "code", "as_of")
LONG_TEXTS = ("text", "note")
SHORT = ({"number", "issued_on"}, {"number", "name"}, {"from_year", "to_year"}, {"due_on", "rhythm"})
WRONG_DATE = _("Type the date as day/month/year, for example 22/03/2011.")
DATE = forms.DateInput(attrs={"placeholder": _("dd/mm/yyyy"), "autocomplete": "off"})
WIDGETS = {
    "from_year": YEAR,
    "to_year": YEAR,
    "issued_on": DATE,
    "due_on": DATE,
    "members": forms.CheckboxSelectMultiple,
}
HELP = {
    "number": _("As printed before the text: 1, 2.1, a), - or nothing."),
    "agency": _("Empty for a class of bodies, or for a body that the portal does not know."),
}


class PartForm(RowForm):
    """A row of one part; `version` is the newest record of its history. Subclasses come from `part_form`."""

    part = None
    counted_by = "history_id"

    def __init__(self, *args, instance, **kwargs):
        instance.version = version_of(instance) if instance.pk else None
        super().__init__(*args, instance=instance, **kwargs)
        for name in self.part.is_required:
            self.fields[name].required = True
        self._limit_choices(instance)
        self._widen_texts()
        self.history_fields = self.part.fields
        self.lay_out(*self._rows())

    def _limit_choices(self, row):
        """Only what belongs to the same plan, or to its province, can be chosen."""
        offered = {
            "parent": lambda: _possible_parents(row),
            "activity": lambda: row.plan.activity_set.order_by("position", "pk"),
            "body": lambda: row.plan.body_set.order_by("position", "pk"),
            "agency": lambda: _agencies(row.plan),
            "members": lambda: _agencies(row.plan),
        }
        for name in offered.keys() & self.fields.keys():
            self.fields[name].queryset = offered[name]()
        if "parent" in self.fields:
            self.fields["parent"].empty_label = _("None: it stands at the top")
        if self.part.kinds:
            labels = [choice for choice in self.fields["kind"].choices if choice[0] in ("", *self.part.kinds)]
            self.fields["kind"].choices = labels

    def _widen_texts(self):
        for name in LONG_TEXTS:
            if name in self.fields:
                rows = 2 if self.fields[name].max_length else 4
                self.fields[name].widget = forms.Textarea(attrs={"rows": rows})
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def _rows(self):
        """The fields one below the other; short ones that belong together stand side by side."""
        names, placed = list(self.part.fields), []
        while names:
            pair = next((pair for pair in SHORT if set(names[:2]) == pair), {names[0]})
            taken, names = names[: len(pair)], names[len(pair) :]
            placed.append(side_by_side(*taken) if len(taken) > 1 else taken[0])
        return placed


class FactForm(PartForm):
    figure = NumberField(label=_("Figure"), required=False, help_text=_("Only the number, if there is one."))


def part_form(part):
    """The form class of a part."""
    base = FactForm if "figure" in part.fields else PartForm
    meta = {
        "model": part.model,
        "fields": part.fields,
        "field_classes": {name: PrintedTextField for name in TEXTS if name in part.fields},
        "widgets": {name: widget for name, widget in WIDGETS.items() if name in part.fields},
        "help_texts": {name: text for name, text in HELP.items() if name in part.fields},
        "error_messages": {name: {"invalid": WRONG_DATE} for name in ("issued_on", "due_on")},
    }
    return type("RowOfPartForm", (base,), {"part": part, "Meta": type("Meta", (), meta)})


def _possible_parents(row):
    """The plan's activities but the row itself; those below it are refused by its own check."""
    return Activity.objects.filter(plan=row.plan).exclude(pk=row.pk).order_by("position", "pk")


def _agencies(plan):
    """The province, its agencies and its districts, whenever they existed."""
    branch = UnitClosure.objects.filter(ancestor=plan.unit).values("descendant")
    return (
        Unit.objects.filter(pk__in=branch).exclude(kind=UnitKind.COMMUNE).order_by("kind", "sort_key", "pk")
    )
