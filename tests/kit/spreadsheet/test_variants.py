"""Valid workbooks as Excel, WPS, LibreOffice and programs write them: all are read alike."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from openpyxl import Workbook

from tests.kit.spreadsheet.files import (
    MAIN,
    PARTS,
    REL,
    SHEET,
    STRICT_MAIN,
    STRICT_REL,
    file_of,
    rows_in,
    sheet_xml,
    sheets_in,
    workbook,
)

TWO = "<row><c t='inlineStr'><is><t>Mã</t></is></c><c><v>5</v></c></row>"
READ = [(1, ["Mã", 5])]


def test_cells_and_rows_without_references_stand_one_after_the_other():
    rows = TWO + "<row/><row><c/><c><v>6</v></c></row><row r='9'><c r='B9'><v>7</v></c><c><v>8</v></c></row>"
    assert rows_in(workbook(rows)) == [
        (1, ["Mã", 5, None]),
        (3, [None, 6, None]),
        (9, [None, 7, 8]),
    ]


def test_a_strict_workbook_is_read():
    strict = {
        name: content.replace(MAIN, STRICT_MAIN).replace(REL, STRICT_REL) for name, content in PARTS.items()
    }
    data = file_of(strict | {SHEET: sheet_xml(TWO).replace(MAIN, STRICT_MAIN)})
    assert rows_in(data) == READ


def test_days_of_a_strict_workbook_are_written_out():
    rows = "<row><c t='d'><v>1986-03-22T00:00:00</v></c><c t='d'><v>1986-03-22</v></c></row>"
    assert rows_in(workbook(rows)) == [(1, [date(1986, 3, 22)] * 2)]


def test_prefixes_of_elements_do_not_count():
    rows = TWO.replace("<", "<x:").replace("<x:/", "</x:")
    data = f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData>{rows}</x:sheetData></x:worksheet>"
    assert rows_in(file_of(PARTS | {SHEET: data})) == READ


@pytest.mark.parametrize("target", ("/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml"))
def test_parts_are_found_by_any_path(target):
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace("worksheets/sheet1.xml", target)
    data = file_of(PARTS | {"xl/_rels/workbook.xml.rels": relations, SHEET: sheet_xml(TWO)})
    assert rows_in(data) == READ


def test_parts_may_be_called_otherwise():
    other = {"_rels/.rels": PARTS["_rels/.rels"].replace("xl/workbook.xml", "/book/WorkBook2.xml")}
    other["book/workbook2.xml"] = PARTS["xl/workbook.xml"]
    other["book\\_rels\\workbook2.xml.rels"] = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", "Sheet.xml"
    )
    other["Book/sheet.xml"] = sheet_xml(TWO)
    assert rows_in(file_of({"[content_types].XML": "<Types/>"} | other)) == READ


@pytest.mark.parametrize("encoding", ("utf-16", "utf-8-sig"))
def test_parts_may_have_another_encoding(encoding):
    name = "utf-16" if encoding == "utf-16" else "utf-8"
    data = f"<?xml version='1.0' encoding='{name}'?>{sheet_xml(TWO)}".encode(encoding)
    assert rows_in(file_of(PARTS | {SHEET: data})) == READ


def test_shared_texts_are_read_with_their_runs_and_without_their_sounds():
    texts = (
        f"<sst xmlns='{MAIN}'><si><r><rPr><b/></rPr><t>Phường </t></r><r><t>1</t></r></si>"
        "<si><t>Đỗ</t><rPh sb='0' eb='1'><t>đô</t></rPh></si><si><t xml:space='preserve'>  </t></si>"
        "<si><t>a_x000D_b_x005F_x0041_</t></si><si><t>x_x0000_y_xD83D_</t></si><si/></sst>"
    )
    cells = "".join(f"<c t='s'><v>{number}</v></c>" for number in range(6))
    assert rows_in(workbook(f"<row>{cells}</row>", xl__sharedStrings=texts)) == [
        (1, ["Phường 1", "Đỗ", None, "a\rb_x0041_", "xy\ufffd"])
    ]


def test_every_kind_of_value_is_read():
    rows = (
        "<row><c t='b'><v>1</v></c><c t='str'><f>A1</f><v>kết quả</v></c><c t='e'><v>#N/A</v></c>"
        "<c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c t='str'><f>\"\"</f><v></v></c><c><v> </v></c></row>"
    )
    (sheet,) = sheets_in(workbook(rows))
    assert sheet.rows == [(1, [True, "kết quả", None, 2])]
    assert [(mark.kind, mark.cells) for mark in sheet.marks] == [
        ("formula", "B1"),
        ("error", "C1"),
        ("formula", "D1"),
        ("formula", "E1"),
    ]


def test_the_style_of_a_cell_says_what_its_number_is():
    styles = (
        f"<styleSheet xmlns='{MAIN}'><numFmts>"
        "<numFmt numFmtId='164' formatCode='0.0&quot;%&quot;'/></numFmts>"
        "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='10'/><xf numFmtId='14'/></cellXfs>"
        "<dxfs><dxf><numFmt numFmtId='0' formatCode='0%'/></dxf></dxfs></styleSheet>"
    )
    cells = "".join(f"<c s='{style}'><v>0.5</v></c>" for style in (0, 1, 2, 99)) + "<c s='3'><v>31493</v></c>"
    half = Decimal("0.5")
    assert rows_in(workbook(f"<row>{cells}</row>", xl__styles=styles)) == [
        (1, [half, half, 50, half, date(1986, 3, 22)])
    ]


def test_days_may_be_counted_from_1904():
    book = PARTS["xl/workbook.xml"].replace("<sheets>", "<workbookPr date1904='1'/><sheets>")
    styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"
    data = workbook("<row><c><v>30031</v></c></row>", xl__workbook=book, xl__styles=styles)
    assert rows_in(data) == [(1, [date(1986, 3, 22)])]


def test_what_covers_cells_or_hides_them_is_told():
    rows = "".join(
        f"<row r='{line}'{hidden}><c r='A{line}'><v>{line}</v></c><c r='B{line}'><v>9</v></c></row>"
        for line, hidden in ((1, ""), (2, " hidden='1'"), (3, " ht='0' customHeight='1'"))
    )
    merged = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells><extLst><ext><f>1</f><v>2</v></ext></extLst>"
    columns = "<cols><col min='2' max='2' hidden='1'/></cols>"
    (sheet,) = sheets_in(workbook(rows, after=merged, before=columns))
    assert sheet.rows == [(1, [1, None]), (2, [None, None]), (3, [3, 9])]
    assert (sheet.hidden_lines, sheet.hidden_columns) == ({2, 3}, {2})
    assert [(mark.kind, mark.cells) for mark in sheet.marks] == [("merged", "A1:B2")]


def test_sheets_of_charts_hold_no_cells():
    book = PARTS["xl/workbook.xml"].replace("<sheets>", "<sheets><sheet name='Biểu đồ' r:id='rId9'/>")
    relations = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "<Relationship Id",
        f"<Relationship Id='rId9' Type='{REL}/chartsheet' Target='c.xml'/><Relationship Id",
        1,
    )
    data = file_of(
        PARTS | {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": relations, SHEET: sheet_xml(TWO)}
    )
    assert rows_in(data) == READ


def test_foreign_parts_and_pictures_are_passed_over():
    parts = PARTS | {
        SHEET: sheet_xml(TWO),
        "[trash]/0000.dat": b"\x00" * 500,
        "xl/media/image1.tiff": b"II*\x00" + bytes(50),
        "xl/media/image2.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "docProps/app.xml": "<Properties><b></Properties>",
        "customXml/item1.xml": "<a/>",
    }
    assert rows_in(file_of(parts)) == READ


ROWS = [["Mã", "Tỷ lệ", "Ngày"], ["VT-1", 0.5, date(1986, 3, 22)], ["VT-2", 2.3000000000000003, None]]
ROWS_READ = [
    (1, ["Mã", "Tỷ lệ", "Ngày"]),
    (2, ["VT-1", 50, date(1986, 3, 22)]),
    (3, ["VT-2", Decimal("2.3"), None]),
]


def by_openpyxl():
    book, output = Workbook(), BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.active["B2"].number_format = "0%"
    book.save(output)
    return output.getvalue()


@pytest.mark.parametrize("constant_memory", (True, False))
def test_xlsxwriter_is_read(constant_memory):
    output = BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": constant_memory})
    sheet = book.add_worksheet("Danh sách")
    for line, row in enumerate(ROWS):
        for place, value in enumerate(row):
            code = {(1, 1): "0%", (1, 2): "dd/mm/yyyy"}.get((line, place))
            sheet.write(line, place, value, code and book.add_format({"num_format": code}))
    book.close()
    assert rows_in(output.getvalue()) == ROWS_READ


def test_openpyxl_is_read():
    assert rows_in(by_openpyxl()) == ROWS_READ
