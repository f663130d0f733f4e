"""Lecturers from a workbook: found by their code, or new."""

from django.utils.translation import gettext as _

from swprogram.kit.text import search_key
from swprogram.registry.spec import Importer, RowProblem
from training.exports.lecturers import FIELDS, read_lecturers
from training.exports.references import training_bodies
from training.imports import rows as importing
from training.models import Lecturer
from workforce.models import Worker

LECTURERS = importing.Target(Lecturer, FIELDS, ("unit", "body", "worker"), read_lecturers)


def find(rows, context):
    return importing.find_by_code(rows, Lecturer.objects.visible_to(context.user))


def check(rows, context):
    rows = importing.changed_rows(rows, LECTURERS)
    bodies = set(training_bodies(context.user).values_list("pk", flat=True))
    claimed = [row.values["worker"] for row in rows if row.values.get("worker")]
    workers = set(Worker.objects.visible_to(context.user).filter(pk__in=claimed).values_list("pk", flat=True))
    return [
        *importing.check_editing(rows, LECTURERS, context.user),
        *importing.check_reference(rows, LECTURERS, "body", bodies),
        *importing.check_reference(rows, LECTURERS, "worker", workers),
        *importing.check_records(rows, LECTURERS),
        *_check_names(rows, claimed),
    ]


def _check_names(rows, claimed):
    """A code of the workforce registry that belongs to somebody of another name."""
    people, before = Worker.objects.in_bulk(claimed), LECTURERS.values_now([row.pk for row in rows if row.pk])
    for row in rows:
        worker = people.get(row.values.get("worker"))
        is_new = worker and worker.pk != before.get(row.pk, {}).get("worker")
        if is_new and worker.search_key != search_key(row.values["full_name"]):
            named = {"code": worker.code, "name": worker.full_name}
            text = _("%(code)s is %(name)s. Is this the same person?") % named
            yield RowProblem(row.line, "worker", text, is_question=True)


def save(rows, context, writer):
    importing.save_rows(rows, LECTURERS, writer)


LECTURER_IMPORTER = Importer(find, LECTURERS.values_now, check, save)
