"""The posts at which people of the workforce registry count, for lines of courses."""

from workforce.models import Post


def read_posts(workers, day, user):
    """{worker id: post}: the post that counts on the day, else one that is live, else the last one they had.

    Only posts in the person's reach: what somebody does elsewhere is not copied into a list.
    """
    reached = Post.objects.visible_to(user).filter(worker__in=workers)
    others = reached.order_by("worker", "is_main", "-number")
    live = others.live_on(day)
    counted = Post.objects.counted_on(day).filter(pk__in=reached.values("pk"))
    return {post.worker_id: post for post in (*others, *live, *counted)}
