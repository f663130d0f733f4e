"""The worker of the portal: does the jobs beside the pages, large workbooks above all."""

import signal

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from swprogram.registry.jobs import put_back_jobs

LOOK_EVERY = 1  # seconds


class Command(BaseCommand):
    """One worker serves the portal: what it finds begun was left by one that was killed.

    However it is ended, it ends at once. Its job stays marked as begun, and the next start does it again.
    """

    help = "Does the jobs that pages ask for, until it is ended. Start it once beside the portal."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="End when no job is left.")

    def handle(self, *, once, **options):
        end_at_once_on_ctrl_c()
        if count := put_back_jobs():
            self.stdout.write(f"Jobs that were interrupted and are done again: {count}")
        Worker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=LOOK_EVERY,
            batch=once,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        ).run()


def end_at_once_on_ctrl_c():
    """Python would raise an error inside the job, which would then count as failed."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
