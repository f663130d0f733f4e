"""Files that cannot be read are refused politely, at once or by the job; and how much is read."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from swprogram.kit.workbooks import WorkbookRefused, read_sheets
from swprogram.registry.imports.reading import LIMITS, read_table
from tests.registry.imports.conftest import HEADINGS, UPLOAD, row, workbook_of
from tests.registry.imports.test_uploads import page

pytestmark = pytest.mark.django_db
KNOWN = {"ten", "loai"}


@pytest.mark.parametrize(
    ("data", "message"),
    (
        (
            b"<html></html>",
            "This is a file of another kind (.html). Open it in Excel and save it as .xlsx.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "This is a file of another kind (.xls). Open it in Excel and save it as .xlsx.",
        ),
        (
            b"PK\x03\x04" + bytes(20 * 2**20),
            "The file is larger than 20 MB. Delete pictures and empty rows, save it and try again.",
        ),
    ),
    ids=("page", "old", "large"),
)
def test_what_is_no_workbook_is_told_beside_the_field(signed_in, data, message):
    response = signed_in().post(UPLOAD, {"file": SimpleUploadedFile("ds.xlsx", data)})
    assert response.context["form"].errors == {"file": [message]}


def test_a_hostile_workbook_is_refused_with_a_way_out(send, signed_in):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">]><worksheet>&a;</worksheet>'
    run = send(data=with_part(workbook_of(HEADINGS), "xl/worksheets/sheet1.xml", laughs))
    message = "The workbook holds definitions that Excel never writes. Copy your rows into a fresh template."
    assert (run.state, run.findings["problems"]) == ("wrong", [{"sheet": "", "cell": "", "message": message}])
    html = signed_in().get(page(run)).content.decode()
    assert message in html
    assert "Upload again" in html
    assert signed_in().get(f"{page(run)}result.xlsx").status_code == 404
    assert signed_in().get(f"{page(run)}columns/").status_code == 302


def test_a_formula_in_a_used_column_is_told_with_its_cell(send):
    workbook = load_workbook(BytesIO(workbook_of(["STT", *HEADINGS], ["=ROW()", *row("Trung tâm A")])))
    workbook.active["A2"], workbook.active["C2"] = "=ROW()", "=B2"
    output = BytesIO()
    workbook.save(output)
    run = send(data=output.getvalue())
    message = "A formula. Put its value in its place (copy, paste as values)."
    assert run.findings["problems"] == [{"sheet": "Danh sách", "cell": "C2", "message": message}]


def test_an_empty_workbook_is_told(send):
    run = send(data=workbook_of())
    assert run.findings["problems"][0]["message"] == (
        "The workbook is empty. Fill in the template and upload it again."
    )


def test_twenty_thousand_rows_are_read_and_thirty_columns_of_them_would_be():
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet()
    sheet.append([f"Tên {number}" for number in range(3)])
    for _row in range(20_000):
        sheet.append([1] * 3)
    output = BytesIO()
    workbook.save(output)
    (read,) = read_sheets(SimpleUploadedFile("ds.xlsx", output.getvalue()), LIMITS)
    assert (len(read.rows), read.problems) == (20_001, [])
    tags_of_a_cell = len(("c", "is", "t"))
    assert 20_000 * (30 * tags_of_a_cell + 1) < LIMITS.elements


def test_a_row_beyond_the_fifty_thousandth_is_told():
    workbook = Workbook()
    workbook.active["A50001"] = "x"
    output = BytesIO()
    workbook.save(output)
    with pytest.raises(WorkbookRefused) as refusal:
        read_table(SimpleUploadedFile("ds.xlsx", output.getvalue()), KNOWN)
    (problem,) = refusal.value.problems
    assert (problem.cell, problem.message) == (
        "A50001",
        "Something stands here, outside of the 50,000 rows and 100 columns that the portal reads."
        " Delete it, or copy your rows into a fresh template.",
    )


def test_a_drawing_that_is_not_well_formed_does_no_harm(send):
    data = with_part(workbook_of(HEADINGS, row("A")), "xl/drawings/vmlDrawing1.vml", "<xml><br></xml>")
    assert send(data=data).state == "checked"


def with_part(data, name, content):
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(output, "w") as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, content)
    return output.getvalue()


def test_a_table_in_plain_text_is_imported_like_a_workbook(send):
    lines = [";".join(HEADINGS), ";".join(str(value or "") for value in row("Trung tâm A"))]
    run = send(data="\r\n".join(lines).encode("utf-8-sig"))
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)
