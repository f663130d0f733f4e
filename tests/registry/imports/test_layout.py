"""Where a sheet has its headings and records, and what stands between them."""

import pytest
from openpyxl.utils.cell import range_boundaries

from swprogram.kit.workbooks import MERGED, Mark, Sheet
from swprogram.registry.imports.layout import find_layout, group_name, headings_between, sort_rows

KNOWN = {"ho va ten", "nam sinh", "don vi", "loai"}
HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Đơn vị", "Loại"]


def sheet_of(*rows, merged=()):
    width = max(map(len, rows))
    filled = [
        (line, [*cells, *[None] * (width - len(cells))])
        for line, cells in enumerate(rows, start=1)
        if any(cells)
    ]
    return Sheet("DS", filled, marks=[Mark(MERGED, *range_boundaries(cells)) for cells in merged])


def kinds(*rows, merged=()):
    sheet = sheet_of(*rows, merged=merged)
    layout = find_layout(sheet, KNOWN)
    found = sort_rows(sheet, layout, headings_between(sheet, layout.top, layout.bottom))
    return [found.get(line, "") for line in range(1, len(rows) + 1)]


def person(number, name="Người Thử", unit="Phường 1"):
    return [number, name, 1990, unit, "CTV"]


def test_titles_headings_groups_records_totals_and_signatures_are_told_apart():
    assert kinds(
        ["UBND PHƯỜNG", None, None, "CỘNG HÒA"], ["DANH SÁCH"], HEADINGS,
        ["(1)", "(2)", "(3)", "(4)", "(5)=(2)+(3)"],
        ["I", "PHƯỜNG 1"], person(1), person(2), ["", "Cộng phường 1", 2],
        ["II", "PHƯỜNG 2", 1], person(1),
        ["Tổng cộng: 3 người"],
        [None, None, None, "Ngày 5 tháng 6 năm 2024"],
        [None, "Người lập", None, "Chủ tịch"],
        [None, "Trần Thử"],
    ) == [
        "above", "above", "heading", "numbers", "group", "record", "record", "total", "group", "record",
        "total", "below", "below", "below",
    ]  # fmt: skip


@pytest.mark.parametrize("group", (["Phường 2"], [None, "Phường 2"], ["B.", "Phường 2"], ["II/", "Phường 2"]))
def test_a_group_needs_no_capitals_where_records_are_numbered(group):
    assert kinds(HEADINGS, person(1), group, person(2)) == ["heading", "record", "group", "record"]


def test_in_a_list_without_numbers_a_group_stands_out_by_capitals_or_its_merged_cell():
    rows = (
        HEADINGS[1:],
        ["PHƯỜNG 1"],
        person(1)[1:],
        ["Phường 2"],
        person(1)[1:],
        ["Người Ngắn"],
        person(1)[1:],
    )
    assert kinds(*rows, merged=("A4:D4",)) == [
        "heading", "group", "record", "group", "record", "record", "record",
    ]  # fmt: skip


def test_a_name_in_capitals_is_no_group_where_all_names_are_in_capitals():
    rows = HEADINGS[1:], person(1, "TRẦN THỬ")[1:], ["LÊ THỬ"], person(1, "LÝ THỬ")[1:]
    assert kinds(*rows) == ["heading", "record", "record", "record"]


def test_a_numbered_record_is_a_record_whatever_it_is_called():
    rows = HEADINGS, person(1, "Tổng Thị Cộng"), [2, "Tổng cộng"], person("3.", "Người lập biểu")
    assert kinds(*rows) == ["heading", "record", "record", "record"]


def test_a_list_without_numbers_ends_above_its_signature_and_keeps_who_is_called_like_a_sum():
    somebody = person(1)[1:]
    assert kinds(
        HEADINGS[1:],
        somebody,
        ["Cộng Văn Nam", 1990, "Phường 1", "CTV"],
        somebody,
        ["Người lập"],
        ["Trần Thử"],
    ) == ["heading", "record", "record", "record", "below", "below"]


def test_a_first_row_with_one_number_is_a_record():
    assert kinds(HEADINGS, [1], person(2)) == ["heading", "record", "record"]


def test_a_row_with_two_numbers_opens_no_group():
    assert kinds(HEADINGS, person(1), [None, "Phường 2", 3, 4], person(2)) == [
        "heading", "record", "record", "record",
    ]  # fmt: skip


def test_headings_that_are_printed_again_are_no_record():
    assert kinds(HEADINGS, person(1), HEADINGS, person(2)) == ["heading", "record", "heading", "record"]


def test_headings_in_two_and_three_rows_are_joined():
    sheet = sheet_of(
        ["DANH SÁCH"], ["TT", "Họ và tên", "Trình độ", None, "Đơn vị"], [None, None, "Chuyên môn", "Lý luận"],
        [1, "A", "ĐH", "CC", "P1"], merged=("A1:E1",),
    )  # fmt: skip
    layout = find_layout(sheet, KNOWN)
    assert (layout.top, layout.bottom, layout.first, layout.last) == (2, 3, 4, 4)
    assert headings_between(sheet, 2, 3) == [
        "TT", "Họ và tên", "Trình độ / Chuyên môn", "Trình độ / Lý luận", "Đơn vị",
    ]  # fmt: skip


def test_a_sparse_first_record_is_no_heading():
    sheet = sheet_of(HEADINGS, [1, "Người Thử"], person(2))
    assert find_layout(sheet, KNOWN).bottom == 1


@pytest.mark.parametrize(
    ("cells", "name"),
    (
        (["I", "PHƯỜNG 1"], "PHƯỜNG 1"),
        (["I. PHƯỜNG 1 (2 người)"], "PHƯỜNG 1"),
        (["A/", "Thị trấn Thử: 5 người", 5], "Thị trấn Thử"),
        (["Xã Đông Một"], "Xã Đông Một"),
        (["Phần II. Xã Đông Hai"], "Xã Đông Hai"),
    ),
)
def test_a_group_is_named_without_its_ordinal_and_its_count(cells, name):
    assert group_name(cells) == name
