"""Workbooks that people fetched or sent hold personal data: they do not stay."""

from datetime import timedelta

from django.conf import settings

from swprogram.kit import clock
from swprogram.registry.imports.services import KEPT, drop
from swprogram.registry.models import ExportRun, ImportRun


def purge_workbooks():
    """Take away old exports, uploads that were not saved, and the files of imports that were.

    What an import did stays, so that it can still be undone. Returns how many files went.
    """
    return _purge_exports() + _purge_uploads()


def _purge_exports():
    old = ExportRun.objects.filter(created_at__lt=_days_ago(settings.EXPORTS_STAY_DAYS))
    for run in old:
        run.file.delete(save=False)
        run.delete()
    return len(old)


def _purge_uploads():
    old = ImportRun.objects.filter(created_at__lt=_days_ago(settings.UPLOADS_STAY_DAYS)).exclude(file="")
    for run in old:
        if run.state in KEPT:
            run.file.delete(save=False)
            ImportRun.objects.filter(pk=run.pk).update(file="")
        else:
            drop(run)
    return len(old)


def _days_ago(days):
    return clock.now() - timedelta(days=days)
