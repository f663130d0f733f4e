"""The people who completed a course in a span, as the list and the workbook show them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from swprogram.kit.codes import write_code
from swprogram.kit.dates import format_date
from swprogram.kit.tables import Column, Table
from swprogram.registry.units import names_of
from training.enums import TrainingKind
from training.measures import People, read_trained
from workforce.enums import StaffKind, Workplace
from workforce.models.worker import CODE_PREFIX


@dataclass(frozen=True)
class TrainedRow:
    """One line of the list: measures.Trained in words."""

    trained: object
    name: str
    code: str
    unit: str
    kind: str
    workplace: str
    highest: str


def find_trained(form):
    """Everybody whom the form asks for, by name; lines by number come last."""
    found = read_trained(form.units_on(form.span.ends_on), form.span)
    fitting = [one for one in found if form.fits(one)]
    return sorted(fitting, key=lambda one: (not one.name, one.sort_key, one.birth_year or 0, one.unit_id))


def sum_up(trained):
    return People(
        persons=sum(one.persons for one in trained),
        attendances=sum(one.attendances for one in trained),
        by_number=sum(one.persons for one in trained if not one.name),
    )


def show(trained):
    """The rows of these people, in two queries at most."""
    units = names_of({one.unit_id for one in trained})
    return [_row(one, units) for one in trained]


def trained_table(form):
    """The whole list as a document."""
    trained = find_trained(form)
    people, span = sum_up(trained), form.span
    days = {"first": format_date(span.starts_on), "last": format_date(span.ends_on)}
    return Table(
        "Người được đào tạo",
        _("People who completed a course from %(first)s to %(last)s") % days,
        _columns(),
        [_cells(row) for row in show(trained)],
        notes=_notes(people),
    )


def _row(one, units):
    count = {"count": one.persons}
    return TrainedRow(
        one,
        one.name or _("By number only: up to %(count)d people") % count,
        write_code(CODE_PREFIX, one.worker_id) if one.worker_id else "",
        units[one.unit_id],
        str(StaffKind(one.kind).label) if one.kind else "",
        str(Workplace(one.workplace).label) if one.workplace else "",
        str(TrainingKind(one.highest).label),
    )


def _columns():
    return [
        Column(_("Full name"), width=30),
        Column(_("Year of birth"), width=9),
        Column(_("Code"), width=11),
        Column(_("Unit"), width=32),
        Column(_("Kind of staff"), width=18),
        Column(_("Workplace"), width=28),
        Column(_("Highest kind of training"), width=30),
        Column(_("Last course ended on"), "date"),
        Column(_("Persons"), "count"),
        Column(_("Attendances"), "count"),
    ]


def _cells(row):
    one = row.trained
    born = str(one.birth_year) if one.birth_year else None
    named = (row.name, born, row.code, row.unit, row.kind, row.workplace, row.highest)
    return (*named, one.last_on, one.persons, one.attendances)


def _notes(people):
    counted = {"persons": people.persons, "attendances": people.attendances}
    notes = [_("%(persons)d persons, %(attendances)d attendances.") % counted]
    if people.is_at_most:
        text = _("%(count)d persons are known by number only: they cannot be told apart, so at most so many.")
        notes.append(text % {"count": people.by_number})
    return notes
