"""What a job and the page that waits for it tell each other: its turn, how much is done, and who does it.

Progress goes through the cache: it is written often, read by one page, and may be lost. Who does the jobs
stands in the database: a worker holds its jobs as long as it says again and again that it is alive.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db.backend import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from swprogram.registry.enums import IN_WORK, ExportState
from swprogram.registry.models import ExportRun, ImportRun, JobWorker

KEPT_FOR = 24 * 60 * 60  # seconds
TRIES = 3
# Longer than SQLite waits for its lock, so that a live worker always comes to say so; under a minute, so
# that a dead one is noticed while somebody still waits.
ALIVE_FOR = timedelta(seconds=45)
LAST_IN_TURN = -100
BOOT, PROCESSES = Path("/proc/sys/kernel/random/boot_id"), Path("/proc/self/ns/pid")


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0


def set_progress(key, done, total):
    """Say how much of the job named `key` is done."""
    with suppress(OSError):  # on a full disk the job itself may still end well
        cache.set(f"job-{key}", (done, total), KEPT_FOR)


def read_progress(key):
    """How much is done; None where the job has not begun."""
    found = cache.get(f"job-{key}")
    return None if found is None else Progress(*found)


def enqueue_in_turn(job, run):
    """Ask for a job. Whoever waits for many already stands behind those who wait for one."""
    imports = ImportRun.objects.visible_to(run.owner).filter(state__in=IN_WORK).count()
    exports = ExportRun.objects.visible_to(run.owner).filter(state=ExportState.WRITING).count()
    job.using(priority=max(LAST_IN_TURN, -imports - exports)).enqueue(run.pk)


def has_failed(job, *arguments):
    """Was the last of these jobs given up? Asked by a page that waits: the job itself cannot say so."""
    return _last_of(job, arguments).get("status") == TaskResultStatus.FAILED


def took_too_long(job, *arguments):
    """Was the last of these jobs stopped because its time was over?"""
    return _last_of(job, arguments).get("exception_class_path") == "builtins.TimeoutError"


def _last_of(job, arguments):
    asked = DBTaskResult.objects.filter(task_path=job.module_path, args_kwargs__args=list(arguments))
    return asked.order_by("-enqueued_at").values("status", "exception_class_path").first() or {}


# --- Who does the jobs ------------------------------------------------------------------------


class LeaseLost(Exception):
    """The worker was silent for so long that another one has taken its jobs over."""


def is_worker_missing():
    """Do jobs wait for a worker, and none is alive?"""
    if not isinstance(task_backends["default"], DatabaseBackend):
        return False
    return not JobWorker.objects.filter(alive_until__gte=timezone.now()).exists()


def register_worker(name):
    """From now on this worker is alive for ALIVE_FOR, and longer when it says so (`say_alive`)."""
    JobWorker.objects.create(
        name=name, alive_until=timezone.now() + ALIVE_FOR, place=this_place(), process=os.getpid()
    )


def say_alive(name):
    """Raises LeaseLost where nobody believes it any more."""
    if not JobWorker.objects.filter(name=name).update(alive_until=timezone.now() + ALIVE_FOR):
        raise LeaseLost(name)


@transaction.atomic
def retire_worker(name):
    """A worker that was told to end leaves its job to the next one; the job is not to blame."""
    for job in (job for job in _running() if job.worker_ids[-1:] == [name]):
        job.status, job.started_at, job.worker_ids = TaskResultStatus.READY, None, job.worker_ids[:-1]
        job.save(update_fields=["status", "started_at", "worker_ids"])
    JobWorker.objects.filter(name=name).delete()


@transaction.atomic
def put_back_jobs(name):
    """Jobs whose worker has died are done again; one that kills its worker every time is given up.

    `name` is the worker that asks: it does nothing just now, so that what it holds was left as well. Every
    job can be repeated. Returns how many were put back.
    """
    _forget_the_dead()
    others = set(JobWorker.objects.exclude(name=name).values_list("name", flat=True))
    left = [job for job in _running() if others.isdisjoint(job.worker_ids[-1:])]
    given_up = [job for job in left if len(job.worker_ids) >= TRIES]
    for job in given_up:
        job.set_failed(RuntimeError(f"its worker ended {TRIES} times"))
    again = DBTaskResult.objects.filter(pk__in=[job.pk for job in left if job not in given_up])
    return again.update(status=TaskResultStatus.READY, started_at=None)


def _running():
    return DBTaskResult.objects.running().select_for_update(skip_locked=True)


def _forget_the_dead():
    JobWorker.objects.filter(alive_until__lt=timezone.now()).delete()
    for worker in JobWorker.objects.filter(place=this_place()).exclude(place=""):
        if not Path(f"/proc/{worker.process}").exists():
            worker.delete()


def this_place():
    """Where a number names a process: this start of this machine, and the container on it."""
    try:
        return f"{BOOT.read_text().strip()} {os.readlink(PROCESSES)}"
    except OSError:
        return ""  # not Linux: then the dead are known by their silence alone
