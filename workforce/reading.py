"""A person as the page tells them: posts, allowances against the base wage, the place in the counts."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.periods import Span
from swprogram.org.models import reachable_units
from swprogram.org.roles import Verb
from swprogram.registry.units import label_of
from workforce import measures
from workforce.exports import shown_post
from workforce.models import BaseWage, IdentityOpening, Post


@dataclass(frozen=True)
class Pay:
    """An allowance beside the base wage of the day on which it began."""

    post: Post
    amount: int
    valid_from: object
    base_wage: int | None

    @property
    def reaches(self):
        """None while no base wage of that day is known."""
        return None if self.base_wage is None else self.amount >= self.base_wage


@dataclass(frozen=True)
class ShownPost:
    post: Post
    unit: str
    is_live: bool
    is_counted: bool
    can_edit: bool
    pay: Pay | None


@dataclass(frozen=True)
class Place:
    """The cell of the count form in which the person counts today, and the list of those who count there."""

    kind: str
    workplace: str
    unit: str
    url: str


def read_worker(worker, user):
    """What the page of a person shows; `posts` with those that are live first.

    Posts in units out of the reader's reach are not shown; `elsewhere` says how many of them are live.
    """
    day = clock.today()
    posts, live = _read_posts(worker, user), list(worker.posts.live_on(day).order_by("number"))
    counted = shown_post(live, day)
    elsewhere = len(live) - sum(post.is_live_on(day) for post in posts)
    counted = next((post for post in posts if post == counted), None)
    pays = _read_pays(posts)
    editable = set(reachable_units(user, Verb.EDIT_REGISTRIES).values_list("descendant", flat=True))
    shown = [_show(post, day, counted, pays, editable) for post in posts]
    return {
        "posts": sorted(shown, key=lambda one: (not one.is_live, not one.is_counted, one.post.number)),
        "all_posts": posts,
        "live_count": len(live),
        "elsewhere": elsewhere,
        "counted": counted,
        "place": _place(counted, day) if counted else None,
        "why": _explain(len(live), any(post.is_main for post in live), is_shown=bool(counted)),
        "pays": pays,
    }


def _read_posts(worker, user):
    posts = Post.objects.visible_to(user).filter(worker=worker).order_by("number")
    return list(
        posts.select_related("unit__parent", "facility", "agency", "title").prefetch_related("allowances")
    )


def read_openings(worker):
    """Who opened the identity number, also of records that were merged into this one."""
    records = [worker.pk, *worker.merged_records.values_list("pk", flat=True)]
    return IdentityOpening.objects.filter(worker__in=records).select_related("opened_by")


def _show(post, day, counted, pays, editable):
    pay = next((pay for pay in pays if pay.post == post and pay.valid_from <= day), None)
    return ShownPost(
        post, label_of(post.unit), post.is_live_on(day), post == counted, post.unit_id in editable, pay
    )


def _read_pays(posts):
    """All allowances, the newest first."""
    wages = list(BaseWage.objects.order_by("-valid_from"))
    pays = [
        Pay(post, row.amount, row.valid_from, _wage_on(wages, row.valid_from))
        for post in posts
        for row in post.allowances.all()
    ]
    return sorted(pays, key=lambda pay: pay.valid_from, reverse=True)


def _wage_on(wages, day):
    return next((wage.amount for wage in wages if wage.valid_from <= day), None)


def _place(post, day):
    query = measures.staff_query(post.unit_id, Span(day, day), day, post.kind, post.workplace)
    return Place(
        post.get_kind_display(),
        post.get_workplace_display(),
        label_of(post.unit),
        f"{reverse(measures.STAFF_LIST)}?{urlencode(query)}",
    )


def _explain(live_count, has_main, is_shown):
    """Why the person counts where they count, in one sentence."""
    if live_count and not is_shown:
        return _("The person counts once, at a post of another unit.")
    if live_count == 0:
        return _("The person has no post today and counts nowhere. What was counted before stays.")
    if live_count == 1:
        return _("The person has one post today.")
    if has_main:
        return _("One person, %(count)d posts: counts once, at the main post.") % {"count": live_count}
    message = _(
        "One person, %(count)d posts, none of them marked as the main one: counts once, at the first."
    )
    return message % {"count": live_count}
