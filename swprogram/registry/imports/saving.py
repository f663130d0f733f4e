"""Rows become records, all of them or none; and an import is taken back while nothing has changed since.

Both go portion by portion (portions.py), so that nobody waits for them. What was saved is taken back where
a later portion cannot be saved, and put again where it cannot be taken back.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit.bulk import LONGEST_REASON, BulkWriter
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.imports.checking import check_rows
from swprogram.registry.imports.findings import fingerprint
from swprogram.registry.imports.portions import let_others_write, rows_of, stage
from swprogram.registry.imports.runs import context_of, require_state
from swprogram.registry.imports.undoing import (
    UndoRefused,
    keep_steps,
    put_again,
    require_untouched,
    take_back,
)
from swprogram.registry.models import ImportChange, ImportPortion


class PreviewOutdated(ChangeRefused):
    """The registry is not any more as the preview showed it."""


def stage_rows(run, registry, rows, problems):
    """Cut what was shown into portions; PreviewOutdated where something else would be saved."""
    checked = check_rows(registry, rows, problems, context_of(run))
    if checked.problems or fingerprint(checked) != run.findings["fingerprint"]:
        raise PreviewOutdated
    confirmed = set(run.findings.get("confirmed", ()))
    rows = checked.to_save(confirmed, with_parents=run.findings.get("with_parents", False))
    stage(run, registry, rows, checked.before)


def save_portions(run, registry, tell):
    """Save the portions that are left; PreviewOutdated where a record has changed since it was staged."""
    portions = list(run.portions.defer("rows"))
    done = sum(portion.size for portion in portions if portion.is_saved)
    for portion in portions:
        if not portion.is_saved:
            _save(run, registry, portion)
            done += portion.size
            tell(done)
            let_others_write()


@transaction.atomic
def _save(run, registry, portion):
    require_state(run)
    rows, before = rows_of(portion)
    if registry.importer.read(before.keys()) != before:
        raise PreviewOutdated
    context = context_of(run, _reason(_("From the workbook “%(name)s”"), run))
    writer = _writer_of(context)
    registry.importer.save(rows, context, writer)
    keep_steps(portion, writer.steps)
    portion.rows, portion.is_saved = [], True
    portion.save()


def undo_portions(run, registry, tell):
    """Take back every portion that is saved, or none; UndoRefused where that is not possible any more."""
    portions = list(run.portions.filter(is_saved=True).defer("rows"))
    if not portions:
        _require_kept(run)
    for portion in portions:
        require_untouched(_changes_of(portion))
    try:
        for done, portion in enumerate(reversed(portions), start=1):
            _undo(run, registry, portion)
            tell(done * portion.size)
            let_others_write()
    except UndoRefused:
        _put_all_again(run)
        raise
    forget_portions(run)


def forget_portions(run):
    """Nothing of the import stands in the registry: what undoing it needed goes."""
    for portion in run.portions.defer("rows"):
        changes = ImportChange.objects.filter(portion=portion)
        changes._raw_delete(using=changes.db)
        portion.delete()
        let_others_write()


@transaction.atomic
def _undo(run, registry, portion):
    require_state(run)
    writer = _undoing_writer(run)
    take_back(_changes_of(portion), writer, registry.importer.goes_along)
    ImportPortion.objects.filter(pk=portion.pk).update(is_saved=False)


def _put_all_again(run):
    for portion in run.portions.filter(is_saved=False, changes__isnull=False).defer("rows").distinct():
        _put_again(run, portion)
        let_others_write()


@transaction.atomic
def _put_again(run, portion):
    require_state(run)
    put_again(_changes_of(portion), _undoing_writer(run))
    ImportPortion.objects.filter(pk=portion.pk).update(is_saved=True)


def _require_kept(run):
    if run.changes.exists():
        message = _("This import was saved by an earlier version of the portal, which cannot be undone now.")
        raise UndoRefused(message)


def _changes_of(portion):
    return list(ImportChange.objects.filter(portion=portion).order_by("pk"))


def _undoing_writer(run):
    return _writer_of(context_of(run, _reason(_("Import of “%(name)s” undone"), run)))


def _writer_of(context):
    return BulkWriter(context.user, context.reason)


def _reason(text, run):
    words = text % {"name": run.original_name}
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
