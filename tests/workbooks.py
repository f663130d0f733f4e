"""Workbooks that the portal sent, opened again."""

from io import BytesIO

from openpyxl import load_workbook


def sheets_of(response):
    """For each sheet its rows that have more than one cell filled: the headings and the lines."""
    workbook = load_workbook(BytesIO(response.content))
    return [filled_rows(sheet) for sheet in workbook.worksheets]


def filled_rows(sheet):
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [row for row in rows if sum(value is not None for value in row) > 1]
