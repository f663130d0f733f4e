"""Records that look like one person: found, merged by hand, or said to be two people.

Nothing is ever merged silently. The merged record stays and points at the one that was kept. What other
apps bind to a person (courses, lecturers) is above this floor: `_bring_along` finds it by the model's own
relations, so that it follows without being known here.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.changes import lock_row, require_version, save, sign
from swprogram.kit.workflow import ChangeRefused
from workforce.models import DistinctPair, IdentityOpening, Post, Worker
from workforce.permissions import can_merge
from workforce.services.workers import WORKER_FIELDS

LIMIT = 50
LARGEST_GROUP = 6  # of people with one name and birth year every pair is shown up to this many
# Posts are renumbered; openings are a log that never changes; merged records are pointed on.
WITH_RULES_OF_THEIR_OWN = (Post, IdentityOpening, Worker)


@dataclass(frozen=True)
class DuplicatePair:
    first: Worker
    second: Worker
    has_same_number: bool


def find_duplicates(user, limit=LIMIT):
    """Pairs in the person's reach with one name and birth year, or one identity number; the latter first.

    Pairs that somebody said to be two people are left out. At most six queries.
    """
    people = Worker.objects.visible_to(user)
    by_number = _groups(people.exclude(identity_number=""), ("identity_number",), limit)
    by_name = _groups(people, ("search_key", "birth_year"), limit)
    pairs = _pairs(by_name, has_same_number=False) | _pairs(by_number, has_same_number=True)
    ids = {pk for key in pairs for pk in key}
    distinct = set(DistinctPair.objects.filter(first__in=ids).values_list("first", "second"))
    found = [pair for key, pair in pairs.items() if key not in distinct]
    return sorted(found, key=lambda pair: (not pair.has_same_number, pair.first.sort_key))[:limit]


def find_lookalikes(worker, user):
    """Others in the person's reach who look like this one, and of whom nobody said that they are not."""
    alike = Q(search_key=worker.search_key, birth_year=worker.birth_year)
    if worker.identity_number:
        alike |= Q(identity_number=worker.identity_number)
    others = Worker.objects.visible_to(user).filter(alike).exclude(pk=worker.pk).order_by("pk")
    pairs = DistinctPair.objects.filter(Q(first=worker) | Q(second=worker))
    distinct = {pk for pair in pairs.values_list("first", "second") for pk in pair}
    return [other for other in others[:LARGEST_GROUP] if other.pk not in distinct]


def find_alike(worker, unit, user):
    """People in the person's reach like one who is typed: by number, or by name and year (or unit)."""
    worker.fill_keys()
    known = Worker.objects.visible_to(user)
    same = Q(search_key=worker.search_key, birth_year=worker.birth_year)
    unclear = Q(birth_year__isnull=True) if worker.birth_year else Q()
    same |= Q(search_key=worker.search_key, posts__unit=unit) & unclear
    if worker.identity_number:
        same |= Q(identity_number=worker.identity_number)
    return list(known.filter(same).distinct().order_by("pk")[:LARGEST_GROUP])


@transaction.atomic
def merge_workers(keep, drop, *, taken, versions, by):
    """Make one record of two: `taken` names the facts of WORKER_FIELDS that come from `drop`.

    `versions` are those of the two records that were shown. All posts are kept and renumbered; if both had
    a main post, that of `keep` stays it. Participations and other rows that name the person follow; one that
    cannot (both records are in the same course) stays with the merged record, which points at the kept one.
    """
    keep, drop = _lock_both(keep, drop, versions)
    _require_both(by, keep, drop)
    for name in sorted(set(taken)):
        if name not in WORKER_FIELDS:
            raise TypeError(f"not to be taken: {name}")
        setattr(keep, name, getattr(drop, name))
    for worker in (keep, drop):
        worker.version += 1
        worker._change_reason = _("Merged %(drop)s into %(keep)s") % {"drop": drop.code, "keep": keep.code}
    keep.fill_keys()
    save(keep, by)
    _move_posts(keep, drop, by)
    _bring_along(keep, drop, by)
    for merged in (drop, *drop.merged_records.all()):
        merged.merged_into = keep
        save(merged, by)
    return keep


@transaction.atomic
def say_distinct(first, second, *, by):
    """Remember that the two are two people: they are not proposed again."""
    _require_both(by, first, second)
    first, second = sorted((first, second), key=lambda worker: worker.pk)
    said = {"said_by": by, "said_at": clock.now()}
    pair, _created = DistinctPair.objects.get_or_create(first=first, second=second, defaults=said)
    return pair


def _groups(people, names, limit):
    """Lists of people who agree in these fields; two queries."""
    alike = people.order_by().values(*names).annotate(people=Count("pk"), newest=Max("pk"))
    keys = alike.filter(people__gt=1, people__lte=LARGEST_GROUP).order_by("-newest").values_list(*names)
    keys = list(keys[:limit])
    if not keys:
        return []
    first_name = names[0]
    groups = defaultdict(list)
    for worker in people.filter(**{f"{first_name}__in": [key[0] for key in keys]}).order_by("pk"):
        groups[tuple(getattr(worker, name) for name in names)].append(worker)
    return [groups[key] for key in keys]


def _pairs(groups, has_same_number):
    return {
        (first.pk, second.pk): DuplicatePair(first, second, has_same_number)
        for group in groups
        for first, second in combinations(group, 2)
    }


def _lock_both(keep, drop, versions):
    """In the order of their ids, so that two merges never wait for each other."""
    if keep.pk == drop.pk:
        raise ChangeRefused(_("These are not two records."))
    locked = {worker.pk: lock_row(worker) for worker in sorted((keep, drop), key=lambda worker: worker.pk)}
    for worker, version in zip((keep, drop), versions, strict=True):
        require_version(locked[worker.pk], version)
        if locked[worker.pk].merged_into_id:
            raise ChangeRefused(_("This record was merged already. Reload the page."))
    return locked[keep.pk], locked[drop.pk]


def _require_both(by, first, second):
    if not can_merge(by, first, second):
        raise PermissionDenied(_("Only who changes both records merges them."))


def _move_posts(keep, drop, by):
    has_main = keep.posts.filter(is_main=True, ended_on__isnull=True).exists()
    last = keep.posts.aggregate(last=Max("number"))["last"] or 0
    for number, post in enumerate(drop.posts.order_by("number"), start=last + 1):
        post.worker, post.number = keep, number
        post.is_main = post.is_main and not (has_main and post.ended_on is None)
        save(post, by)


def _bring_along(keep, drop, by):
    """Rows of any app that name the dropped person name the kept one, unless a rule forbids it."""
    for relation in Worker._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        if model in WITH_RULES_OF_THEIR_OWN:
            continue
        for row in model._base_manager.filter(Q(**{name: drop})):
            setattr(row, name, keep)
            sign(row, by)
            try:
                with transaction.atomic():
                    row.save()
            except IntegrityError:
                continue  # it stays with the merged record
