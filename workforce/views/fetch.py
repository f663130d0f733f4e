"""People and posts in the reach of the person who asks: 404 outside of it, 403 where it is not allowed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from workforce import permissions
from workforce.models import Post, Worker


def get_worker(user, pk):
    return get_object_or_404(Worker.objects.visible_to(user), pk=pk)


def find_kept(user, pk):
    """The person into whom a record of this id was merged; None if it was not."""
    return Worker.objects.visible_to(user).filter(merged_records=pk).first()


def get_worker_to_edit(user, pk):
    worker = get_worker(user, pk)
    if not permissions.can_edit(user, worker):
        raise PermissionDenied(_("Only the units where this person has a post change this record."))
    return worker


def get_worker_to_post(user, pk):
    """A person who is to get one more post."""
    worker = get_worker(user, pk)
    if not permissions.can_add_post(user, worker):
        raise PermissionDenied(_("Only the units where this person has a post change this record."))
    return worker


def get_post_to_edit(user, pk):
    posts = Post.objects.visible_to(user)
    post = get_object_or_404(posts.select_related("worker", "unit", "facility", "agency"), pk=pk)
    if not permissions.can_edit_post(user, post):
        raise PermissionDenied(_("Only the unit that counts this post, or one above it, changes it."))
    return post
