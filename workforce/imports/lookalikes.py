"""Warnings that a row may speak of somebody who stands in the registry, or in the file, already."""

from collections import defaultdict

from django.utils.translation import gettext as _

from swprogram.kit.bulk import batches_of
from swprogram.kit.text import search_key
from swprogram.registry.spec import RowProblem
from workforce.cells import MASK
from workforce.models import Worker


def warn_of_lookalikes(groups, batch, user):
    """One name and birth year, or one identity number: a warning beside the row, nothing is ever merged."""
    firsts = [rows[0] for rows in groups.values()]
    new = [row for row in firsts if batch.worker_of(row) is None]
    typed = [row for row in firsts if (number := row.values["identity_number"]) and MASK not in number]
    return [
        *_warn(new, _name_and_year, _known_names(new, user), "full_name", _same_name()),
        *_warn(typed, _number, _known_numbers(typed, user), "identity_number", _same_number()),
    ]


def _warn(rows, tell, known, key, messages):
    """Whom `tell` takes for somebody known, or for an earlier row."""
    seen = {}
    for row in rows:
        mark, code = tell(row.values), row.values.get("worker")
        others = [worker for worker in known[mark] if worker.pk != code]
        if others:
            values = {"code": others[0].code, "name": others[0].full_name}
            yield RowProblem(row.line, key, messages[0] % values, is_warning=True)
        elif mark in seen:
            yield RowProblem(row.line, key, messages[1] % {"line": seen[mark]}, is_warning=True)
        seen.setdefault(mark, row.line)


def _same_name():
    return (
        _("%(code)s %(name)s has the same name and birth year. If it is the same person, write that code."),
        _("Row %(line)s has the same name and birth year. If it is one person, write *1 as code in both."),
    )


def _same_number():
    return (
        _("%(code)s %(name)s has the same identity number. If it is the same person, write that code."),
        _("Row %(line)s has the same identity number. If it is one person, write *1 as code in both."),
    )


def _name_and_year(values):
    year = values["born_on"].year if values["born_on"] else values["birth_year"]
    return search_key(values["full_name"])[:500], year


def _number(values):
    return values["identity_number"]


def _known_names(rows, user):
    names = {_name_and_year(row.values)[0] for row in rows}
    return _read(names, user, "search_key", lambda worker: (worker.search_key, worker.birth_year))


def _known_numbers(rows, user):
    numbers = {_number(row.values) for row in rows}
    return _read(numbers, user, "identity_number", lambda worker: worker.identity_number)


def _read(values, user, field, tell):
    found = defaultdict(list)
    for some in batches_of(values):
        for worker in Worker.objects.visible_to(user).filter(**{f"{field}__in": some}):
            found[tell(worker)].append(worker)
    return found
