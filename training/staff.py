"""The posts at which people of the workforce registry count, for lines of courses."""

from workforce.models import Post


def read_posts(workers, day):
    """{worker id: post} of these people: the post that counts on the day, else the last one they had."""
    others = Post.objects.filter(worker__in=workers).order_by("worker", "is_main", "-number")
    live = Post.objects.counted_on(day).filter(worker__in=workers)
    return {post.worker_id: post for post in (*others, *live)}
