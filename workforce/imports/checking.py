"""What is wrong with rows, that no cell alone can show; every problem of every row at once."""

from copy import copy

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.org.roles import Verb
from swprogram.registry.spec import RowProblem
from swprogram.registry.units import counting_units
from workforce.cells import MASK
from workforce.exports import PERSON_COLUMNS, PERSON_FIELDS, agency_entries, facility_entries
from workforce.imports.batch import by_person, fill_person, fill_post, read_batch
from workforce.imports.lookalikes import warn_of_lookalikes
from workforce.imports.main_posts import check_main_posts
from workforce.models import Post, Worker
from workforce.permissions import addable_of, editable_of

CELLS = {column.key: column.cell for column in PERSON_COLUMNS}


def check(rows, context):
    """The RowProblems of all rows; rows carry complete values."""
    batch, groups = read_batch(rows, Worker.objects.visible_to(context.user)), by_person(rows)
    problems = []
    for same_person in groups.values():
        problems += _check_agreement(same_person)
        problems += check_main_posts(same_person, batch)
    reach = _Reach(context.user, batch)
    for row in rows:
        problems += _check_person(row, batch, reach)
        problems += _check_post(row, batch, reach)
        problems += _check_allowance(row, batch.posts.get(row.pk))
    return problems + warn_of_lookalikes(groups, batch, context.user)


class _Reach:
    """What the person may name and change, read once."""

    def __init__(self, user, batch):
        self.units = set(counting_units(user, Verb.EDIT_REGISTRIES).order_by().values_list("pk", flat=True))
        self.named = {
            "facility": {entry.pk for entry in facility_entries(user)},
            "agency": {entry.pk for entry in agency_entries(user)},
            "title": set(batch.titles),
        }
        self.people = set(editable_of(Worker.objects.all(), user).values_list("pk", flat=True))
        self.addable = set(addable_of(Worker.objects.all(), user).values_list("pk", flat=True))


def _check_agreement(rows):
    """Rows of one person say the same of the person."""
    first, *others = rows
    message = _("Row %(line)s says “%(value)s” of the same person. Write the same in both rows.")
    for row in others:
        for key in PERSON_FIELDS:
            if row.values[key] != first.values[key]:
                value = CELLS[key].show(first.values[key]) or "–"
                yield RowProblem(row.line, key, message % {"line": first.line, "value": value})


def _check_person(row, batch, reach):
    known = batch.worker_of(row)
    worker = copy(known) if known else Worker()
    changed = fill_person(worker, row.values)
    if known and changed and known.pk not in reach.people:
        message = _("Another unit keeps the facts of this person. Leave this cell as it was.")
        yield RowProblem(row.line, changed[0], message)
    if MASK in row.values["identity_number"] and row.values["identity_number"] != _mask_of(known):
        message = _("This is not the mask of this person's number. Type the whole number, or leave it.")
        yield RowProblem(row.line, "identity_number", message)
    yield from _clean(worker, row)


def _mask_of(worker):
    return worker.masked_identity_number if worker else ""


def _check_post(row, batch, reach):
    before = batch.posts.get(row.pk)
    post = copy(before) if before else Post()
    changed = fill_post(post, row.values, batch.titles)
    for key, allowed in reach.named.items():
        if f"{key}_id" in changed and row.values[key] is not None and row.values[key] not in allowed:
            message = _("Not in the list, or outside of your area. Choose from the drop-down list.")
            yield RowProblem(row.line, key, message)
            post.title = None
    units = {post.unit_id} | ({before.unit_id} if before else set())
    if (changed or not before) and None not in units and not units <= reach.units:
        message = _("You do not enter the registry of this unit. Choose a unit of your own area.")
        yield RowProblem(row.line, "unit", message)
    known = batch.worker_of(row)
    if known and known.pk not in reach.addable and _begins_to_last(post, before):
        message = _("Another unit has this person now. Only who changes the person adds a post that lasts.")
        yield RowProblem(row.line, "ended_on" if before else "unit", message)
    yield from _clean(post, row)


def _begins_to_last(post, before):
    today = clock.today()
    return not post.has_ended_by(today) and (before is None or before.has_ended_by(today))


def _clean(record, row):
    try:
        record.clean()
    except ValidationError as error:
        for key, messages in error.message_dict.items():
            yield RowProblem(row.line, key, messages[0])


def _check_allowance(row, before):
    amount, since = row.values.get("allowance"), row.values.get("allowance_from")
    was = (before.allowance, before.allowance_from) if before else (None, None)
    if (amount, since) == was:
        return
    if amount is None:
        yield RowProblem(row.line, "allowance", _("Type the amount; 0 means that nothing is paid any more."))
    elif since is None:
        yield RowProblem(row.line, "allowance_from", _("Type the day from which this amount is paid."))
    elif was[1] and since < was[1]:
        message = _("An amount since %(day)s stands there. Older amounts are changed on the person's page.")
        yield RowProblem(row.line, "allowance_from", message % {"day": format_date(was[1])})
