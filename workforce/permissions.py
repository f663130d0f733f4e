"""May this person do this, now? A person belongs to every unit in which they hold a post.

A post that has ended lets its unit read that post, and correct it; the person is the business of others.
"""

from django.db.models import Exists, OuterRef

from swprogram.kit import clock
from swprogram.org.models import within_reach
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb
from workforce.models import Post, Worker


def can_view(user):
    return user.has_verb(Verb.VIEW_REGISTRIES)


def can_add(user):
    """For which units is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_REGISTRIES)


def can_edit(user, worker):
    """The facts of a person: whoever enters the registry of a unit of a post that has not ended."""
    return can_add(user) and _has_post_in_reach(user, worker, Verb.EDIT_REGISTRIES)


def can_add_post(user, worker):
    """One more post: whoever changes the person; whom all have let go may be taken on by a former unit."""
    return can_add(user) and addable_of(Worker.objects.filter(pk=worker.pk), user).exists()


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
    posts = _lasting_posts().filter(within_reach(user, Verb.EDIT_REGISTRIES), worker=OuterRef("pk"))
    return workers.filter(Exists(posts))


def addable_of(workers, user):
    """Those of the people (a queryset) to whom the user may give one more post."""
    former = Post.objects.filter(within_reach(user, Verb.EDIT_REGISTRIES), worker=OuterRef("pk"))
    lasting = _lasting_posts().filter(worker=OuterRef("pk"))
    own = lasting.filter(within_reach(user, Verb.EDIT_REGISTRIES))
    return workers.filter(Exists(own) | Exists(former) & ~Exists(lasting))


def _has_post_in_reach(user, worker, verb):
    return _lasting_posts().filter(within_reach(user, verb), worker=worker).exists()


def _lasting_posts():
    return Post.objects.not_ended_on(clock.today())
