"""The worker beside the pages: what it was doing when it was killed is done after the next start."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from swprogram.registry.jobs import Progress, put_back_jobs, read_progress, set_progress

ASK = "from tests.registry.slow_jobs import work_slowly; work_slowly.enqueue({!r})"
STATES = (
    "from django_tasks_db.models import DBTaskResult as R; print(*R.objects.values_list('status', flat=True))"
)


def manage(data_dir, *arguments):
    """manage.py on a database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=kept | {"DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        text=True,
    )


def run(data_dir, *arguments):
    process = manage(data_dir, *arguments)
    output, _errors = process.communicate(timeout=120)
    assert process.returncode == 0
    return output


def wait_for(path):
    for _attempt in range(300):
        if path.exists():
            return
        time.sleep(0.1)
    pytest.fail(f"{path.name} did not come")


@pytest.mark.sqlite
def test_a_job_that_was_being_done_when_its_worker_was_killed_is_done_after_the_next_start(tmp_path):
    run(tmp_path, "migrate", "--skip-checks", "django_tasks_database")
    run(tmp_path, "shell", "-v0", "-c", ASK.format(str(tmp_path)))
    worker = manage(tmp_path, "run_jobs", "--skip-checks")
    wait_for(tmp_path / "begun")
    worker.kill()
    worker.communicate()
    assert run(tmp_path, "shell", "-v0", "-c", STATES).split() == ["RUNNING"]
    assert not (tmp_path / "done").exists()
    said = run(tmp_path, "run_jobs", "--skip-checks", "--once")
    assert said == "Jobs that were interrupted and are done again: 1\n"
    assert (tmp_path / "done").exists()
    assert run(tmp_path, "shell", "-v0", "-c", STATES).split() == ["SUCCESSFUL"]


@pytest.mark.django_db
def test_a_job_that_ended_its_worker_three_times_is_given_up():
    for workers in (["a"], ["a", "b", "c"]):
        DBTaskResult.objects.create(
            status=TaskResultStatus.RUNNING,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="tests.registry.slow_jobs.work_slowly",
            worker_ids=workers,
            backend_name="default",
            run_after=get_date_max(),
        )
    assert put_back_jobs() == 1
    states = DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)
    assert list(states) == ["READY", "FAILED"]


def test_progress_is_told_through_the_cache():
    assert read_progress("import-7") is None
    set_progress("import-7", 5, 20)
    assert read_progress("import-7") == Progress(5, 20)
    assert (Progress(5, 20).percent, Progress(0, 0).percent) == (25, 0)
