"""Two records become one: field by field, whose value stays."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from swprogram.kit.forms import ChangeForm
from swprogram.kit.history import NOTHING, find_conflicts, show_rows
from workforce.models import Worker
from workforce.services.workers import KEPT_FIELDS, WORKER_FIELDS

FIRST, SECOND = "first", "second"
RADIOS = forms.RadioSelect(attrs={"class": "form-check-input me-1"})


class MergeForm(ChangeForm):
    """Asks only for what differs; a value beats an empty one unless the reader says otherwise.

    The versions of both records travel with the form, so that nobody merges what they have not seen.
    """

    keep = forms.ChoiceField(label=_("Which record stays?"), widget=RADIOS)
    first_version = forms.IntegerField(widget=forms.HiddenInput)
    second_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, first, second, **kwargs):
        super().__init__(*args, version=None, **kwargs)
        self.first, self.second = first, second
        self.fields["keep"].choices = [(FIRST, first.code), (SECOND, second.code)]
        self.initial |= {"keep": FIRST, "first_version": first.version, "second_version": second.version}
        self.facts = [self._fact(name, *self._shown(name)) for name in WORKER_FIELDS]

    @property
    def lines(self):
        """For the page: (label, value of the first, value of the second, the field that asks, or None)."""
        return [
            (label, first, second, self[name] if name in self.fields else None)
            for name, label, first, second in self.facts
            if first != NOTHING or second != NOTHING
        ]

    @property
    def keep_and_drop(self):
        pair = (self.first, self.second)
        return pair if self.cleaned_data["keep"] == FIRST else pair[::-1]

    @property
    def merge(self):
        """What the service is told: whose facts, and on which versions."""
        cleaned, keep = self.cleaned_data, self.cleaned_data["keep"]
        names = [name for name, *_rest in self.facts if name in self.fields]
        versions = {FIRST: cleaned["first_version"], SECOND: cleaned["second_version"]}
        drop = SECOND if keep == FIRST else FIRST
        return {
            "taken": [name for name in names if cleaned[name] != keep],
            "versions": (versions[keep], versions[drop]),
        }

    def find_saves(self, _row):
        """What others saved of either record; the page shows the values of now, beside what was chosen."""
        saves, versions = [], {}
        for worker, name in ((self.first, "first_version"), (self.second, "second_version")):
            opened, records = self.cleaned_data[name], worker.history.all()
            _none, later, versions[name] = find_conflicts(records, worker, version=opened, fields=())
            saves += later
        return (), saves, versions

    def show_conflict(self, conflicts, saves, versions):
        self.conflicts, self.saves = conflicts, saves
        self.data = self.data.copy()
        self.data.update({name: str(version) for name, version in versions.items()})

    def _fact(self, name, first, second):
        label = capfirst(Worker._meta.get_field(name).verbose_name)
        if getattr(self.first, name) != getattr(self.second, name):
            field = forms.ChoiceField(label=label, choices=[(FIRST, first), (SECOND, second)], widget=RADIOS)
            self.fields[name] = field
            self.initial[name] = SECOND if first == NOTHING else FIRST
        return name, label, first, second

    def _shown(self, name):
        if name == "identity_number":
            return tuple(worker.masked_identity_number or NOTHING for worker in (self.first, self.second))
        if name in KEPT_FIELDS:
            rows = show_rows((self.first, self.second), (name,))
            return tuple(line[0][2] if line else NOTHING for line in rows)
        raise KeyError(name)
