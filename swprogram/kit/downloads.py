"""A finished document as an answer: a workbook is saved, a PDF is shown. `name` has no ending."""

from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def send_workbook(content, name):
    return _answer(content, XLSX, f'attachment; filename="{name}.xlsx"')


def show_pdf(content, name):
    return _answer(content, PDF, f'inline; filename="{name}.pdf"')


def _answer(content, content_type, disposition):
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
