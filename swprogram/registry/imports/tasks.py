"""Jobs of an import, one for each step. A worker that was killed begins its step again.

Reading keeps nothing before it is complete; saving and undoing go on with the portions that are left.
"""

import logging

from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django_tasks import task

from swprogram.kit import clock
from swprogram.kit.workbooks import WorkbookRefused
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.enums import ImportState
from swprogram.registry.imports import findings, runs
from swprogram.registry.imports.answers import Answers
from swprogram.registry.imports.checking import check_rows, open_cells, read_rows
from swprogram.registry.imports.matching import known_words
from swprogram.registry.imports.picture import describe_pictures, describe_sheets
from swprogram.registry.imports.proposing import propose, understood_words
from swprogram.registry.imports.reading import read_upload
from swprogram.registry.imports.result import write_result
from swprogram.registry.imports.saving import save_portions, stage_rows, undo_portions
from swprogram.registry.imports.telling import describe_proposal, describe_reading
from swprogram.registry.imports.undoing import UndoRefused
from swprogram.registry.jobs import enqueue_in_turn, has_failed, set_progress, took_too_long
from swprogram.registry.models import ImportRun
from swprogram.registry.spec import registry_of

logger = logging.getLogger(__name__)


@task()
def read_import(run_id):
    """Read, match and check the workbook."""
    _work_on(run_id, ImportState.READING, _read, on_failure="fail")


@task()
def save_import(run_id):
    """Save every row, or none."""
    _work_on(run_id, ImportState.SAVING, _save, on_failure="fail")


@task()
def undo_import(run_id):
    """Take back what the import did, or nothing of it."""
    _work_on(run_id, ImportState.UNDOING, _undo, on_failure="refuse_undo")


# The job that works in a state, and what becomes of the import when it is given up.
STEPS = {
    ImportState.READING: (read_import, "fail"),
    ImportState.SAVING: (save_import, "fail"),
    ImportState.UNDOING: (undo_import, "refuse_undo"),
}


def stop_if_given_up(run):
    """The import as it is: stopped, where its job ended its worker so often that it is not begun again."""
    job, verb = STEPS.get(run.state, (None, None))
    if job is None or not has_failed(job, run.pk):
        return run
    return _stop(run, verb, took_too_long=took_too_long(job, run.pk))


def _stop(run, verb, **why):
    """The step is given up; what was saved of an import is taken back first."""
    if run.state == ImportState.SAVING and run.portions.filter(is_saved=True).exists():
        return _take_back(run, "fail", **why)
    return runs.move(run, verb, findings={"has_failed": True} | why | _how_much_is_left(run))


@transaction.atomic
def _take_back(run, then, **why):
    """Have what was saved taken back; `then` is the verb that follows it."""
    run = runs.move(run, "take_back", findings={"then": then} | why, saved_at=clock.now())
    enqueue_in_turn(undo_import, run)
    return run


def _how_much_is_left(run):
    """Of an import whose undoing stopped on its way: how many of its rows stand in the registry."""
    sizes = dict(run.portions.values_list("is_saved").annotate(Sum("size")).order_by())
    return {"left": sizes.get(True, 0), "of": sum(sizes.values())} if len(sizes) == 2 else {"left": None}


def _work_on(run_id, state, step, on_failure):
    """Do a step of an import that still waits for it, in the language of its owner."""
    run = ImportRun.objects.select_related("owner").filter(pk=run_id, state=state).first()
    if run is None:
        return
    set_progress(runs.job_of(run), 0, 0)
    with translation.override(run.findings.get("language")):
        try:
            step(run, registry_of(run.registry))
        except ImportRun.DoesNotExist:
            logger.info("Import %s was thrown away while it was worked on.", run_id)
        except Exception:
            logger.exception("Import %s of %s stopped.", run_id, run.registry)
            _stop(run, on_failure)


def _read(run, registry):
    """Propose how the workbook is read; ask what is not sure, or check it."""
    said = Answers.of(run.matching)
    upload = _open_upload(run, registry, said)
    if upload is None:
        return
    cells = open_cells(registry, run.owner)
    if said.columns:
        _check(run, registry, upload, said, cells)
        return
    proposal = propose(run, registry, upload, said, cells)
    if proposal.asks:
        runs.move(run, "ask_matching", findings=_described(upload) | describe_proposal(proposal, upload))
    else:
        _check(run, registry, upload, proposal.answers, cells)


def _open_upload(run, registry, said):
    """What is read of the file; None where it is refused."""
    try:
        with run.file.open("rb") as file:
            return read_upload(file, known_words(registry), said, _teller(run, of_two=1))
    except WorkbookRefused as refusal:
        runs.move(run, "find_wrong", findings=findings.describe_refusal(refusal.problems))
        return None


def _described(upload):
    sheets = {"sheets": describe_sheets(upload), "pictures": describe_pictures(upload)}
    return findings.describe_table(upload.table) | sheets


def _check(run, registry, upload, answers, cells):
    table, described = upload.table, _described(upload)
    answers.sheets = {part.sheet.title: part.area for part in table.parts}
    if in_the_way := table.problems_in(answers.indexes):
        described |= findings.describe_refusal(in_the_way)
        runs.move(run, "find_wrong", matching=answers.as_json(), findings=described)
        return
    words, answers = understood_words(table, answers, cells)
    rows, problems = read_rows(table, answers, cells, _teller(run, of_two=2, total=len(table.rows)))
    checked = check_rows(registry, rows, problems, runs.context_of(run))
    described |= findings.describe_check(registry, table, answers, cells, checked)
    described |= describe_reading(registry, upload, answers, words)
    if checked.problems:
        write_result(run, table, cells, answers, checked)
    verb = "find_wrong" if checked.problems else "find_right"
    runs.move(run, verb, matching=answers.as_json(), findings=described)


def _save(run, registry):
    """The file is read and checked before anything is written, so that nobody waits for it.

    Where the registry is not as the preview showed it, nothing is saved and a new preview is made.
    """
    try:
        if not run.portions.exists():
            _stage(run, registry)
        total = run.portions.aggregate(rows=Sum("size"))["rows"] or 0
        save_portions(run, registry, _teller(run, of_two=2, total=total))
    except ChangeRefused:
        return _check_again(run)
    return runs.move(run, "save", saved_at=clock.now())


def _stage(run, registry):
    said = Answers.of(run.matching)
    with run.file.open("rb") as file:
        table = read_upload(file, known_words(registry), said, _teller(run, of_two=1)).table
    rows, problems = read_rows(table, said, open_cells(registry, run.owner))
    stage_rows(run, registry, rows, problems)


@transaction.atomic
def _check_again(run):
    if run.portions.filter(is_saved=True).exists():
        _take_back(run, "check_again")
        return
    run.portions.all().delete()
    runs.move(run, "check_again", findings={"is_outdated": True}, saved_at=None)
    enqueue_in_turn(read_import, run)


def _undo(run, registry):
    total = run.portions.filter(is_saved=True).aggregate(rows=Sum("size"))["rows"] or 0
    try:
        undo_portions(run, registry, _teller(run, of_two=1, total=total))
    except UndoRefused as refusal:
        told = {"reason": str(refusal), "named": list(refusal.named), "more": refusal.more}
        runs.move(run, "refuse_undo", findings={"undo_refused": told} | _how_much_is_left(run))
    else:
        _go_on(run)


@transaction.atomic
def _go_on(run):
    """It is undone; or, where the undoing was part of a saving that stopped, what follows that."""
    match run.findings.get("then"):
        case "check_again":
            runs.move(run, "check_again", findings={"is_outdated": True, "then": None}, saved_at=None)
            enqueue_in_turn(read_import, run)
        case "fail":
            runs.move(run, "fail", findings={"has_failed": True, "then": None}, saved_at=None)
        case _:
            runs.move(run, "undo", undone_at=clock.now())


def _teller(run, of_two, total=None):
    """Says how much is done: a job has two halves, the file and the records."""

    def tell(done, total=total):
        halves = max(total, 1)
        set_progress(runs.job_of(run), done + (of_two - 1) * halves, 2 * halves)

    return tell
