"""Which column is which: the portal's words, an office's own words, and what a person says."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from facilities.models import Facility
from swprogram.registry.imports.matching import Heading, labels_of, match_headings
from swprogram.registry.models import ImportRun
from tests.registry.imports.conftest import HEADINGS, row, workbook_of
from tests.registry.imports.shelf import STOCK
from tests.registry.imports.test_uploads import page, save

pytestmark = pytest.mark.django_db
OWN_WORDS = ("STT", "Tên đơn vị (đầy đủ)", "Loại hình", "Địa bàn xã", "Ghi chú")


def headings(*texts):
    return [Heading(index, text, ["x"]) for index, text in enumerate(texts)]


def match(*texts):
    return match_headings(STOCK, headings(*texts), labels_of(STOCK))


def own_row(number, name):
    return [number, name, "Social work centre", "Xã Đông Một", "cũ"]


def test_case_accents_stars_and_line_breaks_do_not_count():
    matching = match("TÊN *", "loai", "Địa\nbàn", "opened on", "Tên cơ sở")
    assert matching.columns == {"name": [0], "kind": [1], "unit": [2], "opened_on": [3]}
    assert matching.unknown == [4]


def test_what_is_merely_close_is_proposed():
    matching = match("Tên (đầy đủ)", "Địa bàn xã", "Loại", "Số điện thoại")
    assert matching.columns == {"kind": [2]}
    assert matching.proposed == {0: "name", 1: "unit"}
    assert (matching.unknown, matching.missing) == ([0, 1, 3], ["name", "unit"])


def test_numbers_of_rows_and_marked_errors_are_passed_over():
    assert match("STT", "Tên", "Loại", "Địa bàn", "Lỗi").is_complete


def test_own_words_wait_for_a_person_and_are_remembered(send, signed_in):
    run = send(own_row(1, "Trung tâm A"), headings=OWN_WORDS)
    assert (run.state, run.findings["proposed"]) == ("unmatched", {"3": "unit"})
    assert run.findings["answers"] == {"columns": {"note": [4]}}
    html = signed_in().get(f"{page(run)}columns/").content.decode()
    assert "Trung tâm A" in html
    chosen = {"column-1": "name", "column-2": "kind", "column-3": "unit", "column-4": ""}
    signed_in().post(f"{page(run)}columns/", chosen)
    run.refresh_from_db()
    assert (run.state, run.matching["columns"]) == ("checked", {"name": [1], "kind": [2], "unit": [3]})
    again = send(own_row(1, "Trung tâm B"), own_row(2, "Trung tâm C"), headings=OWN_WORDS)
    assert (again.state, again.matching["columns"]) == ("checked", {"name": [1], "kind": [2], "unit": [3]})


def test_the_matching_is_changed_from_the_preview(send, signed_in):
    run = send(row("Trung tâm A"))
    form = signed_in().get(f"{page(run)}columns/").context["form"]
    assert [field.value() for _heading, field, _hint in form.column_rows()] == [
        "code", "name", "kind", "ownership", "unit", "opened_on",
    ]  # fmt: skip
    chosen = {"column-1": "name", "column-2": "kind", "column-3": "", "column-4": "unit"}
    signed_in().post(f"{page(run)}columns/", chosen)
    save(signed_in(), ImportRun.objects.get())
    assert Facility.objects.get().ownership == ""


def test_a_column_of_a_closed_list_is_chosen_once_and_required_ones_are_needed(send, signed_in):
    run = send(row("Trung tâm A"))
    chosen = {"column-1": "name", "column-2": "ownership", "column-3": "ownership"}
    response = signed_in().post(f"{page(run)}columns/", chosen)
    form = response.context["form"]
    assert form["column-3"].errors == ["This column is chosen twice. Choose it once."]
    assert form.non_field_errors() == [
        "These columns are needed: Loại; Địa bàn. Match them, or choose one value for all rows below."
    ]


def test_titles_merged_cells_and_numbered_columns_stand_in_nobodys_way(send):
    data = with_titles(
        ["UBND HUYỆN ĐÔNG"], ["DANH SÁCH CƠ SỞ", None, "năm 2024"], HEADINGS,
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"], row("Trung tâm A"), row("Trung tâm B"),
    )  # fmt: skip
    run = send(data=data)
    assert (run.state, run.findings["header_line"]) == ("checked", 3)
    assert [one["line"] for one in run.findings["new"]] == [5, 6]


def test_the_sheet_with_most_known_headings_is_used(send):
    workbook = load_workbook(BytesIO(workbook_of(["Tên", "Tổng số"], ["Huyện Đông", 3], title="Tổng hợp")))
    workbook.active["B3"] = "=1+2"
    sheet = workbook.create_sheet("Chi tiết")
    for cells in (HEADINGS, row("Trung tâm A")):
        sheet.append(cells)
    output = BytesIO()
    workbook.save(output)
    run = send(data=output.getvalue())
    assert (run.state, run.findings["sheet"]) == ("checked", "Chi tiết")


def with_titles(*rows):
    workbook = load_workbook(BytesIO(workbook_of(*rows)))
    workbook.active.merge_cells("A1:F1")
    workbook.active.merge_cells("A2:B2")
    output = BytesIO()
    workbook.save(output)
    return output.getvalue()
