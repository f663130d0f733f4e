"""What happens to the rows of a plan's parts: one at a time, the plan locked first, everything logged."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plans.services.changes import count_save, lock_plan, require_editable
from swprogram.kit.changes import delete, fill, lock_row, save, sign
from swprogram.kit.workflow import ChangeRefused, StaleVersion


@transaction.atomic
def add_part(plan, part, *, values, by):
    """Add a row at the end of its part; `values` maps names of the part's fields to their values."""
    plan = _open(plan, by)
    row = part.new_row(plan)
    row.position = _last_position(part, plan) + 1
    _save_values(row, part, values, by)
    count_save(plan, by)
    return row


@transaction.atomic
def change_part(row, part, *, values, version, by):
    """Change a row. Raises StaleVersion when it was saved since the record `version` of its history."""
    plan = _open(row.plan, by)
    row = _lock(row, plan, version)
    before = part.group_of(row)
    if not _save_values(row, part, values, by):
        return row
    if part.group_of(row) != before:
        row.position = _last_position(part, plan) + 1
        save(row, by)
    count_save(plan, by)
    return row


@transaction.atomic
def delete_part(row, part, *, version, by):
    """Delete a row on which nothing else hangs; `restore_part` brings it back."""
    plan = _open(row.plan, by)
    row = _lock(row, plan, version)
    _require_nothing_below(row)
    delete(row, by)
    count_save(plan, by)


@transaction.atomic
def move_part(row, part, *, direction, by):
    """Move a row up (-1) or down (1) among the rows of its group; at the end it stays where it is."""
    plan = _open(row.plan, by)
    rows = [other for other in part.rows(plan) if part.group_of(other) == part.group_of(row)]
    place = rows.index(row)
    new_place = place + direction
    if not 0 <= new_place < len(rows):
        return
    positions = _distinct_positions(rows)
    rows.insert(new_place, rows.pop(place))
    for other, position in zip(rows, positions, strict=True):
        if other.position != position:
            other.position = position
            save(other, by)
    count_save(plan, by)


@transaction.atomic
def restore_part(plan, part, *, by):
    """Bring back the row of this part that was deleted last, at its old place."""
    plan = _open(plan, by)
    record = last_deleted(plan, part)
    if record is None:
        raise ChangeRefused(_("There is no deletion to undo."))
    row = record.instance
    try:
        save(row, by)
    except ValidationError as error:
        message = _("This cannot be restored: %(reason)s")
        raise ChangeRefused(message % {"reason": " ".join(error.messages)}) from error
    _restore_links(row, record)
    count_save(plan, by)
    return row


def last_deleted(plan, part):
    """The history record of the row that was deleted last and is not there today, or None."""
    there = part.model.objects.filter(plan=plan).values("pk")
    gone = part.records(plan).filter(history_type="-").exclude(id__in=there)
    return gone.select_related("history_user").order_by("-history_id").first()


def version_of(row):
    """The id of the newest record of the row's history: it counts the saves of a row without a version."""
    return row.history.order_by("-history_id").values_list("history_id", flat=True).first()


def _open(plan, by):
    plan = lock_plan(plan, by=by)
    require_editable(plan)
    return plan


def _lock(row, plan, version):
    row = lock_row(row)
    if version_of(row) != version:
        raise StaleVersion
    row.plan = plan
    return row


def _save_values(row, part, values, by):
    """Set and save the values; what points to many rows is set after the row is there."""
    many = {field.name for field in row._meta.many_to_many}
    plain = {name: value for name, value in values.items() if name not in many}
    changed = fill(row, plain, part.fields)
    if changed or row.pk is None:
        save(row, by)
    sign(row, by)
    for name in many & set(values):
        if set(getattr(row, name).all()) != set(values[name]):
            getattr(row, name).set(values[name])
            changed.append(name)
    return changed


def _last_position(part, plan):
    return part.model.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0


def _distinct_positions(rows):
    positions = [row.position for row in rows]
    return positions if len(set(positions)) == len(rows) else list(range(1, len(rows) + 1))


def _require_nothing_below(row):
    """A row is deleted last: what hangs on it would go, or lose its place, without a word."""
    for relation in row._meta.related_objects:
        below = relation.related_model._base_manager.filter(**{relation.field.name: row})
        count, first = below.count(), below.first()
        if count:
            message = _(
                "“%(row)s” is still in use: %(what)s, %(count)d (for example “%(example)s”)."
                " Change or delete that first."
            )
            what = capfirst(relation.related_model._meta.verbose_name_plural)
            raise ChangeRefused(message % {"row": row, "count": count, "what": what, "example": first})


def _restore_links(row, deletion):
    """The rows to which it pointed in numbers, as the last record before the deletion has them."""
    last = row.history.filter(history_id__lt=deletion.history_id).order_by("-history_id").first()
    for field in row._meta.many_to_many:
        column = f"{field.m2m_reverse_field_name()}_id"
        getattr(row, field.name).set(getattr(last, field.name).values_list(column, flat=True))
