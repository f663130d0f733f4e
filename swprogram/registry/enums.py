"""What an import and an export can be. A leaf."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ImportState(TextChoices):
    """READING and SAVING and UNDOING are worked on by the background worker; the others wait for a person."""

    READING = "reading", _("Being read")
    UNMATCHED = "unmatched", _("Columns to be matched")
    WRONG = "wrong", _("To be mended")
    CHECKED = "checked", _("Ready to be saved")
    SAVING = "saving", _("Being saved")
    SAVED = "saved", _("Saved")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Stopped")


IN_WORK = (ImportState.READING, ImportState.SAVING, ImportState.UNDOING)


class ExportState(TextChoices):
    WRITING = "writing", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Stopped")
