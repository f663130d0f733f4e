"""Lists of facilities as offices keep them, through the pages by a person's clicks."""

from datetime import date

import pytest
from django.test import Client

from facilities.models import Facility
from swprogram.org.roles import Role
from tests.offices import answer, book, save_import, say_words, send_book, written_book

pytestmark = pytest.mark.django_db
UPLOAD = "/facilities/import/"


@pytest.fixture
def client(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


def page(run):
    return f"/facilities/imports/{run.pk}/"


def kept():
    return list(Facility.objects.order_by("name").values_list("name", "kind", "unit__name"))


def test_an_appendix_by_xlsxwriter_with_groups_by_kind_and_a_formula_as_total(client):
    rows = [
        ["Phụ lục I"], [None], ["(Kèm theo Kế hoạch số 45/KH-UBND)"], [None],
        ["TT", "Tên cơ sở", "Địa chỉ", "Địa bàn", "Ngày thành lập"],
        ["I", "Bệnh viện"],
        [1, "Bệnh viện Thử", "Số 1", "Huyện Đông", date(2001, 2, 3)],
        ["II", "TTYT"],
        [1, "Trung tâm y tế Thử", "Số 2", "H. Tây", date(2002, 2, 3)],
        ["Tổng cộng", None],
    ]  # fmt: skip
    merged = [("A2:E2", "MẠNG LƯỚI CƠ SỞ CUNG CẤP DỊCH VỤ CÔNG TÁC XÃ HỘI")]
    data = written_book("Phụ lục", rows, merged, [("C10", "=COUNTA(B7:B9)", 2)])
    run = send_book(client, UPLOAD, data)
    assert (run.state, run.matching["by_group"], run.findings["counts"]["new"]) == ("checked", ["kind"], 2)
    save_import(client, page(run), run)
    assert kept() == [
        ("Bệnh viện Thử", "hospital", "Huyện Đông"), ("Trung tâm y tế Thử", "health_centre", "Huyện Tây"),
    ]  # fmt: skip


def test_a_sheet_for_each_commune_with_a_summary_and_last_years_list(client):
    def sheet(unit, *names):
        rows = [[f"DANH SÁCH CƠ SỞ {unit.upper()}"], ["STT", "Tên cơ sở", "Loại hình"]]
        return unit, [*rows, *([number, name, "Trạm y tế"] for number, name in enumerate(names, start=1))]

    data = book(
        ("Tổng hợp", [["Xã", "Số cơ sở"], ["Xã Đông Một", 1], ["Xã Đông Hai", 2]]),
        sheet("Xã Đông Một", "Trạm Thử A"), sheet("Xã Đông Hai", "Trạm Thử B", "Trạm Thử C"),
        sheet("Năm 2022", "Trạm Cũ"), hidden_sheets=("Năm 2022",),
    )  # fmt: skip
    run = send_book(client, UPLOAD, data)
    assert (run.state, run.findings["asks"]) == ("unmatched", ["sheets"])
    answer(client, page(run), run)
    told = [(one["kind"], one["sheet"]) for one in run.findings["left_out"]]
    assert told == [("sheet", "Tổng hợp"), ("hidden_sheet", "Năm 2022")]
    save_import(client, page(run), run)
    assert kept() == [
        ("Trạm Thử A", "health_station", "Xã Đông Một"), ("Trạm Thử B", "health_station", "Xã Đông Hai"),
        ("Trạm Thử C", "health_station", "Xã Đông Hai"),
    ]  # fmt: skip


def test_the_year_of_closing_and_own_words_are_asked(client):
    headings = ["Mã số", "Tên đơn vị", "Loại hình", "Xã/phường", "Ngày ngừng hoạt động"]
    rows = [["01", "Mái ấm Thử", "Mái ấm", "Xã Đông Một", date(2010, 1, 1)]]
    run = send_book(client, UPLOAD, book(("DS", [headings, *rows])))
    assert (run.state, run.findings["asks"], run.findings["proposed"]) == ("unmatched", ["columns"], {})
    answer(client, page(run), run)
    assert [one["typed"] for one in run.findings["problems"]] == ["Mái ấm"]
    say_words(client, page(run), run, **{"kind-0": "Cơ sở trợ giúp xã hội khác"})
    save_import(client, page(run), run)
    assert list(Facility.objects.values_list("kind", "closed_on")) == [("other_assistance", None)]
