"""One page of a registry as it was asked for: filtered, ordered, with the chosen columns.

The parameters of an address: those of the registry's FilterSet, `order` (a minus before it turns it round),
`columns`, `after` or `before` (swprogram/registry/paging.py), `count` ("all": however many) and `view` (the
saved view that was opened). The same parameters without the last four say what an export contains.
"""

from dataclasses import dataclass
from functools import cached_property

from django.forms import ChoiceField, ModelChoiceField, MultipleChoiceField
from django.http import QueryDict
from django.utils.translation import gettext as _

from swprogram.registry.columns import Column
from swprogram.registry.paging import read_page, read_steps

COUNTED_EXACTLY = 1000
OF_THE_PAGE = ("after", "before", "count", "view")
OF_THE_LIST = ("order", "columns")
FIRST_FILTERS = ("q", "unit")


@dataclass(frozen=True)
class Asker:
    """Who asks: all that a FilterSet needs of a request, also in a job, which has none."""

    user: object


@dataclass(frozen=True)
class Total:
    """How many records there are; when not `is_exact`, more than that."""

    number: int
    is_exact: bool


@dataclass(frozen=True)
class Heading:
    """A column of the table; `order` is what a click on it asks for, `sorted` as aria-sort says it."""

    column: Column
    order: str = ""
    sorted: str = ""


@dataclass(frozen=True)
class ListRow:
    """A record with the text of its first column and of the others, as pairs of (column, text)."""

    record: object
    title: str
    cells: tuple


class Selection:
    """The records of a registry that a person asks for, in the order that they ask for."""

    def __init__(self, registry, user, query):
        self.registry, self.user, self.query = registry, user, query
        visible = registry.model.objects.visible_to(user)
        self.filter = registry.filterset(query, queryset=visible, request=Asker(user))

    @cached_property
    def records(self):
        """Those that fit; none while a filter cannot be read, so that nobody takes all for some."""
        return self.filter.qs if self.filter.is_valid() else self.filter.queryset.none()

    @cached_property
    def order(self):
        """The code of the order, with a minus where it is turned round."""
        asked = self.query.get("order", "")
        return asked if asked.removeprefix("-") in self.registry.orders else next(iter(self.registry.orders))

    @cached_property
    def steps(self):
        _label, names = self.registry.orders[self.order.removeprefix("-")]
        steps = read_steps(self.registry.model, names)
        return [step.reversed for step in steps] if self.order.startswith("-") else steps

    @property
    def is_filtered(self):
        return any(self._says_something(field) for field in self.filter.form)

    def _says_something(self, field):
        typed = self.query.get(field.name)
        return bool(typed) and typed != _first_choice(field.field)

    @cached_property
    def first_filters(self):
        """The form fields that every list shows at once."""
        form = self.filter.form
        return [form[name] for name in FIRST_FILTERS if name in form.fields]

    @cached_property
    def more_filters(self):
        return [field for field in self.filter.form.visible_fields() if field.name not in FIRST_FILTERS]

    @property
    def more_are_open(self):
        """Does one of the further filters say something, or is wrong? Then it must be seen."""
        return any(self._says_something(field) or field.errors for field in self.more_filters)

    def count(self, at_most=None):
        """How many fit; with `at_most`, the database stops looking there."""
        records = self.records.order_by()
        return records.count() if at_most is None else records[:at_most].count()


def _first_choice(field):
    """What a select says by itself, which filters nothing that was asked for; None for any other field."""
    if isinstance(field, ChoiceField) and not isinstance(field, (ModelChoiceField, MultipleChoiceField)):
        return str(next(iter(field.choices), ("",))[0])
    return None


def read_query(text):
    """The parameters behind a "?", without those that belong to one page and those that are empty."""
    query = QueryDict(text, mutable=True)
    for name in list(query):
        kept = [value for value in query.getlist(name) if value]
        query.setlist(name, kept)
        if not kept or name in OF_THE_PAGE or name == "csrfmiddlewaretoken":
            del query[name]
    return query


class Listing(Selection):
    """A page of the list, ready to be shown."""

    @cached_property
    def columns(self):
        """The first column stands always, since it leads to the record; the others as they are chosen."""
        asked = set(",".join(self.query.getlist("columns")).split(",")) - {""}
        first, *others = self.offered
        return [first, *(one for one in others if (one.key in asked if asked else one.is_shown))]

    @cached_property
    def offered(self):
        """All columns that a list can have, the one that names the record first."""
        columns = self.registry.list_columns
        first = next((column for column in columns if column.is_shown), columns[0])
        return [first, *(column for column in columns if column is not first)]

    @cached_property
    def page(self):
        after, before = self.query.get("after", ""), self.query.get("before", "")
        return read_page(self.records, self.steps, after=after, before=before)

    @cached_property
    def rows(self):
        records = self.page.records
        values = self.registry.read_values(records, self.user)
        cells = [
            (column, column.cell.named_for(self.user, [row[column.key] for row in values]))
            for column in self.columns
        ]
        return [_list_row(record, row, cells) for record, row in zip(records, values, strict=True)]

    @cached_property
    def total(self):
        if not self.page.before and not self.page.after:
            return Total(len(self.page.records), is_exact=True)
        if self.query.get("count") == "all":
            return Total(self.count(), is_exact=True)
        found = self.count(at_most=COUNTED_EXACTLY + 1)
        return Total(min(found, COUNTED_EXACTLY), is_exact=found <= COUNTED_EXACTLY)

    @property
    def order_choices(self):
        """Every order in both directions: (code, label, is it the one that is shown?)."""
        for code, (label, _names) in self.registry.orders.items():
            yield code, label, code == self.order
            reverse = f"-{code}"
            yield reverse, _("%(order)s, from the end") % {"order": label}, reverse == self.order

    @property
    def without_columns(self):
        """What the choice of columns and order keeps of the address, as pairs."""
        kept = read_query(self.query.urlencode())
        return [(name, value) for name in kept if name not in OF_THE_LIST for value in kept.getlist(name)]

    @property
    def headings(self):
        return [self._heading(column) for column in self.columns]

    def _heading(self, column):
        if column.key not in self.registry.orders:
            return Heading(column)
        if self.order == column.key:
            return Heading(column, f"-{column.key}", "ascending")
        return Heading(column, column.key, "descending" if self.order == f"-{column.key}" else "none")


def _list_row(record, values, cells):
    texts = [(column, cell.show(values[column.key])) for column, cell in cells]
    (_first, title), *others = texts
    return ListRow(record, title or str(record), tuple(others))
