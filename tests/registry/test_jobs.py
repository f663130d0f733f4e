"""The worker beside the pages: what it was doing when it was killed is done after the next start."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult, get_date_max

from facilities.registries import FACILITIES
from swprogram.kit import clock
from swprogram.org.roles import Role
from swprogram.registry import jobs
from swprogram.registry.jobs import Progress, put_back_jobs, read_progress, set_progress
from swprogram.registry.models import ExportRun, JobWorker
from swprogram.registry.permissions import reach_of
from swprogram.registry.tasks import write_export

ASK = "from tests.registry.slow_jobs import *; {}"
ENGLISH = {"accept-language": "en"}
STATES = (
    "from django_tasks_db.models import DBTaskResult as R;"
    "print(*R.objects.order_by('enqueued_at').values_list('status', flat=True))"
)


def manage(data_dir, *arguments, **environment):
    """manage.py on a database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(data_dir)} | environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(data_dir, *arguments, **environment):
    process = manage(data_dir, *arguments, **environment)
    output, _errors = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


def wait_for(path):
    for _attempt in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path.name} did not come")


def ask(data_dir, *orders):
    """A database of its own, in which these jobs wait."""
    run(data_dir, "migrate", "--skip-checks", "-v0", "django_tasks_database")
    run(data_dir, "migrate", "--skip-checks", "-v0", "registry")
    run(data_dir, "shell", "-v0", "-c", ASK.format("; ".join(orders)))


def states(data_dir):
    return run(data_dir, "shell", "-v0", "-c", STATES).split()


@pytest.mark.sqlite
def test_a_job_that_was_being_done_when_its_worker_was_killed_is_done_after_the_next_start(tmp_path):
    ask(tmp_path, f"work_slowly.enqueue({str(tmp_path)!r})")
    worker = manage(tmp_path, "run_jobs", "--skip-checks")
    wait_for(tmp_path / "begun")
    worker.kill()
    worker.communicate()
    assert states(tmp_path) == ["RUNNING"]
    assert not (tmp_path / "done").exists()
    said = run(tmp_path, "run_jobs", "--skip-checks", "--once")
    assert said == "Jobs that were interrupted and are done again: 1\n"
    assert (tmp_path / "done").exists()
    assert states(tmp_path) == ["SUCCESSFUL"]


@pytest.mark.sqlite
def test_a_worker_that_is_told_to_end_leaves_its_job_to_the_next(tmp_path):
    ask(tmp_path, f"work_slowly.enqueue({str(tmp_path)!r})")
    worker = manage(tmp_path, "run_jobs", "--skip-checks")
    wait_for(tmp_path / "begun")
    worker.terminate()
    worker.communicate(timeout=30)
    assert (worker.returncode, states(tmp_path)) == (0, ["READY"])


@pytest.mark.sqlite
def test_two_workers_do_every_job_once(tmp_path):
    ask(tmp_path, f"[write_line.enqueue({str(tmp_path)!r}, n) for n in range(12)]")
    both = [manage(tmp_path, "run_jobs", "--skip-checks", "--once") for _worker in range(2)]
    for worker in both:
        worker.communicate(timeout=120)
    lines = (tmp_path / "lines").read_text().split()
    assert sorted(lines, key=int) == [str(number) for number in range(12)]


@pytest.mark.sqlite
def test_a_job_that_kills_its_process_is_given_up_and_the_others_go_on(tmp_path):
    folder = str(tmp_path)
    ask(tmp_path, f"crash.enqueue({folder!r})", f"write_line.enqueue({folder!r}, 1)")
    run(tmp_path, "run_jobs", "--skip-checks", "--once")
    assert states(tmp_path) == ["FAILED", "SUCCESSFUL"]
    assert (tmp_path / "crashes").read_text() == "crash\n" * 3


@pytest.mark.sqlite
def test_a_job_that_never_ends_is_given_up_when_its_time_is_over(tmp_path):
    folder = str(tmp_path)
    ask(tmp_path, f"never_end.enqueue({folder!r})", f"write_line.enqueue({folder!r}, 1)")
    run(tmp_path, "run_jobs", "--skip-checks", "--once", JOB_TIME_LIMIT="1")
    assert states(tmp_path) == ["FAILED", "SUCCESSFUL"]


def add_job(*workers, task="tests.registry.slow_jobs.work_slowly", status=TaskResultStatus.RUNNING):
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [], "kwargs": {}},
        task_path=task,
        worker_ids=workers,
        backend_name="default",
        run_after=get_date_max(),
    )


def add_worker(name, seconds):
    """A worker of another machine that is believed to be alive for so many seconds."""
    until = timezone.now() + timedelta(seconds=seconds)
    return JobWorker.objects.create(name=name, alive_until=until, place="elsewhere", process=1)


def states_now():
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True))


@pytest.mark.django_db
def test_the_job_of_a_worker_that_is_alive_is_left_alone():
    add_worker("other", 20)
    add_job("other")
    assert (put_back_jobs("me"), states_now()) == (0, ["RUNNING"])


@pytest.mark.django_db
def test_the_job_of_a_worker_that_has_been_silent_is_taken_over_and_the_worker_learns_it():
    add_worker("other", -1)
    add_job("other")
    assert (put_back_jobs("me"), states_now()) == (1, ["READY"])
    with pytest.raises(jobs.LeaseLost):
        jobs.say_alive("other")


@pytest.mark.django_db
def test_a_worker_is_believed_for_less_than_a_minute():
    jobs.register_worker("me")
    left = JobWorker.objects.get().alive_until - timezone.now()
    assert timedelta(seconds=40) < left < timedelta(seconds=60)


@pytest.mark.django_db
def test_a_job_that_ended_its_worker_three_times_is_given_up():
    add_job("a")
    add_job("a", "b", "c")
    assert (put_back_jobs("me"), states_now()) == (1, ["READY", "FAILED"])


@pytest.mark.django_db
def test_only_the_last_worker_of_a_job_holds_it():
    add_worker("former", 20)
    add_job("former", "dead")
    assert (put_back_jobs("me"), states_now()) == (1, ["READY"])


@pytest.mark.django_db
def test_a_worker_that_is_told_to_end_is_none_of_those_that_the_job_ended():
    jobs.register_worker("me")
    add_job("a", "b", "me")
    jobs.retire_worker("me")
    job = DBTaskResult.objects.get()
    assert (job.status, job.worker_ids) == ("READY", ["a", "b"])


@pytest.mark.django_db
def test_a_job_that_was_asked_for_again_has_not_failed():
    add_job(task=write_export.module_path, status=TaskResultStatus.FAILED)
    assert jobs.has_failed(write_export)
    add_job(task=write_export.module_path, status=TaskResultStatus.READY)
    assert not jobs.has_failed(write_export)


@pytest.fixture
def table_of_jobs(settings):
    """Jobs are put into the table and wait there."""
    before = jobs.task_backends["default"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    jobs.task_backends["default"] = DatabaseBackend("default", {})
    yield
    jobs.task_backends["default"] = before


def ask_for_export(user):
    reach = reach_of(user)
    run = ExportRun.objects.create(registry=FACILITIES.code, owner=user, created_at=clock.now(), reach=reach)
    jobs.enqueue_in_turn(write_export, run)
    return run


@pytest.mark.django_db
def test_whoever_asks_for_one_does_not_wait_for_all_of_another_person(world, table_of_jobs):
    people = world.home.people
    many = [ask_for_export(people[Role.PROVINCIAL_OFFICER]).pk for _order in range(3)]
    one = ask_for_export(people[Role.DISTRICT_OFFICER]).pk
    order = [job.args_kwargs["args"][0] for job in DBTaskResult.objects.ready()]
    assert order == [many[0], one, many[1], many[2]]


@pytest.mark.django_db
def test_a_worker_that_has_been_silent_is_missing(table_of_jobs):
    silent = add_worker("other", -1)
    assert jobs.is_worker_missing()
    JobWorker.objects.filter(pk=silent.pk).update(alive_until=timezone.now() + timedelta(seconds=20))
    assert not jobs.is_worker_missing()


@pytest.mark.django_db
def test_the_page_that_waits_says_that_no_worker_is_there(world, table_of_jobs, client):
    user = world.home.people[Role.PROVINCIAL_OFFICER]
    run = ask_for_export(user)
    client.force_login(user)
    address = reverse("facility_export_run", args=[run.pk])
    assert "is not running on the server" in client.get(address, headers=ENGLISH).content.decode()
    jobs.register_worker("me")
    assert "is not running on the server" not in client.get(address, headers=ENGLISH).content.decode()


@pytest.mark.django_db
def test_the_administrator_sees_on_every_page_that_no_worker_is_there(world, table_of_jobs, client):
    client.force_login(world.home.people[Role.SYSTEM_ADMINISTRATOR])
    address = reverse("account")
    assert "No program works on large workbooks" in client.get(address, headers=ENGLISH).content.decode()
    jobs.register_worker("me")
    assert "No program works on large workbooks" not in client.get(address, headers=ENGLISH).content.decode()


def test_progress_is_told_through_the_cache():
    assert read_progress("import-7") is None
    set_progress("import-7", 5, 20)
    assert read_progress("import-7") == Progress(5, 20)
    assert (Progress(5, 20).percent, Progress(0, 0).percent) == (25, 0)
    assert Progress(30, 20).percent == 100
