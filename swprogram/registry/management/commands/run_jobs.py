"""The worker of the portal: does the jobs beside the pages, large workbooks above all."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from swprogram.registry.jobs import put_back_jobs


class Command(BaseCommand):
    help = "Does the jobs that pages ask for, until it is ended. Start it once beside the portal."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="End when no job is left.")

    def handle(self, *, once, **options):
        if count := put_back_jobs():
            self.stdout.write(f"Jobs that were interrupted and are done again: {count}")
        call_command("db_worker", queue_name="*", reload=False, startup_delay=False, batch=once, verbosity=0)
