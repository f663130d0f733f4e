"""Views that people keep, workbooks that come in, and large ones that go out."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from swprogram.org.models import User
from swprogram.registry.enums import IN_WORK, ExportState, ImportState

WORKBOOKS = "workbooks"  # the folder of those that come in and go out


def random_name(_row, _name):
    """Where a workbook lies: nothing of the name that it came with reaches the disk."""
    return f"{WORKBOOKS}/{uuid4().hex}.xlsx"


class OwnQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only to the person whose rows they are."""
        return self.filter(owner=user)


class SavedView(models.Model):
    """Filters, order and columns of a list under a name; the default one opens with the list."""

    registry = models.CharField(_("registry"), max_length=40)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("owner"))
    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("filters, order and columns"), max_length=2000, blank=True)
    is_default = models.BooleanField(_("opens with the list"), default=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["registry", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["registry", "owner", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["registry", "owner"], condition=Q(is_default=True), name="saved_view_one_default"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        """The parameters that open it."""
        return "&".join(filter(None, [self.query, f"view={self.pk}"]))


class ImportRun(models.Model):
    """One uploaded workbook, from being read to being saved or undone.

    `matching` is how the workbook is read, as imports/answers.py describes it; empty until it is known.
    `findings` is what checking found: counts, problems and samples, as imports/checking.py writes them.
    """

    registry = models.CharField(_("registry"), max_length=40)
    parent_id = models.PositiveBigIntegerField(_("belongs to"), null=True, blank=True)
    file = models.FileField(_("file"), upload_to=random_name)
    original_name = models.CharField(_("file name"), max_length=255)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("uploaded by"))
    created_at = models.DateTimeField(_("uploaded at"))
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.READING)
    matching = models.JSONField(_("matching of the columns"), default=dict, blank=True)
    findings = models.JSONField(_("findings"), default=dict, blank=True)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    reach = models.JSONField(_("units from which the owner's roles reached"), default=list, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_saved_says_when",
                condition=Q(
                    state__in=[ImportState.SAVED, ImportState.UNDOING, ImportState.UNDONE],
                    saved_at__isnull=False,
                )
                | ~Q(state__in=[ImportState.SAVED, ImportState.UNDOING, ImportState.UNDONE]),
            ),
        ]

    def __str__(self):
        return self.original_name

    @property
    def is_in_work(self):
        return self.state in IN_WORK


class ImportPortion(models.Model):
    """Rows of an import that are saved in one transaction, so short that nobody waits for it.

    `rows` is what is still to be saved, as imports/portions.py writes it; empty once it is saved. A worker
    that was killed goes on with the portions that are left.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="portions")
    number = models.PositiveIntegerField(_("number"))
    size = models.PositiveIntegerField(_("rows"))
    rows = models.JSONField(_("rows to be saved"), default=list, blank=True)
    is_saved = models.BooleanField(_("saved"), default=False)

    class Meta:
        verbose_name = _("portion of an import")
        verbose_name_plural = _("portions of imports")
        ordering = ["run", "number"]
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="import_portion_once")]

    def __str__(self):
        return f"{self.run_id}: {self.number}"


class ImportChange(models.Model):
    """What an import did to one row of any model, with all its columns: exactly what undoing needs.

    `before` is empty where it was added, `after` where it was deleted. Identity numbers stand in it whole;
    it is shown to nobody, and goes when the import is undone. Imports of former versions have no portion:
    they cannot be undone any more.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    portion = models.ForeignKey(ImportPortion, models.CASCADE, related_name="changes", null=True)
    model = models.CharField(_("kind of record"), max_length=100, default="")
    record_id = models.PositiveBigIntegerField(_("record"))
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"), null=True, blank=True)

    class Meta:
        verbose_name = _("change by an import")
        verbose_name_plural = _("changes by imports")
        ordering = ["run", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portion", "model", "record_id"], name="import_change_once_per_row"
            )
        ]

    def __str__(self):
        return f"{self.run_id}: {self.record_id}"


class ExportRun(models.Model):
    """A workbook too large for one answer: written by the background worker, fetched when it is ready."""

    registry = models.CharField(_("registry"), max_length=40)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("asked for by"))
    query = models.CharField(_("filters, order and columns"), max_length=2000, blank=True)
    created_at = models.DateTimeField(_("asked for at"))
    state = models.CharField(_("state"), max_length=10, choices=ExportState, default=ExportState.WRITING)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    file = models.FileField(_("file"), upload_to=random_name, blank=True)
    reach = models.JSONField(_("units from which the owner's roles reached"), default=list, editable=False)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.registry} {self.created_at:%d/%m/%Y}"

    @property
    def is_in_work(self):
        return self.state == ExportState.WRITING

    @property
    def job(self):
        """The name under which its progress is told."""
        return f"export-{self.pk}"


class JobWorker(models.Model):
    """A program that does jobs. It renews `alive_until` as it works; past it, another takes its jobs over.

    `process` is its number at `place` (one start of one machine): there, its death is seen at once.
    """

    name = models.CharField(_("name"), max_length=64, unique=True)
    alive_until = models.DateTimeField(_("alive until"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    process = models.PositiveIntegerField(_("process"))

    class Meta:
        verbose_name = _("worker for jobs")
        verbose_name_plural = _("workers for jobs")

    def __str__(self):
        return self.name
