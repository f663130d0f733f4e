"""Lists as offices write them: titles, headings in two rows, groups, totals, signatures, several sheets."""

from cProfile import Profile
from datetime import date
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from openpyxl import load_workbook

from facilities.models import Facility
from swprogram.registry.cells import YesNo
from swprogram.registry.imports.headings import Heading
from swprogram.registry.imports.matching import labels_of, match_headings
from swprogram.registry.models import ImportRun
from tests.offices import answer as answer_page
from tests.offices import book
from tests.registry.imports.conftest import HEADINGS, row, workbook_of
from tests.registry.imports.shelf import STOCK
from tests.registry.imports.test_uploads import page, save, told

pytestmark = pytest.mark.django_db
PLAIN = ("STT", "Tên", "Loại", "Địa bàn")
UNITS = ("Xã Đông Một", "Xã Đông Hai")
MOTTO = ["UBND HUYỆN ĐÔNG", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]


def centre(number, name, unit="Xã Đông Một"):
    return [number, name, "Social work centre", unit]


def left_out(run):
    return [(one["kind"], one["sheet"], one["count"], one["lines"]) for one in run.findings["left_out"]]


def answer(client, run, **others):
    return answer_page(client, page(run), run, **others)


def names():
    return sorted(Facility.objects.values_list("name", flat=True))


def test_an_official_list_goes_through_without_a_question_and_says_what_it_left_out(send, signed_in):
    run = send(data=book(
        ("Danh sách", [
            MOTTO, ["DANH SÁCH CƠ SỞ"], [], PLAIN, ["(1)", "(2)", "(3)", "(4)"],
            ["I", "XÃ ĐÔNG MỘT"], centre(1, "Trung tâm A"), centre(2, "Trung tâm B"), ["Cộng", 2],
            ["II", "XÃ ĐÔNG HAI"], centre(1, "Trung tâm C", "Xã Đông Hai"), ["Tổng cộng", 3],
            [], [None, None, None, "Đông, ngày 5 tháng 6 năm 2024"],
            [None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"],
            [None, "Nguyễn Thử", None, "Trần Thử"],
        ]), merged=("A1:C1", "A2:D2", "B6:D6", "B15:C15"),
    ))  # fmt: skip
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 3)
    assert left_out(run) == [("group", "", 2, "6, 10"), ("total", "", 2, "9, 12"), ("below", "", 3, "14–16")]
    html = signed_in().get(page(run)).content.decode()
    assert "2 rows that open a group" in html
    save(signed_in(), run)
    assert names() == ["Trung tâm A", "Trung tâm B", "Trung tâm C"]
    assert "3 rows below the list" in signed_in().get(page(run)).content.decode()


def test_headings_far_below_the_fifteenth_row_are_found(send):
    run = send(data=workbook_of(*(["Căn cứ"] for _line in range(30)), HEADINGS, row("Trung tâm A")))
    assert (run.state, run.findings["header_line"]) == ("checked", 31)


def test_groups_give_the_unit_that_the_list_lacks(send, signed_in):
    rows = [
        PLAIN[:3], ["I", "Xã Đông Một"], [1, "Trung tâm A", "Hospital"],
        ["II", "X. Đông Hai"], [1, "Trung tâm B", "Hospital"],
    ]  # fmt: skip
    run = send(data=book(("Danh sách", rows)))
    assert (run.state, run.matching["by_group"]) == ("checked", ["unit"])
    save(signed_in(), run)
    assert dict(Facility.objects.values_list("name", "unit__name")) == {
        "Trung tâm A": "Xã Đông Một", "Trung tâm B": "Xã Đông Hai",
    }  # fmt: skip


def test_headings_in_two_rows_are_joined_and_a_merged_unit_stands_beside_each_row(send):
    rows = [
        ["STT", "Thông tin", None, "Địa bàn"], [None, "Tên", "Loại", None],
        centre(1, "Trung tâm A"), [2, "Trung tâm B", "Hospital"],
    ]  # fmt: skip
    run = send(data=book(("Danh sách", rows), merged=("A1:A2", "B1:C1", "D1:D2", "D3:D4")))
    texts = [one["text"] for one in run.findings["headings"]]
    assert texts == ["STT", "Thông tin / Tên", "Thông tin / Loại", "Địa bàn"]
    assert (run.state, run.findings["proposed"]) == ("unmatched", {"1": "name", "2": "kind"})


def test_proposals_are_taken_by_a_click_and_never_by_themselves(send, signed_in):
    rows = [["STT", "Thông tin", None, "Địa bàn"], [None, "Tên", "Loại", None], centre(1, "Trung tâm A")]
    run = send(data=book(("Danh sách", rows), merged=("A1:A2", "B1:C1", "D1:D2")))
    client = signed_in()
    form = client.get(f"{page(run)}columns/").context["form"]
    assert [(field.value(), hint) for _heading, field, hint in form.column_rows()] == [
        ("", "Tên *"), ("", "Loại *"), ("unit", ""),
    ]  # fmt: skip
    form = client.post(
        f"{page(run)}columns/", {"column-2": "", "column-3": "unit", "take": "column-1"}
    ).context["form"]
    assert [field.value() for _heading, field, _hint in form.column_rows()] == ["name", "", "unit"]
    form = client.post(f"{page(run)}columns/", {"column-3": "unit", "take": "all"}).context["form"]
    assert [field.value() for _heading, field, _hint in form.column_rows()] == ["name", "kind", "unit"]
    answer(client, run, **{"column-1": "name", "column-2": "kind"})
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)


def test_a_list_that_lacks_columns_gets_one_value_for_all_rows(send, signed_in):
    run = send(data=book(("Danh sách", [["DANH SÁCH XÃ ĐÔNG MỘT"], PLAIN[:2], [1, "Trung tâm A"]])))
    assert (run.state, run.findings["asks"]) == ("unmatched", ["values"])
    assert run.findings["hints"] == {"unit": "Xã Đông Một"}
    client = signed_in()
    response = answer(client, run, **{"value-unit": "Xã Đông Một"})
    assert response.context["form"].non_field_errors() == [
        "These columns are needed: Loại. Match them, or choose one value for all rows below."
    ]
    answer(client, run, **{"value-unit": "Xã Đông Một", "value-kind": "Bệnh viện"})
    assert run.matching["fixed"] == {"kind": "Bệnh viện", "unit": "Xã Đông Một"}
    assert run.findings["understood"] == [
        ["Loại", "“Bệnh viện” in every row"], ["Địa bàn", "“Xã Đông Một” in every row"],
    ]  # fmt: skip
    save(client, run)
    assert Facility.objects.get().kind == "hospital"


def test_what_holds_for_all_rows_is_asked_again_for_the_next_list(send, signed_in):
    rows = [PLAIN[:2], [1, "Trung tâm A"]]
    run = send(data=book(("Danh sách", rows)))
    answer(signed_in(), run, **{"value-unit": "Xã Đông Một", "value-kind": "Bệnh viện"})
    again = send(data=book(("Danh sách", rows)))
    assert (again.state, again.findings["asks"]) == ("unmatched", ["remembered"])
    answer(signed_in(), again)
    assert again.state == "checked"


def test_sheets_with_the_same_headings_are_read_together_when_the_officer_says_so(send, signed_in):
    one = ("Xã Đông Một", [PLAIN, centre(1, "Trung tâm A")])
    two = (
        "Xã Đông Hai",
        [["DANH SÁCH"], ["Địa bàn", "Tên", "Loại"], ["Xã Đông Hai", "Trung tâm B", "Nhà hát"]],
    )
    run = send(data=book(one, two, ("Tổng hợp", [["Xã", "Số cơ sở"], ["Xã Đông Một", 1]])))
    assert (run.state, run.findings["asks"]) == ("unmatched", ["sheets"])
    client = signed_in()
    answer(client, run)
    assert (run.state, run.findings["counts"]["wrong"]) == ("wrong", 1)
    assert "sheets “Xã Đông Một”, “Xã Đông Hai”" in client.get(page(run)).content.decode()
    assert [(one["sheet"], one["cell"], one["typed"]) for one in run.findings["problems"]] == [
        ("Xã Đông Hai", "C3", "Nhà hát")
    ]
    assert left_out(run) == [("sheet", "Tổng hợp", 1, "")]
    answer(client, run, **{"sheet-1": None})
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)
    assert left_out(run) == [("sheet", "Xã Đông Hai", 1, ""), ("sheet", "Tổng hợp", 1, "")]


def test_the_name_of_the_sheet_is_the_unit_that_the_list_lacks(send, signed_in):
    sheets = [
        (unit, [PLAIN[:3], [1, f"Trung tâm {unit}", "Hospital"]]) for unit in ("Xã Đông Một", "Xã Đông Hai")
    ]
    run = send(data=book(*sheets))
    assert run.findings["asks"] == ["sheets"]
    assert (run.findings["answers"]["by_sheet"], run.findings["hints"]) == (["unit"], {})
    answer(signed_in(), run)
    save(signed_in(), run)
    assert dict(Facility.objects.values_list("name", "unit__name")) == {
        "Trung tâm Xã Đông Một": "Xã Đông Một", "Trung tâm Xã Đông Hai": "Xã Đông Hai",
    }  # fmt: skip


def test_a_hidden_sheet_never_wins_and_is_named(send):
    old = ("Bản cũ", [PLAIN, centre(1, "Trung tâm Cũ"), centre(2, "Trung tâm Cũ Hai")])
    run = send(data=book(old, ("Bản nộp", [PLAIN, centre(1, "Trung tâm A")]), hidden_sheets=("Bản cũ",)))
    assert (run.state, run.findings["sheet"], run.findings["counts"]["new"]) == ("checked", "Bản nộp", 1)
    assert left_out(run) == [("hidden_sheet", "Bản cũ", 2, "")]


def test_hidden_rows_are_named_and_read_only_when_the_officer_says_so(send, signed_in):
    data = book(
        ("DS", [PLAIN, *(centre(number, f"Trung tâm {number}") for number in (1, 2, 3))]), hidden_rows=(3,)
    )
    run = send(data=data)
    assert (run.findings["counts"]["new"], left_out(run)) == (2, [("hidden", "", 1, "3")])
    answer(signed_in(), run, with_hidden="on")
    assert (run.findings["counts"]["new"], left_out(run)) == (3, [])


def test_the_lines_of_headings_and_records_are_corrected_by_the_officer(send, signed_in):
    rows = [["Nội dung", "Loại", "Nơi"], ["Bệnh viện A", "Hospital", "Xã Đông Một"], ["Mẫu", "x", "y"]]
    run = send(data=workbook_of(["Tên", "Loại"], *rows))
    client = signed_in()
    assert run.findings["header_line"] == 1
    answer(client, run, **{"top-0": "2", "bottom-0": "2", "first-0": "3", "last-0": "3"})
    assert (run.state, run.findings["header_line"]) == ("unmatched", 2)
    answer(client, run, **{"column-0": "name", "column-2": "unit"})
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)
    assert left_out(run) == [("below", "", 1, "4")]


def test_rows_that_the_officer_names_are_left_out(send, signed_in):
    run = send(row("Trung tâm A"), row(""), row("Trung tâm B"))
    answer(signed_in(), run, left_out="3")
    assert (run.state, run.findings["counts"]["new"], left_out(run)) == (
        "checked",
        2,
        [("left_out", "", 1, "3")],
    )
    response = answer(signed_in(), run, left_out="drei")
    assert response.context["form"].errors["left_out"] == ["Type numbers of rows like 5, 9-12."]


def test_a_short_last_row_is_a_record_and_told_not_dropped(send):
    run = send(row("Trung tâm A"), [None, "Trung tâm B"])
    assert [cell for cell, _typed, _message in told(run)] == ["C3", "E3"]


def test_people_called_like_a_total_and_firms_stay_records(send):
    run = send(data=book(("DS", [PLAIN[1:], ["Tổng công ty Thử", "Hospital", "Xã Đông Một"]])))
    assert run.findings["counts"]["new"] == 1


def test_a_column_of_past_days_that_would_end_every_record_is_asked(send):
    headings = ("Tên", "Loại", "Địa bàn", "Đóng cửa")
    run = send(["Trung tâm A", "Hospital", "Xã Đông Một", date(2015, 9, 1)], headings=headings)
    assert (run.state, run.findings["asks"], run.findings["proposed"]) == ("unmatched", ["columns"], {})


def test_an_own_number_that_is_no_code_of_the_portal_is_asked(send):
    run = send(["CS001", "Trung tâm A", "Hospital", "Xã Đông Một"], headings=("Mã số", *PLAIN[1:]))
    assert (run.state, run.findings["asks"]) == ("unmatched", ["columns"])


def test_words_are_said_once_and_remembered(send, signed_in):
    run = send(row("Trung tâm A", kind="Nhà thương"), row("Trung tâm B", kind="Nhà thương"))
    client = signed_in()
    html = client.get(page(run)).content.decode()
    assert "Say what 1 word means" in html
    assert "mend in Excel only what is still wrong then" in html
    ((header, words),) = client.get(f"{page(run)}words/").context["form"].column_rows()
    assert (header, [(word["text"], word["count"]) for word, _field, _hint in words]) == (
        "Loại", [("Nhà thương", 2)],
    )  # fmt: skip
    client.post(f"{page(run)}words/", {"kind-0": "Bệnh viện"})
    run.refresh_from_db()
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 2)
    again = send(row("Trung tâm C", kind="nhà thương"))
    assert (again.state, again.findings["counts"]["new"]) == ("checked", 1)


def test_short_names_of_one_unit_need_no_question_and_are_told(send, signed_in):
    run = send(row("A", unit="UBND X. Đông Một"), row("B", unit="H. Đông"), row("C", unit="XÃ ĐÔNG HAI"))
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 3)
    ((column),) = run.findings["words"]
    assert [(word["text"], word["meaning"]) for word in column["words"]] == [
        ("UBND X. Đông Một", "Xã Đông Một"), ("H. Đông", "Huyện Đông"),
    ]  # fmt: skip
    assert "UBND X. Đông Một" in signed_in().get(page(run)).content.decode()


def test_dates_that_excel_may_have_swapped_are_asked_with_examples(send, signed_in):
    rows = row("A", opened_on="13/05/1986"), row("B", opened_on=date(1986, 6, 5))
    run = send(*rows)
    assert run.findings["dates"] == {
        "opened_on": {"texts": ["13/05/1986"], "days": [["05/06/1986", "06/05/1986"]]}
    }
    client = signed_in()
    response = answer(client, run)
    assert "dates-opened_on" in response.context["form"].errors
    answer(client, run, **{"dates-opened_on": "swap"})
    save(client, run)
    assert dict(Facility.objects.values_list("name", "opened_on")) == {
        "A": date(1986, 5, 13), "B": date(1986, 5, 6),
    }  # fmt: skip
    again = send(*rows)
    answer(client, again, **{"dates-opened_on": "keep"})
    assert (again.state, again.matching["kept"]) == ("checked", ["opened_on"])


def test_fifty_sheets_are_chosen_by_a_tick_each(send, signed_in, world):
    sheets = [(f"Tổ {number}", [PLAIN, centre(1, f"Trung tâm {number}")]) for number in range(50)]
    run = send(data=book(*sheets))
    answer(signed_in(), run, **{"sheet-7": None})
    assert (run.state, run.findings["counts"]["new"], left_out(run)) == (
        "checked", 49, [("sheet", "Tổ 7", 1, "")],
    )  # fmt: skip


def test_a_matching_of_an_earlier_version_is_an_answer(send, signed_in):
    run = send(row("Trung tâm A"))
    migration = import_module("swprogram.registry.migrations.0003_answers_of_imports")
    ImportRun.objects.update(matching={"name": 1, "kind": 2, "unit": 4}, state="checked")
    migration.say_columns(apps, None)
    assert ImportRun.objects.get().matching == {"columns": {"name": [1], "kind": [2], "unit": [4]}}
    ImportRun.objects.update(
        findings={key: run.findings[key] for key in ("headings", "counts", "fingerprint")}
    )
    assert signed_in().get(page(run)).status_code == 200
    answer(signed_in(), run)
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)
    migration.say_matching(apps, None)
    assert ImportRun.objects.get().matching == {"name": 1, "kind": 2, "unit": 4}


def test_the_result_of_several_sheets_marks_each_and_comes_back_mended(send, signed_in):
    one = ("Xã Đông Một", [PLAIN, ["I", "NHÓM"], centre(1, "Trung tâm A")])
    two = ("Xã Đông Hai", [["DANH SÁCH"], PLAIN, [1, "Trung tâm B", "Nhà hát", "Xã Đông Hai"]])
    client = signed_in()
    run = send(data=book(one, two, merged=("B2:D2",)))
    answer(client, run)
    result = client.get(f"{page(run)}result.xlsx")
    workbook = load_workbook(BytesIO(b"".join(result.streaming_content)))
    assert workbook.sheetnames[0] == "Xã Đông Một"
    assert [workbook["Xã Đông Một"]["E3"].value, workbook["Xã Đông Hai"]["E2"].value] == [None, "Lỗi"]
    assert workbook["Xã Đông Hai"]["E3"].value.startswith("Loại: ")
    workbook["Xã Đông Hai"]["C3"] = "Bệnh viện"
    output = BytesIO()
    workbook.save(output)
    again = send(data=output.getvalue())
    answer(client, again)
    assert (again.state, again.findings["counts"]["new"]) == ("checked", 2)
    assert left_out(again) == [("group", "Xã Đông Một", 1, "2")]


def test_a_value_that_only_one_of_several_sheets_names_is_not_proposed_for_all(send):
    sheets = [(f"Tờ {unit}", [[f"DANH SÁCH {unit}"], PLAIN[:3], [1, unit, "Hospital"]]) for unit in UNITS]
    assert send(data=book(*sheets)).findings["hints"] == {}


def test_texts_of_old_fonts_are_told_on_the_preview(send, signed_in):
    run = send(row("Trung t©m thÞ x·"), row("NguyÔn V¨n §øc"))
    assert (run.state, run.findings["understood"]) == ("checked", [
        [
            "Letters of old fonts, converted",
            "Trung t©m thÞ x· → Trung tâm thị xã; NguyÔn V¨n §øc → Nguyễn Văn Đức",
        ],
    ])  # fmt: skip
    assert "NguyÔn V¨n §øc → Nguyễn Văn Đức" in signed_in().get(page(run)).content.decode()


def test_a_column_that_excel_hides_is_read_and_named(send):
    workbook = load_workbook(BytesIO(workbook_of(HEADINGS, row("Trung tâm A"))))
    workbook.active.column_dimensions["D"].hidden = True
    output = BytesIO()
    workbook.save(output)
    run = send(data=output.getvalue())
    assert run.findings["understood"] == [["Columns that Excel hides, read too", "Sở hữu"]]


@pytest.mark.parametrize("mark", ("x", "X", "v", "V", "✓", "✔", "√"))
def test_a_mark_is_a_yes(mark):
    assert YesNo().read(mark) is True


@pytest.mark.parametrize("heading", (" / ".join("a" * 8000), "(" * 32_767, "Tên " * 8000))
def test_the_length_of_a_heading_does_not_make_the_matching_work_longer(heading):
    headings = [Heading(0, heading), Heading(1, "Tên")]
    work = Profile()
    work.runcall(match_headings, STOCK, headings, labels_of(STOCK))
    assert sum(entry.callcount for entry in work.getstats()) < 100_000
