"""A shelf that takes workbooks, and short ways to send one."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook

from swprogram.org.roles import Role
from swprogram.registry.models import ImportRun
from swprogram.registry.spec import registries

HEADINGS = ("Code", "Tên", "Loại", "Sở hữu", "Địa bàn", "Từ ngày")
UPLOAD = "/shelves/stock/import/"


@pytest.fixture(autouse=True)
def _shelf_stands_in_the_portal(settings):
    settings.ROOT_URLCONF = "tests.registry.imports.urls"
    settings.REGISTRIES = ["tests.registry.imports.shelf.STOCK", "tests.registry.imports.shelf.PARTS"]
    registries.cache_clear()
    with translation.override("en"):
        yield
    registries.cache_clear()


@pytest.fixture
def send(signed_in):
    """Upload rows, or a whole file; returns the import as it is after its job."""

    def upload(*rows, headings=HEADINGS, data=None, role=Role.PROVINCIAL_OFFICER, url=UPLOAD):
        file = SimpleUploadedFile("danh sách.xlsx", data or workbook_of(headings, *rows))
        response = signed_in(role).post(url, {"file": file})
        assert response.status_code == 302, response.context["form"].errors
        return ImportRun.objects.latest("pk")

    return upload


def workbook_of(*rows, title="Danh sách"):
    workbook = Workbook()
    workbook.active.title = title
    for row in rows:
        workbook.active.append(row)
    for cell in (cell for row in workbook.active.iter_rows() for cell in row):
        if isinstance(cell.value, str):
            cell.data_type = "s"  # a text is no formula, whatever it begins with
        elif isinstance(cell.value, (date, datetime)):
            cell.number_format = "dd/mm/yyyy"
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def row(name="Trung tâm A", kind="Social work centre", unit="Xã Đông Một", code=None, **others):
    return [code, name, kind, others.get("ownership", "Public"), unit, others.get("opened_on")]
