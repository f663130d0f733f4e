"""What leaves a registry is opened again: what was filtered, in that order, with every column."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max
from openpyxl import load_workbook

from facilities.enums import FacilityKind
from swprogram.kit import clock
from swprogram.kit.workbooks import read_workbook
from swprogram.org.roles import Role
from swprogram.registry import exports
from swprogram.registry.enums import ExportState
from swprogram.registry.models import ExportRun
from swprogram.registry.permissions import reach_of
from swprogram.registry.tasks import write_export
from tests.registry.shelf import SHELF
from tests.registry.test_lists import URL

pytestmark = pytest.mark.django_db
EXPORT = f"{URL}export/"


def opened(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return load_workbook(BytesIO(content))


def lines(book):
    return [list(row) for row in book["Dữ liệu"].iter_rows(values_only=True)]


def names_in(book):
    return [line[1] for line in lines(book)[1:]]


def in_vietnamese(choice):
    with translation.override("vi"):
        return str(choice.label)


@pytest.fixture
def two_at_once(monkeypatch):
    """A workbook of more than two rows is large."""
    monkeypatch.setattr(exports, "AT_ONCE", 2)
    monkeypatch.setattr("swprogram.registry.views.exports.AT_ONCE", 2)


def test_every_column_leaves_as_what_it_is(signed_in, shelved, world):
    (one,) = shelved(
        "=Bệnh viện “A”", kind="hospital", address="<r>a & b</r>", opened_on=date(2011, 10, 1), note="x\ny"
    )
    book = opened(signed_in().get(EXPORT))
    headings, line = lines(book)
    assert headings == [
        "Code", "Tên", "Loại", "Sở hữu", "Địa bàn", "Địa chỉ", "Trong quy hoạch", "Từ ngày", "Ghi chú",
    ]  # fmt: skip
    assert line[:3] == [f"CS{one.pk:06d}", "=Bệnh viện “A”", in_vietnamese(FacilityKind.HOSPITAL)]
    assert line[4:7] == ["Xã Đông Một", "<r>a & b</r> ", "Không"]
    assert line[8] == "x\ny"
    sheet = book["Dữ liệu"]
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)
    assert (sheet["H2"].value.date(), sheet["H2"].number_format) == (date(2011, 10, 1), "dd/mm/yyyy")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I2")


@pytest.mark.parametrize(
    "text", ("a\r\nb", "_x000D_ x", "<r>a & b</r>", "=1+1", "😀" * 300, "0254 3852 123", "1e5")
)
def test_a_text_comes_back_as_it_left(signed_in, shelved, text):
    shelved("A", note=text)
    upload = SimpleUploadedFile("a.xlsx", signed_in().get(EXPORT).content)
    (_reference, came_back) = read_workbook(upload)["Dữ liệu"][1][8]
    assert SHELF.column("note").cell.read(came_back) == text


def test_exactly_what_is_filtered_leaves_in_its_order(signed_in, shelved):
    shelved("Trường An", "Trường Đông", "Bệnh viện", "Trường Cũ")
    book = opened(signed_in().get(EXPORT, {"q": "truong", "order": "-name", "columns": "kind", "after": "x"}))
    assert names_in(book) == ["Trường Đông", "Trường Cũ", "Trường An"]


def test_the_second_sheet_says_what_it_is(signed_in, shelved, officer):
    shelved("Trường An", kind="school", is_illustrative=True)
    with clock.at(date(2024, 6, 17)):
        book = opened(signed_in().get(EXPORT, {"q": "an", "kind": "school"}))
    assert [list(row) for row in book["Ghi chú"].iter_rows(values_only=True)] == [
        ["Danh sách", "Facilities of the shelf"],
        ["Lọc theo: Search", "an"],
        ["Lọc theo: Kind", in_vietnamese(FacilityKind.SCHOOL)],
        ["Số dòng", "1"],
        ["Ngày xuất", "17/06/2024"],
        ["Người xuất", officer.full_name],
        ["Lưu ý", "Dữ liệu minh họa: không phải số liệu chính thức"],
    ]


def test_an_empty_selection_leaves_with_its_headings(signed_in, world):
    assert len(lines(opened(signed_in().get(EXPORT)))) == 1


def test_records_out_of_reach_do_not_leave(signed_in, shelved, world):
    shelved("Của xã")
    shelved("Của tỉnh khác", unit=world.other.communes["Bắc Một"])
    assert names_in(opened(signed_in(Role.COMMUNE_OFFICER).get(EXPORT))) == ["Của xã"]
    assert signed_in(Role.AGENCY_OFFICER).get(EXPORT).status_code == 403


def test_a_large_workbook_is_written_by_the_worker_and_fetched(signed_in, shelved, two_at_once):
    shelved("A", "B", "C", "D", "E")
    client = signed_in()
    start = client.get(EXPORT, {"order": "-name"})
    assert (start.context["rows"], ExportRun.objects.count()) == (5, 0)
    response = client.post(f"{EXPORT}?order=-name")
    run = ExportRun.objects.get()
    assert response.url == f"{URL}exports/{run.pk}/"
    assert (run.state, run.rows) == (ExportState.READY, 5)
    assert "The workbook is ready" in client.get(response.url).content.decode()
    assert names_in(opened(client.get(f"{response.url}file.xlsx"))) == ["E", "D", "C", "B", "A"]


def test_a_large_workbook_belongs_to_the_person_who_asked(signed_in, shelved, two_at_once):
    shelved("A", "B", "C")
    url = signed_in().post(EXPORT).url
    district = signed_in(Role.DISTRICT_OFFICER)
    assert [district.get(url).status_code, district.get(f"{url}file.xlsx").status_code] == [404, 404]


def made_for(person):
    return ExportRun.objects.create(
        registry="shelf", owner=person, created_at=clock.now(), reach=reach_of(person)
    )


def test_while_it_is_written_the_page_asks_again(signed_in, officer):
    run = made_for(officer)
    client = signed_in()
    assert 'hx-trigger="every 1s"' in client.get(f"{URL}exports/{run.pk}/").content.decode()
    assert client.get(f"{URL}exports/{run.pk}/file.xlsx").status_code == 404


def test_writing_again_changes_nothing(signed_in, shelved, two_at_once):
    shelved("A", "B", "C")
    signed_in().post(EXPORT)
    run = ExportRun.objects.get()
    write_export.call(run.pk)
    assert ExportRun.objects.get().file.name == run.file.name


def test_a_workbook_that_fails_says_so(signed_in, officer):
    run = ExportRun.objects.create(registry="no registry", owner=officer, created_at=clock.now())
    with pytest.raises(KeyError):
        write_export.call(run.pk)
    run.refresh_from_db()
    assert run.state == ExportState.FAILED


def test_a_workbook_that_ended_its_worker_can_be_asked_for_again(signed_in, officer):
    run = made_for(officer)
    DBTaskResult.objects.create(
        status=TaskResultStatus.FAILED,
        args_kwargs={"args": [run.pk], "kwargs": {}},
        task_path="swprogram.registry.tasks.write_export",
        backend_name="default",
        run_after=get_date_max(),
    )
    assert "Try again" in signed_in().get(f"{URL}exports/{run.pk}/").content.decode()
