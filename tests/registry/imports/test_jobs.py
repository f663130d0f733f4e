"""Jobs of an import: done once, begun again after a worker was killed, and stopped with an apology."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import translation
from django_tasks_db.models import DBTaskResult

from facilities.models import Facility
from swprogram.kit import clock
from swprogram.org.roles import Role
from swprogram.registry.imports import tasks
from swprogram.registry.jobs import read_progress
from swprogram.registry.models import ImportRun
from tests.registry.imports import shelf
from tests.registry.imports.conftest import HEADINGS, UPLOAD, row, workbook_of
from tests.registry.imports.test_uploads import page, save

pytestmark = pytest.mark.django_db
PAGE_QUERIES = 6  # one asks whether the owner still reaches what the workbook was made with


def test_a_step_that_was_killed_is_done_again(send):
    run = send(row("Trung tâm A"))
    ImportRun.objects.update(state="reading")
    tasks.read_import.call(run.pk)
    assert ImportRun.objects.get().state == "checked"
    ImportRun.objects.update(state="saving")
    tasks.save_import.call(run.pk)
    assert (ImportRun.objects.get().state, Facility.objects.count()) == ("saved", 1)


def test_a_step_that_is_done_is_not_done_twice(send, signed_in):
    run = send(row("Trung tâm A"))
    save(signed_in(), run)
    tasks.save_import.call(run.pk)
    tasks.read_import.call(run.pk)
    assert (ImportRun.objects.get().state, Facility.objects.count()) == ("saved", 1)


def test_a_workbook_that_was_thrown_away_is_not_worked_on(db):
    assert tasks.read_import.call(7) is None


def test_a_step_that_stops_is_told_and_logged(send, signed_in, monkeypatch, caplog):
    run = send(row("Trung tâm A"))
    monkeypatch.setattr(shelf, "fill", lambda facility, values: 1 / 0)
    response = save(signed_in(), run)
    assert (run.state, Facility.objects.count()) == ("failed", 0)
    assert "We are sorry" in response.content.decode()
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize(
    ("state", "then"), (("reading", "failed"), ("saving", "failed"), ("undoing", "saved"))
)
def test_a_job_that_was_given_up_stops_its_import(send, signed_in, state, then):
    run = send(row("Trung tâm A"))
    save(signed_in(), run)
    ImportRun.objects.update(state=state)
    job, _verb = tasks.STEPS[state]
    DBTaskResult.objects.create(
        task_path=job.module_path, args_kwargs={"args": [run.pk], "kwargs": {}}, backend_name="default",
        status="FAILED", run_after=clock.now(),
    )  # fmt: skip
    signed_in().get(page(run))  # what was saved is taken back first
    assert "We are sorry" in signed_in().get(page(run)).content.decode()
    assert ImportRun.objects.get().state == then


def test_progress_is_shown_while_the_job_works(send, signed_in):
    run = send(row("Trung tâm A"))
    assert read_progress(f"import-{run.pk}").total == 2
    ImportRun.objects.update(state="reading")
    html = signed_in().get(page(run)).content.decode()
    assert 'hx-trigger="every 1s"' in html
    assert "<noscript><meta http-equiv" in html
    swapped = signed_in().get(page(run), headers={"hx-request": "true"}).content.decode()
    assert "<html" not in swapped
    assert "being read" in swapped


def test_a_preview_takes_the_same_number_of_queries(send, signed_in, django_assert_num_queries):
    few, many = send(row("A")), send(row("A"), row("B"), row("C"))
    client = signed_in()
    client.get(page(few))
    for run in (few, many):
        with django_assert_num_queries(PAGE_QUERIES):
            client.get(page(run))


def test_the_job_speaks_the_language_of_the_page(signed_in, world):
    client = Client(headers={"accept-language": "vi"})
    client.force_login(world.home.people[Role.PROVINCIAL_OFFICER])
    data = workbook_of(HEADINGS, row("Trung tâm A", opened_on="31/02/2020"))
    with translation.override("vi"):
        client.post(UPLOAD, {"file": SimpleUploadedFile("ds.xlsx", data)})
    (problem,) = ImportRun.objects.get().findings["problems"]
    assert problem["message"] == "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 22/03/2011."
