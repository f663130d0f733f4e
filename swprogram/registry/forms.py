"""What is typed on the pages of every registry: the name of a view, one value for many records."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swprogram.kit.text import looks_like_identity_number, normalise
from swprogram.registry.cells import CellRefused, Choices
from swprogram.registry.lists import read_query
from swprogram.registry.models import SavedView

LONGEST_QUERY = SavedView._meta.get_field("query").max_length
EMPTY = "empty"  # chosen on purpose; a select that nobody touched says nothing


class ViewForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=100)
    is_default = forms.BooleanField(label=gettext_lazy("Open the list with it"), required=False)
    query = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_name(self):
        return normalise(self.cleaned_data["name"])

    def clean(self):
        asked = read_query(self.cleaned_data.get("query", ""))
        if any(looks_like_identity_number(text) for text in (asked.get("q", ""), self.data.get("name", ""))):
            self.add_error(
                "name", _("A view does not keep an identity number. Take it out of the search first.")
            )
        query = asked.urlencode()
        if len(query) > LONGEST_QUERY:
            self.add_error("name", _("These filters are too many for a saved view. Take some away."))
        self.cleaned_data["query"] = query


class ValueForm(forms.Form):
    """One value of a column, typed or chosen as its cell has it."""

    def __init__(self, *args, column, cell, **kwargs):
        super().__init__(*args, **kwargs)
        self.column, self.cell = column, cell
        self.fields["value"] = _value_field(column, cell)

    def clean_value(self):
        typed = self.cleaned_data["value"]
        try:
            value = self.cell.read("" if typed == EMPTY else typed)
        except CellRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        if self.column.is_required and value == self.cell.empty:
            raise forms.ValidationError(_("This column must not be empty. Type a value."))
        return value


def _value_field(column, cell):
    options = _options(cell)
    if options is None:
        shown = forms.TextInput(attrs={"autocomplete": "off", "placeholder": str(column.example)})
        return forms.CharField(label=column.header, help_text=column.help, required=False, widget=shown)
    options = [(code or EMPTY, label) for code, label in options]
    if EMPTY not in dict(options) and not column.is_required:
        options.append((EMPTY, _("(empty)")))
    choices = [("", _("Choose a value")), *options]
    return forms.ChoiceField(label=column.header, help_text=column.help, choices=choices)


def _options(cell):
    """Pairs of (what cell.read() understands, what people read); None for a cell that is typed."""
    if isinstance(cell, Choices):
        return None
    if choices := getattr(cell, "choices", None):
        return list(choices.choices)
    if by_pk := getattr(cell, "by_pk", None):
        return [(f"#{pk}", label) for pk, label in by_pk.items()]
    if hasattr(cell, "blank"):
        return [("1", _("Yes")), ("0", _("No"))]
    return None
