"""What the officer sees of a sheet before choosing: its sheets, and the first and last rows as a table."""

from openpyxl.utils import get_column_letter

from swprogram.registry.imports import layout
from swprogram.registry.imports.findings import quote
from swprogram.registry.imports.omissions import is_of_the_portal

FIRST_ROWS, LAST_ROWS = 25, 6
MOST_COLUMNS, LONGEST = 12, 28
MOST_PICTURES = 6
MOST_GROUPS = 4


def describe_sheets(upload):
    """Every sheet with content: is it read, where are its headings and records, does it hide rows?"""
    read = upload.table.parts
    parts = [part for part in upload.parts if part in read or not is_of_the_portal(part.sheet)]
    return [_describe(part, part in read) for part in parts]


def _describe(part, is_read):
    where, hidden = part.layout, part.sheet.hidden_lines
    return {
        "title": part.sheet.title,
        "is_read": is_read,
        "is_hidden": part.sheet.is_hidden,
        "area": [where.top, where.bottom, where.first, where.last],
        "records": sum(kind == layout.RECORD for kind in part.kinds.values()),
        "hidden": sum(where.holds(line) and line in hidden for line in part.kinds),
    }


def describe_pictures(upload):
    """The first and the last rows of the sheets that are read, each row with what it is."""
    return [_picture(part) for part in upload.table.parts[:MOST_PICTURES]]


def _picture(part):
    rows = part.sheet.rows
    last = rows[max(FIRST_ROWS, len(rows) - LAST_ROWS) :]
    columns = [get_column_letter(index + 1) for index in range(min(len(part.texts), MOST_COLUMNS))]
    return {
        "sheet": part.sheet.title,
        "columns": columns,
        "rows": [_row(part, *row) for row in rows[:FIRST_ROWS]],
        "last": [_row(part, *row) for row in last],
        "more": max(0, len(rows) - FIRST_ROWS - len(last)),
    }


def _row(part, line, values):
    cells = [_cut(quote(value)) for value in values[:MOST_COLUMNS]]
    return {"line": line, "kind": part.kinds[line], "cells": cells}


def _cut(text):
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def describe_groups(table):
    """The first words of rows that open a group of records."""
    return list(dict.fromkeys(filter(None, table.groups.values())))[:MOST_GROUPS]
