"""What is typed about a lecturer and about a training need."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from facilities.models import Facility
from swprogram.kit.codes import read_code
from swprogram.kit.forms import YEAR, PrintedTextField, RowForm, side_by_side
from training.exports.references import training_bodies
from training.forms.courses import KeptUnitField
from training.models import Lecturer, TrainingNeed
from training.services import LECTURER_FIELDS, NEED_FIELDS
from workforce.models import Worker
from workforce.models.worker import CODE_PREFIX


class WorkerCodeField(forms.CharField):
    """A person of the workforce registry by the code, which tells two people of one name apart."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TextInput(attrs={"placeholder": "NL000123"}), **kwargs)
        self.workers = Worker.objects.none()

    def prepare_value(self, value):
        worker = Worker.objects.filter(pk=value).first() if isinstance(value, int) else None
        return worker.code if worker else value

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        worker = self.workers.filter(pk=read_code(CODE_PREFIX, typed)).first()
        if worker is None:
            message = gettext("No person of this code is in your area. Look the code up in the registry.")
            raise forms.ValidationError(message)
        return worker


class LecturerForm(RowForm):
    history_fields = LECTURER_FIELDS

    unit = KeptUnitField(label=_("Kept by"), queryset=None)
    worker = WorkerCodeField(
        label=_("Code in the workforce registry"),
        required=False,
        help_text=_("When the lecturer is a person of the workforce registry too."),
    )

    class Meta:
        model = Lecturer
        fields = LECTURER_FIELDS
        field_classes = dict.fromkeys(["full_name", "workplace", "subjects"], PrintedTextField)
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"subjects": _("With semicolons between them.")}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, self.instance.unit_id)
        known = Q(pk__in=Worker.objects.visible_to(by).values("pk")) | Q(pk=self.instance.worker_id)
        self.fields["worker"].workers = Worker.objects.filter(known)
        bodies = training_bodies(by) | Facility.objects.filter(pk=self.instance.body_id)
        self.fields["body"].queryset = bodies.order_by("sort_key", "pk").distinct()
        self.lay_out(
            side_by_side("full_name", "unit"),
            side_by_side("workplace", "body", "worker"),
            side_by_side("qualification", "subjects"),
            side_by_side("phone", "email"),
            "is_active",
            "note",
        )


class NeedForm(RowForm):
    history_fields = NEED_FIELDS

    unit = KeptUnitField(label=_("Unit"), queryset=None)

    class Meta:
        model = TrainingNeed
        fields = NEED_FIELDS
        widgets = {"year": YEAR}
        field_classes = {"note": PrintedTextField}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, self.instance.unit_id)
        self.lay_out(
            side_by_side("unit", "year"), side_by_side("kind", "subject"), side_by_side("people", "note")
        )
