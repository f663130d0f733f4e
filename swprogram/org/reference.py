"""Reference data are loaded at every start, and never over what people made of them.

What is missing is created; what people deleted stays deleted. A row that people changed is left as it is;
what a newer fixture says is applied only where the row still holds what the fixture said before (LoadedRow).
A row that stood there before the portal kept this record counts as changed by people.
"""

from decimal import Decimal

from django.db import IntegrityError, transaction

from swprogram.org.models import LoadedRow


class Loader:
    """Loads rows of one model; `key` names a row in the fixtures, and is never used for another."""

    def __init__(self, model):
        self.model, self.kind = model, model._meta.label
        self.loaded = {row.key: row for row in LoadedRow.objects.filter(kind=self.kind)}
        self.rows = model._default_manager.in_bulk([row.row_id for row in self.loaded.values()])

    def keep(self, key, find, values):
        """The row with these values, as people left it; None where they deleted it, or where it has no place.

        `find` are the fields by which a row is recognised that stands there already. Of several models a
        value may be a row or, for a field that points to many, a list of rows.
        """
        if key not in self.loaded:
            return self._find_or_create(key, find, values)
        row, loaded = self.rows.get(self.loaded[key].row_id), self.loaded[key]
        is_newer = _plain(self.model, values) != loaded.values
        if row and is_newer and _held(row, values) == loaded.values and _save(row, values):
            self._remember(key, row, values)
        return row

    def once(self, key, find, create):
        """The row that `find()` finds or `create()` makes the first time, or None; and whether it is new."""
        if key in self.loaded:
            return self.rows.get(self.loaded[key].row_id), False
        row = find()
        is_new = row is None
        row = create() if is_new else row
        self._remember(key, row, {})
        return row, is_new

    def _find_or_create(self, key, find, values):
        row = self.model._default_manager.filter(**find).first()
        if row is None:
            row = _save(self.model(**find), values)
        if row is not None:
            self._remember(key, row, values)
        return row

    def _remember(self, key, row, values):
        said = {"row_id": row.pk, "values": _plain(self.model, values)}
        self.loaded[key], _created = LoadedRow.objects.update_or_create(
            kind=self.kind, key=key, defaults=said
        )
        self.rows[row.pk] = row


def _save(row, values):
    """The saved row, or None where what people made leaves no place for it."""
    try:
        with transaction.atomic():
            many = {name for name in values if row._meta.get_field(name).many_to_many}
            for name in values.keys() - many:
                setattr(row, name, values[name])
            row.save()
            for name in many:
                getattr(row, name).set(values[name])
    except IntegrityError:
        return None
    return row


def _plain(model, values):
    """What a fixture says, as it is kept in LoadedRow."""
    return {name: _as_text(model._meta.get_field(name), value) for name, value in values.items()}


def _held(row, values):
    """What the row says of the same fields."""
    fields = [row._meta.get_field(name) for name in values]
    return {
        field.name: _as_text(
            field, getattr(row, field.name).all() if field.many_to_many else _value(row, field)
        )
        for field in fields
    }


def _value(row, field):
    return getattr(row, field.attname)


def _as_text(field, value):
    if field.many_to_many:
        return sorted(one.pk for one in value)
    if field.is_relation:
        return getattr(value, "pk", value)
    value = field.to_python(value)
    if isinstance(value, Decimal):
        return str(value.normalize())
    return value if value is None or isinstance(value, str | int | bool) else str(value)
