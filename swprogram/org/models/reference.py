"""What reference data was loaded, so that what people made of it is told apart from what a fixture made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRow(models.Model):
    """The values that a fixture last gave to one row: `kind` names the model, `key` the row in the fixture.

    While the row still holds these values nobody has touched it, and a newer fixture may change it.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    row_id = models.BigIntegerField()
    values = models.JSONField()

    class Meta:
        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="loaded_row_once")]

    def __str__(self):
        return f"{self.kind} {self.key}"
