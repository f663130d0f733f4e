"""Which of a person's posts is the main one after an import."""

from django.utils.translation import gettext as _

from swprogram.registry.spec import RowProblem


def check_main_posts(rows, batch):
    """At most one open post of the person is the main one; `rows` are all rows of one person."""
    settle_main_post(rows, batch)
    marked = [row for row in rows if row.values["is_main"] and row.values["ended_on"] is None]
    elsewhere = [post for post in _open_elsewhere(rows, batch) if post.is_main]
    if elsewhere and marked:
        message = _("Post %(number)d of this person is the main one. Add its row, with “Không” here.")
        yield RowProblem(marked[0].line, "is_main", message % {"number": elsewhere[0].number})
    for row in marked[1:]:
        message = _("Row %(line)s is the main post of this person. Write “Không” in one of the two.")
        yield RowProblem(row.line, "is_main", message % {"line": marked[0].line})


def settle_main_post(rows, batch):
    """A new post whose row does not say is the main one if the person has no other."""
    has_main = any(row.values.get("is_main") for row in rows)
    has_main |= any(post.is_main for post in _open_elsewhere(rows, batch))
    for row in rows:
        if row.values.get("is_main") is None:
            row.values["is_main"] = not has_main
            has_main = True


def _open_elsewhere(rows, batch):
    """The person's open posts that stand in no row."""
    here = {row.pk for row in rows}
    posts = batch.posts_of(batch.worker_of(rows[0]))
    return [post for post in posts if post.pk not in here and post.ended_on is None]
