"""The people and posts behind the rows of a workbook, read once for many rows."""

from collections import defaultdict
from dataclasses import dataclass

from swprogram.kit.bulk import batches_of
from workforce.cells import MASK
from workforce.enums import Engagement, Qualification
from workforce.exports import PERSON_FIELDS, POST_FIELDS, REFERENCES, with_newest_allowance
from workforce.models import Post, Title

USUAL = {"qualification": Qualification.NONE, "engagement": Engagement.FULL_TIME}


@dataclass
class Batch:
    """`people` and `posts` by id; `posts` are all posts of these people, also those in no row."""

    people: dict
    posts: dict
    titles: dict
    by_worker: dict

    def worker_of(self, row):
        """The person of a row that is known; None for a new one."""
        code = row.values.get("worker")
        return self.people.get(code) if isinstance(code, int) else None

    def posts_of(self, worker):
        return self.by_worker.get(worker.pk, []) if worker else []


def read_batch(rows, workers):
    """`workers` is the queryset of the people that the rows may speak of."""
    ids = {row.values["worker"] for row in rows if isinstance(row.values.get("worker"), int)}
    found = (workers.filter(pk__in=batch) for batch in batches_of(ids))
    people = {worker.pk: worker for some in found for worker in some}
    found = (with_newest_allowance(Post.objects.filter(worker__in=batch)) for batch in batches_of(ids))
    posts = {post.pk: post for some in found for post in some.order_by("worker", "number")}
    by_worker = defaultdict(list)
    for post in posts.values():
        by_worker[post.worker_id].append(post)
    return Batch(people, posts, Title.objects.in_bulk(), by_worker)


def by_person(rows):
    """{what tells a person apart: their rows}: the id, the temporary code, or the line of a new person."""
    groups = defaultdict(list)
    for row in rows:
        code = row.values.get("worker")
        groups[("line", row.line) if code is None else code].append(row)
    return groups


def fill_person(worker, values):
    """Set what a row says of the person; returns the names of the fields that differ from before.

    A masked identity number says nothing, except that nobody typed another.
    """
    typed = {key: values[key] for key in PERSON_FIELDS if key in values}
    typed["qualification"] = typed.get("qualification") or USUAL["qualification"]
    typed["is_qualified_in_social_work"] = bool(typed.get("is_qualified_in_social_work"))
    if MASK in (typed.get("identity_number") or ""):
        del typed["identity_number"]
    return _fill(worker, typed)


def fill_post(post, values, titles):
    """Set what a row says of the post; returns the stored names of the fields that differ from before."""
    typed = {key: values[key] for key in POST_FIELDS if key in values}
    typed["engagement"] = typed.get("engagement") or USUAL["engagement"]
    typed["is_main"] = bool(typed.get("is_main"))
    changed = _fill(post, {f"{key}_id" if key in REFERENCES else key: typed[key] for key in typed})
    if post.title_id in titles:
        post.title = titles[post.title_id]
    return changed


def _fill(row, values):
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed
