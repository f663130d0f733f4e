"""The worker of the portal: does the jobs beside the pages, large workbooks above all."""

import signal
import sys

from django.core.management.base import BaseCommand

from swprogram.registry.worker import Worker


class Command(BaseCommand):
    """Several may work beside each other. However one is ended, it ends at once; its job is begun again."""

    help = "Does the jobs that pages ask for, until it is ended. Start it beside the portal."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="End when no job is left.")

    def handle(self, *, once, **options):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, end)
        Worker(tell=self.stdout.write).run(once=once)


def end(number, _frame):
    sys.exit(0)
