"""An import is undone: the posts that it added go, and the people who had no other."""

from django.db.models import Exists, OuterRef
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from swprogram.kit.changes import delete
from swprogram.kit.workflow import ChangeRefused
from workforce.exports import batches_of
from workforce.models import Post, Worker


def remove(pks, context):
    """Delete these posts; a person without any post left goes too, unless something else names them."""
    for ids in batches_of(pks):
        posts = list(Post.objects.filter(pk__in=ids))
        for post in posts:
            post._change_reason = context.reason
            delete(post, context.user)
        _remove_without_post({post.worker_id for post in posts}, context)


def _remove_without_post(ids, context):
    posts = Post.objects.filter(worker=OuterRef("pk"))
    for worker in Worker.objects.filter(~Exists(posts), pk__in=ids):
        worker._change_reason = context.reason
        try:
            delete(worker, context.user)
        except ProtectedError as error:
            message = _("%(code)s %(name)s takes part in a course, or was opened or merged: it has to stay.")
            values = {"code": worker.code, "name": worker.full_name}
            raise ChangeRefused(message % values) from error
