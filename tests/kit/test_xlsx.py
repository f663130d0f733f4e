import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from swprogram.kit.tables import Column, Mark, Table
from swprogram.kit.xlsx import write_workbook

COLUMNS = [
    Column("Đơn vị", width=30),
    Column("Số người", "count", group="Nhân lực"),
    Column("Tỷ lệ tập huấn", "percent", group="Nhân lực"),
    Column("Kinh phí", "number"),
    Column("Ngày gửi", "date"),
]
ROWS = [
    ["Xã An Ngãi", 1234, Decimal("66.67"), Decimal("8.50"), date(2024, 6, 14)],
    ["Côn Đảo", Mark.NOT_REPORTED, Mark.NOT_APPLICABLE, 12, None],
    ["Tổng số", 0, Decimal(50), Decimal("1234.125"), None],
]
PAYLOADS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.invalid","mời bấm")',
    "+84 254",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "#N/A",
    "#REF!",
    "2024-06-14",
    "1.234",
    "TRUE",
    "{=1+1}",
    "%0A=1",
)


def sheet_of(table, **options):
    workbook = load_workbook(BytesIO(write_workbook([table], **options)))
    return workbook.worksheets[0]


def sample_table():
    return Table("B1", "Nhân lực theo đơn vị", COLUMNS, ROWS, notes=["Nguồn: các xã"], emphasised={2})


def values(sheet, row):
    return [cell.value for cell in sheet[row]]


def test_a_sheet_opens_with_heading_lines_notice_and_title():
    sheet = sheet_of(sample_table(), heading_lines=["UBND TỈNH"], notice="SỐ LIỆU MINH HỌA")
    assert sheet.title == "B1"
    assert [sheet.cell(row, 1).value for row in (1, 2, 3)] == [
        "UBND TỈNH",
        "SỐ LIỆU MINH HỌA",
        "Nhân lực theo đơn vị",
    ]
    assert {str(area) for area in sheet.merged_cells.ranges} >= {"A1:E1", "A2:E2", "A3:E3"}


def test_grouped_columns_have_a_header_of_two_rows():
    sheet = sheet_of(sample_table())
    assert values(sheet, 3) == ["Đơn vị", "Nhân lực", None, "Kinh phí", "Ngày gửi"]
    assert values(sheet, 4) == [None, "Số người", "Tỷ lệ tập huấn", None, None]
    assert {str(area) for area in sheet.merged_cells.ranges} == {
        "A1:E1",
        "A3:A4",
        "B3:C3",
        "D3:D4",
        "E3:E4",
        "A8:E8",
        "A9:E9",
    }
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$3:$4")


def test_a_plain_header_has_one_row():
    sheet = sheet_of(Table("B2", "t", [Column("a"), Column("b", "count")], [["x", 1]]))
    assert values(sheet, 3) == ["a", "b"]
    assert values(sheet, 4) == ["x", 1]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")


def test_figures_are_typed_numbers_and_dates_with_their_formats():
    sheet = sheet_of(sample_table())
    assert values(sheet, 5) == ["Xã An Ngãi", 1234, 66.67, 8.5, datetime(2024, 6, 14)]  # noqa: DTZ001
    assert [cell.number_format for cell in sheet[5]] == [
        "General",
        "#,##0",
        '0.00"%"',
        "#,##0.0",
        "dd/mm/yyyy",
    ]
    assert [sheet.cell(row, 4).number_format for row in (6, 7)] == ["#,##0", "#,##0.000"]
    assert values(sheet, 7) == ["Tổng số", 0, 50, 1234.125, None]


def test_a_column_may_state_its_decimals():
    columns = [
        Column("a", "percent", places=1),
        Column("b", "number", places=2),
        Column("c", "percent", places=0),
    ]
    sheet = sheet_of(Table("B", "t", columns, [[Decimal("8.25"), 3, Decimal(9)]]))
    assert [cell.number_format for cell in sheet[4]] == ['0.0"%"', "#,##0.00", '0"%"']


def test_results_keep_their_zeros_and_counts_stay_whole():
    column = Column("a", "number", keeps_zeros=True)
    sheet = sheet_of(Table("B", "t", [column], [[Decimal("14.50")], [Decimal("100.00")], [Decimal(120)]]))
    assert [sheet.cell(row, 1).number_format for row in (4, 5, 6)] == ["#,##0.00", "#,##0.00", "#,##0"]


def test_marks_are_centred_text_and_explained_below():
    sheet = sheet_of(sample_table())
    assert [(cell.value, cell.data_type, cell.alignment.horizontal) for cell in sheet[6][1:3]] == [
        ("…", "s", "center"),
        ("x", "s", "center"),
    ]
    assert [sheet.cell(row, 1).value for row in (8, 9)] == [
        "Nguồn: các xã",
        "Ghi chú: “…”: chưa có số liệu báo cáo; “x”: không áp dụng.",
    ]


def test_totals_are_bold_and_every_cell_has_a_border():
    sheet = sheet_of(sample_table())
    assert [sheet.cell(row, 2).font.bold for row in (5, 6, 7)] == [False, False, True]
    assert {cell.border.left.style for row in sheet["A5:E7"] for cell in row} == {"thin"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_is_never_taken_for_a_formula(payload):
    table = Table(
        payload, payload, [Column(payload, group=payload), Column("b")], [[payload, None]], notes=[payload]
    )
    raw = write_workbook([table], heading_lines=[payload], notice=payload)
    sheet = load_workbook(BytesIO(raw)).worksheets[0]
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in filled} == {"s"}
    assert b"<f>" not in ZipFile(BytesIO(raw)).read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("payload", PAYLOADS[:14])
def test_text_that_looks_like_a_formula_stays_text_when_somebody_edits_it(payload):
    sheet = sheet_of(Table("B", "t", [Column("a")], [[payload]]))
    assert sheet["A4"].quotePrefix


def test_plain_text_is_not_quoted():
    sheet = sheet_of(Table("B", "t", [Column("a")], [["Xã An Ngãi"]]))
    assert not sheet["A4"].quotePrefix


def test_signs_that_no_workbook_can_hold_are_dropped():
    sheet = sheet_of(Table("B\x00", "t\x0b", [Column("a")], [["Xã\x00 An\x1f \ud800Ngãi\uffff"]]))
    assert (sheet.title, sheet["A1"].value, sheet["A4"].value) == ("B", "t", "Xã An Ngãi")


def test_sheet_titles_are_valid_and_unique():
    codes = ["Biểu [1]: a/b?", "b1", "B1", "'x'", "History", "", "n" * 40, "N" * 40]
    tables = [Table(code, "", [Column("a")], []) for code in codes]
    assert load_workbook(BytesIO(write_workbook(tables))).sheetnames == [
        "Biểu 1 a b",
        "b1",
        "B1 (2)",
        "x",
        "Biểu History",
        "Biểu",
        "n" * 31,
        "N" * 27 + " (2)",
    ]


def test_a_sheet_prints_on_landscape_a4_as_wide_as_one_page():
    sheet = sheet_of(sample_table())
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Trang &P/&N"


def test_columns_are_as_wide_as_they_ask_and_headings_wrap():
    sheet = sheet_of(sample_table())
    assert [sheet.column_dimensions[letter].width for letter in "ABCDE"] == [32, 13, 13, 15, 14]
    assert sheet["C4"].alignment.wrap_text
    assert sheet.row_dimensions[4].height == 34


def test_the_file_names_no_machine_and_no_other_program():
    raw = ZipFile(BytesIO(write_workbook([sample_table()])))
    assert (
        re.search("<dc:creator>(.*)</dc:creator>", raw.read("docProps/core.xml").decode())[1] == "swprogram"
    )
