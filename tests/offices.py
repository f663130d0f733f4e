"""Workbooks as offices make them, and a person's way with one through the pages of an import."""

from io import BytesIO

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from swprogram.registry.models import ImportRun


def book(*sheets, merged=(), hidden_rows=(), hidden_sheets=()):
    """A workbook by openpyxl of (title, rows); merged cells and hidden rows are those of the first sheet."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for cells in rows:
            sheet.append(cells)
        if title in hidden_sheets:
            sheet.sheet_state = "hidden"
    for cells in merged:
        workbook.worksheets[0].merge_cells(cells)
    for line in hidden_rows:
        workbook.worksheets[0].row_dimensions[line].hidden = True
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def written_book(title, rows, merged=(), formulas=()):
    """A sheet by xlsxwriter: merged areas as (area, text), formulas as (cell, formula, value)."""
    output = BytesIO()
    workbook = xlsxwriter.Workbook(output, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet(title)
    for number, cells in enumerate(rows):
        for column, value in enumerate(cells):
            if value is not None:
                sheet.write(number, column, value)
    for area, text in merged:
        sheet.merge_range(area, text)
    for cell, formula, value in formulas:
        sheet.write_formula(cell, formula, None, value)
    workbook.close()
    return output.getvalue()


def send_book(client, url, data, name="danh sách.xlsx"):
    """Upload it; the import as it is after its job."""
    response = client.post(url, {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.context["form"].errors
    return ImportRun.objects.latest("pk")


def answer(client, page, run, take=None, **others):
    """Send the page of questions as it stands, its proposals taken or not, with these fields changed."""
    form = client.get(f"{page}columns/").context["form"]
    if take:
        form = client.post(f"{page}columns/", as_sent(form) | {"take": take}).context["form"]
    response = client.post(f"{page}columns/", as_sent(form, **others))
    run.refresh_from_db()
    return response


def as_sent(form, **others):
    """What a browser sends of a form; a field that is None is not sent."""
    sent = {name: form[name].value() for name in form.fields} | others
    return {name: value for name, value in sent.items() if value not in (None, False)}


def say_words(client, page, run, **others):
    """Send the page of words with its proposals taken and these meanings."""
    form = client.get(f"{page}words/").context["form"]
    client.post(f"{page}words/", as_sent(form, **others))
    run.refresh_from_db()


def save_import(client, page, run):
    client.post(f"{page}save/", {"seen": run.findings["fingerprint"]})
    run.refresh_from_db()
    assert run.state == "saved"
