"""What a job and the page that waits for it tell each other: how much is done, and a worker that was killed.

Progress goes through the cache: it is written often, read by one page, and may be lost.
"""

from dataclasses import dataclass

from django.core.cache import cache
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

KEPT_FOR = 24 * 60 * 60  # seconds
TRIES = 3


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self):
        return min(100, 100 * self.done // self.total) if self.total else 0


def set_progress(key, done, total):
    """Say how much of the job named `key` is done."""
    cache.set(f"job-{key}", (done, total), KEPT_FOR)


def read_progress(key):
    """How much is done; None where the job has not begun."""
    found = cache.get(f"job-{key}")
    return None if found is None else Progress(*found)


def has_failed(job, *arguments):
    """Was the last of these jobs given up? Asked by a page that waits: the job itself cannot say so."""
    asked = DBTaskResult.objects.filter(task_path=job.module_path, args_kwargs__args=list(arguments))
    last = asked.order_by("-enqueued_at").values_list("status", flat=True).first()
    return last == TaskResultStatus.FAILED


def put_back_jobs():
    """Jobs that a killed worker left behind are done again; one that kills its worker every time is not.

    To be called only while no worker works. Every job can be repeated. Returns how many were put back.
    """
    left = DBTaskResult.objects.running()
    for job in left:
        if len(job.worker_ids) >= TRIES:
            job.set_failed(RuntimeError(f"its worker ended {TRIES} times"))
    return left.update(status=TaskResultStatus.READY, started_at=None)
