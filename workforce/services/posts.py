"""What happens to posts: they begin, change, end; a person moves; an allowance begins."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.changes import fill, lock_row, save
from swprogram.kit.workflow import ChangeRefused, StaleVersion
from workforce.models import Allowance, Post
from workforce.permissions import can_add_post, can_edit_post

POST_FIELDS = (
    "unit",
    "kind",
    "workplace",
    "facility",
    "agency",
    "engagement",
    "position",
    "title",
    "rank",
    "coefficient",
    "is_main",
    "started_on",
    "ended_on",
)


def version_of(post):
    """A post has no counter of its own: the newest record of its history stands for it."""
    return post.history.order_by("-history_id").values_list("history_id", flat=True).first()


@transaction.atomic
def add_post(worker, *, values, by):
    """A new post of a person; the first one that is open is the main post."""
    worker = lock_row(worker)
    _require_adder(worker, by)
    post = Post(worker=worker, number=_next_number(worker), is_main=False)
    fill(post, values, POST_FIELDS)
    return _save(post, by)


@transaction.atomic
def change_post(post, *, values, version, by):
    """Change a post. Marked as the main one it takes the mark from the other. Raises StaleVersion."""
    post = _lock(post, version, by)
    had_ended = post.has_ended_by(clock.today())
    if not fill(post, values, POST_FIELDS):
        return post
    _require_taker(post, had_ended, by)
    return _save(post, by)


@transaction.atomic
def end_post(post, *, ended_on, version, by):
    """The first day without the post; the person stays in the registry."""
    post = _lock(post, version, by)
    had_ended = post.has_ended_by(clock.today())
    post.ended_on = ended_on
    _require_taker(post, had_ended, by)
    return _save(post, by)


@transaction.atomic
def move_worker(post, *, values, version, by):
    """End a post on the day on which another begins; the other is the main one if this one was."""
    post = _lock(post, version, by)
    began = Post(worker=post.worker, number=_next_number(post.worker), is_main=post.is_main)
    fill(began, values, POST_FIELDS)
    if began.started_on is None:
        raise ValidationError({"started_on": _("Type the first day at the new post.")})
    _require_taker(began, post.has_ended_by(clock.today()), by)
    post.ended_on = began.started_on
    save(post, by)
    return _save(began, by)


@transaction.atomic
def set_allowance(post, *, amount, valid_from, by):
    """The monthly allowance in đồng from a day on; the same day again corrects its amount, 0 ends it."""
    post = lock_row(post)
    _require_reach(post, by)
    allowance = post.allowances.filter(valid_from=valid_from).first()
    allowance = allowance or Allowance(post=post, valid_from=valid_from)
    if allowance.amount != amount:
        allowance.amount = amount
        save(allowance, by)
    return allowance


def _lock(post, version, by):
    """The person is locked first: the mark of the main post is the business of all posts together."""
    lock_row(post.worker)
    post = lock_row(post)
    if version_of(post) != version:
        raise StaleVersion
    _require_reach(post, by)
    return post


def _save(post, by):
    _require_reach(post, by)
    if post.ended_on is None:
        others = Post.objects.filter(worker=post.worker_id, is_main=True, ended_on__isnull=True)
        others = list(others.exclude(pk=post.pk))
        post.is_main = post.is_main or not others
        post.clean()
        for other in others if post.is_main else ():
            other.is_main = False
            save(other, by)
    return save(post, by)


def _require_reach(post, by):
    if not can_edit_post(by, post):
        raise ValidationError({"unit": _("You do not enter the registry of this unit.")})


def _require_taker(post, had_ended, by):
    """What had ended lasts again only for who may give the person a new post: it opens the person's facts."""
    if had_ended and not post.has_ended_by(clock.today()) and not can_add_post(by, post.worker):
        raise ChangeRefused(_("This post has ended, and another unit has the person now."))


def _require_adder(worker, by):
    """A person without any post is just being entered."""
    if worker.posts.exists() and not can_add_post(by, worker):
        raise PermissionDenied(_("Only the units where this person has a post change this record."))


def _next_number(worker):
    return (worker.posts.aggregate(last=Max("number"))["last"] or 0) + 1
