"""The one shape of a table: screen, PDF, Excel and API all print the same cells.

A cell is a raw value: int, Decimal, date, text, a Mark, or None for an empty cell. A missing figure
is a Mark and never a zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from swprogram.kit.dates import format_date
from swprogram.kit.numbers import format_number, format_percent

KINDS = ("text", "count", "number", "percent", "date")
NUMERIC_KINDS = ("count", "number", "percent")
DEFAULT_WIDTHS = {"text": 28, "count": 11, "number": 13, "percent": 11, "date": 12}
DEFAULT_PERCENT_PLACES = 2


class Mark(Enum):
    """What stands in a cell instead of a figure, as statistical tables print it."""

    NOT_REPORTED = "…"
    NOT_APPLICABLE = "x"

    def __str__(self):
        return self.value

    @property
    def meaning(self):
        """What the mark says, in the active language."""
        return {"…": _("not reported"), "x": _("not applicable")}[self.value]

    @property
    def printed_meaning(self):
        """What the legend of a document says about the mark, in Vietnamese."""
        return {"…": "chưa có số liệu báo cáo", "x": "không áp dụng"}[self.value]


@dataclass(frozen=True)
class Column:
    """A column: `kind` rules the print, `group` is a heading shared with its neighbours, width in characters.

    `key` tells it from the others, whatever its heading says. `places` are the decimals to print; None
    prints a number with as many as it needs, a percentage with two at most and a count with none.
    `keeps_zeros` is for results: 14,50 and 100,00 under 42,09, and a count among them whole.
    """

    header: str
    kind: str = "text"
    group: str = ""
    width: int | None = None
    places: int | None = None
    key: str = ""
    keeps_zeros: bool = False

    def __post_init__(self):
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of column: {self.kind}")

    @property
    def is_numeric(self):
        return self.kind in NUMERIC_KINDS

    @property
    def characters(self):
        """The width to give the column, in characters."""
        return self.width or DEFAULT_WIDTHS[self.kind]


@dataclass(frozen=True)
class Line:
    """A row as it is printed: its cells as (column, value), and whether it is a total."""

    cells: tuple
    is_emphasised: bool


@dataclass(frozen=True)
class Table:
    """A titled table; every row has one value per column, `emphasised` holds the indexes of total rows.

    `row_keys` tells the rows apart, one for each, where their first cells may repeat or be renamed.
    """

    code: str
    title: str
    columns: tuple
    rows: tuple
    notes: tuple = ()
    emphasised: frozenset = frozenset()
    row_keys: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "rows", tuple(tuple(row) for row in self.rows))
        object.__setattr__(self, "notes", tuple(self.notes))
        object.__setattr__(self, "emphasised", frozenset(self.emphasised))
        object.__setattr__(self, "row_keys", tuple(self.row_keys))
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"table {self.code}: every row must have {len(self.columns)} values")

    @classmethod
    def from_objects(cls, code, title, spec, objects, **options):
        """One row per object; `spec` lists the columns as (header, kind, getter)."""
        columns = [Column(header, kind) for header, kind, getter in spec]
        rows = [[getter(obj) for header, kind, getter in spec] for obj in objects]
        return cls(code, title, columns, rows, **options)

    @property
    def has_groups(self):
        return any(column.group for column in self.columns)

    @property
    def header_groups(self):
        """The upper header row: [(group heading, [its columns])]; a column without a group stands alone."""
        groups = []
        for column in self.columns:
            if groups and column.group and groups[-1][0] == column.group:
                groups[-1][1].append(column)
            else:
                groups.append((column.group, [column]))
        return groups

    @property
    def lines(self):
        return [
            Line(tuple(zip(self.columns, row, strict=True)), index in self.emphasised)
            for index, row in enumerate(self.rows)
        ]

    @property
    def marks(self):
        """The marks that the table uses."""
        used = {value for row in self.rows for value in row if isinstance(value, Mark)}
        return [mark for mark in Mark if mark in used]

    @property
    def printed_legend(self):
        """What a document says below the table about the marks in it; empty without marks."""
        meanings = "; ".join(f"“{mark}”: {mark.printed_meaning}" for mark in self.marks)
        return f"Ghi chú: {meanings}." if meanings else ""

    @property
    def shares(self):
        """The width of each column in percent of the table's."""
        total = sum(column.characters for column in self.columns)
        return [round(100 * column.characters / total, 2) for column in self.columns]

    def to_json(self):
        """Only what JSON can hold, every value exact: an issued report is frozen in this form."""
        return {
            "code": self.code,
            "title": str(self.title),
            "columns": [_column_to_json(column) for column in self.columns],
            "rows": [[_value_to_json(value) for value in row] for row in self.rows],
            "notes": [str(note) for note in self.notes],
            "emphasised": sorted(self.emphasised),
            "row_keys": list(self.row_keys),
        }

    @classmethod
    def from_json(cls, data):
        """The table that to_json() wrote, equal to it in every value and type."""
        return cls(
            code=data["code"],
            title=data["title"],
            columns=[Column(**column) for column in data["columns"]],
            rows=[[_value_from_json(value) for value in row] for row in data["rows"]],
            notes=data["notes"],
            emphasised=data["emphasised"],
            row_keys=data.get("row_keys", ()),
        )


def display(value, column, language=None):
    """The printed string of a cell, the same on screen and in the PDF."""
    if value is None:
        return ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, (int, Decimal)) and column.kind != "text":
        return _display_figure(value, column, language)
    if isinstance(value, Decimal):
        return format_number(value, places_of(value, column), language)
    return str(value)


def places_of(value, column):
    """The decimals of a figure in its column, the same on screen, in the PDF and in Excel."""
    if column.places is not None:
        return column.places
    if column.kind == "percent":
        return DEFAULT_PERCENT_PLACES
    written = Decimal(value) if column.keeps_zeros else Decimal(value).normalize()
    return max(0, -written.as_tuple().exponent)


def _display_figure(value, column, language):
    places = places_of(value, column)
    if column.kind == "percent":
        return format_percent(value, places, language)
    return format_number(value, places, language)


def _column_to_json(column):
    return {
        "header": str(column.header),
        "kind": column.kind,
        "group": str(column.group),
        "width": column.width,
        "places": column.places,
        "key": column.key,
        "keeps_zeros": column.keeps_zeros,
    }


def _value_to_json(value):
    if isinstance(value, Mark):
        return {"mark": value.name}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"date": value.isoformat()}
    if isinstance(value, (str, Promise)):
        return str(value)
    if value is None or isinstance(value, int):
        return value
    raise TypeError(f"a table cell cannot keep a {type(value).__name__} exactly")


def _value_from_json(value):
    if not isinstance(value, Mapping):
        return value
    ((kind, written),) = value.items()
    return {"mark": Mark.__getitem__, "decimal": Decimal, "date": date.fromisoformat}[kind](written)
