"""A whole plan saved at once from its contents: what is the same is not touched, all or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plans.contents import PARTS, PLAN_FIELDS, compare, read_contents
from plans.models import Plan, Target
from plans.services.changes import count_save, lock_plan, require_editable, require_editor
from plans.workbook.sheets import sheet_of
from swprogram.kit.changes import delete, held_by, save
from swprogram.kit.workbooks import Problem


class ContentsRefused(Exception):
    """Rows that cannot be saved; `problems` says which and why, with the place in the workbook."""

    def __init__(self, problems):
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


@transaction.atomic
def save_contents(plan, contents, *, by):
    """Save the contents into `plan`, or into a new draft where it is None.

    Raises ContentsRefused with every row that breaks a rule; nothing is saved then.
    """
    saving = _Saving(by)
    plan = saving.save_plan(plan, contents["plan"][0])
    if plan is not None:
        saving.save_parts(plan, contents)
    if saving.problems:
        raise ContentsRefused(saving.problems)
    if saving.touched:
        count_save(plan, by)
    return plan


class _Saving:
    """One run over the parts: the objects by their keys, and the problems met."""

    def __init__(self, by):
        self.by, self.problems, self.touched = by, [], False
        self.objects = {name: {} for name in PARTS}

    def save_plan(self, plan, row):
        values = {name: row.values[name] for name in PLAN_FIELDS}
        values = {f"{n}_id" if n in ("programme", "unit") else n: v for n, v in values.items()}
        try:
            if plan is None:
                return self._new_plan(values)
            plan = lock_plan(plan, by=self.by)
            require_editable(plan)
            if _set(plan, values):
                save(plan, self.by)
                self.touched = True
            return plan
        except ValidationError as error:
            self._note(error, row, "title")
            return None

    def _new_plan(self, values):
        plan = Plan(**values)
        require_editor(plan, self.by)
        return save(plan, self.by)

    def save_parts(self, plan, contents):
        before = read_contents(plan)
        removed = []
        for name, part in PARTS.items():
            changes = compare(name, before[name], contents[name])
            kept = [self._save_row(plan, name, part, change) for change in changes if change.after]
            self._renumber(name, part, [row for row in kept if row is not None], before[name])
            removed += [(name, change.before) for change in changes if change.kind == "removed"]
        for name, row in reversed(removed):
            self._remove(name, row)

    def _save_row(self, plan, name, part, change):
        row = change.before.source if change.before else part.model(plan=plan)
        if change.kind != "same" and not self._fill_and_save(plan, part, row, change.after):
            return None
        if part.key:
            self.objects[name][change.after.values[part.key]] = row
        return row

    def _fill_and_save(self, plan, part, row, after):
        values = self._resolved(part, after.values)
        if values is None:  # it names a row that has its own problem
            return False
        many = {field: values.pop(field) for field in part.many}
        if row.pk is None:
            row.position = _last_position(part, plan) + 1
        try:
            if _set(row, values) or row.pk is None:
                _count(row)
                save(row, self.by)
        except ValidationError as error:
            self._note(error, after, part.fields[-1])
            return False
        for field, ids in many.items():
            if set(getattr(row, field).values_list("pk", flat=True)) != set(ids):
                getattr(row, field).set(ids)
        self.touched = True
        return True

    def _resolved(self, part, values):
        """The values with ids instead of keys, or None where a key is not among the saved rows."""
        resolved = {}
        for field, value in values.items():
            if field == "code" and part.key == "code" and part.model is not Target:
                continue
            if field in part.many:
                resolved[field] = self._ids(part, field, value)
            elif field in part.links:
                found = self.objects[part.links[field]].get(value)
                if value and found is None:
                    return None
                resolved[f"{field}_id"] = found.pk if found else None
            else:
                resolved[_attname(part.model, field)] = value
        return None if None in [resolved[field] for field in part.many] else resolved

    def _ids(self, part, field, keys):
        if field not in part.links:
            return keys
        found = [self.objects[part.links[field]].get(key) for key in keys]
        return None if None in found else [row.pk for row in found]

    def _renumber(self, name, part, rows, before):
        """The positions that these rows hold together, dealt out anew in their new order."""
        if [row.pk for row in rows] == [row.source.pk for row in before]:
            return
        positions = sorted(row.position for row in rows)
        if len(set(positions)) < len(positions):
            positions = range(1, len(rows) + 1)
        for row, position in zip(rows, positions, strict=True):
            if row.position != position:
                row.position = position
                save(row, self.by)
                self.touched = True

    def _remove(self, name, row):
        """What others have recorded about a row keeps it from going; of a target, only what is protected."""
        self.touched = True
        is_target = PARTS[name].model is Target
        holder = held_by(row.source) if is_target else _hangs_on(row.source)
        if holder is not None:
            self._note_held(name, row, holder)
            return
        for share in row.source.shares.all() if is_target else ():
            delete(share, self.by)
        delete(row.source, self.by)

    def _note_held(self, name, row, holder):
        message = _(
            "“%(row)s” cannot be left out: it still has %(what)s, for example “%(example)s”."
            " Put the row back, or change that first."
        )
        words = {"row": row.source, "what": capfirst(holder._meta.verbose_name), "example": holder}
        self.problems.append(Problem(message % words, sheet_of(name).title))

    def _note(self, error, row, place):
        for field, messages in _by_field(error).items():
            sheet, cell = row.cells.get(field) or row.cells.get(place) or ("", "")
            self.problems += [Problem(message, sheet, cell) for message in messages]


def _by_field(error):
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def _set(row, values):
    """Set the values; returns whether any differs from before."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return bool(changed)


def _count(row):
    """A row that counts its saves counts this one."""
    if row.pk is not None and hasattr(row, "version"):
        row.version += 1


def _attname(model, field):
    return model._meta.get_field(field).attname


def _last_position(part, plan):
    return part.model.objects.filter(plan=plan).aggregate(last=Max("position"))["last"] or 0


def _hangs_on(row):
    """Something that hangs on the row, or None."""
    for relation in row._meta.related_objects:
        below = relation.related_model._base_manager.filter(**{relation.field.name: row}).first()
        if below is not None and not relation.many_to_many:
            return below
    return None
