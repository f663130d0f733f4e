"""A column of a registry: the same for the list, the workbook that leaves and the one that comes in."""

from dataclasses import dataclass

from swprogram.registry.cells import Cell

# What offices write over the first of two columns of a person's name; "Tên" stands over the second.
PARTS_OF_A_NAME = (
    "họ và tên đệm",
    "họ tên đệm",
    "họ và đệm",
    "họ đệm",
    "họ và chữ đệm",
    "họ và tên lót",
    "họ lót",
    "họ",
    "tên đệm",
    "chữ đệm",
    "tên lót",
    "đệm",
)


@dataclass(frozen=True)
class Column:
    """`key` names the value in a record's values; texts are translated lazily.

    A workbook is a document: it carries the Vietnamese heading. `synonyms` are headings that offices use;
    upper case, accents and blanks do not count. A column that is `in_list` can be chosen for the list, one
    that is `is_shown` stands there unless the reader chooses otherwise. `is_key` marks the portal's own
    code, by which a row that comes back finds its record. `can_bulk`: one value for many records at once.
    `parts` are headings of offices that hold only a part of the value ("họ và tên đệm"). A column that
    `ends` has a day from which the record no longer counts.
    """

    key: str
    header: str
    cell: Cell
    help: str = ""
    example: str = ""
    synonyms: tuple = ()
    parts: tuple = ()
    is_required: bool = False
    is_key: bool = False
    in_list: bool = True
    is_shown: bool = False
    in_workbook: bool = True
    can_bulk: bool = False
    ends: bool = False
