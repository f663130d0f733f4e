"""What a workbook would change, in words for the screen: part by part, the first rows of each kind."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.workbook.lists import labels_of, lists_for
from plans.workbook.sheets import SEPARATOR, YES, columns_of, sheet_of
from swprogram.kit.dates import format_date
from swprogram.kit.numbers import format_number, format_trimmed
from swprogram.org.models import Unit

FIRST_ROWS = 5
# Of a part with figures every row is shown with all of them: a wrong amount is seen here or never.
MEASURED = ("number", "money")
MOST_ROWS = 500
LONGEST = 140
NOTHING = "–"
KINDS = {
    "new": gettext_lazy("New"),
    "changed": gettext_lazy("Changed"),
    "removed": gettext_lazy("Removed"),
}
# What tells which row it is.
SUBJECTS = {
    "plan": ("title",),
    "headings": ("number", "text"),
    "bases": ("text",),
    "passages": ("number", "text"),
    "phases": ("name",),
    "activities": ("number", "text"),
    "targets": ("code", "name"),
    "bodies": ("number", "name"),
    "duties": ("body", "text"),
    "roles": ("activity", "role", "body"),
    "budget": ("funding", "year", "estimated"),
    "sources": ("text",),
    "recipients": ("text",),
    "facts": ("code", "text"),
    "corrections": ("where", "printed"),
}


@dataclass(frozen=True)
class FieldChange:
    header: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One row: its kind, what it is, and the fields that differ."""

    kind: str
    label: str
    title: str
    fields: tuple = ()


@dataclass(frozen=True)
class PartPreview:
    title: str
    new: int
    changed: int
    removed: int
    same: int
    lines: tuple
    rest: int


def preview_of(checked):
    """A PartPreview for each part of the workbook that holds or held a row."""
    plan = checked.contents["plan"][0].values
    lists = lists_for(Unit.objects.filter(pk=plan["unit"]))
    names = {key: {pk: name for name, pk in found.items()} for key, found in lists.items()}
    return [_part(name, changes, names) for name, changes in checked.changes.items() if changes]


def _part(name, changes, names):
    count = Counter(change.kind for change in changes)
    differing = [change for change in changes if change.kind != "same"]
    most = MOST_ROWS if _measured_fields(name) else FIRST_ROWS
    lines = tuple(_line(name, change, names) for change in differing[:most])
    return PartPreview(
        _title_of(name),
        count["new"],
        count["changed"],
        count["removed"],
        count["same"],
        lines,
        len(differing) - len(lines),
    )


def _title_of(part):
    """A sheet holds two parts only where bodies stand with their duties."""
    sheet = sheet_of(part)
    return sheet.title if len(sheet.parts) == 1 else {"bodies": "Cơ quan", "duties": "Nhiệm vụ"}[part]


def _line(part, change, names):
    row = change.after or change.before
    fields = change.fields if change.kind == "changed" else _measured_fields(part)
    told = (_field_change(part, change, field, names) for field in fields)
    told = tuple(one for one in told if one.before != one.after)
    return Line(change.kind, KINDS[change.kind], _title(part, row.values, names), told)


def _measured_fields(part):
    return [column.field for column in columns_of(sheet_of(part), part) if column.kind in MEASURED]


def _title(part, values, names):
    words = [_words(part, name, values[name], names) for name in SUBJECTS[part]]
    return Truncator(" · ".join(word for word in words if word not in (NOTHING, "-"))).chars(LONGEST)


def _field_change(part, change, field, names):
    before, after = (
        _words(part, field, row.values[field], names) if row else NOTHING
        for row in (change.before, change.after)
    )
    column = _column(part, field)
    return FieldChange(column.header if column else _("Body"), before, after)


def _column(part, field):
    found = [column for column in columns_of(sheet_of(part), part) if column.field == field]
    return found[0] if found else None


def _words(part, field, value, names):
    column = _column(part, field)
    if value in (None, "", ()) or value is False:  # 0 is an answer
        return NOTHING
    if column is None or column.kind in ("text", "code", "link"):
        return Truncator(str(value)).chars(LONGEST)
    readers = {
        "choice": lambda: next(label for label, one in labels_of(column.choices).items() if one == value),
        "lookup": lambda: names[column.choices].get(value, NOTHING),
        "names": lambda: f"{SEPARATOR} ".join(names[column.choices].get(pk, NOTHING) for pk in value),
        "links": lambda: f"{SEPARATOR} ".join(value),
        "year": lambda: str(value),
        "number": lambda: format_trimmed(value, 4),
        "money": lambda: format_number(value),
        "date": lambda: format_date(value),
        "yes": lambda: YES,
    }
    return readers[column.kind]()
