"""What happens to an uploaded workbook: checked as a whole, kept until its sender confirms it, then saved."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from plans.contents import compare, read_contents
from plans.models import Plan, PlanUpload
from plans.permissions import can_edit
from plans.services.contents import ContentsRefused, save_contents
from plans.workbook.reading import read_plan_workbook
from plans.workbook.sheets import PLAN
from plans.workbook.stamp import stamp_of
from swprogram.kit import clock
from swprogram.kit.workbooks import Problem
from swprogram.kit.workflow import ChangeRefused, StaleVersion

KEPT_FOR = timedelta(days=1)


@dataclass
class CheckedWorkbook:
    """A workbook with what it would change; `plan` is None where it makes a new one."""

    contents: dict
    problems: list
    plan: Plan | None = None
    changes: dict = field(default_factory=dict)
    seen: str = ""
    stamp: str = ""

    @property
    def is_older(self):
        """Was the plan changed since this workbook was downloaded? Saving it would take that back."""
        return bool(self.plan and self.stamp and self.has_changes) and self.stamp != stamp_of(self.seen)

    @property
    def has_changes(self):
        return any(change.kind != "same" for changes in self.changes.values() for change in changes)


def check_workbook(file, *, by):
    """The CheckedWorkbook of an uploaded file: every problem at once, or what saving it would change.

    Saving is tried and taken back, so that what is shown as right can be saved.
    """
    reading = read_plan_workbook(file, by=by)
    contents, problems = reading.contents, list(reading.problems)
    if not contents.get("plan"):
        return CheckedWorkbook(contents, problems)
    plan = _plan_of(contents["plan"][0])
    problems += _not_open(plan, contents["plan"][0], by) or _try_to_save(plan, contents, problems, by)
    before = read_contents(plan) if plan else {}
    changes = {name: compare(name, before.get(name, []), rows) for name, rows in contents.items()}
    return CheckedWorkbook(contents, problems, plan, changes, fingerprint_of(before), reading.stamp)


def _plan_of(row):
    key = {name: row.values[name] for name in ("kind", "from_year")}
    ids = {f"{name}_id": row.values[name] for name in ("programme", "unit")}
    return Plan.objects.filter(**key, **ids).first()


def _not_open(plan, row, by):
    """A plan in force is changed by an amendment only."""
    if plan is None:
        return []
    if not can_edit(by, plan):
        message = _("You do not enter the plans of this province. Choose your own province.")
        return [Problem(message, *row.cells["unit"])]
    if plan.is_editable:
        return []
    message = _("“%(plan)s” is %(state)s. Start an amendment of it first, or choose another year.")
    words = {"plan": plan, "state": plan.get_state_display().lower()}
    return [Problem(message % words, PLAN.title, row.cells["from_year"][1])]


def _try_to_save(plan, contents, problems, by):
    """What saving would refuse, beside the problems that are known; nothing stays saved."""
    try:
        with transaction.atomic():
            save_contents(plan, contents, by=by)
            transaction.set_rollback(True)
    except ContentsRefused as refused:
        known = {(problem.sheet, problem.cell) for problem in problems}
        return [problem for problem in refused.problems if (problem.sheet, problem.cell) not in known]
    return []


def fingerprint_of(contents):
    """What the plan said when it was downloaded, or when the changes were shown."""
    said = repr({name: [row.values for row in rows] for name, rows in contents.items()})
    return hashlib.sha256(said.encode()).hexdigest()


@transaction.atomic
def keep_upload(file, *, by):
    """Keep the workbook until it is confirmed; those of yesterday are thrown away."""
    purge_uploads()
    upload = PlanUpload(original_name=file.name[:255], uploaded_by=by, created_at=clock.now())
    file.seek(0)
    upload.file.save(file.name, file, save=False)
    upload.full_clean()
    upload.save()
    return upload


def purge_uploads():
    """Throw away the workbooks that nobody confirmed within a day."""
    for upload in PlanUpload.objects.filter(created_at__lt=clock.now() - KEPT_FOR):
        drop_upload(upload)


def drop_upload(upload):
    """The file goes when the row is gone for good."""
    transaction.on_commit(lambda: upload.file.storage.delete(upload.file.name))
    upload.delete()


def confirm_upload(upload, *, seen, by, accepts_older=False):
    """Save what the workbook says, in one transaction; one older than the plan only where that is accepted.

    Raises StaleVersion where the plan is not any more as it was when its changes were shown (`seen`).
    """
    with transaction.atomic():
        with upload.file.open("rb") as file:
            checked = check_workbook(file, by=by)
        if checked.problems:
            raise ChangeRefused(_("The workbook does not fit any more. Read what is to be mended."))
        if checked.seen != seen:
            raise StaleVersion
        if checked.is_older and not accepts_older:
            raise ChangeRefused(
                _("This workbook is older than the plan. Tick that it shall be saved anyway.")
            )
        plan = save_contents(checked.plan, checked.contents, by=by)
    drop_upload(upload)
    return plan
