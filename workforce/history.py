"""Every change of a person, of the posts and of the allowances, read from the history."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.history import read_entries, related_names
from workforce.models import Allowance, Post, Worker
from workforce.services import POST_FIELDS
from workforce.services.workers import KEPT_FIELDS


@dataclass(frozen=True)
class WorkerChange:
    """One save: of which row, and the entry of its history."""

    subject: str
    entry: object
    number: int
    reason: str


def read_changes(worker, posts):
    """The newest first, in a constant number of queries; `posts` are the person's of today."""
    numbers = {post.pk: post.number for post in posts}
    found = _changes_of(Worker, KEPT_FIELDS, {"id": worker.pk}, lambda record: _("Person"))
    found += _changes_of(Post, (*POST_FIELDS, "number"), {"id__in": list(numbers)}, _name_post)
    found += _changes_of(
        Allowance,
        ("amount", "valid_from"),
        {"post__in": list(numbers)},
        lambda record: _("Allowance, post %(number)d") % {"number": numbers[record.post_id]},
    )
    return sorted(found, key=lambda change: (change.entry.when, change.number), reverse=True)


def _name_post(record):
    return _("Post %(number)d") % {"number": record.number}


def _changes_of(model, fields, which, tell):
    """A save that only counted the version up says nothing here."""
    records = list(model.history.filter(**which).select_related("history_user").order_by("history_id"))
    if not records:
        return []
    names, rows = related_names(records, fields), defaultdict(list)
    for record in records:
        rows[record.id].append(record)
    return [
        WorkerChange(tell(record), entry, record.history_id, record.history_change_reason or "")
        for same in rows.values()
        for record, entry in zip(same[::-1], read_entries(same, fields, names), strict=True)
        if entry.changes or record.history_type != "~" or record.history_change_reason
    ]
