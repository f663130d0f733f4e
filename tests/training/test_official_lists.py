"""Lists of participants and of needs as offices keep them, through the pages by a person's clicks."""

import pytest
from django.test import Client

from swprogram.org.roles import Role
from tests.factories.training import CourseFactory
from tests.offices import answer, book, save_import, send_book, written_book
from training.models import Participant, TrainingNeed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


@pytest.fixture
def course(world):
    return CourseFactory(unit=world.home.unit)


def test_the_list_of_a_class_with_a_name_in_two_columns_and_a_card(client, course):
    rows = [
        ["TRUNG TÂM ĐÀO TẠO", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH HỌC VIÊN"], ["Lớp: Tập huấn kỹ năng"], [],
        ["STT", "Họ và tên", None, "Năm sinh", "Số CCCD", "Ngày cấp", "Đơn vị công tác", "Kết quả"],
        [1, "Nguyễn Thử", "Lan", 1990, "075080000001", "05/04/2021", "X. Đông Một", "Đạt"],
        [2, "Trần Thử", "Hùng", 1985, "075080000002", "06/04/2021", "Xã Đông Hai", "Đạt"],
        [], ["Danh sách này có 02 học viên"],
        [None, "NGƯỜI LẬP", None, None, None, None, "GIÁM ĐỐC"],
    ]  # fmt: skip
    url = f"/training/courses/{course.pk}/participants/"
    run = send_book(client, f"{url}import/", book(("Lớp 1", rows), merged=("B5:C5", "A2:H2", "A9:D9")))
    page = f"{url}imports/{run.pk}/"
    assert (run.state, run.findings["asks"], run.findings["proposed"]) == ("unmatched", ["columns"], {})
    answer(client, page, run)
    assert [(one["kind"], one["text"]) for one in run.findings["left_out"]] == [
        ("below", "Danh sách này có 02 học viên; NGƯỜI LẬP GIÁM ĐỐC"), ("column", "Số CCCD; Ngày cấp"),
    ]  # fmt: skip
    save_import(client, page, run)
    found = Participant.objects.order_by("pk").values_list(
        "full_name", "unit__name", "result", "certified_on"
    )
    assert list(found) == [
        ("Nguyễn Thử Lan", "Xã Đông Một", "completed", None),
        ("Trần Thử Hùng", "Xã Đông Hai", "completed", None),
    ]  # fmt: skip


def test_needs_by_unit_with_one_year_for_all_rows(client):
    rows = [
        ["BIỂU TỔNG HỢP NHU CẦU"],
        ["TT", "Đơn vị", "Hình thức", "Chuyên đề", "Số người"], ["A", "B", 1, 2, 3],
        [1, "Huyện Đông", "Tập huấn kỹ năng", "Quản lý trường hợp", 25],
        [2, "H. Tây", "Tập huấn kỹ năng", "Kỹ năng tham vấn", 10],
        ["Tổng cộng", None, None, None, None],
    ]  # fmt: skip
    data = written_book("Nhu cầu", rows, formulas=[("E6", "=SUM(E4:E5)", 35)])
    run = send_book(client, "/training/needs/import/", data)
    page = f"/training/needs/imports/{run.pk}/"
    assert (run.state, run.findings["asks"]) == ("unmatched", ["values"])
    answer(client, page, run, **{"value-year": "2025"})
    save_import(client, page, run)
    found = TrainingNeed.objects.order_by("people").values_list("unit__name", "year", "people")
    assert list(found) == [("Huyện Tây", 2025, 10), ("Huyện Đông", 2025, 25)]


def test_the_own_list_of_a_commune_needs_no_unit(world):
    commune = world.home.communes["Đông Một"]
    course = CourseFactory(unit=commune)
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.home.people[Role.COMMUNE_OFFICER])
    url = f"/training/courses/{course.pk}/participants/"
    rows = [["STT", "Họ và tên", "Năm sinh", "Kết quả"], [1, "Nguyễn Thử", 1990, "Đạt"]]
    run = send_book(client, f"{url}import/", book(("Lớp 1", rows)))
    assert (run.state, run.findings["understood"]) == (
        "checked", [["Comes from", "“Xã Đông Một, Huyện Đông” in every row"]],
    )  # fmt: skip
