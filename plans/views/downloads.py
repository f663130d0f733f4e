"""What leaves as a file."""

from django.http import HttpResponse

from swprogram.kit.xlsx import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_workbook(tables, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write_workbook(tables), content_type=XLSX, headers=headers)
