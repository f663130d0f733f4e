"""The worker beside the pages: does one job after the other, each in a process of its own.

A job may take all memory, crash or never end: that ends its own process, and the worker goes on. Meanwhile
the worker says that it is alive, so that another one beside it leaves its job alone.
"""

import logging
import multiprocessing
import os
import signal
import time

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from swprogram.kit.orphans import purge_orphans
from swprogram.kit.processes import end_with_parent
from swprogram.registry import jobs
from swprogram.registry.models import WORKBOOKS
from swprogram.registry.retention import purge_workbooks

LOOK_EVERY = 1  # seconds
SAY_EVERY = 5
LONGEST_PAUSE = 8
TIDY_EVERY = 60 * 60
logger = logging.getLogger(__name__)


class Worker:
    def __init__(self, tell):
        self.name = get_random_string(32)
        self.tell = tell
        self.child = None
        self.looks_around_at = 0
        self.tidies_at = 0

    def run(self, *, once=False):
        """Do what is asked for until it is told to end; with `once`, until no job is left."""
        self._until_it_answers(jobs.register_worker, self.name)
        try:
            while self._until_it_answers(self.do_next) or not once:
                self._tidy()
        except jobs.LeaseLost:
            logger.warning("This worker was silent for too long: another one has taken its job over.")
            raise SystemExit(1) from None
        finally:
            self._leave()

    def do_next(self):
        """Do the next job; where there is none, wait a moment. Was there one?"""
        if time.monotonic() >= self.looks_around_at:
            self._look_around()
        job = self._claim()
        if job is None:
            time.sleep(LOOK_EVERY)
            return False
        self._do(job)
        return True

    def _look_around(self):
        jobs.say_alive(self.name)
        if count := jobs.put_back_jobs(self.name):
            self.tell(f"Jobs that were interrupted and are done again: {count}")
        self.looks_around_at = time.monotonic() + SAY_EVERY

    def _tidy(self):
        """Once an hour workbooks whose time is over go, and files that no row names; it can wait."""
        if time.monotonic() < self.tidies_at:
            return
        self.tidies_at = time.monotonic() + TIDY_EVERY
        try:
            purge_workbooks()
            if gone := purge_orphans(WORKBOOKS):
                self.tell(f"Files that nothing belonged to and that were taken away: {len(gone)}")
        except (DatabaseError, OSError) as error:
            logger.warning("Files whose time is over could not be taken away: %s", error)

    def _claim(self):
        ready = DBTaskResult.objects.ready().filter(backend_name="default")
        if not ready.exists():  # looking takes no lock
            return None
        with exclusive_transaction():
            job = ready.get_locked()
            if job is not None:
                job.claim(self.name)
        return job

    def _do(self, job):
        """Have the job done by a child. One that dies leaves it as begun; `put_back_jobs` looks after it."""
        connections.close_all()  # a connection must not be shared with the child
        self.child = multiprocessing.get_context("fork").Process(target=do_job, args=[job.pk, os.getpid()])
        self.child.start()
        if self._has_ended_in_time():
            self.child.join()
        else:
            self._stop_child()
            job.set_failed(TimeoutError(f"it took longer than {settings.JOB_TIME_LIMIT} seconds"))
        self.looks_around_at = 0

    def _has_ended_in_time(self):
        last_moment = time.monotonic() + settings.JOB_TIME_LIMIT
        while self.child.is_alive() and time.monotonic() < last_moment:
            self.child.join(min(SAY_EVERY, settings.JOB_TIME_LIMIT))
            try:
                jobs.say_alive(self.name)
            except (DatabaseError, InterfaceError):
                close_old_connections()
        return not self.child.is_alive()

    def _stop_child(self):
        if self.child is not None:
            self.child.kill()
            self.child.join()

    def _until_it_answers(self, step, *arguments):
        """Take a step that needs the database, again and again while it does not answer; say so once."""
        pause = 0
        while True:
            try:
                close_old_connections()
                result = step(*arguments)
            except (DatabaseError, InterfaceError) as error:
                if not pause:
                    logger.warning("The database does not answer; the worker waits for it. %s", error)
                pause = min(max(1, 2 * pause), LONGEST_PAUSE)
                time.sleep(pause)
            else:
                if pause:
                    logger.warning("The database answers again; the worker goes on.")
                return result

    def _leave(self):
        self._stop_child()
        try:
            jobs.retire_worker(self.name)
        except (DatabaseError, InterfaceError):
            logger.warning("The database does not answer; the next worker finds what was begun.")


def do_job(pk, worker):
    """In a process of its own, that ends with its worker."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent(worker)
    runner = db_worker.Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=LOOK_EVERY,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id="",
    )
    runner.run_task(DBTaskResult.objects.get(pk=pk))
