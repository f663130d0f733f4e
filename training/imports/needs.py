"""Training needs from a workbook: found by their code, or by unit, year, kind and subject."""

from collections import Counter

from django.utils.translation import gettext as _

from swprogram.registry.spec import Importer, RowProblem
from training.exports.needs import FIELDS, read_needs
from training.imports import rows as importing
from training.models import TrainingNeed

NEEDS = importing.Target(TrainingNeed, FIELDS, ("unit",), read_needs)
IDENTITY = ("unit", "year", "kind", "subject")


def find(rows, context):
    visible = TrainingNeed.objects.visible_to(context.user)
    problems = importing.find_by_code(rows, visible)
    years = {row.values.get("year") for row in rows}
    known = {tuple(need[1:]): need[0] for need in visible.filter(year__in=years).values_list("pk", *IDENTITY)}
    taken = {row.pk for row in rows if row.pk}
    for row in rows:
        pk = known.get(_identity(row))
        if row.pk is None and not row.values.get("code") and pk and pk not in taken:
            row.pk = pk
            taken.add(pk)
    return problems


def check(rows, context):
    twice = _check_once(rows)
    rows = importing.changed_rows(rows, NEEDS)
    return [
        *importing.check_editing(rows, NEEDS, context.user),
        *importing.check_records(rows, NEEDS),
        *_check_free(rows),
        *twice,
    ]


def _check_once(rows):
    times = Counter(_identity(row) for row in rows)
    text = _("This need stands in two rows. Put its people together in one of them.")
    return [RowProblem(row.line, "people", text) for row in rows if times[_identity(row)] > 1]


def _check_free(rows):
    """A row that is changed into a need which stands there already."""
    years = {row.values.get("year") for row in rows}
    needs = TrainingNeed.objects.filter(year__in=years).values_list("pk", *IDENTITY)
    owners = {tuple(need[1:]): need[0] for need in needs}
    text = _("This need stands there already. Change its number instead.")
    return [
        RowProblem(row.line, "people", text) for row in rows if owners.get(_identity(row), row.pk) != row.pk
    ]


def _identity(row):
    return tuple(row.values.get(key) for key in IDENTITY)


def save(rows, context, writer):
    importing.save_rows(rows, NEEDS, writer)


NEED_IMPORTER = Importer(find, NEEDS.values_now, check, save)
