"""What an import and an export can be. A leaf."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from swprogram.kit.workflow import Transition, Workflow


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
WAITING = (ImportState.UNMATCHED, ImportState.WRONG, ImportState.CHECKED)
IMPORTING = Workflow(
    (
        Transition("ask_matching", (ImportState.READING,), ImportState.UNMATCHED),
        Transition("find_wrong", (ImportState.READING,), ImportState.WRONG),
        Transition("find_right", (ImportState.READING,), ImportState.CHECKED),
        Transition("match", (*WAITING, ImportState.FAILED), ImportState.READING),
        Transition("ask_to_save", (ImportState.CHECKED,), ImportState.SAVING),
        Transition("save", (ImportState.SAVING,), ImportState.SAVED),
        Transition("take_back", (ImportState.SAVING,), ImportState.UNDOING),
        Transition("check_again", (ImportState.SAVING, ImportState.UNDOING), ImportState.READING),
        Transition("fail", IN_WORK, ImportState.FAILED),
        Transition("ask_to_undo", (ImportState.SAVED,), ImportState.UNDOING),
        Transition("undo", (ImportState.UNDOING,), ImportState.UNDONE),
        Transition("refuse_undo", (ImportState.UNDOING,), ImportState.SAVED),
    )
)


class ExportState(TextChoices):
    WRITING = "writing", _("Being written")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Stopped")
