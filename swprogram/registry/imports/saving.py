"""Rows become records, all of them or none; and an import is taken back while nothing has changed since."""

from django.db import transaction
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.bulk import BATCH
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.imports.checking import check_rows
from swprogram.registry.imports.codec import decode, encode
from swprogram.registry.imports.findings import fingerprint, name_column
from swprogram.registry.imports.runs import context_of, move
from swprogram.registry.models import ImportChange
from swprogram.registry.spec import Row

MOST_NAMED = 10
LONGEST_REASON = 100  # what the history keeps


class PreviewOutdated(ChangeRefused):
    """The registry is not any more as the preview showed it."""


class UndoRefused(ChangeRefused):
    """Records are not as the import left them; `named` are the first, and there are `more`."""

    def __init__(self, message, named=(), more=0):
        super().__init__(message)
        self.named, self.more = named, more


@transaction.atomic
def save_rows(run, registry, rows, problems, tell):
    """Save what was shown, with what undoing needs; PreviewOutdated where something else would be saved."""
    run = move(run, "save", saved_at=clock.now())
    context = context_of(run, _reason(_("From the workbook “%(name)s”"), run))
    checked = check_rows(registry, rows, problems, context)
    if checked.problems or fingerprint(checked) != run.findings["fingerprint"]:
        raise PreviewOutdated
    before = {row.pk: checked.before[row.pk] for row in checked.changed}
    registry.importer.save(checked.new + checked.changed, context, tell)
    _keep_changes(run, registry, checked.new + checked.changed, before)


def _keep_changes(run, registry, rows, before):
    """What the import did to each record, as it can be read now."""
    after = registry.importer.read({row.pk for row in rows})
    changes = (
        ImportChange(
            run=run,
            record_id=row.pk,
            before=encode(before[row.pk]) if row.pk in before else None,
            after=encode(after[row.pk]),
        )
        for row in rows
    )
    ImportChange.objects.bulk_create(changes, batch_size=BATCH)


@transaction.atomic
def undo_rows(run, registry, tell):
    """Take added records back and give changed ones their former values.

    UndoRefused where a record has changed since, or where something hangs on an added one.
    """
    run = move(run, "undo", undone_at=clock.now())
    changes = list(run.changes.order_by("pk"))
    _require_untouched(registry, changes, run.owner)
    context = context_of(run, _reason(_("Import of “%(name)s” undone"), run))
    try:
        registry.importer.remove([one.record_id for one in changes if one.before is None], context)
        registry.importer.save(_former_rows(changes), context, tell)
    except ChangeRefused as refusal:
        raise UndoRefused(str(refusal)) from refusal


def _require_untouched(registry, changes, user):
    now = registry.importer.read({change.record_id for change in changes})
    moved = [change for change in changes if not _is_untouched(change, now.get(change.record_id))]
    if moved:
        named = [_name_of(registry, change, now, user) for change in moved[:MOST_NAMED]]
        raise UndoRefused(_("Records have changed since."), named, max(0, len(moved) - MOST_NAMED))


def _is_untouched(change, now):
    """Compared by the columns of then: one that the portal has learned since says nothing."""
    left = decode(change.after)
    return now is not None and all(now.get(key) == value for key, value in left.items())


def _name_of(registry, change, now, user):
    """The record as the import left it, by its first words."""
    column = name_column(registry)
    name = column.cell.opened_for(user).show(decode(change.after)[column.key])
    return name if change.record_id in now else _("%(name)s (deleted)") % {"name": name}


def _former_rows(changes):
    return [
        Row(line, decode(change.before), change.record_id)
        for line, change in enumerate(changes, start=1)
        if change.before is not None
    ]


def _reason(text, run):
    words = text % {"name": run.original_name}
    return words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
