"""What is typed about those who take part: somebody by name, a number of people, a line that changes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import DAY, DAY_ERRORS, ChangeForm, PrintedTextField, side_by_side
from swprogram.org.models import Unit
from swprogram.registry.units import UnitChoiceField, counting_units
from training.models import Participant
from training.services import PARTICIPANT_FIELDS
from training.services.sessions import version_of
from workforce.models import Worker

OF_A_PERSON = ("full_name", "birth_year", "unit", "kind", "workplace")
OF_A_NUMBER = ("headcount", "unit", "kind", "workplace", "note")
OF_THE_COURSE = ("result", "certificate_number", "certified_on", "note")


class LineForm(ChangeForm, forms.ModelForm):
    """The units in the person's reach, and the one that stands there already."""

    unit = UnitChoiceField(
        label=_("Comes from"), queryset=None, help_text=_("The unit whose figures count these people.")
    )

    def __init__(self, *args, by, instance, **kwargs):
        version = version_of(instance) if instance.pk else None
        super().__init__(*args, instance=instance, version=version, **kwargs)
        if "unit" in self.fields:
            reached = counting_units(by)
            kept = Unit.objects.filter(pk=instance.unit_id)
            self.fields["unit"].queryset = reached if reached.filter(pk__in=kept).exists() else reached | kept
            if instance.unit_id is None and len(units := list(reached[:2])) == 1:
                self.initial["unit"] = units[0].pk

    def _post_clean(self):
        """The service checks the whole row."""

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}


class NameForm(LineForm):
    """Somebody who is not in the workforce registry."""

    class Meta:
        model = Participant
        fields = OF_A_PERSON
        field_classes = {"full_name": PrintedTextField}
        help_texts = {"birth_year": _("It tells two people of one name apart.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        self.lay_out(side_by_side("full_name", "birth_year"), side_by_side("unit", "kind", "workplace"))


class NumberForm(LineForm):
    """People of whom only the number is known."""

    class Meta:
        model = Participant
        fields = OF_A_NUMBER
        labels = {"headcount": _("How many people")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["headcount"] = None
        self.lay_out(side_by_side("headcount", "unit"), side_by_side("kind", "workplace"), "note")


class ParticipantForm(LineForm):
    """A line as it stands; the name of somebody of the workforce registry is changed there.

    Somebody by name is linked to the registry by the code of a person in the reach of who asks.
    """

    history_fields = PARTICIPANT_FIELDS
    counted_by = "history_id"

    worker = forms.ModelChoiceField(
        label=_("In the workforce registry"),
        queryset=None,
        required=False,
        empty_label=_("By name only"),
        help_text=_("People of the registry with this name. Choose one only if it is the same person."),
    )

    class Meta:
        model = Participant
        fields = ("worker", *OF_A_PERSON, "headcount", *OF_THE_COURSE)
        field_classes = {"full_name": PrintedTextField}
        widgets = {"certified_on": DAY}
        error_messages = {"certified_on": DAY_ERRORS}

    def __init__(self, *args, by, instance, **kwargs):
        super().__init__(*args, by=by, instance=instance, **kwargs)
        self._leave_out(by)
        who = [name for name in ("full_name", "birth_year", "headcount") if name in self.fields]
        registry = [name for name in ("worker",) if name in self.fields]
        self.lay_out(
            side_by_side(*who),
            *registry,
            side_by_side("unit", "kind", "workplace"),
            side_by_side("result", "certificate_number", "certified_on"),
            "note",
        )

    def _leave_out(self, by):
        """What does not belong to this kind of line."""
        line = self.instance
        left_out = {"headcount"} if not line.is_number_only else {"full_name", "birth_year", "worker"}
        if line.worker_id:
            left_out |= {"full_name", "birth_year", "worker"}
        for name in left_out:
            del self.fields[name]
        if "worker" in self.fields:
            field = self.fields["worker"]
            field.queryset = Worker.objects.visible_to(by).filter(search_key=line.search_key).order_by("pk")
            field.label_from_instance = _label_of
            self.fields["full_name"].required = True
            if not field.queryset.exists():
                del self.fields["worker"]


def _label_of(worker):
    return " · ".join(str(part) for part in (worker.code, worker.full_name, worker.birth_year) if part)
