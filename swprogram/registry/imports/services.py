"""What a person asks for on the way of a workbook into a registry; the work is done by jobs (tasks.py).

A job is put down in the transaction that moves the state: there is never one without the other.
"""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.uploads import safe_name
from swprogram.kit.workflow import ChangeRefused, WrongState
from swprogram.registry.enums import ImportState
from swprogram.registry.imports.result import result_name
from swprogram.registry.imports.runs import move
from swprogram.registry.imports.tasks import read_import, save_import, undo_import
from swprogram.registry.jobs import enqueue_in_turn
from swprogram.registry.models import ImportRun
from swprogram.registry.permissions import reach_of

NEWS = {
    "is_outdated": False,
    "has_failed": False,
    "took_too_long": False,
    "undo_refused": None,
    "left": None,
    "then": None,
}
# What a second click meets: it has been asked for already.
ASKED = {
    "match": (ImportState.READING,),
    "ask_to_save": (ImportState.SAVING, ImportState.SAVED),
    "ask_to_undo": (ImportState.UNDOING, ImportState.UNDONE),
}
KEPT = (ImportState.SAVING, ImportState.SAVED, ImportState.UNDOING, ImportState.UNDONE)


@transaction.atomic
def keep_upload(registry, file, *, by, parent_id=None):
    """Keep the workbook and have it read."""
    run = ImportRun(registry=registry.code, parent_id=parent_id, owner=by, created_at=clock.now())
    run.reach = reach_of(by)
    run.original_name = safe_name(file.name)
    run.findings = {"language": get_language()}
    file.seek(0)
    run.file.save(file.name, file, save=False)
    run.full_clean(exclude=["matching", "findings"])
    run.save()
    enqueue_in_turn(read_import, run)
    return run


def answer(run, answers):
    """Say how the workbook is read. It is checked anew; without columns they are proposed anew."""
    _ask(run, "match", read_import, matching=answers.as_json())


def ask_to_save(run, *, seen, confirmed=(), with_parents=False):
    """Save what was shown; `seen` is the fingerprint of that preview.

    `confirmed` are the rows whose question is answered with yes; with `with_parents` the records that new
    rows belong to are changed as well.
    """
    if run.state == ImportState.CHECKED and seen != run.findings.get("fingerprint"):
        raise ChangeRefused(_("The workbook was checked again in between. Read the new preview first."))
    asked = {one["answer"] for one in run.findings.get("questions", ())}
    confirmed = sorted(asked.intersection(confirmed))
    skipped = run.findings.get("counts", {}).get("asked", 0) - len(confirmed)
    news = {"confirmed": confirmed, "with_parents": with_parents, "skipped": skipped}
    _ask(run, "ask_to_save", save_import, news=news)


def ask_to_undo(run):
    _ask(run, "ask_to_undo", undo_import)


@transaction.atomic
def _ask(run, verb, job, news=None, **kept):
    try:
        move(run, verb, findings=NEWS | (news or {}), **kept)
    except WrongState as refusal:
        if refusal.state not in ASKED[verb]:
            raise
        return
    enqueue_in_turn(job, run)


@transaction.atomic
def drop(run):
    """Throw a workbook away that was not saved; its files go when the row is gone for good."""
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state in KEPT:
        raise ChangeRefused(_("This import was saved. Undo it instead."))
    names = [locked.file.name, result_name(locked)]
    locked.delete()
    transaction.on_commit(lambda: [default_storage.delete(name) for name in names])
