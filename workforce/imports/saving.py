"""Rows of a workbook are saved: people, their posts, their allowances; in bulk, with history."""

from swprogram.kit.bulk import batches_of
from workforce.exports import row_values
from workforce.imports.batch import by_person, fill_person, fill_post, read_batch
from workforce.imports.main_posts import settle_main_post
from workforce.models import Allowance, Post, Worker


def save(rows, context, writer):
    """Add the rows without pk and change the others; every row then has its pk and its values as stored."""
    people = list(by_person(rows).values())
    rows = [row for same_person in people for row in same_person]
    _lock(rows)
    batch = read_batch(rows, Worker.objects.all())
    for same_person in people:
        settle_main_post(same_person, batch)
    workers = _save_workers(people, batch, writer)
    posts = _save_posts(people, workers, batch, writer)
    _save_allowances(list(zip(rows, posts, strict=True)), writer)
    for row, post in zip(rows, posts, strict=True):
        row.pk, row.values = post.pk, row_values(post.worker, post)


def _lock(rows):
    for ids in batches_of(
        {row.values["worker"] for row in rows if isinstance(row.values.get("worker"), int)}
    ):
        list(Worker.objects.select_for_update().filter(pk__in=ids).values_list("pk"))


def _save_workers(people, batch, writer):
    """The person of each group of rows, saved."""
    found, new, changed = [], [], []
    for rows in people:
        known = batch.worker_of(rows[0])
        worker = known or Worker()
        names = [name for row in rows for name in fill_person(worker, row.values)]
        worker.fill_keys()
        found.append(worker)
        if known is None:
            new.append(worker)
        elif names:
            worker.version += 1
            changed.append(worker)
    writer.add(Worker, new)
    writer.change(Worker, changed)
    return found


def _save_posts(people, workers, batch, writer):
    """The post of each row, saved, in the order of the rows."""
    found, new, changed = [], [], []
    for rows, worker in zip(people, workers, strict=True):
        number = max((post.number for post in batch.posts_of(batch.worker_of(rows[0]))), default=0)
        for row in rows:
            known = batch.posts.get(row.pk)
            post = known or Post()
            names = fill_post(post, row.values, batch.titles)
            post.worker = worker
            found.append(post)
            if known is None:
                number += 1
                post.number, post.allowance, post.allowance_from = number, None, None
                new.append(post)
            elif names:
                changed.append(post)
    writer.change(Post, sorted(changed, key=_has_mark))
    writer.add(Post, new)
    return found


def _has_mark(post):
    """The mark goes before it comes: at no moment have two open posts of a person the mark."""
    return post.is_main and post.ended_on is None


def _save_allowances(pairs, writer):
    """The newest allowance of a post becomes what its row says."""
    pairs = [(row, post) for row, post in pairs if _newest(row) != (post.allowance, post.allowance_from)]
    existing = _read_allowances([post.pk for _row, post in pairs if post.allowance_from])
    gone, new, changed = [], [], []
    for row, post in pairs:
        amount, since = _newest(row)
        gone += [one for one in existing.get(post.pk, ()) if since is None or one.valid_from > since]
        same_day = next((one for one in existing.get(post.pk, ()) if one.valid_from == since), None)
        if same_day and same_day.amount != amount:
            same_day.amount = amount
            changed.append(same_day)
        elif since and not same_day:
            new.append(Allowance(post=post, amount=amount, valid_from=since))
        post.allowance, post.allowance_from = amount, since
    writer.delete(Allowance, gone)
    writer.add(Allowance, new)
    writer.change(Allowance, changed)


def _newest(row):
    return row.values.get("allowance"), row.values.get("allowance_from")


def _read_allowances(posts):
    found = {}
    for ids in batches_of(posts):
        for allowance in Allowance.objects.filter(post__in=ids):
            found.setdefault(allowance.post_id, []).append(allowance)
    return found
