"""Workbooks, opened again."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from submissions.exports import grid_table, submission_workbook, submissions_table
from submissions.grids import read_sheet
from submissions.models import Submission
from swprogram.kit import clock
from swprogram.kit.tables import Mark
from tests.factories.submissions import fill, send
from tests.submissions.registries import COUNTS


def open_workbook(submission):
    submission = Submission.objects.for_pages().get(pk=submission.pk)
    return load_workbook(BytesIO(submission_workbook(submission)))


def texts(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]


@pytest.fixture
def filled(commune):
    counts = {
        "bodies:school": 1234,
        "bodies_with_staff:school": 3,
        "bodies:hospital": "x",
        "bodies:other": None,
        "staff:cadre:commune": 2,
        "staff:cadre:assistance": "x",
    }
    return fill(commune, counts, note="=1+1")


def test_a_submission_has_a_sheet_for_each_table(filled):
    assert open_workbook(filled).sheetnames == [f"Biểu {number}" for number in range(1, 9)]


def test_a_sheet_says_whose_counts_they_are_and_in_which_state(filled):
    lines = texts(open_workbook(filled)["Biểu 5"])
    assert lines[:5] == [
        ["Xã Đông Một, Huyện Đông"],
        ["Biểu số liệu công tác xã hội cấp xã, 6 tháng đầu năm 2024"],
        ["Trạng thái: Chưa gửi"],
        ["Ghi chú: =1+1"],
        ["5. Tổng số đơn vị"],
    ]


def test_numbers_are_numbers_and_the_states_stay_apart(filled):
    sheet = open_workbook(filled)["Biểu 5"]
    rows = {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}
    assert rows["Trường học"] == [1234, 3, 0]
    assert rows["Bệnh viện, trung tâm y tế, trạm y tế"] == ["x", 0, 0]
    assert rows["Đơn vị liên quan khác"] == ["…", 0, 0]
    assert rows["Cơ quan, tổ chức"] == [0, 0, 0]
    assert rows["Tổng cộng"] == [1234, 3, 0]


def test_a_table_of_two_breakdowns_has_totals_both_ways(filled):
    rows = {
        row[0].value: [cell.value for cell in row[1:]] for row in open_workbook(filled)["Biểu 1"].iter_rows()
    }
    assert rows["Loại nhân lực"][-1] == "Cộng"
    assert rows["Cán bộ"] == [2, "x", 0, 0, 0, 2]
    assert rows["Tổng cộng"] == [2, 0, 0, 0, 0, 2]


def test_a_note_that_looks_like_a_formula_stays_text(filled):
    book = open_workbook(filled)
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_workbook_is_vietnamese_on_an_english_screen(filled):
    with translation.override("en"):
        sheet = open_workbook(filled)["Biểu 1"]
    assert "1. Người làm công tác xã hội" in [line for row in texts(sheet) for line in row]


def test_illustrative_counts_say_so_on_every_sheet(filled):
    Submission.objects.filter(pk=filled.pk).update(is_illustrative=True)
    for sheet in open_workbook(filled):
        assert ["SỐ LIỆU MINH HỌA – không dùng làm số liệu chính thức"] in texts(sheet)


def test_a_table_names_its_section_and_the_cut_off(filled):
    section = read_sheet(filled).sections[1]
    table = grid_table(section.grids[1], section.title, counted_on=date(2024, 6, 14))
    assert table.notes == (f"{section.title}. Chốt số liệu ngày 14/06/2024.",)
    assert (table.code, table.emphasised) == ("Biểu 6", frozenset([3]))


def test_a_column_that_was_not_asked_for_is_empty_and_no_zero(filled):
    filled.figures.filter(measure__code="bodies_with_staff", row__code="school").delete()
    section = read_sheet(filled).sections[1]
    table = grid_table(section.grids[0], section.title, counted_on=date(2024, 6, 14))
    assert table.rows[2] == ("Trường học", 1234, None, 0)
    assert table.rows[-1] == ("Tổng cộng", 1234, 0, 0)


def test_the_list_has_a_row_for_each_submission(opened, commune):
    with clock.at(date(2024, 6, 14)):
        send(commune, {"bodies:school": None}, rest=0)
    rows = submissions_table(opened.submissions.for_pages().with_progress().filter(pk=commune.pk)).rows
    assert rows[0][:9] == (
        "Xã Đông Một",
        "Huyện Đông",
        "Cấp xã",
        "6 tháng đầu năm 2024",
        "Đã gửi",
        date(2024, 6, 14),
        None,
        97,
        98,
    )


def test_marks_of_a_table_are_explained_below_it(filled):
    section = read_sheet(filled).sections[1]
    table = grid_table(section.grids[0], section.title, counted_on=date(2024, 6, 14))
    assert set(table.marks) == {Mark.NOT_REPORTED, Mark.NOT_APPLICABLE}


def test_cells_that_differ_from_the_registries_have_a_sheet_of_their_own(commune, registries):
    fill(commune, COUNTS | {"bodies:school": 5, "staff:cadre:commune": "x", "bodies:office": None})
    book = open_workbook(commune)
    assert book.sheetnames[-1] == "Khác sổ theo dõi"
    rows = [row[:5] for row in book["Khác sổ theo dõi"].iter_rows(min_row=6, values_only=True)]
    assert rows[:3] == [
        ("Biểu", "Ô", "Đơn vị báo cáo", "Theo sổ theo dõi", "Chênh lệch"),
        ("1. Người làm công tác xã hội", "Cán bộ, Xã, phường, thị trấn", "x", 1, None),
        ("5. Tổng số đơn vị", "Trường học, Tổng số đơn vị", 5, 2, 3),
    ]


def test_the_list_says_how_many_cells_differ(opened, commune, registries):
    fill(commune, COUNTS | {"bodies:school": 5})
    table = submissions_table(opened.submissions.for_pages().with_progress().filter(pk=commune.pk))
    assert (table.columns[9].header, table.rows[0][9]) == ("Số ô khác sổ theo dõi", 1)
