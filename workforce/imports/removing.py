"""An import is undone: the posts that it added go, and the people who had no other."""

from django.db import router
from django.db.models import Exists, OuterRef
from django.db.models.deletion import Collector, ProtectedError
from django.utils.translation import gettext as _

from swprogram.kit.bulk import batches_of
from swprogram.kit.changes import sign
from swprogram.kit.workflow import ChangeRefused
from workforce.models import Allowance, Post, Worker


def remove(pks, context):
    """Delete these posts; a person without any post left goes too, unless something else names them."""
    for ids in batches_of(pks):
        posts = list(Post.objects.filter(pk__in=ids))
        _delete(list(Allowance.objects.filter(post__in=ids)), context)
        _delete(posts, context)
        others = Post.objects.filter(worker=OuterRef("pk"))
        _delete_people(
            Worker.objects.filter(~Exists(others), pk__in={post.worker_id for post in posts}), context
        )


def _delete_people(workers, context):
    try:
        _delete(list(workers), context)
    except ProtectedError as error:
        named = next(iter(error.protected_objects))
        worker = named.merged_into if isinstance(named, Worker) else named.worker
        message = _("%(code)s %(name)s takes part in a course, or was opened or merged: it has to stay.")
        raise ChangeRefused(message % {"code": worker.code, "name": worker.full_name}) from error


def _delete(records, context):
    """All at once: looking for what hangs on each one alone would take minutes for thousands."""
    if not records:
        return
    for record in records:
        sign(record, context.user)
        record._change_reason = context.reason
    collector = Collector(using=router.db_for_write(type(records[0])), origin=records)
    collector.collect(records)
    collector.delete()
