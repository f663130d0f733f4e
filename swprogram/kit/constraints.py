"""Rules that both databases hold, though each says them in its own words."""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import F, Q

POSTGRESQL = (
    "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s EXCLUDE USING gist"
    " (int8range(%(owner)s, %(owner)s, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&)"
)
# SQLite has no exclusion: a trigger asks the same before each write, in SQL that every tool knows.
SQLITE = (
    "CREATE TRIGGER %(name)s_%(verb)s BEFORE %(verb)s ON %(table)s WHEN EXISTS (SELECT 1 FROM %(table)s other"
    " WHERE other.id IS NOT NEW.id AND other.%(owner)s = NEW.%(owner)s"
    " AND (NEW.valid_from IS NULL OR NEW.valid_to IS NULL OR NEW.valid_from < NEW.valid_to)"
    " AND (other.valid_from IS NULL OR other.valid_to IS NULL OR other.valid_from < other.valid_to)"
    " AND (NEW.valid_to IS NULL OR other.valid_from IS NULL OR other.valid_from < NEW.valid_to)"
    " AND (other.valid_to IS NULL OR NEW.valid_from IS NULL OR NEW.valid_from < other.valid_to))"
    " BEGIN SELECT RAISE(ABORT, '%(name)s'); END"
)
LASTING = Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lt=F("valid_to"))


class NoOverlap(models.BaseConstraint):
    """Of the rows of one owner at most one holds on any day (`valid_from` included, `valid_to` excluded).

    `owner` names a foreign key. A row that ends on the day it begins was taken back and holds on none.
    """

    def __init__(self, owner, *, name, violation_error_message=None):
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.owner = owner

    def constraint_sql(self, model, schema_editor):
        """Nothing inside CREATE TABLE: both databases take it after the table, as they take indexes."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model, schema_editor):
        """Asked on PostgreSQL only; Django makes an SQLite table anew by constraint_sql."""
        return self._statements(model, schema_editor)[0]

    def remove_sql(self, model, schema_editor):
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement("ALTER TABLE %(table)s DROP CONSTRAINT %(name)s", table=table, name=self.name)

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        """The message beside the form, before the database has to refuse."""
        start, end = instance.valid_from, instance.valid_to
        if None not in (start, end) and start >= end:
            return
        owner_id = getattr(instance, model._meta.get_field(self.owner).attname)
        others = model._default_manager.using(using).filter(LASTING, **{self.owner: owner_id})
        if start is not None:
            others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
        if end is not None:
            others = others.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=end))
        if others.exclude(pk=instance.pk).exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        path, _args, words = super().deconstruct()
        return path, (self.owner,), words

    def __eq__(self, other):
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def _statements(self, model, schema_editor):
        """With the table as a reference, that Django renames with it."""
        words = {
            "table": Table(model._meta.db_table, schema_editor.quote_name),
            "name": self.name,
            "owner": model._meta.get_field(self.owner).column,
        }
        if schema_editor.connection.vendor == "postgresql":
            return [Statement(POSTGRESQL, **words)]
        return [Statement(SQLITE, verb=verb, **words) for verb in ("INSERT", "UPDATE")]
