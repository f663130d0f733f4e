"""Rows of a workbook are saved: people, their posts, their allowances; in bulk, with history."""

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from swprogram.kit import clock
from swprogram.kit.bulk import batches_of, signature
from workforce.exports import row_values
from workforce.imports.batch import by_person, fill_person, fill_post, read_batch
from workforce.imports.main_posts import settle_main_post
from workforce.models import Allowance, Post, Worker

ROWS_AT_ONCE = 1000
AT_ONCE = 200  # records in one statement
OF_THE_NAME = ("full_name", "search_key", "sort_key", "birth_year", "version")


def save(rows, context, progress):
    """Add the rows without pk and change the others; every row then has its pk and its values as stored."""
    done = 0
    for people in _portions(by_person(rows)):
        _save_people(people, context)
        done += sum(len(rows) for rows in people)
        progress(done)


def _portions(groups):
    """All rows of a person together, about a thousand rows at a time."""
    portion, size = [], 0
    for rows in groups.values():
        portion.append(rows)
        size += len(rows)
        if size >= ROWS_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _save_people(people, context):
    rows = [row for same_person in people for row in same_person]
    _lock(rows)
    batch = read_batch(rows, Worker.objects.all())
    for same_person in people:
        settle_main_post(same_person, batch)
    workers = _save_workers(people, batch, context)
    posts = _save_posts(people, workers, batch, context)
    _save_allowances(list(zip(rows, posts, strict=True)), context)
    for row, post in zip(rows, posts, strict=True):
        row.pk, row.values = post.pk, row_values(post.worker, post)


def _lock(rows):
    for ids in batches_of(
        {row.values["worker"] for row in rows if isinstance(row.values.get("worker"), int)}
    ):
        list(Worker.objects.select_for_update().filter(pk__in=ids).values_list("pk"))


def _save_workers(people, batch, context):
    """The person of each group of rows, saved."""
    found, new, changed, fields = [], [], [], set()
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
            fields.update(names)
    _create(Worker, new, context)
    _update(Worker, changed, fields | set(OF_THE_NAME), context)
    return found


def _save_posts(people, workers, batch, context):
    """The post of each row, saved, in the order of the rows."""
    found, new, changed, fields = [], [], [], set()
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
                fields.update(name.removesuffix("_id") for name in names)
    _free_main_posts(changed)
    _update(Post, changed, fields, context)
    _create(Post, new, context)
    return found


def _free_main_posts(posts):
    """The mark goes before it comes: at no moment have two open posts of a person the mark."""
    giving = [post.pk for post in posts if not post.is_main or post.ended_on]
    for ids in batches_of(giving):
        Post.objects.filter(pk__in=ids, is_main=True).update(is_main=False)


def _save_allowances(pairs, context):
    """The newest allowance of a post becomes what its row says; a blank takes it back (undoing an import)."""
    pairs = [(row, post) for row, post in pairs if _newest(row) != (post.allowance, post.allowance_from)]
    existing = _read_allowances([post.pk for _row, post in pairs if post.allowance_from])
    new, changed = [], []
    for row, post in pairs:
        amount, since = _newest(row)
        _take_back(
            [one for one in existing.get(post.pk, ()) if since is None or one.valid_from > since], context
        )
        same_day = next((one for one in existing.get(post.pk, ()) if one.valid_from == since), None)
        if same_day and same_day.amount != amount:
            same_day.amount = amount
            changed.append(same_day)
        elif since and not same_day:
            new.append(Allowance(post=post, amount=amount, valid_from=since))
        post.allowance, post.allowance_from = amount, since
    _create(Allowance, new, context)
    _update(Allowance, changed, {"amount"}, context)


def _newest(row):
    return row.values.get("allowance"), row.values.get("allowance_from")


def _read_allowances(posts):
    found = {}
    for ids in batches_of(posts):
        for allowance in Allowance.objects.filter(post__in=ids):
            found.setdefault(allowance.post_id, []).append(allowance)
    return found


def _take_back(allowances, context):
    for allowance in allowances:
        allowance._history_user, allowance._history_date = context.user, clock.now()
        allowance._change_reason = context.reason
        allowance.delete()


def _create(model, records, context):
    if records:
        bulk_create_with_history(
            records, model, batch_size=AT_ONCE, **signature(context.user, context.reason)
        )


def _update(model, records, fields, context):
    """Written as rows that are there already: a CASE for every row and field would take minutes."""
    if records:
        model._base_manager.bulk_create(
            records,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=sorted(fields),
        )
        bulk_update_with_history(
            records, model, [], batch_size=AT_ONCE, **signature(context.user, context.reason)
        )
