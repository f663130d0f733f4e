"""Take away workbooks that have stayed long enough; the worker does the same every hour."""

from django.core.management.base import BaseCommand

from swprogram.registry.retention import purge_workbooks


class Command(BaseCommand):
    help = "Delete old exports and uploads (EXPORTS_STAY_DAYS, UPLOADS_STAY_DAYS in the settings)."

    def handle(self, *args, **options):
        self.stdout.write(f"Workbooks taken away: {purge_workbooks()}")
