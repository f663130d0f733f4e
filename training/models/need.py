"""What training a unit says that it needs in a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from swprogram.kit.codes import write_code
from swprogram.org.models import Unit, within_reach
from swprogram.org.roles import Verb
from training.enums import Subject, TrainingKind

CODE_PREFIX = "NC"


class TrainingNeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(within_reach(user, Verb.VIEW_REGISTRIES))


class TrainingNeed(models.Model):
    """How many people of a unit need training of a kind in a subject, in a reporting year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="training_needs", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("kind of training"), max_length=20, choices=TrainingKind)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject)
    people = models.PositiveIntegerField(pgettext_lazy("training", "people"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_illustrative = models.BooleanField(_("illustrative data"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = TrainingNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("training need")
        verbose_name_plural = _("training needs")
        ordering = ["-year", "unit", "kind", "subject", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind", "subject"],
                name="need_once",
                violation_error_message=_("This need stands there already. Change its number instead."),
            )
        ]
        indexes = [models.Index(fields=["year", "id"], name="need_by_year")]

    def __str__(self):
        return f"{self.unit}, {self.year}: {self.get_subject_display()}"

    @property
    def code(self):
        return write_code(CODE_PREFIX, self.pk)
