"""What happens to people: they are entered with a first post, and their facts change."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from swprogram.kit.bulk import signature
from swprogram.kit.changes import fill, lock_row, require_unchanged, save
from workforce.models import Worker
from workforce.permissions import can_edit, editable_of
from workforce.services.posts import add_post, set_allowance

WORKER_FIELDS = (
    "full_name",
    "sex",
    "birth_year",
    "born_on",
    "identity_number",
    "phone",
    "email",
    "qualification",
    "is_qualified_in_social_work",
    "field_of_study",
    "certificate_number",
    "certified_on",
    "certified_by",
    "practised_on",
    "updated_knowledge_on",
    "meets_collaborator_standard",
    "note",
)
# What the history keeps: the identity number stays out of it (Nghị định 13/2023/NĐ-CP).
KEPT_FIELDS = tuple(name for name in WORKER_FIELDS if name != "identity_number")
AT_ONCE = 500


@transaction.atomic
def add_worker(*, values, post, by, allowance=None):
    """Enter a person with the first post; `allowance` is (đồng a month, first day) or None."""
    worker = Worker()
    fill(worker, values, WORKER_FIELDS)
    worker.fill_keys()
    save(worker, by)
    first = add_post(worker, values=post, by=by)
    if allowance:
        set_allowance(first, amount=allowance[0], valid_from=allowance[1], by=by)
    return worker


@transaction.atomic
def change_worker(worker, *, values, version, by):
    """Change the facts of a person. Raises StaleVersion."""
    worker = lock_row(worker)
    if not can_edit(by, worker):
        raise PermissionDenied(_("Only the units where this person has a post change this record."))
    require_unchanged(worker, version, KEPT_FIELDS)
    if not fill(worker, values, WORKER_FIELDS):
        return worker
    worker.fill_keys()
    worker.version += 1
    return save(worker, by)


def change_many(workers, key, value, by):
    """Give one column of all these people whom `by` may change one value; returns how many changed."""
    workers = editable_of(workers, by).select_for_update(of=("self",))
    changed = [worker for worker in workers if getattr(worker, key) != value]
    for worker in changed:
        setattr(worker, key, value)
        worker.version += 1
    if changed:
        bulk_update_with_history(
            changed,
            Worker,
            [key, "version"],
            batch_size=AT_ONCE,
            **signature(by),
        )
    return len(changed)
