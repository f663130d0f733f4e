"""What is typed about the split of a target by year or by unit."""

from decimal import Decimal

from plans.shares import Total, split_evenly, units_of, years_of
from swprogram.kit.forms import AmountField, ChangeForm
from swprogram.kit.history import NOTHING, Conflict
from swprogram.kit.numbers import format_number, format_trimmed


class SharesForm(ChangeForm):
    """One field for each year or unit; `proposed` fills them with an even split of the total."""

    history_fields = ()

    def __init__(self, data=None, *, target, key, proposed=False):
        super().__init__(data, version=target.version, auto_id=f"id_{key}_%s")
        self.target, self.instance, self.key = target, target, key
        self.parts = years_of(target) if key == "year" else units_of(target)
        kept = self._proposal() if proposed else self._kept()
        for part in self.parts:
            field = AmountField(label=str(part), required=False, initial=kept.get(part))
            field.widget.attrs["class"] = "form-control"
            self.fields[self._name(part)] = field

    @property
    def values(self):
        """{year or unit: value, None where nothing was typed}"""
        return {part: self.cleaned_data[self._name(part)] for part in self.parts}

    @property
    def rows(self):
        return [self[self._name(part)] for part in self.parts]

    @property
    def total(self):
        """The target's value beside the sum of what stands in the form now, as far as it can be read."""
        return Total(self.target.value, tuple(filter(None, map(self._number, self.parts))))

    @property
    def average(self):
        """What each part would be on average, with one decimal at most: "69,6"."""
        return format_trimmed(self.target.value / len(self.parts), 1) if self.parts else ""

    @property
    def is_empty(self):
        return not self.total.parts

    def show_conflict(self, _conflicts, saves, version):
        """What stands saved now, beside what was typed."""
        saved = self._kept()
        differing = [part for part in self.parts if saved.get(part) != self.values[part]]
        conflicts = [
            Conflict(str(part), NOTHING, _shown(saved.get(part)), _shown(self.values[part]))
            for part in differing
        ]
        super().show_conflict(conflicts, saves, version)

    def _number(self, part):
        name = self._name(part)
        if self.is_bound:
            value = getattr(self, "cleaned_data", {}).get(name)
        else:
            value = self.fields[name].initial
        return None if value is None else Decimal(value)

    def _name(self, part):
        return f"{self.key}-{part if self.key == 'year' else part.pk}"

    def _proposal(self):
        if not self.parts:
            return {}
        return dict(zip(self.parts, split_evenly(self.target.value, len(self.parts)), strict=True))

    def _kept(self):
        other = {"year": "unit", "unit": "year"}[self.key]
        shares = self.target.shares.filter(**{f"{other}__isnull": True}).select_related("unit")
        return {getattr(share, self.key): share.value for share in shares}


def shares_forms(target, proposed=""):
    """The two splits of a target."""
    return [SharesForm(target=target, key=key, proposed=proposed == key) for key in ("year", "unit")]


def _shown(value):
    return NOTHING if value is None else format_number(value)
