"""Uploaded workbooks: what is read, and the hostile files that are refused before they cost anything."""

import time
import tracemalloc
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from swprogram.kit.workbooks import FORMULA, MERGED, WorkbookRefused, read_sheets, read_workbook

SECONDS = 6
MEGABYTES = 300
SHEET = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def upload(data, name="plan.xlsx"):
    return SimpleUploadedFile(name, data)


def saved(workbook):
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()


def small_workbook():
    workbook = Workbook()
    workbook.active.title = "Chỉ tiêu"
    workbook.active.append(["Mã", "Giá trị"])
    return workbook


def with_parts(data, **parts):
    """The workbook with these parts instead of, or beside, its own; `__` stands for `/` in a name."""
    given = {name.replace("__", "/"): content for name, content in parts.items()}
    output = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in given:
                new.writestr(name, old.read(name))
        for name, content in given.items():
            new.writestr(name, content)
    return output.getvalue()


def with_sheet(xml):
    return with_parts(saved(small_workbook()), **{SHEET: xml})


def refused(data):
    """What the refusal says, as (sheet, cell, message); it must come fast and without filling the memory."""
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(WorkbookRefused) as refusal:
            read_workbook(upload(data))
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES * 2**20
    finally:
        tracemalloc.stop()
    assert time.monotonic() - began < SECONDS
    return [(problem.sheet, problem.cell, problem.message) for problem in refusal.value.problems]


def test_values_come_with_their_cells_and_blank_rows_are_left_out():
    workbook = small_workbook()
    sheet = workbook.active
    sheet["A4"], sheet["B4"] = "VT-1", 69.6
    sheet["A5"], sheet["B5"] = date(2024, 6, 14), 5
    sheet["B6"], sheet["B6"].number_format = 0.3, "0%"
    assert read_workbook(upload(saved(workbook))) == {
        "Chỉ tiêu": [
            [("A1", "Mã"), ("B1", "Giá trị")],
            [("A4", "VT-1"), ("B4", Decimal("69.6"))],
            [("A5", date(2024, 6, 14)), ("B5", 5)],
            [("A6", None), ("B6", 30)],
        ]
    }


def test_an_empty_sheet_has_no_rows():
    assert read_workbook(upload(saved(Workbook()))) == {"Sheet": []}


def test_a_file_over_ten_megabytes_is_refused():
    assert refused(b"PK\x03\x04" + bytes(10 * 2**20)) == [
        ("", "", "The file is larger than 10 MB. Delete pictures and empty rows, save it and try again.")
    ]


PLAIN_TEXT_OF_A_PAGE = b"<html><table><tr><td>1</td></tr></table></html>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "kind"),
    (
        (PLAIN_TEXT_OF_A_PAGE, ".html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><table></table>", ".html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', ".html"),
        (OLE, ".xls"),
    ),
)
def test_a_file_of_another_kind_is_told_with_the_way_out(data, kind):
    assert refused(data) == [
        ("", "", f"This is a file of another kind ({kind}). Open it in Excel and save it as .xlsx.")
    ]


@pytest.mark.parametrize(("part", "kind"), (("content.xml", ".ods"), ("xl/workbook.bin", ".xlsb")))
def test_zips_of_other_programs_are_told_apart(part, kind):
    data = with_parts(saved(small_workbook()), **{part: "<a/>"})
    assert refused(data) == [
        ("", "", f"This is a file of another kind ({kind}). Open it in Excel and save it as .xlsx.")
    ]


def test_a_workbook_with_a_password_is_told_by_that_word():
    data = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(60)
    assert refused(data) == [("", "", "The workbook has a password. Save it without one and try again.")]


def test_a_zip_that_is_no_workbook_is_refused():
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    message = "This is not an Excel workbook. Fill in the template and save it as .xlsx."
    assert refused(output.getvalue()) == [("", "", message)]


def test_a_broken_zip_is_refused():
    message = "The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again."
    assert refused(saved(small_workbook())[:-40]) == [("", "", message)]


@pytest.mark.parametrize("name", ("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"))
def test_macros_are_refused(name):
    data = with_parts(saved(small_workbook()), **{name: b"\x00"})
    message = "The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros."
    assert refused(data) == [("", "", message)]


def test_a_macro_workbook_that_was_renamed_is_refused():
    plain = saved(small_workbook())
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        types = archive.read("[Content_Types].xml").decode()
    types = types.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    message = "The workbook holds macros. Save it as “Excel workbook (.xlsx)”, without macros."
    assert refused(with_parts(plain, **{"[Content_Types].xml": types})) == [("", "", message)]


def test_an_entry_that_leads_outside_is_refused():
    data = with_parts(saved(small_workbook()), **{"../evil.xml": "<a/>"})
    message = "The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again."
    assert refused(data) == [("", "", message)]


TOO_MUCH = "The workbook unpacks to more than the portal reads. Copy your rows into a fresh template."


def test_a_zip_bomb_is_refused_by_its_directory():
    data = with_sheet(b" " * (200 * 2**20))
    began = time.monotonic()
    with pytest.raises(WorkbookRefused, match="unpacks to more"):
        read_workbook(upload(data))
    assert time.monotonic() - began < 0.5


def test_large_strings_and_styles_are_refused_by_the_directory():
    data = with_parts(saved(small_workbook()), **{"xl/styles.xml": b" " * (5 * 2**20)})
    assert refused(data) == [("", "", TOO_MUCH)]


def test_a_cell_at_the_end_of_the_sheet_is_refused():
    data = with_sheet(
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    )
    message = (
        "Something stands here, outside of the 5,000 rows and 100 columns that the portal reads."
        " Delete it, or copy your rows into a fresh template."
    )
    assert refused(data) == [("Chỉ tiêu", "XFD1048576", message)]


def test_a_row_of_endless_cells_is_refused():
    cells = '<c r="A1" s="1"/>' * 3_000
    data = with_sheet(f'<worksheet {MAIN}><sheetData><row r="1">{cells}</row></sheetData></worksheet>')
    assert refused(data) == [("", "", TOO_MUCH)]


def coloured_rows(last):
    rows = "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2, last + 1))
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>Mã</t></is></c></row>'
    return with_sheet(f"<worksheet {MAIN}><sheetData>{first}{rows}</sheetData></worksheet>")


def test_a_million_coloured_empty_rows_are_passed_over():
    began = time.monotonic()
    assert read_workbook(upload(coloured_rows(1_048_576))) == {"Chỉ tiêu": [[("A1", "Mã")]]}
    assert time.monotonic() - began < 3 * SECONDS


def test_a_value_below_a_million_coloured_rows_is_told():
    data = with_sheet(
        f'<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        + "".join(f'<row r="{number}"><c r="A{number}" s="1"/></row>' for number in range(2, 9_000))
        + '<row r="9000"><c r="B9000"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert [problem[:2] for problem in refused(data)] == [("Chỉ tiêu", "B9000")]


def test_thousands_of_coloured_empty_rows_are_passed_over():
    assert read_workbook(upload(coloured_rows(20_000))) == {"Chỉ tiêu": [[("A1", "Mã")]]}


def test_rows_below_a_long_gap_are_read():
    workbook = small_workbook()
    workbook.active["A400"] = "VT-9"
    assert read_workbook(upload(saved(workbook)))["Chỉ tiêu"][1:] == [[("A400", "VT-9"), ("B400", None)]]


def test_coloured_empty_cells_far_away_do_not_count():
    workbook = small_workbook()
    workbook.active["ZZ9000"].fill = PatternFill("solid", fgColor="FFFF00")
    assert read_workbook(upload(saved(workbook))) == {"Chỉ tiêu": [[("A1", "Mã"), ("B1", "Giá trị")]]}


def test_every_merged_cell_and_formula_is_named_at_once():
    workbook = small_workbook()
    sheet = workbook.active
    sheet["A3"], sheet["B3"] = "Tổng", "=1+2"
    sheet.merge_cells("A5:B6")
    assert refused(saved(workbook)) == [
        ("Chỉ tiêu", "B3", "A formula. Put its value in its place (copy, paste as values)."),
        ("Chỉ tiêu", "A5:B6", "Merged cells. Split them, so that each cell holds its own value."),
    ]


def test_what_a_sheet_holds_beside_values_comes_with_its_cells_and_stops_nobody():
    workbook = small_workbook()
    sheet = workbook.active
    sheet["A3"], sheet["B3"] = "Tổng", "=1+2"
    sheet["A5"] = "NGƯỜI LẬP BIỂU"
    sheet.merge_cells("A5:B6")
    (read,) = read_sheets(upload(saved(workbook)))
    assert read.problems == []
    assert [(mark.kind, mark.cells) for mark in read.marks] == [(FORMULA, "B3"), (MERGED, "A5:B6")]
    assert read.rows == [(1, ["Mã", "Giá trị"]), (3, ["Tổng", None]), (5, ["NGƯỜI LẬP BIỂU", None])]
    merged = read.marks[1]
    assert (merged.left, merged.top, merged.right, merged.bottom) == (1, 5, 2, 6)
    assert [merged.touches((6, 9), {2}), merged.touches((7, 9), {2}), merged.touches((1, 9), {3})] == [
        True,
        False,
        False,
    ]


def test_hidden_sheets_and_hidden_lines_are_told():
    workbook = small_workbook()
    workbook.active.append(["VT-1", 5])
    workbook.active.append(["VT-2", 6])
    workbook.active.row_dimensions[2].hidden = True
    for state in ("hidden", "veryHidden"):
        workbook.create_sheet(state).sheet_state = state
    read = read_sheets(upload(saved(workbook)))
    assert [(sheet.title, sheet.is_hidden) for sheet in read] == [
        ("Chỉ tiêu", False),
        ("hidden", True),
        ("veryHidden", True),
    ]
    assert read[0].hidden_lines == {2}
    assert [line for line, _values in read[0].rows] == [1, 2, 3]


DEFINITIONS = "The workbook holds definitions that Excel never writes. Copy your rows into a fresh template."
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("definition", (LAUGHS, OUTSIDE, "<!DOCTYPE x>"))
def test_definitions_are_refused_in_every_part(definition):
    for part in (SHEET, "xl/workbook.xml", "docProps/core.xml"):
        data = with_parts(saved(small_workbook()), **{part: f"{definition}<x>&a;</x>"})
        assert refused(data) == [("", "", DEFINITIONS)]


@pytest.mark.parametrize("encoding", ("utf-16", "utf-16-le"))
def test_definitions_do_not_hide_in_another_encoding(encoding):
    data = with_sheet(f"<?xml version='1.0' encoding='utf-16'?>{OUTSIDE}<x>&a;</x>".encode(encoding))
    with pytest.raises(WorkbookRefused):
        read_workbook(upload(data))


def test_a_sheet_cannot_hide_among_the_pictures():
    data = with_parts(saved(small_workbook()), **{"xl/media/a.png": f"{OUTSIDE}<x/>"})
    message = "The file is damaged. Open it in Excel, save it as .xlsx under a new name and try again."
    assert refused(data) == [("", "", message)]


def test_an_error_of_excel_is_named():
    data = with_sheet(
        f'<worksheet {MAIN}><sheetData><row r="2"><c r="B2" t="e"><v>#REF!</v></c></row>'
        "</sheetData></worksheet>"
    )
    assert refused(data) == [("Chỉ tiêu", "B2", "Excel shows an error here. Type the value itself.")]
