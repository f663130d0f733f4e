"""Scans that belong to a plan: kept under a random name, and taken away with their file.

A scan changes nothing that the plan says, so it is added in every state.
"""

from pathlib import PurePath

from django.db import transaction

from plans.models import Attachment
from plans.services.changes import lock_plan
from swprogram.kit import clock
from swprogram.kit.changes import delete, save
from swprogram.kit.uploads import check_pdf, safe_name


@transaction.atomic
def attach_scan(plan, *, title, upload, by):
    """Keep a PDF of at most 15 MB; ValidationError says what is wrong with any other file."""
    plan = lock_plan(plan, by=by)
    check_pdf(upload)
    scan = Attachment(
        plan=plan,
        title=title,
        file=upload,
        original_name=f"{PurePath(safe_name(upload.name)).stem or 'scan'}.pdf",
        size=upload.size,
        uploaded_at=clock.now(),
        uploaded_by=by,
    )
    return save(scan, by)


@transaction.atomic
def remove_scan(scan, *, by):
    """The file goes once the row is gone for good; the history keeps who took away what."""
    lock_plan(scan.plan, by=by)
    storage, name = scan.file.storage, scan.file.name
    delete(scan, by)
    transaction.on_commit(lambda: storage.delete(name))
    return scan
