"""Every change of a person, of the posts and of the allowances, read from the history."""

from django.utils.translation import gettext as _

from swprogram.kit.history import newest_first, read_row_changes
from workforce.models import Allowance, Post, Worker
from workforce.services import POST_FIELDS
from workforce.services.workers import KEPT_FIELDS


def read_changes(worker, posts):
    """The newest first, in a constant number of queries; `posts` are the person's of today."""
    numbers = {post.pk: post.number for post in posts}
    found = read_row_changes(
        Worker.history.filter(id=worker.pk), KEPT_FIELDS, tell=lambda record: _("Person")
    )
    found += read_row_changes(
        Post.history.filter(id__in=list(numbers)),
        (*POST_FIELDS, "number"),
        tell=lambda record: _("Post %(number)d") % {"number": record.number},
    )
    found += read_row_changes(
        Allowance.history.filter(post__in=list(numbers)),
        ("amount", "valid_from"),
        tell=lambda record: _("Allowance, post %(number)d") % {"number": numbers[record.post_id]},
    )
    return newest_first(found)
