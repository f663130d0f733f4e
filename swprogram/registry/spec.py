"""What one registry is: the columns and functions that lists, workbooks and jobs are made from.

Each app describes its registries once, in its `registries.py`, and settings.REGISTRIES names them, so that
a job finds the description again by its code. Nothing is registered behind anybody's back.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Context:
    """For whom rows are read or saved; `parent_id` is the record that holds them (a course), if any."""

    user: object
    parent_id: int | None = None
    reason: str = ""


@dataclass
class Row:
    """One row of a workbook. `line` is its number in the sheet, `pk` the record that it was found to be.

    `values` maps column keys to values; a column that the workbook lacks is missing in it. `unread` has the
    texts of the file, by column, that were refused or that came in other letters than the file has.
    """

    line: int
    values: dict
    pk: int | None = None
    unread: dict = field(default_factory=dict)


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with a row, at a column; a warning does not stop the saving.

    A question leaves the row out unless the person answers yes.
    """

    line: int
    key: str
    message: str
    is_warning: bool = False
    is_question: bool = False


@dataclass(frozen=True)
class Importer:
    """How rows of a workbook become records; every function works on all rows at once, in bulk.

    find(rows, context) sets `pk` of the rows that are known, and returns RowProblems for the others that
    claim to be. read(pks) returns {pk: values} as they are now, complete. check(rows, context) returns the
    RowProblems that a cell alone cannot show; rows already carry complete values (what the workbook lacks
    is as it was, or empty). save(rows, context, writer) adds the rows without pk, sets their `pk`, changes
    the others; whatever it writes, of any model, goes through the BulkWriter, whose steps are what
    undoing needs. parents(rows, context) returns {line: values} of the known record that a new row belongs
    to and would change as well (None: there is none); the values are those of its own columns. together(rows)
    returns lists of rows that must be saved in one go (None: each alone). `goes_along` are models whose rows
    go with a record that is taken back; any other row that names it keeps it from going.
    """

    find: Callable
    read: Callable
    check: Callable
    save: Callable
    parents: Callable | None = None
    together: Callable | None = None
    goes_along: tuple = ()


@dataclass(frozen=True)
class Registry:
    """One kind of record.

    `code` begins the names of all its addresses (`facility_list`); `slug` is the folder in the address and
    the file name ("co-so"). `orders` maps a code to (label, names of indexed fields, the last one unique);
    the first is the default. read_values(records, user) returns one dict of values per record, in their
    order, in a constant number of queries; read_rows(records, user) returns the Rows of the workbook, where
    one record may have several (None: one row a record, by read_values). can_add(user), and
    change_many(records, key, value, by) changes one column of all records (a queryset of those that the
    person may change) and returns how many changed. editable_of(records, user) narrows a queryset to these
    (None: the records have a `unit`, and a role that may edit reaches it).
    """

    code: str
    slug: str
    title: str
    model: type
    columns: tuple
    filterset: type
    orders: dict
    read_values: Callable
    can_add: Callable
    read_rows: Callable | None = None
    importer: Importer | None = None
    change_many: Callable | None = None
    editable_of: Callable | None = None
    lead: str = ""
    add_label: str = ""
    empty_text: str = ""
    icon: str = "table"
    subnav: str = ""  # a template under the heading that joins the list with other pages of its app
    number_search: str = ""  # the address where people are looked up by identity number, which no list takes
    is_part_of: str = ""  # the code of the registry whose record holds these (participants: "course")
    can_add_to: Callable | None = None  # (user, that record): may the person bring records of these into it?
    hints: tuple = field(default=())  # lines at the top of the template

    @property
    def sheet_columns(self):
        return tuple(column for column in self.columns if column.in_workbook)

    @property
    def list_columns(self):
        return tuple(column for column in self.columns if column.in_list)

    def column(self, key):
        return next(column for column in self.columns if column.key == key)

    def address(self, name):
        """The name of one of its addresses: address("list") is "facility_list"."""
        return f"{self.code}_{name}"

    def rows_of(self, records, user):
        """The rows of the workbook for these records."""
        if self.read_rows:
            return self.read_rows(records, user)
        values = self.read_values(records, user)
        return [
            Row(line, one, record.pk)
            for line, (record, one) in enumerate(zip(records, values, strict=True), start=1)
        ]


@cache
def registries():
    """{code: Registry}, as settings.REGISTRIES names them."""
    found = (import_string(path) for path in settings.REGISTRIES)
    return {registry.code: registry for registry in found}


def registry_of(code):
    return registries()[code]
