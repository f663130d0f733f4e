"""Lists of people as offices keep them, through the pages by a person's clicks."""

from datetime import date

import pytest
from django.test import Client

from swprogram.org.roles import Role
from tests.offices import answer, book, save_import, say_words, send_book, written_book
from workforce.models import Post, Worker

pytestmark = pytest.mark.django_db
UPLOAD = "/workforce/import/"
MOTTO = [
    ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HUYỆN ĐÔNG", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    ["DANH SÁCH CÁN BỘ LÀM CÔNG TÁC XÃ HỘI"],
    ["(Kèm theo Công văn số 12/UBND ngày 05/6/2024)"],
    [],
]
SIGNED = [
    [],
    [None, None, None, "Huyện Đông, ngày 05 tháng 6 năm 2024"],
    [None, "NGƯỜI LẬP BIỂU", None, "TM. ỦY BAN NHÂN DÂN"],
    [None, "(Ký, ghi rõ họ tên)", None, "KT. CHỦ TỊCH"],
    [],
    [None, "Nguyễn Thị Lập", None, "Trần Văn Ký"],
]


@pytest.fixture
def client_of(world):
    def sign_in(role=Role.DISTRICT_OFFICER):
        client = Client(headers={"accept-language": "en"})
        client.force_login(world.home.people[role])
        return client

    return sign_in


def page(run):
    return f"/workforce/imports/{run.pk}/"


def people():
    posts = Post.objects.select_related("worker", "unit").order_by("worker__full_name")
    return [(post.worker.full_name, post.unit.name, post.kind) for post in posts]


def test_a_list_with_two_rows_of_headings_groups_totals_and_signatures(client_of):
    headings = [
        ["TT", "Họ và tên", "Năm sinh", None, "Loại nhân lực", "Nơi làm việc", "Trình độ", None],
        [None, None, "Nam", "Nữ", None, None, "Chuyên môn", "Ngành đào tạo"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
    ]
    rows = [
        ["I", "XÃ ĐÔNG MỘT", None, None, None, None, None, None],
        [1, "Nguyễn Thử Một", 1980, None, "Công chức", "Cấp xã", "ĐH", "Công tác xã hội"],
        [2, "Trần Thử Hai", None, 1985, "CTV", "Cấp xã", "Trung cấp", None],
        ["II", "XÃ ĐÔNG HAI"],
        [1, "Lê Thử Ba", None, 1990, "CTV", "Cấp xã", "Cử nhân", "Luật"],
        ["Tổng cộng", None, 1, 2],
    ]
    merged = ("A7:A8", "B7:B8", "C7:D7", "E7:E8", "F7:F8", "G7:H7", "A4:H4", "B10:H10", "D17:H17")
    client = client_of()
    run = send_book(client, UPLOAD, book(("Danh sách", MOTTO + headings + rows + SIGNED), merged=merged))
    assert (run.state, run.findings["asks"]) == ("unmatched", ["columns"])
    assert [one["text"] for one in run.findings["headings"]][2:4] == ["Năm sinh / Nam", "Năm sinh / Nữ"]
    assert [run.findings["proposed"].get(index) for index in ("2", "3")] == ["birth_year", "birth_year"]
    said = {"column-2": "birth_year", "column-3": "birth_year", "column-7": "field_of_study"}
    answer(client, page(run), run, **said)
    assert (run.state, run.findings["counts"]["new"], run.findings["problems"]) == ("checked", 3, [])
    told = [(one["kind"], one["lines"]) for one in run.findings["left_out"]]
    assert told == [("group", "10, 13"), ("total", "15"), ("below", "17–19, 21")]
    save_import(client, page(run), run)
    assert people() == [
        ("Lê Thử Ba", "Xã Đông Hai", "collaborator"),
        ("Nguyễn Thử Một", "Xã Đông Một", "civil_servant"),
        ("Trần Thử Hai", "Xã Đông Một", "collaborator"),
    ]
    found = Worker.objects.order_by("full_name").values_list("birth_year", "qualification")
    assert list(found) == [(1990, "bachelor"), (1980, "bachelor"), (1985, "intermediate")]


def test_the_own_list_of_a_commune_gets_its_unit_by_itself(client_of, world):
    rows = [
        ["DANH SÁCH CỘNG TÁC VIÊN XÃ ĐÔNG MỘT"],
        ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Điện thoại"],
        [1, "Người Thử Một", 1990, "Cộng tác viên", "0900000001"],
    ]
    client = client_of(Role.COMMUNE_OFFICER)
    run = send_book(client, UPLOAD, book(("Sheet1", rows)))
    assert (run.state, run.findings["asks"], run.findings["hints"]) == (
        "unmatched", ["values"], {"kind": "Cộng tác viên"},
    )  # fmt: skip
    assert run.findings["answers"]["fixed"] == {"unit": "Xã Đông Một, Huyện Đông"}
    answer(client, page(run), run, take="value-kind", **{"value-workplace": "Cấp xã"})
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 1)
    save_import(client, page(run), run)
    assert people() == [("Người Thử Một", "Xã Đông Một", "collaborator")]


@pytest.mark.parametrize(
    "headings",
    (
        ("Họ và tên đệm", "Tên"),
        ("Họ đệm", "Tên"),
        ("Họ", "Tên"),
        ("HỌ VÀ", "TÊN"),
        ("Họ cán bộ", "Tên"),
        ("Họ và tên", None),
    ),
)
def test_a_name_in_two_columns_is_joined_or_asked_and_never_halved(client_of, headings):
    first = [["STT", *headings, "Đơn vị tính số liệu", "Loại nhân lực", "Nơi làm việc"]]
    rows = [[1, "Nguyễn Thử", "Lan", "Xã Đông Một", "Cộng tác viên", "Cấp xã"]]
    merged = ("B1:C1",) if headings[1] is None else ()
    client = client_of()
    run = send_book(client, UPLOAD, book(("Sheet1", first + rows), merged=merged))
    if run.state == "unmatched":
        assert run.findings["answers"]["columns"].get("full_name") is None
        answer(client, page(run), run, take="all")
    assert run.findings["understood"] == [
        ["Full name", " + ".join(filter(None, (headings[0], headings[1] or headings[0])))]
    ]
    save_import(client, page(run), run)
    assert [name for name, _unit, _kind in people()] == ["Nguyễn Thử Lan"]


def test_dates_of_appointment_and_of_the_card_end_no_post_and_are_no_certificate(client_of):
    columns = {
        "STT": 1, "Họ và tên": "Người Thử", "Số CCCD": "075080000001", "Ngày cấp": date(2021, 5, 4),
        "Nơi cấp": "Cục Cảnh sát", "Ngạch": "Chuyên viên", "Ngày bổ nhiệm": date(2015, 9, 1),
        "Đơn vị tính số liệu": "Xã Đông Một", "Loại nhân lực": "Công chức", "Nơi làm việc": "Cấp xã",
    }  # fmt: skip
    client = client_of()
    run = send_book(client, UPLOAD, written_book("DS", [list(columns), list(columns.values())]))
    assert (run.state, run.findings["asks"]) == ("unmatched", ["columns"])
    answer(client, page(run), run, take="all")
    save_import(client, page(run), run)
    post = Post.objects.select_related("worker").get()
    assert (post.ended_on, post.worker.certified_on, post.worker.certified_by, post.workplace) == (
        None, None, "", "commune",
    )  # fmt: skip


def test_an_own_staff_number_is_asked_and_renames_nobody(client_of):
    headings = ["Mã số", "Họ và tên", "Đơn vị tính số liệu", "Loại nhân lực", "Nơi làm việc"]
    rows = [[f"NL00{number}", f"Người Thử {number}", "Xã Đông Một", "CTV", "Cấp xã"] for number in (1, 2)]
    client = client_of()
    run = send_book(client, UPLOAD, book(("DS", [headings, *rows])))
    assert (run.state, run.findings["asks"], run.findings["proposed"]) == ("unmatched", ["columns"], {})
    answer(client, page(run), run)
    assert run.findings["counts"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}


def test_words_of_an_office_are_said_once(client_of):
    headings = ["Họ và tên", "Xã", "Đối tượng", "Nơi làm việc", "Trình độ"]
    rows = [
        ["Người Một", "x. Đông Một", "Tình nguyện viên", "Cấp xã", "Thạc sỹ"],
        ["Người Hai", "UBND xã Đông Hai", "CTV", "Cấp xã", "ĐH"],
    ]
    client = client_of()
    run = send_book(client, UPLOAD, book(("DS", [headings, *rows])))
    assert (run.state, [one["typed"] for one in run.findings["problems"]]) == ("wrong", ["Tình nguyện viên"])
    say_words(client, page(run), run, **{"kind-0": "Cộng tác viên"})
    assert (run.state, run.findings["counts"]["new"]) == ("checked", 2)
    save_import(client, page(run), run)
    assert people() == [
        ("Người Hai", "Xã Đông Hai", "collaborator"),
        ("Người Một", "Xã Đông Một", "collaborator"),
    ]


def test_a_year_where_the_day_of_birth_is_asked_is_the_year_of_birth(client_of):
    headings = ["Họ và tên", "Đơn vị tính số liệu", "Loại nhân lực", "Nơi làm việc", "Ngày sinh"]
    rows = [
        [name, "Xã Đông Một", "CTV", "Cấp xã", born]
        for name, born in (("Một", 1986), ("Hai", "1987"), ("Ba", "15/08/1988"), ("Bốn", "năm 1989"))
    ]
    client = client_of()
    run = send_book(client, UPLOAD, book(("DS", [headings, *rows])))
    assert run.state == "checked", run.findings
    save_import(client, page(run), run)
    assert dict(Worker.objects.values_list("full_name", "birth_year")) == {
        "Một": 1986, "Hai": 1987, "Ba": 1988, "Bốn": 1989,
    }  # fmt: skip
    assert [one.born_on for one in Worker.objects.exclude(born_on=None)] == [date(1988, 8, 15)]


def test_the_unit_that_a_title_names_is_proposed_not_the_one_above_it(client_of):
    titles = [["UBND HUYỆN ĐÔNG"], ["DANH SÁCH CỘNG TÁC VIÊN XÃ ĐÔNG HAI"], []]
    rows = [["Họ và tên", "Loại nhân lực", "Nơi làm việc"], ["Nguyễn Thử Một", "CTV", "Cấp xã"]]
    run = send_book(client_of(), UPLOAD, book(("DS", titles + rows)))
    assert run.findings["asks"] == ["values"]
    assert run.findings["hints"] == {"unit": "Xã Đông Hai, Huyện Đông"}


def test_columns_for_men_and_women_that_are_ticked_say_the_sex(client_of):
    headings = ["Họ và tên", "Đơn vị tính số liệu", "Loại nhân lực", "Nơi làm việc", "Giới tính", None]
    below = [None, None, None, None, "Nam", "Nữ"]
    rows = [
        [name, "Xã Đông Một", "CTV", "Cấp xã", man, woman]
        for name, man, woman in (
            ("Một", "x", None),
            ("Hai", None, "✓"),
            ("Ba", None, "v"),
            ("Bốn", None, None),
        )
    ]
    client = client_of()
    run = send_book(client, UPLOAD, book(("DS", [headings, below, *rows]), merged=("E1:F1",)))
    assert (run.state, run.findings["understood"][0]) == (
        "checked", ["Sex", "Giới tính / Nam + Giới tính / Nữ"],
    )  # fmt: skip
    save_import(client, page(run), run)
    assert dict(Worker.objects.values_list("full_name", "sex")) == {
        "Một": "male", "Hai": "female", "Ba": "female", "Bốn": "",
    }  # fmt: skip


def test_a_person_who_is_ticked_in_both_columns_is_an_error(client_of):
    headings = ["Họ và tên", "Đơn vị tính số liệu", "Loại nhân lực", "Nơi làm việc", "Nam", "Nữ"]
    row = ["Một", "Xã Đông Một", "CTV", "Cấp xã", "x", "x"]
    run = send_book(client_of(), UPLOAD, book(("DS", [headings, row])))
    assert [(one["cell"], one["typed"]) for one in run.findings["problems"]] == [("E2", "Nam Nữ")]
