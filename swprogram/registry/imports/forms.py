"""What a person gives for an import: the workbook, and which of its columns is which."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from swprogram.kit.workbooks import MEGABYTE, WorkbookRefused, read_content
from swprogram.registry.imports.reading import LIMITS


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Workbook"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": gettext_lazy("Choose the workbook first."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        help_text = _(
            "An Excel workbook (.xlsx) or a table (.csv), at most %(most)d MB: the template or your own list."
        )
        self.fields["file"].help_text = help_text % {"most": LIMITS.file // MEGABYTE}

    def clean_file(self):
        """What can be seen from outside is told at once; the rest by the job that reads it."""
        file = self.cleaned_data["file"]
        try:
            read_content(file, LIMITS)
        except WorkbookRefused as refusal:
            raise ValidationError([problem.message for problem in refusal.problems]) from refusal
        return file
