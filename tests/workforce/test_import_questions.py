"""What an import would change of people who are known is shown, and done only when it is said."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from swprogram.org.roles import Role
from swprogram.registry.imports.checking import check_rows
from swprogram.registry.models import ImportRun
from swprogram.registry.spec import Context, Row
from tests.factories.workforce import PostFactory, WorkerFactory
from tests.imports import dump
from workforce.models import Post, Worker
from workforce.registries import WORKERS

pytestmark = pytest.mark.django_db
HEADINGS = ("Mã người", "Họ và tên", "Điện thoại", "Tính cho", "Loại nhân lực", "Nơi làm việc")


@pytest.fixture
def known(world):
    unit = world.home.communes["Đông Một"]
    worker = WorkerFactory(full_name="Nguyễn Văn An", birth_year=1980, phone="0901")
    return PostFactory(unit=unit, worker=worker).worker


@pytest.fixture
def officer(client, world):
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    return client


def row(code, name, phone=None):
    return (code, name, phone, "Xã Đông Hai, Huyện Đông", "Cộng tác viên", "Cấp xã")


def send(client, *rows):
    workbook, output = Workbook(), BytesIO()
    for line in (HEADINGS, *rows):
        workbook.active.append(line)
    workbook.save(output)
    file = SimpleUploadedFile("ds.xlsx", output.getvalue())
    client.post(reverse("worker_import"), {"file": file}, headers={"accept-language": "vi"})
    run = ImportRun.objects.latest("pk")
    assert run.state == "checked", run.findings
    return run


def act(client, run, verb, **said):
    said |= {"seen": run.findings["fingerprint"]}
    client.post(reverse(f"worker_import_{verb}", kwargs={"run_id": run.pk}), said)
    run.refresh_from_db()
    return run


def test_a_new_post_shows_what_it_would_change_of_its_person(officer, known):
    run = send(officer, row(known.code, "Nguyễn Văn An", "0999"))
    assert run.findings["counts"] == {"new": 1, "changed": 0, "same": 0, "wrong": 0}
    (parent,) = run.findings["parents"]
    assert parent["changes"] == [["Điện thoại", "0901", "0999"]]
    html = officer.get(reverse("worker_import_run", kwargs={"run_id": run.pk})).content.decode()
    assert "0901" in html
    assert "0999" in html


@pytest.mark.parametrize(("said", "phone"), (({}, "0901"), ({"with_parents": "on"}, "0999")))
def test_the_person_is_changed_only_when_it_is_said_and_undoing_brings_all_back(officer, known, said, phone):
    before = dump("workforce")
    run = act(officer, send(officer, row(known.code, "Nguyễn Văn An", "0999")), "save", **said)
    known.refresh_from_db()
    assert (run.state, known.phone, known.posts.count()) == ("saved", phone, 2)
    act(officer, run, "undo")
    assert (run.state, dump("workforce") == before) == ("undone", True)


def test_numbers_of_an_offices_own_rename_nobody(officer, known):
    before = dump("workforce")
    run = send(officer, row(known.code, "Trần Thị Lạ", "0999"))
    (question,) = run.findings["questions"]
    assert "Nguyễn Văn An" in question["message"]
    act(officer, run, "save")
    assert (run.state, run.findings["skipped"], dump("workforce") == before) == ("saved", 1, True)


def test_a_page_says_that_nothing_was_saved_and_offers_no_undoing(officer, known):
    run = act(officer, send(officer, row(known.code, "Trần Thị Lạ", "0999")), "save")
    page = officer.get(reverse("worker_import_run", kwargs={"run_id": run.pk}))
    assert "Chưa lưu dòng nào" in page.content.decode()
    assert "Hoàn tác" not in page.content.decode()


@pytest.mark.parametrize(("said", "is_shown"), (({}, False), ({"with_parents": "on"}, True)))
def test_the_saved_page_shows_changes_of_the_person_only_if_made(officer, known, said, is_shown):
    run = act(officer, send(officer, row(known.code, "Nguyễn Văn An", "0999")), "save", **said)
    page = officer.get(reverse("worker_import_run", kwargs={"run_id": run.pk}))
    assert ('id="parents-title"' in page.content.decode()) is is_shown


def test_a_row_whose_question_is_answered_with_yes_is_saved(officer, known):
    run = send(officer, row(known.code, "Nguyễn Văn Anh"), row(None, "Lê Mới"))
    act(officer, run, "save", same=[question["answer"] for question in run.findings["questions"]])
    known.refresh_from_db()
    assert (known.full_name, Post.objects.count(), Worker.objects.count()) == ("Nguyễn Văn Anh", 3, 2)


def test_a_name_that_differs_in_accents_only_is_no_question(officer, known):
    run = send(officer, row(known.code, "NGUYEN VAN AN"))
    assert run.findings["questions"] == []


def test_the_same_name_in_the_same_unit_is_warned_of_without_a_year(officer, known):
    PostFactory(
        unit=Post.objects.get().unit.parent.children.get(name="Xã Đông Hai"), worker__full_name="Lê Ba"
    )
    run = send(officer, row(None, "Lê Ba"), row(None, "Nguyễn Văn An"))
    assert [warning["line"] for warning in run.findings["warnings"]] == [2]


def test_two_of_one_name_without_a_year_may_be_one_person_wherever_they_work(officer, known, world):
    unit = world.home.communes["Tây Một"]
    PostFactory(unit=unit, worker__full_name="Lê Tư", worker__birth_year=None)
    PostFactory(unit=unit, worker__full_name="Lê Năm", worker__birth_year=1980)
    run = send(officer, row(None, "Lê Tư"), row(None, "Lê Năm"))
    assert [warning["line"] for warning in run.findings["warnings"]] == [2]


def test_a_main_post_that_has_ended_leaves_the_mark_to_another(world):
    unit = world.home.communes["Đông Một"].pk
    context = Context(world.home.people[Role.PROVINCIAL_OFFICER])
    usual = {"worker": "*1", "full_name": "Lê Hòa", "unit": unit, "kind": "collaborator"}
    usual |= {"workplace": "commune", "is_main": True}
    ended = {"started_on": date(2020, 1, 1), "ended_on": date(2022, 1, 1)}
    rows = [Row(2, usual | ended), Row(3, dict(usual))]
    assert check_rows(WORKERS, rows, [], context).problems == []


def test_the_same_list_saved_twice_is_shown_again_with_its_lookalikes(officer, known):
    first, second = (send(officer, row(None, "Lê Thị Mới", "0911")) for _each in range(2))
    act(officer, first, "save")
    act(officer, second, "save")
    assert (second.state, second.findings["is_outdated"]) == ("checked", True)
    assert len(second.findings["warnings"]) == 1
    assert Worker.objects.filter(full_name="Lê Thị Mới").count() == 1
