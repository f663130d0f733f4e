"""What is sent when a scan is attached to a plan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import ChangeForm, PrintedTextField
from swprogram.kit.uploads import check_pdf


class AttachmentForm(forms.Form):
    title = PrintedTextField(
        label=_("Title"), max_length=200, help_text=_("What it is, for example: Decision 411/QĐ-UBND, scan.")
    )
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        help_text=_("A PDF of at most 15 MB."),
        error_messages={"required": _("Choose the PDF file.")},
    )

    add_refusal = ChangeForm.add_refusal

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("title", "file")

    def clean_file(self):
        check_pdf(self.cleaned_data["file"])
        return self.cleaned_data["file"]
