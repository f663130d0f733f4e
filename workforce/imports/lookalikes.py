"""Warnings that a row may speak of somebody who stands in the registry, or in the file, already."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.bulk import batches_of
from swprogram.kit.text import search_key
from swprogram.registry.spec import RowProblem
from workforce.cells import MASK
from workforce.models import Worker


def warn_of_lookalikes(groups, batch, user):
    """One name and birth year (or unit), or one identity number: a warning; nobody is merged."""
    firsts = [rows[0] for rows in groups.values()]
    new = [row for row in firsts if batch.worker_of(row) is None]
    typed = [row for row in firsts if (number := row.values["identity_number"]) and MASK not in number]
    return [
        *_warn(new, _name, _known_names(new, user), "full_name", _same_name(), _could_be_one),
        *_warn(typed, _number, _known_numbers(typed, user), "identity_number", _same_number()),
    ]


@dataclass(frozen=True)
class _Alike:
    """Somebody of the registry (`code`, `pk`) or an earlier row (`line`)."""

    name: str
    year: int | None
    units: set
    code: str = ""
    pk: int | None = None
    line: int | None = None


def _warn(rows, tell, known, key, messages, could_be_one=lambda row, other: True):
    """Whom `tell` takes for somebody known, or for an earlier row."""
    for row in rows:
        mark, code = tell(row.values), row.values.get("worker")
        others = (one for one in known[mark] if one.pk is None or one.pk != code)
        other = next((one for one in others if could_be_one(row, one)), None)
        if other:
            message = messages[0] if other.code else messages[1]
            yield RowProblem(row.line, key, message % vars(other), is_warning=True)
        known[mark].append(_of_row(row))


def _could_be_one(row, other):
    """One year of birth; where one of the two is not known, one unit."""
    one = _of_row(row)
    if one.year is not None and other.year is not None or one.year == other.year:
        return one.year == other.year
    return bool(one.units & other.units)


def _of_row(row):
    born, unit = row.values["born_on"], row.values.get("unit")
    year = born.year if born else row.values["birth_year"]
    return _Alike(row.values["full_name"], year, {unit} - {None}, line=row.line)


def _of_worker(worker):
    units = {post.unit_id for post in worker.posts.all()}
    return _Alike(worker.full_name, worker.birth_year, units, worker.code, worker.pk)


def _same_name():
    return (
        _("%(code)s %(name)s has the same name and birth year or unit. If it is one person, write the code."),
        _("Row %(line)s has the same name and birth year or unit. If they are one, write *1 in both."),
    )


def _same_number():
    return (
        _("%(code)s %(name)s has the same identity number. If it is the same person, write that code."),
        _("Row %(line)s has the same identity number. If it is one person, write *1 as code in both."),
    )


def _name(values):
    return search_key(values["full_name"])[:500]


def _number(values):
    return values["identity_number"]


def _known_names(rows, user):
    return _read({_name(row.values) for row in rows}, user, "search_key")


def _known_numbers(rows, user):
    return _read({_number(row.values) for row in rows}, user, "identity_number")


def _read(values, user, field):
    found = defaultdict(list)
    for some in batches_of(values):
        people = Worker.objects.visible_to(user).filter(**{f"{field}__in": some}).order_by("pk")
        for worker in people.prefetch_related("posts"):
            found[getattr(worker, field)].append(_of_worker(worker))
    return found
