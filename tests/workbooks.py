"""Workbooks that the portal sent, opened again."""

import re
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook


def sheets_of(response):
    """For each sheet its rows that have more than one cell filled: the headings and the lines."""
    workbook = load_workbook(BytesIO(response.content))
    return [filled_rows(sheet) for sheet in workbook.worksheets]


def filled_rows(sheet):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row for row in rows if sum(value is not None for value in row) > 1]


def with_kept_value(data, formula, value):
    """The workbook as Excel saves it, with the value of this formula."""
    empty = re.compile(rf"><f>{re.escape(formula)}</f><v ?(?:/>|></v>)".encode())
    kept = f' t="str"><f>{formula}</f><v>{value}</v>'.encode()
    output = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(output, "w") as after:
        for name in before.namelist():
            after.writestr(name, empty.sub(lambda _found: kept, before.read(name)))
    return output.getvalue()
