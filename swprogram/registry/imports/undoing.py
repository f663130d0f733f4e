"""What an import wrote is taken back row by row, in the order against that in which it was written.

It works on the rows of the database themselves, whatever their registry: the records, their parts and
what they belong to. A row is touched only while it is exactly as the import left it.
"""

from itertools import groupby

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from swprogram.kit.bulk import BATCH, rows_now, values_of
from swprogram.kit.workflow import ChangeRefused
from swprogram.registry.imports.codec import decode, encode
from swprogram.registry.models import ImportChange

MOST_NAMED = 10
# They follow from the others, or count the saves.
DERIVED = ("version", "search_key", "sort_key")


class UndoRefused(ChangeRefused):
    """Rows are not as the import left them; `named` are the first, and there are `more`."""

    def __init__(self, message, named=(), more=0):
        super().__init__(message)
        self.named, self.more = named, more


def keep_steps(portion, steps):
    """What the BulkWriter did, kept with the portion."""
    changes = (
        ImportChange(
            run_id=portion.run_id,
            portion=portion,
            model=step.model._meta.label_lower,
            record_id=step.pk,
            before=None if step.before is None else encode(step.before),
            after=None if step.after is None else encode(step.after),
        )
        for step in steps
    )
    ImportChange.objects.bulk_create(changes, batch_size=BATCH)


def require_untouched(changes):
    """UndoRefused where a row is not as the import left it."""
    _refuse_moved([change for change, now in _with_now(changes) if not _is(change.after, now)])


def _refuse_moved(moved):
    if moved:
        # One record is named once, by the first of its rows.
        named = list(dict.fromkeys(_name_of(change) for change in moved))
        raise UndoRefused(
            _("Records have changed since."), named[:MOST_NAMED], max(0, len(named) - MOST_NAMED)
        )


def take_back(changes, writer, goes_along=()):
    """Added rows go, changed ones get their former values, deleted ones come back.

    UndoRefused where a row has changed since, or where something hangs on an added one.
    """
    changes = list(changes)
    require_untouched(changes)
    for model, some in _runs(reversed(changes)):
        _write(model, [(one.record_id, one.after, one.before) for one in some], writer, goes_along)


def put_again(changes, writer):
    """The other way round: what was taken back stands there again, unless a row has changed since."""
    changes = list(changes)
    _refuse_moved([change for change, now in _with_now(changes) if not _is(change.before, now)])
    for model, some in _runs(changes):
        _write(model, [(one.record_id, one.before, one.after) for one in some], writer)


def _runs(changes):
    """(model, changes of one kind that follow each other)"""
    kind = lambda one: (one.model, one.before is None, one.after is None)  # noqa: E731
    return [(apps.get_model(key[0]), list(some)) for key, some in groupby(changes, key=kind)]


def _write(model, moves, writer, goes_along=()):
    """`moves` are (id, columns that stand there, columns that are to stand there), all of one kind."""
    _pk, present, wanted = moves[0]
    if wanted is None:
        _remove(model, [pk for pk, _present, _wanted in moves], writer, goes_along)
    elif present is None:
        writer.add(model, [_row(model, one[2]) for one in moves])
    else:
        now = rows_now(model, [pk for pk, *_sides in moves])
        writer.change(model, [_row(model, wanted, now[pk]) for pk, _present, wanted in moves])


def _row(model, kept, now=None):
    """The row with the kept columns; its version counts on, so that an open form notices."""
    row = model(**(values_of(now) if now else {}) | decode(kept))
    if hasattr(row, "version"):
        row.version = (now or row).version + 1
    return row


def _remove(model, pks, writer, goes_along):
    rows = rows_now(model, pks)
    for related, name in _pointing_at(model):
        hanging = related._base_manager.filter(**{f"{name}__in": pks})
        if related in goes_along:
            hanging.delete()
        elif first := hanging.first():
            raise _kept_by(first, rows[getattr(first, f"{name}_id")])
    writer.delete(model, [rows[pk] for pk in pks])


def _pointing_at(model):
    """(model, name of its field) of everything that can hang on a row, but for histories."""
    fields = model._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.one_to_many or field.one_to_one]
    relations = [field for field in relations if field.auto_created and not field.concrete]
    return [
        (field.related_model, field.field.name)
        for field in relations
        if not hasattr(field.related_model, "instance_type")
    ]


def _kept_by(hanging, row):
    words = {"name": row, "what": hanging._meta.verbose_name}
    return UndoRefused(_("“%(name)s” has to stay: since the import it is named by: %(what)s.") % words)


def _with_now(changes):
    """Pairs of a change and the row of today, or None."""
    for model, some in _runs(changes):
        now = rows_now(model, [one.record_id for one in some])
        yield from ((one, now.get(one.record_id)) for one in some)


def _is(kept, row):
    """Is the row as it is kept? Compared by the columns of then: one that came since says nothing."""
    if kept is None or row is None:
        return (kept is None) == (row is None)
    now = values_of(row)
    return all(now.get(key) == value for key, value in decode(kept).items() if key not in DERIVED)


def _name_of(change):
    model = apps.get_model(change.model)
    row = model._base_manager.filter(pk=change.record_id).first()
    if row is not None or change.after is None:
        return str(row or model(**decode(change.before)))
    try:
        name = str(model(**decode(change.after)))
    except ObjectDoesNotExist:
        name = f"{model._meta.verbose_name} {change.record_id}"
    return _("%(name)s (deleted)") % {"name": name}
