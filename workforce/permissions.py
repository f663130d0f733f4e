"""May this person do this, now? A person belongs to every unit in which they hold or held a post."""

from django.db.models import Exists, OuterRef

from swprogram.org.models import within_reach
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb
from workforce.models import Post


def can_view(user):
    return user.has_verb(Verb.VIEW_REGISTRIES)


def can_add(user):
    """For which units is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_REGISTRIES)


def can_edit(user, worker):
    """The facts of a person: whoever enters the registry of a unit of any of the person's posts."""
    return can_add(user) and _has_post_in_reach(user, worker, Verb.EDIT_REGISTRIES)


def can_edit_post(user, post):
    """A post: whoever enters the registry of its own unit."""
    return reaches(user, post.unit_id, Verb.EDIT_REGISTRIES)


def can_open_identity_number(user, worker):
    """Each opening is logged: Nghị định 13/2023/NĐ-CP."""
    may_open = user.has_verb(Verb.OPEN_IDENTITY_NUMBERS)
    return may_open and _has_post_in_reach(user, worker, Verb.OPEN_IDENTITY_NUMBERS)


def can_find_identity_numbers(user):
    """Who may open a number may also look a person up by it, whole."""
    return user.has_verb(Verb.OPEN_IDENTITY_NUMBERS)


def can_merge(user, first, second):
    return can_edit(user, first) and can_edit(user, second)


def editable_of(workers, user):
    """Those of the people (a queryset) whose facts the user may change."""
    posts = Post.objects.filter(within_reach(user, Verb.EDIT_REGISTRIES), worker=OuterRef("pk"))
    return workers.filter(Exists(posts))


def _has_post_in_reach(user, worker, verb):
    return Post.objects.filter(within_reach(user, verb), worker=worker).exists()
