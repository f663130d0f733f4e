"""What the importers of this app share: rows that find their records, are checked, and saved in bulk."""

from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from swprogram.kit.bulk import batches_of
from swprogram.org.roles import Verb
from swprogram.registry.spec import RowProblem
from swprogram.registry.units import counting_units


@dataclass(frozen=True)
class Target:
    """What rows become: the model, the column keys that are its fields, and those of them that refer."""

    model: type
    fields: tuple
    references: tuple
    read: object  # (records, user) -> one dict of values per record

    def records(self, pks):
        """{pk: record}, in a query for each 500 of them."""
        found = {}
        for some in batches_of(pks):
            found |= self.model._base_manager.in_bulk(some)
        return found

    def values_now(self, pks):
        """{pk: values}, complete."""
        records = list(self.records(list(pks)).values())
        values = self.read(records, None)
        return {record.pk: row for record, row in zip(records, values, strict=True)}


def find_by_code(rows, records):
    """Set `pk` of the rows whose code names one of the records; the others' codes are problems."""
    known = _known({row.values.get("code") for row in rows} - {None}, records)
    text = _("No record of this code is in your area. Leave the code empty for a new one.")
    problems = []
    for row in rows:
        code = row.values.get("code")
        if code in known:
            row.pk = code
        elif code is not None:
            problems.append(RowProblem(row.line, "code", text))
    return problems


def skip_blanks(rows, key):
    """A blank cell of this column says nothing: what stands in the record stays."""
    for row in rows:
        if not row.values.get(key):
            row.values.pop(key, None)


def set_default(rows, key, value):
    """What a new row says where its cell is blank."""
    for row in rows:
        row.values[key] = row.values.get(key) or value


def changed_rows(rows, target):
    """The rows that are new, or differ from what stands now; the others need no check and no saving."""
    now = target.values_now([row.pk for row in rows if row.pk])
    return [row for row in rows if row.pk is None or _differs(row, now.get(row.pk), target.fields)]


def check_records(rows, target):
    """What the model itself refuses: lengths, addresses, dates that are not in order."""
    records = target.records([row.pk for row in rows if row.pk])
    problems = []
    for row in rows:
        record = fill_record(records.get(row.pk) or target.model(), row, target)
        problems += _problems_of(row, record, target)
    return problems


def check_editing(rows, target, user):
    """New rows belong to units whose registries the person keeps; a changed one does so before and after."""
    kept = set(counting_units(user, Verb.EDIT_REGISTRIES).values_list("pk", flat=True))
    before = target.values_now([row.pk for row in rows if row.pk])
    problems = []
    for row in rows:
        if row.pk and before[row.pk]["unit"] not in kept:
            text = _("You may read this record, but not change it: it belongs to a unit above yours.")
            problems.append(RowProblem(row.line, "code", text))
        elif row.values.get("unit") and row.values["unit"] not in kept:
            text = _("You do not keep the registries of this unit. Choose one of yours.")
            problems.append(RowProblem(row.line, "unit", text))
    return problems


def check_reference(rows, target, key, allowed):
    """An id that came as it is (#12) is allowed where it stood before."""
    before = target.values_now([row.pk for row in rows if row.pk])
    text = _("Not in the list, or outside of your area. Choose from the drop-down list.")
    return [
        RowProblem(row.line, key, text)
        for row in rows
        if row.values.get(key) is not None
        and row.values[key] not in allowed
        and row.values[key] != before.get(row.pk, {}).get(key)
    ]


def fill_record(record, row, target):
    """Set what the row says on the record, unsaved."""
    for key in target.fields:
        if key in row.values:
            setattr(record, record._meta.get_field(key).attname, row.values[key])
    if hasattr(record, "fill_keys"):
        record.fill_keys()
    return record


def save_rows(rows, target, writer, **fixed):
    """Add the rows without pk, change the others that differ; `pk` of the added is set.

    `fixed` are values of every new record that no column holds. Returns the rows that were written.
    """
    wanted = changed_rows(list(rows), target)
    known = [row for row in wanted if row.pk is not None]
    _add([row for row in wanted if row.pk is None], target, writer, fixed)
    _change(known, target, writer)
    return wanted


def _add(rows, target, writer, fixed):
    records = [fill_record(target.model(**fixed), row, target) for row in rows]
    writer.add(target.model, records)
    for row, record in zip(rows, records, strict=True):
        row.pk = record.pk


def _change(rows, target, writer):
    records = target.records([row.pk for row in rows])
    for row in rows:
        record = fill_record(records[row.pk], row, target)
        if hasattr(record, "version"):
            record.version += 1
    writer.change(target.model, list(records.values()))


def _known(codes, records):
    known = set()
    for some in batches_of(sorted(codes)):
        known |= set(records.filter(pk__in=some).values_list("pk", flat=True))
    return known


def _differs(row, now, fields):
    return now is None or any(key in row.values and row.values[key] != now[key] for key in fields)


def _problems_of(row, record, target):
    errors = {}
    not_here = [*target.references, "course"]
    for check in (lambda: record.clean_fields(exclude=[*not_here, "search_key", "sort_key"]), record.clean):
        try:
            check()
        except ValidationError as error:
            errors |= error.message_dict
    first = target.fields[0]
    return [
        RowProblem(row.line, first if key == NON_FIELD_ERRORS else key, message)
        for key, messages in errors.items()
        for message in messages
    ]
