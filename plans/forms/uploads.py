"""The workbook that is sent."""

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _


class PlanUploadForm(forms.Form):
    file = forms.FileField(
        label=_("Workbook"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        help_text=_("The filled-in template as .xlsx, at most 10 MB."),
        error_messages={
            "required": _("Choose the workbook first."),
            "empty": _("This file is empty. Choose another one."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
