"""Tables in plain text, in the encodings and with the separators that offices meet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from swprogram.kit.workbooks import Limits, read_sheets

TABLE = "Họ và tên;Điện thoại;Ghi chú\r\nNguyễn Thị Thử;0900000001;5,5\r\n\r\nĐỗ Ước;;\r\n"
READ = [
    (1, ["Họ và tên", "Điện thoại", "Ghi chú"]),
    (2, ["Nguyễn Thị Thử", "0900000001", "5,5"]),
    (4, ["Đỗ Ước", None, None]),
]
# As Vietnamese Windows keeps it: a vowel, and its tone behind it.
WINDOWS = (
    "Ho\u0323 và tên;Điê\u0323n thoa\u0323i;Ghi chú\r\n"
    "Nguyê\u0303n Thi\u0323 Thư\u0309;0900000001;5,5\r\n\r\nĐô\u0303 Ươ\u0301c;;\r\n"
)
SMALL = Limits(all_text=1_000)


def sheet_in(data, limits=SMALL):
    (sheet,) = read_sheets(SimpleUploadedFile("ds.csv", data), limits)
    return sheet


@pytest.mark.parametrize(
    "data",
    (
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        WINDOWS.encode("cp1258"),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace(";", "\t").encode("utf-16"),
        TABLE.replace(";", "|").encode(),
        TABLE.replace("5,5", '"5,5"').replace(";", ",").encode(),
        ("sep=;\r\n" + TABLE).encode(),
        TABLE.replace("\r\n", "\n").encode(),
        TABLE.replace("Nguyễn Thị Thử", '"Nguyễn Thị Thử"').encode(),
    ),
)
def test_a_table_is_read_whatever_its_encoding_and_separator(data):
    rows = sheet_in(data).rows
    shift = rows[0][0] - 1
    assert [(line - shift, values) for line, values in rows] == READ


def test_old_fonts_are_read_in_a_table_too():
    data = "Ho ten;Don vi\r\nNguyÔn ThÞ Thö;Ph­êng 1\r\n".encode("cp1252")
    assert sheet_in(data).rows[1] == (2, ["Nguyễn Thị Thử", "Phường 1"])


def test_a_cell_of_several_lines_stays_one():
    assert sheet_in(b'a;b\n"x\ny; z";2\n').rows == [(1, ["a", "b"]), (2, ["x\ny; z", "2"])]


def test_what_is_too_large_is_told_with_its_cell():
    limits = Limits(rows=3, columns=3, text=5)
    assert [problem.cell for problem in sheet_in(b"a;b;c;d\n", limits).problems] == ["D1"]
    assert [problem.cell for problem in sheet_in(b"a;b\n" * 4, limits).problems] == ["B4"]
    sheet = sheet_in(b"abcdefgh;b\n", limits)
    assert sheet.rows == [(1, ["abcde", "b"])]
    assert [(mark.kind, mark.cells) for mark in sheet.marks] == [("long", "A1")]
