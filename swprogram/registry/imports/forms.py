"""What a person gives for an import: the workbook, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swprogram.kit.workbooks import MEGABYTE, WorkbookRefused, read_content
from swprogram.registry.imports.matching import missing_columns
from swprogram.registry.imports.reading import LIMITS


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose the workbook first."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        help_text = _("An Excel workbook (.xlsx), at most %(most)d MB: the template, or your own list.")
        self.fields["file"].help_text = help_text % {"most": LIMITS.file // MEGABYTE}

    def clean_file(self):
        """What can be seen from outside is told at once; the rest by the job that reads it."""
        file = self.cleaned_data["file"]
        try:
            read_content(file, LIMITS)
        except WorkbookRefused as refusal:
            raise ValidationError([problem.message for problem in refusal.problems]) from refusal
        return file


class MatchingForm(forms.Form):
    """One field for each column of the sheet: the column of the registry that it is, or none."""

    def __init__(self, *args, registry, headings, matching, **kwargs):
        super().__init__(*args, **kwargs)
        self.registry = registry
        self.headings = [one for one in headings if not one.is_passed_over]
        chosen = {index: key for key, index in matching.items()}
        choices = [("", _("Leave out")), *((one.key, _label(one)) for one in registry.sheet_columns)]
        for heading in self.headings:
            label = heading.text or _("(no heading)")
            field = forms.ChoiceField(label=label, choices=choices, required=False)
            field.initial, field.widget.attrs["class"] = chosen.get(heading.index, ""), "form-select"
            self.fields[_name(heading)] = field

    def rows(self):
        """(heading, its field) of each column of the sheet."""
        return [(heading, self[_name(heading)]) for heading in self.headings]

    def clean(self):
        self.matching = {}
        for heading in self.headings:
            key = self.cleaned_data.get(_name(heading))
            if key in self.matching:
                self.add_error(_name(heading), _("This column is chosen twice. Choose it once."))
            elif key:
                self.matching[key] = heading.index
        self._require_required()

    def _require_required(self):
        missing = missing_columns(self.registry, self.matching)
        if missing:
            names = "; ".join(str(self.registry.column(key).header) for key in missing)
            message = _("These columns are needed: %(names)s. Say which columns of the sheet they are.")
            raise ValidationError(message % {"names": names})


def _label(column):
    return f"{column.header} *" if column.is_required else str(column.header)


def _name(heading):
    return f"column-{heading.index}"
