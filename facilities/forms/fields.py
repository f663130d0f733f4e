"""Fields that read what offices type: a day as exactly as it is known, and co-ordinates."""

import re
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from facilities.enums import Precision
from swprogram.kit.forms import DAY, NumberField
from swprogram.registry.cells import CellRefused

MONTH, YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})"), re.compile(r"\d{4}")


class DegreeField(NumberField):
    """A co-ordinate, with a comma or with the point of a map; read as the workbook reads it."""

    def __init__(self, *, cell, **kwargs):
        super().__init__(**kwargs)
        self.cell = cell

    def read(self, typed):
        try:
            return self.cell.parse(typed)
        except CellRefused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else self.cell.show(value)


class WhenField(forms.CharField):
    """A day as exactly as the document states it: 22/03/2011, 02/2013 or 2013; gives (day, precision)."""

    widget = DAY
    default_error_messages = {
        "invalid": _("Type the date as 22/03/2011, or only the month as 02/2013, or the year as 2013.")
    }

    def to_python(self, value):
        typed = super().to_python(value)
        if typed in self.empty_values:
            return None
        try:
            return self._read(typed)
        except (ValueError, ValidationError) as error:
            raise ValidationError(self.error_messages["invalid"]) from error

    def _read(self, typed):
        if found := MONTH.fullmatch(typed):
            return date(int(found[2]), int(found[1]), 1), Precision.MONTH
        if YEAR.fullmatch(typed):
            return date(int(typed), 1, 1), Precision.YEAR
        return forms.DateField().to_python(typed), Precision.DAY
