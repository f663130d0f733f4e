"""A workbook on its way in: uploaded, checked, saved as a whole."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from facilities.models import Facility
from swprogram.org.roles import Role
from swprogram.registry.models import ImportChange, ImportRun
from tests.registry.imports.conftest import HEADINGS, UPLOAD, row, workbook_of

pytestmark = pytest.mark.django_db
EDITORS = {Role.PROVINCIAL_OFFICER, Role.DISTRICT_OFFICER, Role.COMMUNE_OFFICER}


def page(run):
    return f"/shelves/stock/imports/{run.pk}/"


def save(client, run, seen=None):
    seen = run.findings["fingerprint"] if seen is None else seen
    answers = [one["answer"] for one in run.findings.get("questions", ())]  # with yes
    response = client.post(f"{page(run)}save/", {"seen": seen, "same": answers}, follow=True)
    run.refresh_from_db()
    return response


def told(run):
    return [(one["cell"], one["typed"], one["message"]) for one in run.findings["problems"]]


@pytest.mark.parametrize("role", Role)
def test_only_roles_that_keep_the_registry_import(signed_in, role):
    expected = 200 if role in EDITORS else 403
    assert signed_in(role).get(UPLOAD).status_code == expected
    assert signed_in(role).get("/shelves/stock/template.xlsx").status_code == expected


def test_new_rows_are_shown_and_then_saved_with_their_history(send, signed_in, officer):
    run = send(row("Trung tâm A", opened_on=date(2011, 10, 1)), row("Trung tâm B"))
    assert (run.state, run.findings["counts"]) == ("checked", {"new": 2, "changed": 0, "same": 0, "wrong": 0})
    assert Facility.objects.count() == 0
    save(signed_in(), run)
    assert run.state == "saved"
    facility = Facility.objects.get(name="Trung tâm A")
    assert (facility.opened_on, facility.unit.name) == (date(2011, 10, 1), "Xã Đông Một")
    history = facility.history.get()
    assert (history.history_user, history.history_change_reason) == (
        officer, "From the workbook “danh sách.xlsx”",
    )  # fmt: skip


def test_rows_that_are_known_by_their_code_show_before_and_after(send, signed_in, shelved):
    same, moved = shelved("Trung tâm A", "Trung tâm B")
    run = send(row("Trung tâm A", code=same.code), row("Trung tâm Bê", code=moved.code))
    assert run.findings["counts"] == {"new": 0, "changed": 0, "same": 1, "wrong": 0, "asked": 1}
    assert run.findings["changed"] == [
        {"line": 3, "name": "Trung tâm Bê", "changes": [["Tên", "Trung tâm B", "Trung tâm Bê"]]}
    ]
    assert "Trung tâm Bê" in signed_in().get(page(run)).content.decode()
    save(signed_in(), run)
    moved.refresh_from_db()
    assert moved.name == "Trung tâm Bê"
    assert [change.record_id for change in ImportChange.objects.all()] == [moved.pk]


def test_columns_that_the_workbook_lacks_stay_as_they_are(send, signed_in, shelved):
    (facility,) = shelved("Trung tâm A", note="Giữ lại", latitude=Decimal("10.5"), longitude=Decimal("107.1"))
    run = send([facility.code, "Trung tâm Á"], headings=("Mã", "Tên"))
    assert run.state == "unmatched"
    run = send([facility.code, "Trung tâm Á"], headings=("Code", "Tên"))
    save(signed_in(), run)
    facility.refresh_from_db()
    assert (facility.name, facility.note, facility.latitude) == ("Trung tâm Á", "Giữ lại", Decimal("10.5"))


def test_every_wrong_cell_is_told_at_once_with_its_address(send, signed_in):
    run = send(
        row(""),
        row("Trung tâm B", kind="Nhà hát"),
        row("Trung tâm C", unit="Xã Bắc Một"),
        row("Trung tâm D", opened_on="31/02/2020"),
        row("Đ" * 301, code="ABC"),
        row("Trung tâm E", code="CS999999"),
        row("Trung tâm F"),
    )
    assert (run.state, run.findings["counts"]["wrong"]) == ("wrong", 6)
    assert [(cell, typed) for cell, typed, _message in told(run)] == [
        ("B2", ""),
        ("C3", "Nhà hát"),
        ("E4", "Xã Bắc Một"),
        ("F5", "31/02/2020"),
        ("A6", "ABC"),
        ("B6", "Đ" * 79 + "…"),
        ("A7", "CS999999"),
    ]
    assert told(run)[0][2] == "This must not be empty. Type a value."
    assert told(run)[3][2] == "Type the date as day/month/year, for example 22/03/2011."
    html = signed_in().get(page(run)).content.decode()
    assert "6 rows are to be mended" in html
    assert "31/02/2020" in html


def test_nothing_is_saved_while_one_row_is_wrong(send, signed_in):
    run = send(row("Trung tâm A"), row("Trung tâm B", kind="Nhà hát"))
    response = save(signed_in(), run)
    assert [str(message) for message in response.context["messages"]] == [
        "This is possible only in the state “Ready to be saved”; now it is “To be mended”. Reload the page."
    ]
    assert (run.state, Facility.objects.count()) == ("wrong", 0)


def test_a_record_that_stands_there_twice_is_wrong(send, shelved):
    (facility,) = shelved("Trung tâm A")
    run = send(row("Trung tâm A", code=facility.code), row("Trung tâm Á", code=facility.code))
    message = "The same record as in row 2. Leave one of the two rows out."
    assert told(run) == [("A3", facility.code, message)]


def test_warnings_do_not_stop_the_saving(send):
    run = send(row("Trung tâm A"), row("Trung tâm A"))
    assert (run.state, [one["cell"] for one in run.findings["warnings"]]) == ("checked", ["B3"])


def test_the_result_file_marks_what_is_wrong_where_it_stood(send, signed_in):
    data = workbook_of(
        ["UBND HUYỆN ĐÔNG"], ["DANH SÁCH CƠ SỞ"], [], HEADINGS, row("Trung tâm A"), row("", kind="Nhà hát")
    )
    run = send(data=data)
    response = signed_in().get(f"{page(run)}result.xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).worksheets[0]
    assert [sheet["A1"].value, sheet["A2"].value, sheet["G4"].value] == [
        "UBND HUYỆN ĐÔNG", "DANH SÁCH CƠ SỞ", "Lỗi",
    ]  # fmt: skip
    assert sheet["G5"].value is None
    assert sheet["G6"].value.split("\n") == [
        "Loại: " + sheet["C6"].comment.text,
        "Tên: This must not be empty. Type a value.",
    ]
    assert sheet["B6"].fill.fgColor.rgb == "FFFCE8E8"
    assert sheet["B5"].fill.fgColor.rgb == "00000000"


def test_the_result_file_is_mended_and_uploaded_again(send, signed_in):
    run = send(row("Trung tâm A"), row("Trung tâm B", kind="Nhà hát"))
    response = signed_in().get(f"{page(run)}result.xlsx")
    workbook = load_workbook(BytesIO(b"".join(response.streaming_content)))
    workbook.worksheets[0]["C3"] = "Hospital"
    output = BytesIO()
    workbook.save(output)
    assert send(data=output.getvalue()).findings["counts"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}


def test_a_second_click_does_nothing(send, signed_in):
    run = send(row("Trung tâm A"))
    save(signed_in(), run)
    response = save(signed_in(), run)
    assert (list(response.context["messages"]), Facility.objects.count()) == ([], 1)


def test_a_preview_that_is_not_true_any_more_is_not_saved(send, signed_in, shelved):
    (facility,) = shelved("Trung tâm A")
    run = send(row("Trung tâm B", code=facility.code))
    Facility.objects.filter(pk=facility.pk).update(name="Trung tâm C")
    response = save(signed_in(), run)
    assert run.state == "checked"
    assert run.findings["changed"][0]["changes"] == [["Tên", "Trung tâm C", "Trung tâm B"]]
    assert "the registry changed since you looked" in response.content.decode()
    save(signed_in(), run)
    facility.refresh_from_db()
    assert (run.state, facility.name) == ("saved", "Trung tâm B")


def test_a_preview_in_another_window_is_not_saved(send, signed_in):
    run = send(row("Trung tâm A"))
    response = save(signed_in(), run, seen="another")
    assert [str(message) for message in response.context["messages"]] == [
        "The workbook was checked again in between. Read the new preview first."
    ]
    assert run.state == "checked"


def test_an_import_is_seen_by_its_owner_only(send, signed_in):
    run = send(row("Trung tâm A"))
    other = signed_in(Role.DISTRICT_OFFICER)
    assert other.get(page(run)).status_code == 404
    for verb in ("save", "undo", "drop"):
        assert other.post(f"{page(run)}{verb}/").status_code == 404
    assert other.get(f"{page(run)}columns/").status_code == 404
    assert other.get(f"{page(run)}result.xlsx").status_code == 404


def test_a_workbook_is_thrown_away_with_its_files(send, signed_in, django_capture_on_commit_callbacks):
    run = send(row(""))
    storage, name = run.file.storage, run.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in().post(f"{page(run)}drop/").url == UPLOAD
    assert not ImportRun.objects.exists()
    assert not storage.exists(name)
    assert not storage.exists(name.replace(".xlsx", "-result.xlsx"))


def test_a_saved_import_is_not_thrown_away(send, signed_in):
    run = send(row("Trung tâm A"))
    save(signed_in(), run)
    response = signed_in().post(f"{page(run)}drop/", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "This import was saved. Undo it instead."
    ]


def test_the_upload_page_shows_the_last_imports(send, signed_in):
    send(row("Trung tâm A"))
    html = signed_in().get(UPLOAD).content.decode()
    assert "danh sách.xlsx" in html
    assert "Ready to be saved" in html


def test_records_of_a_record_are_imported_into_it(send, signed_in, shelved, world):
    (mine,) = shelved("Trung tâm A")
    (foreign,) = shelved("Của tỉnh khác", unit=world.other.communes["Bắc Một"])
    run = send(row("Trung tâm B"), url=f"/shelves/stock/{mine.pk}/parts/import/")
    assert (run.registry, run.parent_id) == ("part", mine.pk)
    assert signed_in().get(f"/shelves/stock/{mine.pk}/parts/imports/{run.pk}/").status_code == 200
    assert signed_in().get(page(run)).status_code == 404
    for address in ("import/", "template.xlsx", f"imports/{run.pk}/"):
        assert signed_in().get(f"/shelves/stock/{foreign.pk}/parts/{address}").status_code == 404


def test_an_import_is_not_opened_after_the_role_was_taken_that_it_was_made_with(send, signed_in, world):
    run = send(row(name="A"))
    ImportRun.objects.update(reach=[world.other.unit.pk])
    client = signed_in()
    assert [client.get(page(run)).status_code, client.get(f"{page(run)}result.xlsx").status_code] == [
        403,
        403,
    ]
    assert client.post(f"{page(run)}save/", {"seen": run.findings["fingerprint"]}).status_code == 403


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence_without_empty_cells(send, signed_in):
    run = send(data=b"no workbook")
    html = signed_in().get(page(run)).content.decode()
    assert run.findings["is_refused"] is True
    assert '<ul class="import-refusal">' in html
    assert "problem-table" not in html
